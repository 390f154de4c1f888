import assert from "node:assert/strict";
import { known, openToAll, openToOwn, overTls, own } from "./support/checks";
import { hasOnce, lacks } from "./support/http";
import { live } from "./support/live";
import { askSecurely as ask, echo, inFolder, proxied, site } from "./support/nginx-site";
import type { LiveServer } from "./support/servers";
import { nginx } from "./support/web-servers";

/** The headers that an application behind was asked with. */
async function passedOn(server: LiveServer, path: string, headers: Record<string, string> = {}) {
  const { body } = await server.ask(path, { tls: true, headers });
  return JSON.parse(body) as Record<string, string>;
}

const upgrading = { connection: "Upgrade", upgrade: "websocket" };

/** The headers that the application gets when the request line names one host and the header another. */
async function spoofed(server: LiveServer) {
  const { body } = await server.ask("https://app.example.com/", {
    tls: true,
    headers: { host: "evil.example.net" },
  });
  return JSON.parse(body) as Record<string, string>;
}

const lookalike = (server: LiveServer) =>
  server.ask("/api/", { tls: true, headers: { origin: "https://app.exampleXcom" } });

const zipped = (server: LiveServer) =>
  server.ask("/api/", { tls: true, headers: { "accept-encoding": "gzip" } });

/** How often each status comes when a client asks many times at once. */
async function statuses(server: LiveServer, path: string, times: number): Promise<Map<number, number>> {
  const answers = await Promise.all(Array.from({ length: times }, () => ask(server, path)));
  const counts = new Map<number, number>();
  for (const { status } of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
}

live(nginx, [
  {
    shows: "one HSTS where the application sends one, too",
    rule: "nginx/duplicate-security-header",
    files: {
      ...inFolder(
        `${site(`    add_header Strict-Transport-Security "max-age=31536000" always;

    location / {
        proxy_pass http://127.0.0.1:8000;
    }`)}`,
      ),
      "server.js": `const express = require("express");
const helmet = require("helmet");

const app = express();
app.use(helmet());
app.listen(8000);
`,
      "package.json": '{ "dependencies": { "express": "5.3.0", "helmet": "8.3.0" } }\n',
    },
    upstream: (_, response) => {
      response.setHeader("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
      response.end("{}");
    },
    before: async (server) =>
      assert.equal((await ask(server, "/")).all("strict-transport-security").length, 2),
    after: async (server) =>
      hasOnce(await ask(server, "/"), "strict-transport-security", /^max-age=31536000/),
  },
  {
    shows: "429 for most of 130 requests at once, none before",
    rule: "nginx/missing-rate-limit",
    files: inFolder(proxied),
    upstream: echo,
    before: async (server) => assert.deepEqual([...(await statuses(server, "/api/", 130)).keys()], [200]),
    after: async (server) => {
      const counts = await statuses(server, "/api/", 130);
      assert.deepEqual([...counts.keys()].sort(), [200, 429]);
      assert.ok((counts.get(200) ?? 0) >= 21, "the burst of a page gets through");
      assert.ok((counts.get(429) ?? 0) >= 90);
    },
  },
  {
    shows: "who asks, and over what",
    rule: "nginx/proxy-missing-forward-headers",
    files: inFolder(proxied),
    upstream: echo,
    before: async (server) => assert.equal((await passedOn(server, "/api/"))["x-forwarded-proto"], undefined),
    after: async (server) => {
      const headers = await passedOn(server, "/api/");
      assert.equal(headers.host, "app.example.com");
      assert.equal(headers["x-forwarded-proto"], "https");
      assert.equal(headers["x-real-ip"], "127.0.0.1");
      assert.equal(headers["x-forwarded-for"], "127.0.0.1");
    },
  },
  {
    shows: "the name that was asked for, whatever the header says",
    rule: "nginx/host-header-spoofing",
    files: inFolder(
      site(`    location / {
        proxy_pass http://127.0.0.1:8000;
        proxy_set_header Host $http_host;
    }`),
    ),
    upstream: echo,
    before: async (server) => assert.equal((await spoofed(server)).host, "evil.example.net"),
    after: async (server) => assert.equal((await spoofed(server)).host, "app.example.com"),
  },
  {
    shows: "the upgrade to a web socket",
    rule: "nginx/websocket-upgrade-incomplete",
    files: inFolder(
      site(`    location /socket.io/ {
        proxy_pass http://127.0.0.1:8000;
    }`),
    ),
    upstream: echo,
    before: async (server) => {
      const { upgrade, version } = await passedOn(server, "/socket.io/", upgrading);
      assert.deepEqual([upgrade, version], [undefined, "1.0"]);
    },
    after: async (server) => {
      const { upgrade, connection, version } = await passedOn(server, "/socket.io/", upgrading);
      assert.deepEqual([upgrade, connection?.toLowerCase(), version], ["websocket", "upgrade", "1.1"]);
    },
  },
  {
    shows: "a burst, where the second request was refused",
    rule: "nginx/rate-limit-unusable",
    files: inFolder(`limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;
limit_req_status 429;

${site(`    location /api/ {
        limit_req zone=api;
        proxy_pass http://127.0.0.1:8000;
    }`)}`),
    upstream: echo,
    before: async (server) => assert.equal((await statuses(server, "/api/", 20)).get(429), 19),
    after: async (server) => {
      assert.deepEqual([...(await statuses(server, "/api/", 20)).keys()], [200]);
      assert.ok((await statuses(server, "/api/", 110)).has(429));
    },
  },
  {
    shows: "429, where it was 503",
    rule: "nginx/rate-limit-unusable",
    files: inFolder(`limit_req_zone $binary_remote_addr zone=api:10m rate=100r/m;

${site(`    location /api/ {
        limit_req zone=api burst=20 nodelay;
        proxy_pass http://127.0.0.1:8000;
    }`)}`),
    upstream: echo,
    before: async (server) => assert.ok((await statuses(server, "/api/", 60)).has(503)),
    after: async (server) => {
      const counts = await statuses(server, "/api/", 60);
      assert.deepEqual([...counts.keys()].sort(), [200, 429]);
    },
  },
  {
    shows: "the own origin alone",
    rule: "nginx/cors-wildcard",
    files: {
      ...inFolder(
        site(`    location /api/ {
        proxy_pass http://127.0.0.1:8000;
        add_header Access-Control-Allow-Origin *;
    }`),
      ),
      ...known,
    },
    upstream: echo,
    before: overTls(openToAll("/api/")),
    after: overTls(openToOwn("/api/")),
  },
  {
    shows: "the own origin alone, not whoever asks",
    rule: "nginx/cors-origin-reflected",
    files: {
      ...inFolder(
        site(`    location /api/ {
        proxy_pass http://127.0.0.1:8000;
        add_header Access-Control-Allow-Origin $http_origin always;
        add_header Access-Control-Allow-Credentials true always;
    }`),
      ),
      ...known,
    },
    upstream: echo,
    before: overTls(openToAll("/api/")),
    after: async (server) => {
      await overTls(openToOwn("/api/"))(server);
      const answer = await server.ask("/api/", { tls: true, headers: { origin: own } });
      assert.match(answer.get("vary") ?? "", /origin/i);
    },
  },
  {
    shows: "hosts that only end like the own one are refused",
    rule: "nginx/cors-origin-regex",
    files: inFolder(`map $http_origin $cors_origin {
    default "";
    "~^https://(.*\\.)?example.com$" $http_origin;
}

${site(`    location /api/ {
        proxy_pass http://127.0.0.1:8000;
        add_header Access-Control-Allow-Origin $cors_origin always;
        add_header Vary Origin always;
    }`)}`),
    upstream: echo,
    before: async (server) => hasOnce(await lookalike(server), "access-control-allow-origin", /exampleXcom/),
    after: async (server) => {
      lacks(await lookalike(server), "access-control-allow-origin");
      await overTls(openToOwn("/api/"))(server);
    },
  },
  {
    shows: "answers that are compressed",
    rule: "nginx/gzip-off",
    files: {
      "nginx/nginx.conf": "events {}\n\nhttp {\n    include mime.types;\n    include conf.d/*.conf;\n}\n",
      ...inFolder(proxied),
    },
    upstream: (_, response) => {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify(Array.from({ length: 500 }, (_value, i) => ({ id: i, name: "item" }))));
    },
    before: async (server) => lacks(await zipped(server), "content-encoding"),
    after: async (server) => hasOnce(await zipped(server), "content-encoding", /^gzip$/),
  },
  {
    shows: "the own origin, where a developer's machine was let in",
    rule: "nginx/cors-localhost",
    files: {
      ...inFolder(
        site(`    location /api/ {
        proxy_pass http://127.0.0.1:8000;
        add_header Access-Control-Allow-Origin "http://localhost:3000" always;
    }`),
      ),
      ...known,
    },
    upstream: echo,
    before: async (server) =>
      hasOnce(await ask(server, "/api/"), "access-control-allow-origin", /^http:\/\/localhost:3000$/),
    after: overTls(openToOwn("/api/")),
  },
  {
    shows: "the path as it was asked for",
    rule: "nginx/proxy-pass-normalized",
    files: inFolder(
      site(`    location / {
        proxy_pass http://127.0.0.1:8000/;
    }`),
    ),
    upstream: (request, response) => response.end(request.url),
    before: async (server) => assert.equal((await ask(server, "/a%2Fb")).body, "/a/b"),
    after: async (server) => assert.equal((await ask(server, "/a%2Fb")).body, "/a%2Fb"),
  },
  {
    shows: "403 for whoever is not on the list",
    rule: "nginx/allow-without-deny",
    files: inFolder(
      site(`    location /admin/ {
        allow 10.0.0.0/8;
        proxy_pass http://127.0.0.1:8000;
    }`),
    ),
    upstream: echo,
    before: async (server) => assert.equal((await ask(server, "/admin/")).status, 200),
    after: async (server) => assert.equal((await ask(server, "/admin/")).status, 403),
  },
]);
