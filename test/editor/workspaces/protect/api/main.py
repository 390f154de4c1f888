from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True)


@app.post("/orders")
def order():
    return {"ok": True}


@app.get("/health")
def health():
    return {"ok": True}
