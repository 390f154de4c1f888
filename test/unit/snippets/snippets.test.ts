import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { SourceFile } from "../../../src/core/files/source";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { projectOf } from "../../support/project";

interface Snippet {
  readonly prefix: string;
  readonly description: string;
  readonly body: readonly string[];
}

/** What a snippet becomes when everybody takes what it proposes. */
function expand({ body }: Snippet): string {
  return body
    .join("\n")
    .replace(/(?<!\\)\$\{\d+\|([^,|]*)[^}]*\|\}/g, "$1")
    .replace(/(?<!\\)\$\{\d+:((?:[^}\\]|\\.)*)\}/g, "$1")
    .replace(/(?<!\\)\$\d+/g, "")
    .replace(/\\([$}\\])/g, "$1");
}

const imports = {
  python:
    "import hashlib\nimport hmac\nimport os\n\nimport sentry_sdk\nfrom fastapi import FastAPI, Request, Response\nfrom fastapi.middleware.cors import CORSMiddleware\nfrom slowapi import Limiter, _rate_limit_exceeded_handler\nfrom slowapi.errors import RateLimitExceeded\nfrom slowapi.middleware import SlowAPIMiddleware\nfrom slowapi.util import get_remote_address\n\nrouter = APIRouter()\n",
  javascript:
    'import * as Sentry from "@sentry/node";\nimport cors from "cors";\nimport { createHmac, timingSafeEqual } from "node:crypto";\nimport { rateLimit } from "express-rate-limit";\nimport helmet from "helmet";\n\n',
};

/** Where a snippet is used, with what has to stand around it. */
function placed(language: string, name: string, text: string): Record<string, string> {
  const indented = (by: string) => text.replace(/^(?=.)/gm, by);
  switch (language) {
    case "dockerfile":
      return {
        Dockerfile: text.includes("FROM")
          ? text
          : `FROM python:3.13-slim\n${text}CMD ["python", "-m", "app"]\n`,
        ".dockerignore": "**\n!app\n!requirements.txt\n!package.json\n!package-lock.json\n!src\n",
        "requirements.txt": "fastapi==0.121.0\nuvicorn==0.38.0\n",
        "package.json": '{ "scripts": { "build": "tsc" }, "dependencies": {} }\n',
        "package-lock.json": "{}\n",
        "app/main.py": "",
        "src/server.ts": "",
      };
    case "compose": {
      const volumes = name === "PostgreSQL" ? "volumes:\n  db-data:\n" : "";
      return {
        "compose.prod.yaml": `services:\n${indented("  ")}${volumes}`,
        ".env.production": "LOG_LEVEL=info\n",
      };
    }
    case "nginx":
      if (name === "WebSockets") return { "nginx/snippets/ws.conf": text };
      return {
        "nginx/app.conf":
          name === "Security headers"
            ? `server {\n  listen 443 ssl;\n  ssl_protocols TLSv1.3;\n  add_header Content-Security-Policy "default-src 'self'" always;\n  root /srv;\n${indented("  ")}}\n`
            : text,
      };
    case "workflow":
      return {
        ".github/workflows/ci.yml": text.startsWith("concurrency")
          ? `on: { push: { branches: [main] } }\npermissions: {}\n${text}jobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    timeout-minutes: 5\n    steps:\n      - run: ./deploy.sh\n`
          : `on: { push: { branches: [main] }, pull_request: {} }\npermissions: {}\njobs:\n${indented("  ")}`,
      };
    case "dotenv":
      return { ".env.example": text };
    case "python":
      return { "app/part.py": imports.python + text };
    default:
      return name.startsWith("Next.js")
        ? { "next.config.mjs": `export default {\n  poweredByHeader: false,\n${indented("  ")}};\n` }
        : { "src/part.ts": imports.javascript + text };
  }
}

/** What the rest of a repository has to bring; a snippet cannot. */
const aboutTheRepository = [
  "env/example-missing",
  "launch/backup-schedule",
  "workflow/no-security-scan",
  "workflow/tests-not-run",
];

const files = readdirSync("snippets").map((file) => {
  const snippets = JSON.parse(readFileSync(`snippets/${file}`, "utf8")) as Readonly<Record<string, Snippet>>;
  return { file, language: file.replace(".json", ""), snippets };
});

describe("snippets", () => {
  it("are all contributed, for languages that Liftoff reads", () => {
    const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
    const contributed = new Set(contributes.snippets.map(({ path }: { path: string }) => path));
    assert.deepEqual([...contributed].sort(), files.map(({ file }) => `./snippets/${file}`).sort());
  });

  for (const { language, snippets } of files) {
    const prefixes = Object.values(snippets).map(({ prefix }) => prefix);
    it(`for ${language} have a prefix each that starts with ours`, () => {
      assert.equal(new Set(prefixes).size, prefixes.length);
      for (const prefix of prefixes) assert.match(prefix, /^liftoff-[a-z-]+$/);
    });

    for (const [name, snippet] of Object.entries(snippets)) {
      it(`${language}: ${name} is clean under our own rules`, () => {
        const texts = placed(language, name, expand(snippet));
        const { findings, failures } = lint(projectOf(texts), rules, resolveConfig());
        assert.deepEqual(failures, []);
        const own = findings.filter(
          ({ severity, rule }) => severity !== "hint" && !aboutTheRepository.includes(rule),
        );
        assert.deepEqual(
          own.map(({ rule, path, message }) => `${path} ${rule}: ${message}`),
          [],
        );
        for (const [path, text] of Object.entries(texts)) {
          const source = SourceFile.create(path, text);
          assert.ok(source === undefined || source.form.clean, `${path} does not parse:\n${text}`);
        }
      });
    }
  }
});
