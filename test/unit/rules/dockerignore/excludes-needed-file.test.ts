import { excludesNeededFile } from "../../../../src/core/rules/dockerignore/excludes-needed-file";
import { testRule } from "../../../support/rule-tester";

const node = { "package.json": "{}\n", "pnpm-lock.yaml": "", "yarn.lock": "" };
const frozen = "FROM node:24\nCOPY . .\nRUN corepack enable && pnpm install --frozen-lockfile\n";
const uv = {
  Dockerfile: "FROM python:3.13\nWORKDIR /app\nCOPY . .\nRUN uv sync --locked\n",
  "pyproject.toml": "",
  "uv.lock": "",
};
const copy = "FROM a\nCOPY start.sh docs/a.md /\n";
const files = { "start.sh": "", "docs/a.md": "" };

testRule(excludesNeededFile, {
  valid: [
    {
      title: "nothing of it is copied",
      code: { Dockerfile: "FROM a\nCOPY src /\n", ".dockerignore": "docs\n*.sh\n", ...files },
    },
    {
      title: "let in again",
      code: { Dockerfile: copy, ".dockerignore": "docs\n*.sh\n!docs/a.md\n!start.sh\n", ...files },
    },
    { title: "it is not there", code: { Dockerfile: copy, ".dockerignore": "docs\n*.sh\n" } },
    {
      title: "secrets are kept out for good",
      code: { Dockerfile: "FROM a\nCOPY .env /\n", ".dockerignore": ".env\n", ".env": "" },
    },
    {
      title: "an install that makes do without",
      code: { Dockerfile: "FROM a\nCOPY . .\nRUN pnpm install\n", ".dockerignore": "*.yaml\n", ...node },
    },
    {
      title: "the lockfile of another tool",
      code: { Dockerfile: frozen, ".dockerignore": "yarn.lock\n", ...node },
    },
    {
      title: "an install somewhere else",
      code: {
        Dockerfile: "FROM a\nCOPY web /web\nRUN cd /web && npm ci\n",
        ".dockerignore": "*.lock\npackage-lock.json\n",
        "package-lock.json": "",
      },
    },
    {
      title: "another context",
      code: {
        "web/Dockerfile": copy,
        "web/start.sh": "",
        "web/docs/a.md": "",
        ".dockerignore": "*.sh\n",
        ...files,
      },
    },
    {
      title: "one of two lockfiles",
      code: {
        Dockerfile: "FROM a\nCOPY . .\nRUN npm ci\n",
        ".dockerignore": "npm-shrinkwrap.json\n",
        "npm-shrinkwrap.json": "",
        "package-lock.json": "",
      },
    },
  ],
  invalid: [
    {
      title: "copied by name",
      code: { Dockerfile: copy, ".dockerignore": "«*.sh»\n«docs»\n", ...files },
      severity: "error",
      message: /`start\.sh` out, which Dockerfile copies/,
      fixed: { Dockerfile: copy, ".dockerignore": "*.sh\n!start.sh\ndocs\n!docs/a.md\n", ...files },
    },
    {
      title: "a lockfile",
      code: { Dockerfile: frozen, ".dockerignore": "a\n«pnpm-lock.yaml»\n", ...node },
      message: /pnpm install/,
      fixed: { Dockerfile: frozen, ".dockerignore": "a\n", ...node },
    },
    {
      title: "the lockfile of Python",
      code: { ...uv, ".dockerignore": "«**/*.lock»\n.venv\n" },
      fixed: { ...uv, ".dockerignore": "**/*.lock\n!uv.lock\n.venv\n" },
    },
    {
      title: "of the Dockerfile that is built from above",
      code: { "docker/Dockerfile": copy, ".dockerignore": "«start.sh»\n", ...files },
    },
  ],
});
