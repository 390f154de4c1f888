import assert from "node:assert/strict";
import { type FileRole, roleOf } from "../../../src/core/files/role";

const expected: Readonly<Record<FileRole, readonly string[]>> = {
  prod: [
    "Dockerfile",
    "build/Dockerfile",
    "compose.yaml",
    "docker-compose.prod.yml",
    ".env.production",
    "app/settings/production.py",
    "src/server.ts",
    "src/local.ts",
    "app/dev.py",
    "nginx/templates/default.conf.template",
    "src/latest.py",
    "deploy/contest.yaml",
    "config/environments/production.rb",
  ],
  dev: [
    ".env",
    ".env.local",
    ".env.development",
    "compose.dev.yaml",
    "docker-compose.override.yml",
    "Dockerfile.dev",
    ".devcontainer/Dockerfile",
    "docker/development/Dockerfile",
    "app/settings/local.py",
    "config/environments/development.rb",
  ],
  test: [
    "config/environments/test.rb",
    "internal/config/config_test.go",
    "config/settings/test.py",
    "tests/conftest.py",
    "src/app.test.ts",
    "src/__tests__/app.js",
    "api/test_main.py",
    "api/main_test.py",
    "e2e/compose.yaml",
    "docker-compose.test.yml",
    "compose.ci.yaml",
    ".env.test",
    "fixtures/Dockerfile",
  ],
  example: [
    ".env.example",
    "compose.example.yaml",
    "env.sample",
    "examples/app/Dockerfile",
    "nginx.conf.example",
  ],
  doc: ["README.md", "docs/Dockerfile", "notes/launch.mdx"],
  skip: [
    "node_modules/express/index.js",
    "web/dist/app.js",
    ".venv/lib/app.py",
    "package-lock.json",
    "web/pnpm-lock.yaml",
    "public/app.min.css",
    "build/static/app.js",
  ],
};

describe("roleOf", () => {
  for (const [role, paths] of Object.entries(expected)) {
    for (const path of paths) it(`${path} is ${role}`, () => assert.equal(roleOf(path), role));
  }
});
