import cors from "cors";
import express from "express";

const app = express();
app.use(cors());
app.use(express.static("public"));

app.get("/health", (_request, response) => response.json({ status: "ok" }));

app.listen(process.env.PORT || 3000);
