import { deepEqual } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { envFileInContext } from "../../../../src/core/rules/dockerfile/env-file-in-context";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const Dockerfile = "FROM node:24\nCOPY . .\n";
const marked = "FROM node:24\nCOPY «.» .\n";
const env = { ".env": "API_KEY=\n" };

testRule(envFileInContext, {
  valid: [
    { title: "no such file", code: { Dockerfile } },
    { title: "an example", code: { Dockerfile, ".env.example": "A=1\n", "web/.env.sample": "B=\n" } },
    { title: "it is left out", code: { Dockerfile, ...env, ".dockerignore": ".env\n" } },
    { title: "by a pattern for all", code: { Dockerfile, ...env, ".dockerignore": "**/.env*\n" } },
    { title: "an allow list", code: { Dockerfile, ...env, "src/a.js": "", ".dockerignore": "*\n!src\n" } },
    {
      title: "the ignore file of the Dockerfile",
      code: { Dockerfile, ...env, "Dockerfile.dockerignore": ".env\n" },
    },
    {
      title: "only named files are copied",
      code: { Dockerfile: "FROM a\nCOPY src /srv\nCOPY *.json /srv/\n", ...env },
    },
    { title: "the flag leaves it out", code: { Dockerfile: "FROM a\nCOPY --exclude=.env . /srv\n", ...env } },
    { title: "from another stage", code: { Dockerfile: "FROM a AS b\nFROM a\nCOPY --from=b . .\n", ...env } },
    {
      title: "outside the context",
      code: { "api/Dockerfile": Dockerfile, "api/package.json": "{}\n", ...env },
    },
    {
      title: "a context that nobody names",
      code: { "docker/app/Dockerfile": Dockerfile, "docker/app/.env": "A=1\n" },
    },
    {
      title: "public variables of a page",
      code: {
        Dockerfile,
        ".env": "VITE_API_URL=https://api.example.com\nVITE_TITLE=x\n",
        ".env.production": "A=1\n",
      },
    },
    {
      title: "defaults of Symfony",
      code: { Dockerfile, ".env": "APP_ENV=prod\nAPP_SECRET=\n", "symfony.lock": "{}\n" },
    },
    {
      title: "files of tests",
      code: { Dockerfile, "tests/fixtures/.env": "A=1\n", ".env.test": "DB_PASSWORD=x9d\n" },
    },
  ],
  invalid: [
    {
      title: "without an ignore file one is made",
      code: { Dockerfile: marked, ...env },
      severity: "error",
      message: /`\.env`/,
    },
    {
      title: "a building stage",
      code: { Dockerfile: "FROM node:24 AS b\nADD «./» .\nFROM nginx:1\nCOPY --from=b /dist /srv\n", ...env },
      severity: "warning",
    },
    {
      title: "let in again",
      code: { Dockerfile: marked, ...env, ".dockerignore": "*\n!.env\n!src\n" },
      fixed: { Dockerfile, ...env, ".dockerignore": "*\n!.env\n!src\n**/.env\n" },
    },
    {
      title: "with a folder",
      code: {
        Dockerfile: "FROM a\nCOPY «web» /srv\nCOPY «a*/» /srv\n",
        "web/.env.local": "",
        "api/.env": "A=1\n",
      },
      message: /web\/\.env\.local/,
    },
    {
      title: "of production, with a password",
      code: { Dockerfile: marked, ".env.production": "DB_PASSWORD=u8-2kd\n" },
    },
    {
      title: "in the context that Compose names",
      code: {
        "docker/Dockerfile": marked,
        "compose.yaml": "services:\n  a:\n    build: { context: app, dockerfile: ../docker/Dockerfile }\n",
        "app/.env": "A=1\n",
      },
      message: /`app\/\.env`/,
    },
    {
      title: "in the folder whose files are copied",
      code: {
        "docker/Dockerfile": "FROM node:24\nCOPY package.json ./\nCOPY «.» .\n",
        "package.json": "{}\n",
        ...env,
      },
    },
  ],
});

describe("dockerfile/env-file-in-context: without an ignore file", () => {
  const created = (files: Record<string, string>) => {
    const { findings } = lint(projectOf(files), [envFileInContext]);
    return findings.map(({ fixes }) => fixes[0]?.also?.[0]);
  };

  it("makes one after what lies in the context, with the line breaks of the Dockerfile", () => {
    const lines = [
      "# Patterns are anchored at this folder: `**/` reaches the folders below.",
      "**/.git",
      "**/.env",
      "**/.env.*",
      "!**/.env.example",
      "**/.DS_Store",
      "**/Dockerfile*",
      "**/docker-compose*.y*ml",
      "**/vendor",
      "",
    ];
    const files = {
      "api/Dockerfile": "FROM php:8.4\r\nCOPY compose.yml /x\r\nCOPY . .\r\n",
      "api/composer.json": "{}\n",
      "api/compose.yml": "services: {}\n",
      "api/.env": "A=1\n",
    };
    deepEqual(created(files), [{ path: "api/.dockerignore", create: lines.join("\r\n") }]);
  });
});
