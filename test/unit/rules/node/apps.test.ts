import assert from "node:assert/strict";
import { parseScript } from "../../../../src/core/files/script/form";
import { nodeApps, routesOf } from "../../../../src/core/rules/node/apps";

function apps(text: string) {
  return nodeApps(parseScript(text, "app.ts")).map((app) => ({
    framework: app.framework,
    name: app.name,
    runs: app.runs,
    routes: routesOf(app).map(({ method, path }) => `${method} ${path}`),
  }));
}

describe("applications of Node", () => {
  it("are known by what creates them, imported or required", () => {
    assert.deepEqual(
      apps(
        'const express = require("express");\nconst app = express();\napp.get("env");\napp.get("/", home);\napp.post("/a", a);\napp.listen(1);\n',
      ),
      [{ framework: "express", name: "app", runs: "listens", routes: ["get /", "post /a"] }],
    );
    assert.deepEqual(
      apps(
        'import Fastify from "fastify";\nconst server = Fastify({ logger: true });\nawait server.listen({ port: 1 });\n',
      ),
      [{ framework: "fastify", name: "server", runs: "listens", routes: [] }],
    );
    assert.deepEqual(
      apps(
        'import Koa from "koa";\nimport http from "node:http";\nconst app = new Koa();\nhttp.createServer(app.callback()).listen(1);\n',
      ),
      [{ framework: "koa", name: "app", runs: "listens", routes: [] }],
    );
    assert.deepEqual(
      apps(
        'import { NestFactory } from "@nestjs/core";\nasync function main() {\n  const app = await NestFactory.create(AppModule);\n  await app.listen(1);\n}\n',
      ),
      [{ framework: "nestjs", name: "app", runs: "listens", routes: [] }],
    );
  });

  it("are handed on by exports, or by the function that makes them", () => {
    const make = 'import { Hono } from "hono";\n';
    for (const [text, runs] of [
      ["const app = new Hono();\nexport default app;\n", "exported"],
      ["export const app = new Hono();\n", "exported"],
      ["const app = new Hono();\nexport default { port: 1, fetch: app.fetch };\n", "exported"],
      ["function make() {\n  const app = new Hono();\n  return app;\n}\n", "exported"],
      ["const app = new Hono();\nmodule.exports = { app };\n", "exported"],
      ["const app = new Hono();\nserve({ fetch: app.fetch });\n", "listens"],
      ["const app = new Hono();\napp.request('/');\n", undefined],
    ] as const)
      assert.deepEqual(
        apps(make + text).map((app) => app.runs),
        [runs],
        text,
      );
  });

  it("own the calls of a chain, and those of their name in its scope only", () => {
    assert.deepEqual(
      apps(
        'import express from "express";\nconst app = express().use(a).get("/a", b);\napp.route("/c").get(c).post(d);\nfunction other(app) {\n  app.get("/no", e);\n}\n',
      )[0]?.routes.sort(),
      ["get /a", "get /c", "post /c", "route /c"],
    );
  });

  it("are no routers and nothing that is defined otherwise", () => {
    assert.deepEqual(apps('import express from "express";\nconst router = express.Router();\n'), []);
    assert.deepEqual(apps("function express() {}\nconst app = express();\n"), []);
  });
});
