import assert from "node:assert/strict";
import { fastapi, flask, node } from "./support/app-servers";
import {
  type HeaderName,
  known,
  limited,
  openToAll,
  openToOwn,
  overTls,
  protectedAt,
  unlimited,
  unprotected,
} from "./support/checks";
import { hasOnce } from "./support/http";
import { live } from "./support/live";
import { behind, type LiveServer } from "./support/servers";
import { nginx } from "./support/web-servers";

const tls = { tls: true };

/** A client uses its limit up; `status` is what another one gets then. */
function thenAnother(status: number): (server: LiveServer) => Promise<void> {
  const post = { ...tls, method: "POST" };
  return async (server) => {
    await limited("/login", { ...post, from: "127.0.0.2" })(server);
    assert.equal((await server.ask("/login", { ...post, from: "127.0.0.3" })).status, status);
  };
}

/** What an application behind a proxy is asked to send: HSTS belongs to who speaks TLS. */
const withoutTls: readonly HeaderName[] = ["x-frame-options", "x-content-type-options", "referrer-policy"];

const proxy = {
  "nginx/conf.d/app.conf": `server {
    listen 443 ssl;
    server_name app.example.com;
    ssl_certificate /etc/ssl/app.pem;
    ssl_certificate_key /etc/ssl/app.key;

    location / {
        proxy_pass http://127.0.0.1:8000;
        proxy_set_header Host $host;
        proxy_set_header X-Real-IP $remote_addr;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
    }
}
`,
};

const api = {
  "main.py": `from fastapi import FastAPI

app = FastAPI()


@app.get("/")
def index():
    return {"ok": True}


@app.get("/broken")
def broken():
    return 1 / 0
`,
};

const orders = { "main.py": api["main.py"].replace('@app.get("/")', '@app.post("/orders")') };

const open = {
  "main.py": api["main.py"].replace(
    "app = FastAPI()",
    `from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_credentials=True, allow_methods=["*"], allow_headers=["*"])`,
  ),
};

const helmet = {
  "server.js": `const express = require('express');
const helmet = require('helmet');

const app = express();
app.use(helmet());
app.get('/', (req, res) => {
  res.json({ ok: true });
});
app.listen(process.env.PORT);
`,
  "package.json": '{ "dependencies": { "express": "5.3.0", "helmet": "8.3.0" } }\n',
};

live(behind(nginx, fastapi()), [
  {
    shows: "each once when nginx is picked, on 404 and on what the application cannot handle",
    rule: "Insert Security Headers",
    insert: { protection: "headers", path: "nginx/conf.d/app.conf" },
    files: { ...proxy, ...api },
    before: unprotected("/", undefined, tls),
    after: protectedAt({ "/": 200, "/nowhere": 404, "/broken": 500 }, undefined, tls),
  },
  {
    shows: "each once when the application is picked",
    rule: "fastapi/missing-security-headers",
    files: { ...proxy, ...api },
    before: unprotected("/", withoutTls, tls),
    after: protectedAt({ "/": 200, "/nowhere": 404 }, withoutTls, tls),
  },
]);

live(behind(nginx, fastapi()), [
  {
    shows: "429 for most of a hundred requests at once when nginx is picked",
    rule: "Add Rate Limiting",
    insert: { protection: "limits", path: "nginx/conf.d/app.conf" },
    files: { ...proxy, ...orders, "requirements.txt": "fastapi==0.115.6\n" },
    before: unlimited("/orders", { ...tls, method: "POST" }),
    after: async (server) => {
      const question = { ...tls, method: "POST" };
      const answers = await Promise.all(Array.from({ length: 101 }, () => server.ask("/orders", question)));
      const refused = answers.filter(({ status }) => status === 429).length;
      assert.ok(refused >= 60 && refused <= 90, `${refused} of 101 were refused`);
      assert.equal(answers.filter(({ status }) => status === 200).length, 101 - refused);
    },
  },
  {
    shows: "the own origin alone",
    rule: "Restrict CORS",
    insert: { protection: "cors", path: "main.py" },
    files: { ...proxy, ...open, ...known },
    before: overTls(openToAll("/")),
    after: overTls(openToOwn("/")),
  },
]);

live(behind(nginx, node("Express", "express", "helmet")), [
  {
    shows: "one HSTS where helmet sends one as well",
    rule: "nginx/duplicate-security-header",
    files: {
      "nginx/conf.d/app.conf": proxy["nginx/conf.d/app.conf"].replace(
        "    location",
        '    add_header Strict-Transport-Security "max-age=31536000" always;\n\n    location',
      ),
      ...helmet,
    },
    before: async (server) => {
      assert.equal((await server.ask("/", tls)).all("strict-transport-security").length, 2);
    },
    after: async (server) =>
      hasOnce(await server.ask("/", tls), "strict-transport-security", /^max-age=31536000/),
  },
]);

live(behind(nginx, node("Express", "express", "express-rate-limit")), [
  {
    shows: "a hundred requests for each client, not for all together",
    rule: "Add Rate Limiting",
    insert: { protection: "limits", path: "server.js" },
    files: {
      ...proxy,
      "server.js": `const express = require('express');

const app = express();
app.post('/login', (req, res) => {
  res.json({ ok: true });
});
app.listen(process.env.PORT);
`,
      "package.json": '{\n  "dependencies": {\n    "express": "^5.3.0"\n  }\n}\n',
    },
    before: unlimited("/login", { ...tls, method: "POST" }),
    after: thenAnother(200),
  },
  {
    shows: "the limit for each client where all shared one",
    rule: "rate-limit/keyed-on-proxy",
    files: {
      ...proxy,
      "server.js": `const express = require('express');
const { rateLimit } = require('express-rate-limit');

const app = express();
app.use(rateLimit({ windowMs: 60_000, limit: 100, validate: false }));
app.post('/login', (req, res) => {
  res.json({ ok: true });
});
app.listen(process.env.PORT);
`,
    },
    before: thenAnother(429),
    after: thenAnother(200),
  },
]);

live(behind(nginx, flask("flask_limiter")), [
  {
    shows: "the limit for each client where all shared one",
    rule: "rate-limit/keyed-on-proxy",
    files: {
      ...proxy,
      "main.py": `from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

app = Flask(__name__)
limiter = Limiter(get_remote_address, app=app, default_limits=["100 per minute"], storage_uri="memory://")


@app.post("/login")
def login():
    return {"ok": True}
`,
    },
    before: thenAnother(429),
    after: thenAnother(200),
  },
]);
