import assert from "node:assert/strict";
import { type FileKind, isCandidate, kindOf } from "../../../src/core/files/kind";

const expected: readonly [string, FileKind | undefined][] = [
  ["Dockerfile", "dockerfile"],
  ["backend/Dockerfile.render", "dockerfile"],
  ["docker/api.Dockerfile", "dockerfile"],
  ["Containerfile", "dockerfile"],
  ["Dockerfile.dockerignore", "dockerignore"],
  ["web/.dockerignore", "dockerignore"],
  ["web/.gitignore", "gitignore"],
  [".prettierignore", undefined],
  ["certs/server.key", "plain"],
  ["deploy/id_ed25519", "plain"],
  ["deploy/id_ed25519.pub", undefined],
  [".npmrc", "plain"],
  ["config/app.properties", "plain"],
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
  ["scripts/deploy.sh", "shell"],
  ["backup.bash", "shell"],
  ["bin/deploy", undefined],
  ["deploy/app.service", "systemd"],
  ["deploy/backup.timer", "systemd"],
  ["app.socket", "systemd"],
  ["etc/app.service.d/override.conf", "systemd"],
  ["src/app.service.ts", "javascript"],
  ["LAUNCH.md", "markdown"],
  ["cmd/api/main.go", "go"],
  ["app/models/order.rb", "ruby"],
  ["lib/tasks/import.rake", "ruby"],
  ["config.ru", "ruby"],
  ["resources/views/app.blade.php", "php"],
  ["src/App.vue", "vue"],
  ["src/routes/+page.svelte", "svelte"],
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

  it("takes a file without an extension for a script by its first line", () => {
    assert.equal(kindOf("bin/deploy", "#!/usr/bin/env bash\n"), "shell");
    assert.equal(kindOf("bin/deploy", "#!/usr/bin/env node\n"), undefined);
    assert.equal(kindOf("src/notes", "#!/bin/sh\n"), undefined);
    assert.equal(kindOf("compose/production/postgres/maintenance/backup", "#!/usr/bin/env bash\n"), "shell");
    assert.equal(kindOf("scripts/setup/install", "#!/bin/bash -e\n"), "shell");
    assert.equal(kindOf("shop-setup", "#!/usr/bin/env bash\n"), "shell");
    assert.equal(kindOf("shop-setup", "Read this first.\n"), undefined);
    assert.equal(kindOf("run.sh", "#!/usr/bin/env python3\n"), undefined);
    assert.equal(isCandidate("scripts/deploy"), true);
    assert.equal(isCandidate("docker/web/start"), true);
    assert.equal(isCandidate("starters/readme"), false);
    assert.equal(isCandidate("v1.2/LICENSE"), false);
  });

  it("knows the other files that are called .service", () => {
    assert.equal(kindOf("org.app.service", "[D-BUS Service]\nName=org.app\n"), undefined);
    assert.equal(kindOf("http.service", '<?xml version="1.0"?>\n'), undefined);
    assert.equal(kindOf("app.service", "[Sevice]\n"), "systemd");
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
    assert.equal(kindOf("lib/app", "server {\n}\n"), undefined);
  });
});

describe("isCandidate", () => {
  it("holds for every path whose content may decide", () => {
    for (const path of ["Dockerfile", "deploy/site.conf", "sites-enabled/app"])
      assert.ok(isCandidate(path), path);
    for (const path of ["logo.png", "lib/app", "notes.txt"]) assert.ok(!isCandidate(path), path);
  });
});

describe("kindOf, sites and templates", () => {
  const site = "server {\n  listen 80;\n  server_name {{ domain }};\n}\n";
  const cases: readonly [string, string, FileKind | undefined][] = [
    ["a site called by its domain", "etc/nginx/sites-available/shop.example.com", "nginx"],
    ["a domain that ends like a language", "sites-enabled/example.py", "nginx"],
    ["a template with values", "roles/web/templates/site.conf.j2", "nginx"],
    ["a template of another engine", "nginx/default.conf.tpl", "nginx"],
  ];
  for (const [title, path, kind] of cases) {
    it(title, () => {
      assert.equal(kindOf(path, site), kind);
      assert.ok(isCandidate(path));
    });
  }
  it("a template with conditions is a program", () =>
    assert.equal(kindOf("templates/site.conf.j2", `{% if tls %}\n${site}{% endif %}\n`), undefined));
  it("another server's site", () =>
    assert.equal(kindOf("sites-available/example.org", "<VirtualHost *:80>\n</VirtualHost>\n"), undefined));
});
