import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { node } from "./support/app-servers";
import {
  cookieAt,
  foreign,
  known,
  limited,
  openToAll,
  openToOwn,
  own,
  protectedAt,
  unlimited,
  unprotected,
} from "./support/checks";
import { hasOnce, lacks } from "./support/http";
import { live } from "./support/live";
import type { LiveServer } from "./support/servers";

const manifest = { "package.json": '{\n  "dependencies": {\n    "express": "^5.1.0"\n  }\n}\n' };

/** An application with `setup` before its routes, in CommonJS. */
function app(setup: string, imports = ""): string {
  return `const express = require('express');
${imports}
const app = express();
${setup}

app.get('/', (req, res) => {
  res.json({ ok: true });
});

app.post('/login', (req, res) => {
  res.json({ ok: true });
});

app.get('/fail', () => {
  throw new Error('no');
});

app.listen(process.env.PORT);
`;
}

const withCors = (setup: string) => app(setup, "const cors = require('cors');\n");
const post = { method: "POST" };
const https = { headers: { "x-forwarded-proto": "https" } };

/** The status that a request gets which the server works on when it is asked to end. */
async function endedDuring(server: LiveServer, path: string): Promise<number | undefined> {
  const waiting = server.ask(path).then(
    ({ status }) => status,
    () => undefined,
  );
  while (!server.output().includes("working")) await pause(10);
  server.terminate();
  return waiting;
}

const local = { headers: { origin: "http://localhost:5173" } };

const session = `app.set('trust proxy', 1);
app.use(session({
  secret: 'keyboard cat of this test',
  resave: false,
  saveUninitialized: true,
}));`;

live(node("Express", "express", "cors"), [
  {
    shows: "the own origin alone, where the workspace knows it",
    rule: "express/cors-wildcard",
    files: { "server.js": withCors("app.use(cors());"), ...manifest, ...known },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, as the environment names it",
    rule: "express/cors-wildcard",
    files: { "server.js": withCors("app.use(cors({ origin: '*', credentials: true }));"), ...manifest },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, not whoever asks",
    rule: "node/cors-reflect-any",
    files: {
      "server.js": withCors("app.use(cors({ origin: true, credentials: true }));"),
      ...manifest,
      ...known,
    },
    before: openToAll("/"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin, where a list with a star let nobody in",
    rule: "node/cors-array-wildcard",
    files: { "server.js": withCors("app.use(cors({ origin: ['*'] }));"), ...manifest, ...known },
    before: async (server) => {
      const answer = await server.ask("/", { headers: { origin: own } });
      assert.equal(answer.get("access-control-allow-origin"), undefined);
    },
    after: openToOwn("/"),
  },
  {
    shows: "the own origin in a header set by hand",
    rule: "node/cors-origin-reflected",
    files: {
      "server.js": app(`app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin);
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});`),
      ...manifest,
      ...known,
    },
    before: async (server) => {
      const answer = await server.ask("/", { headers: { origin: foreign } });
      assert.equal(answer.get("access-control-allow-origin"), foreign);
    },
    after: async (server) => {
      const answer = await server.ask("/", { headers: { origin: foreign } });
      assert.equal(answer.get("access-control-allow-origin"), own);
    },
  },
  {
    shows: "hosts that only begin like the own one are refused",
    rule: "cors/regex-unsafe",
    files: {
      "server.js": withCors("app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com/ }));"),
      ...manifest,
    },
    before: async (server) => {
      const headers = { origin: `${own}.evil.example` };
      assert.equal((await server.ask("/", { headers })).get("access-control-allow-origin"), headers.origin);
    },
    after: async (server) => {
      const headers = { origin: `${own}.evil.example` };
      assert.equal((await server.ask("/", { headers })).get("access-control-allow-origin"), undefined);
      await openToOwn("/")(server);
    },
  },
]);

live(node("Express", "express", "express-session"), [
  {
    shows: "the flags of the session's cookie",
    rule: "express/session-cookie-insecure",
    files: {
      "server.js": app(session, "const session = require('express-session');\n"),
      ...manifest,
    },
    before: cookieAt("/", [/^connect\.sid=/], [/secure/i, /samesite/i], https),
    after: cookieAt("/", [/; secure/i, /; httponly/i, /; samesite=lax/i], [], https),
  },
]);

live(node("Express", "express", "helmet"), [
  {
    shows: "each once, on 404 and 500 as well",
    rule: "node/missing-security-headers",
    files: { "server.js": app(""), ...manifest },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404, "/fail": 500 }),
  },
  {
    shows: "each once, where helmet came too late",
    rule: "node/helmet-after-routes",
    files: {
      "server.js": `const express = require('express');
const helmet = require('helmet');

const app = express();
app.get('/', (req, res) => res.send('ok'));
app.use(helmet());
app.listen(process.env.PORT);
`,
      ...manifest,
    },
    before: unprotected("/"),
    after: protectedAt({ "/": 200, "/nowhere": 404 }),
  },
  {
    shows: "the header that was switched off",
    rule: "node/helmet-feature-disabled",
    files: {
      "server.js": app("app.use(helmet({ frameguard: false }));", "const helmet = require('helmet');\n"),
      ...manifest,
    },
    before: unprotected("/", ["x-frame-options"]),
    after: protectedAt({ "/": 200 }, ["x-frame-options"]),
  },
  {
    shows: "a long HSTS",
    rule: "node/helmet-weak-setting",
    files: {
      "server.js": app(
        "app.use(helmet({ hsts: { maxAge: 2592000 } }));",
        "const helmet = require('helmet');\n",
      ),
      ...manifest,
    },
    before: async (server) =>
      hasOnce(await server.ask("/"), "strict-transport-security", /^max-age=2592000;/),
    after: protectedAt({ "/": 200 }, ["strict-transport-security"]),
  },
  {
    shows: "nothing of what it runs on",
    rule: "node/x-powered-by",
    files: { "server.js": app(""), ...manifest },
    before: async (server) => hasOnce(await server.ask("/"), "x-powered-by", /Express/),
    after: async (server) => lacks(await server.ask("/"), "x-powered-by"),
  },
  {
    shows: "no stack",
    rule: "node/error-leaks-stack",
    files: {
      "server.js": app("").replace(
        "app.listen",
        `app.use((err, req, res, next) => {
  res.status(500).send(err.stack);
});

app.listen`,
      ),
      ...manifest,
    },
    before: async (server) => assert.match((await server.ask("/fail")).body, /server\.js:\d+/),
    after: async (server) => {
      const { status, body } = await server.ask("/fail");
      assert.equal(status, 500);
      assert.doesNotMatch(body, /server\.js/);
    },
  },
]);

live(node("Express", "express", "express-rate-limit"), [
  {
    shows: "429 for the 101st request",
    rule: "express/missing-rate-limit",
    files: { "server.js": app("app.use(express.json());"), ...manifest },
    before: unlimited("/login", post),
    after: limited("/login", post),
  },
]);

live(node("Express", "express", "cors"), [
  {
    shows: "the own origin, where a slash let nobody in",
    rule: "cors/origin-not-an-origin",
    files: { "server.js": withCors(`app.use(cors({ origin: ['${own}/'] }));`), ...manifest },
    before: async (server) =>
      lacks(await server.ask("/", { headers: { origin: own } }), "access-control-allow-origin"),
    after: openToOwn("/"),
  },
  {
    shows: "the own origin alone, where a developer's machine was let in",
    rule: "cors/localhost-in-production",
    files: {
      "server.js": withCors(`app.use(cors({ origin: ['${own}', 'http://localhost:5173'] }));`),
      ...manifest,
    },
    before: async (server) =>
      hasOnce(await server.ask("/", local), "access-control-allow-origin", /localhost/),
    after: async (server) => {
      lacks(await server.ask("/", local), "access-control-allow-origin");
      await openToOwn("/")(server);
    },
  },
  {
    shows: "a health route",
    rule: "app/missing-health-endpoint",
    files: { "server.js": app(""), ...manifest },
    before: async (server) => assert.equal((await server.ask("/health")).status, 404),
    after: async (server) => assert.equal((await server.ask("/health")).status, 200),
  },
  {
    shows: "an answer to whoever is still waiting when it has to end",
    rule: "app/no-graceful-shutdown",
    files: {
      "server.js": app("").replace(
        "app.get('/fail'",
        `app.get('/slow', (req, res) => {
  console.log('working');
  setTimeout(() => res.json({ ok: true }), 300);
});

app.get('/fail'`,
      ),
      ...manifest,
    },
    before: async (server) => assert.equal(await endedDuring(server, "/slow"), undefined),
    after: async (server) => assert.equal(await endedDuring(server, "/slow"), 200),
  },
]);
