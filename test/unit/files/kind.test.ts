import assert from "node:assert/strict";
import { type FileKind, isCandidate, kindOf } from "../../../src/core/files/kind";

const expected: readonly [string, FileKind | undefined][] = [
  ["Dockerfile", "dockerfile"],
  ["backend/Dockerfile.render", "dockerfile"],
  ["docker/api.Dockerfile", "dockerfile"],
  ["Containerfile", "dockerfile"],
  ["Dockerfile.dockerignore", "dockerignore"],
  ["web/.dockerignore", "dockerignore"],
  ["compose.yaml", "compose"],
  ["docker-compose.prod.yml", "compose"],
  ["deploy/compose.prod.yaml", "compose"],
  ["prod.compose.yaml", "compose"],
  ["decompose.yaml", "yaml"],
  [".github/workflows/ci.yml", "workflow"],
  ["workflows/ci.yml", "yaml"],
  [".env", "dotenv"],
  [".env.production", "dotenv"],
  ["prod.env", "dotenv"],
  ["src/env.ts", "javascript"],
  ["src/types.d.ts", undefined],
  ["public/app.min.js", undefined],
  ["requirements-dev.txt", "requirements"],
  ["requirements/base.txt", "requirements"],
  ["notes.txt", undefined],
  ["nginx.conf", "nginx"],
  ["Caddyfile", "caddy"],
  ["deploy/Caddyfile.prod", "caddy"],
  ["public/_headers", "hostheaders"],
  [".htaccess", "apache"],
  ["index.html", "html"],
  ["nginx/default.conf.template", "nginx"],
  ["conf.d/site.conf", "nginx"],
  ["redis.conf", undefined],
  ["infra/main.tf", "terraform"],
  ["prod.tfvars", "terraform"],
  ["LAUNCH.md", "markdown"],
  ["constructor", undefined],
  ["a.constructor", undefined],
];

describe("kindOf", () => {
  for (const [path, kind] of expected) {
    it(`${path} is ${kind ?? "not read"}`, () => assert.equal(kindOf(path), kind));
  }

  it("takes a .conf file for nginx when its content is", () => {
    assert.equal(kindOf("deploy/site.conf", "upstream app {\n  server api:8000;\n}\n"), "nginx");
    assert.equal(kindOf("deploy/redis.conf", "maxmemory 256mb\n"), undefined);
  });

  it("tells Apache's files from those of nginx", () => {
    assert.equal(kindOf("sites-available/app.conf", "<VirtualHost *:80>\n</VirtualHost>\n"), "apache");
    assert.equal(
      kindOf("apache2/sites-available/app.conf", "<VirtualHost *:80>\n</VirtualHost>\n"),
      "apache",
    );
    assert.equal(kindOf("httpd/notes.conf", "key value\n"), undefined);
  });

  it("reads an nginx site without an extension where such sites live", () => {
    assert.equal(kindOf("etc/nginx/sites-available/app", "server {\n  listen 80;\n}\n"), "nginx");
    assert.equal(kindOf("bin/app", "server {\n}\n"), undefined);
  });
});

describe("isCandidate", () => {
  it("holds for every path whose content may decide", () => {
    for (const path of ["Dockerfile", "deploy/site.conf", "sites-enabled/app"])
      assert.ok(isCandidate(path), path);
    for (const path of ["logo.png", "bin/app", "notes.txt"]) assert.ok(!isCandidate(path), path);
  });
});
