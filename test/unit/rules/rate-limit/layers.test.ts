import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { fixAll } from "../../../../src/core/lint/fix";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

type Files = Readonly<Record<string, string>>;

const config = resolveConfig();
const limiting = rules.filter(({ id }) => /rate-limit|throttl/.test(id));

function found(files: Files): string[] {
  return lint(projectOf(files), limiting, config).findings.map(({ rule, path }) => `${rule} ${path}`);
}

function fixed(files: Files): Files {
  return {
    ...files,
    ...Object.fromEntries(fixAll(projectOf(files), limiting, config, { kinds: "any" }).texts),
  };
}

const nginx = {
  "nginx/nginx.conf":
    "http {\n  server {\n    listen 443 ssl;\n    location /api/ {\n      proxy_pass http://api:8000;\n    }\n  }\n}\n",
};
const applications: readonly [rule: string, files: Files][] = [
  [
    "express/missing-rate-limit",
    {
      "src/server.js":
        'const express = require("express");\nconst app = express();\napp.post("/api/a", add);\napp.listen(3000);\n',
    },
  ],
  [
    "fastify/missing-rate-limit",
    {
      "src/server.js":
        'import fastify from "fastify";\nconst app = fastify();\napp.post("/a", add);\nawait app.listen({ port: 3000 });\n',
    },
  ],
  [
    "koa/missing-rate-limit",
    {
      "src/server.js":
        'const Koa = require("koa");\nconst app = new Koa();\nrouter.post("/a", add);\napp.use(router.routes());\napp.listen(3000);\n',
    },
  ],
  [
    "hono/missing-rate-limit",
    {
      "src/server.js":
        'import { serve } from "@hono/node-server";\nimport { Hono } from "hono";\nconst app = new Hono();\napp.post("/a", add);\nserve(app);\n',
    },
  ],
  [
    "fastapi/missing-rate-limit",
    {
      "app/main.py":
        'from fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.post("/a")\ndef add():\n    return {}\n',
    },
  ],
  [
    "flask/missing-rate-limit",
    {
      "app/main.py":
        'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/a")\ndef a():\n    return ""\n',
    },
  ],
  ["django/drf-missing-throttle", { "shop/settings.py": 'REST_FRAMEWORK = {"PAGE_SIZE": 5}\n' }],
];

describe("limits over the layers of a workspace", () => {
  for (const [rule, app] of applications) {
    const [path = ""] = Object.keys(app);
    it(`${rule}: the application where nothing stands in front, nginx where it does`, () => {
      assert.deepEqual(found(app), [`${rule} ${path}`]);
      assert.deepEqual(found({ ...app, ...nginx }), ["nginx/missing-rate-limit nginx/nginx.conf"]);
    });

    it(`${rule}: fixed in one of them, the other is silent`, () => {
      assert.deepEqual(found(fixed(app)), []);
      assert.deepEqual(found({ ...app, ...fixed(nginx) }), []);
      const both = found({ ...fixed(app), ...nginx });
      // A limiter that counts the proxy is another matter.
      assert.deepEqual(
        both.filter((one) => !one.startsWith("rate-limit/keyed-on-proxy")),
        [],
      );
      assert.deepEqual(found(fixed({ ...fixed(app), ...nginx })), []);
    });
  }
});
