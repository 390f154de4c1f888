import assert from "node:assert/strict";
import { fastapi } from "./support/app-servers";
import {
  cookieAt,
  known,
  limited,
  openToAll,
  openToOwn,
  protectedAt,
  unlimited,
  unprotected,
} from "./support/checks";
import { live } from "./support/live";

const requirements = { "requirements.txt": "fastapi==0.115.6\nuvicorn==0.34.0\n" };

const routes = `

@app.get("/")
def index():
    return {"ok": True}


@app.post("/orders")
def order():
    return {"ok": True}


@app.get("/fail")
def fail():
    raise HTTPException(status_code=500)
`;
const app = `from fastapi import FastAPI, HTTPException

app = FastAPI()
${routes}`;

function withCors(options: string): string {
  return `from fastapi import FastAPI, HTTPException
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, ${options})
${routes}`;
}

live(fastapi(), [
  {
    shows: "each once, on 404 and 500 as well",
    rule: "fastapi/missing-security-headers",
    files: { "main.py": app, ...requirements },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404, "/fail": 500 }),
  },
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "fastapi/cors-wildcard",
    files: {
      "main.py": withCors(
        'allow_origins=["*"], allow_credentials=True, allow_methods=["*"], allow_headers=["*"]',
      ),
      ...known,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "fastapi/cors-wildcard",
    files: { "main.py": withCors('allow_origins=["*"], allow_methods=["POST"]') },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "hosts that only look like the own one are refused",
    rule: "cors/regex-unsafe",
    files: { "main.py": withCors('allow_origin_regex=r"https://app.example.com", allow_methods=["POST"]') },
    before: async (server) => {
      const headers = { origin: "https://appXexample.com" };
      assert.equal((await server.ask("/", { headers })).get("access-control-allow-origin"), headers.origin);
    },
    after: async (server) => {
      const headers = { origin: "https://appXexample.com" };
      assert.equal((await server.ask("/", { headers })).get("access-control-allow-origin"), undefined);
      await openToOwn("/")(server);
    },
  },
  {
    shows: "the flags of the cookie",
    rule: "fastapi/cookie-insecure",
    files: {
      "main.py": `from fastapi import FastAPI, Response

app = FastAPI()


@app.get("/login")
def login(response: Response):
    response.set_cookie("session", "abc")
    return {"ok": True}
`,
    },
    before: cookieAt("/login", [/^session=abc/], [/secure/i, /httponly/i]),
    after: cookieAt("/login", [/; secure/i, /; httponly/i, /; samesite=lax/i]),
  },
  {
    shows: "no traceback",
    rule: "fastapi/debug-enabled",
    files: {
      "main.py": `from fastapi import FastAPI

app = FastAPI(debug=True)


@app.get("/")
def index():
    return 1 / 0
`,
    },
    before: async (server) => assert.match((await server.ask("/")).body, /ZeroDivisionError/),
    after: async (server) => {
      const { status, body } = await server.ask("/");
      assert.equal(status, 500);
      assert.doesNotMatch(body, /ZeroDivisionError|Traceback/);
    },
  },
  {
    shows: "nothing of what failed",
    rule: "python/error-leaks-trace",
    files: {
      "main.py": `from fastapi import FastAPI, HTTPException

app = FastAPI()


@app.get("/report")
def report():
    try:
        return {"value": 1 / 0}
    except Exception as error:
        raise HTTPException(status_code=500, detail=str(error))
`,
    },
    before: async (server) => assert.match((await server.ask("/report")).body, /division by zero/),
    after: async (server) => {
      const { status, body } = await server.ask("/report");
      assert.equal(status, 500);
      assert.doesNotMatch(body, /division/);
    },
  },
]);

live(fastapi("slowapi"), [
  {
    shows: "429 for the 101st request",
    rule: "fastapi/missing-rate-limit",
    files: { "main.py": app, ...requirements },
    before: unlimited("/orders", { method: "POST" }),
    after: limited("/orders", { method: "POST" }),
  },
]);
