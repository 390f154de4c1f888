import assert from "node:assert/strict";
import { resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { rules } from "../../../src/core/rules/list";
import { detectStack } from "../../../src/core/scaffold/detect-stack";
import type { Answers } from "../../../src/core/scaffold/generator";
import { generatorOf, generators } from "../../../src/core/scaffold/list";
import { propose } from "../../../src/core/scaffold/proposal";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

const fastapi = {
  "api/requirements.txt":
    "fastapi==0.121.0\nuvicorn==0.38.0\npsycopg==3.2.0\nredis==7.0.0\nalembic==1.17.0\n",
  "api/alembic.ini": "[alembic]\n",
  "api/app/main.py":
    'import os\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\nSECRET_KEY = os.environ["SECRET_KEY"]\nDATABASE_URL = os.environ["DATABASE_URL"]\nLOG_LEVEL = os.getenv("LOG_LEVEL", "info")\n\n\n@app.get("/healthz")\ndef health():\n    return {"status": "ok"}\n',
};
const next = {
  "web/package.json":
    '{ "name": "web", "scripts": { "build": "next build", "start": "next start" }, "dependencies": { "next": "16.0.0", "react": "19.2.0" } }\n',
  "web/package-lock.json": "{}\n",
  "web/next.config.mjs": 'export default { output: "standalone", poweredByHeader: false };\n',
};
const vite = {
  "package.json":
    '{ "name": "shop", "scripts": { "build": "vite build" }, "devDependencies": { "vite": "7.0.0" } }\n',
  "package-lock.json": "{}\n",
  "src/main.ts": "",
};
const express = {
  "package.json":
    '{ "name": "@acme/shop", "scripts": { "start": "node server.js", "worker": "node worker.js" }, "dependencies": { "express": "5.1.0", "pg": "8.16.0", "bullmq": "5.0.0" } }\n',
  "package-lock.json": "{}\n",
  "server.js":
    'import express from "express";\n\nconst app = express();\napp.get("/livez", (req, res) => res.json({}));\nconst server = app.listen(process.env.PORT ?? 3000);\nprocess.on("SIGTERM", () => server.close());\n',
};
const django = {
  "pyproject.toml": '[project]\nname = "blog"\ndependencies = ["django", "gunicorn", "mysqlclient"]\n',
  "uv.lock": "",
  "manage.py": "",
  "blog/wsgi.py": "",
};

/** Workspaces of different kinds; each gets every generator. */
const workspaces: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "FastAPI and Next.js": { ...fastapi, ...next },
  "Vite alone": vite,
  "Express with a worker": express,
  "Django with uv": django,
  "Flask with poetry": {
    "pyproject.toml": '[tool.poetry.dependencies]\npython = "^3.13"\nflask = "^3"\n',
    "poetry.lock": "",
    "app.py": "from flask import Flask\n\napp = Flask(__name__)\n",
  },
  nothing: {},
};

function run(
  files: Readonly<Record<string, string>>,
  ids = generators.map(({ id }) => id),
  answers: Answers = {},
) {
  const project = projectOf(files).watch().view;
  const chosen = ids.flatMap((id) => generatorOf(id) ?? []);
  return propose(chosen, { stack: detectStack(project), answers, project });
}

function written(
  files: Readonly<Record<string, string>>,
  proposal: ReturnType<typeof run>,
): Record<string, string> {
  const made = Object.fromEntries(proposal.create.map(({ path, text }) => [path, text]));
  const merged = Object.fromEntries(
    proposal.merge.map(({ path, edits }) => [path, applyEdits(files[path] ?? "", edits)]),
  );
  return { ...files, ...made, ...merged };
}

describe("generators", () => {
  it("have ids of their own, and words", () => {
    assert.equal(new Set(generators.map(({ id }) => id)).size, generators.length);
    for (const { id, title, summary } of generators) {
      assert.ok(title.length <= 50, id);
      assert.match(summary, /\.$/, id);
    }
  });

  for (const [name, files] of Object.entries(workspaces)) {
    describe(`for ${name}`, () => {
      const proposal = run(files);
      let found: ReturnType<typeof lint>;
      before(() => {
        found = lint(projectOf(written(files, proposal)), rules, resolveConfig());
      });

      it("say why they cannot, in a sentence, or make something", () => {
        for (const { reason } of proposal.refused) assert.match(reason, /\.$/);
        if (name !== "nothing") assert.ok(proposal.create.length > 10);
      });

      for (const { path, text } of proposal.create) {
        it(`make ${path} without a finding`, () => {
          assert.ok(text.endsWith("\n") && !/[ \t]$/m.test(text) && !/undefined|\[object/.test(text), text);
          const { findings, failures } = found;
          assert.deepEqual(failures, []);
          assert.deepEqual(
            findings
              .filter((finding) => finding.path === path)
              .map(
                ({ rule, severity, at, message }) =>
                  `${severity} ${rule} ${text.slice(at.start, at.start + 40)}: ${message}`,
              ),
            [],
          );
        });
      }

      it("change nothing when they run again", () => {
        const again = run(written(files, proposal));
        assert.deepEqual([again.create.map(({ path }) => path), again.merge], [[], []]);
      });
    });
  }

  it("add what is missing to an example file, and leave the rest", () => {
    const files = { ...fastapi, ".env.example": "# ours\nSECRET_KEY=\n# DATABASE_URL=postgresql://…" };
    const { merge } = run(files, ["env-example"]);
    const text = written(files, run(files, ["env-example"]))[".env.example"] ?? "";
    assert.equal(merge.length, 1);
    assert.ok(text.startsWith(files[".env.example"]));
    assert.match(text, /\nLOG_LEVEL=\n$/);
    assert.doesNotMatch(text, /\nDATABASE_URL=/);
  });

  it("ask no more than three questions, and take what they propose", () => {
    for (const files of Object.values(workspaces)) {
      const project = projectOf(files).watch().view;
      const stack = detectStack(project);
      for (const { id, questions } of generators) {
        const asked = questions?.({ stack, project }) ?? [];
        assert.ok(asked.length <= 3, id);
        for (const { text, value, check } of asked) {
          assert.match(text, /\?$/);
          assert.equal(check?.(value), undefined, `${id}: ${value}`);
        }
      }
    }
  });

  it("refuse answers that would break their files", () => {
    const project = projectOf(express).watch().view;
    const stack = detectStack(project);
    const all = generators.flatMap(({ questions }) => questions?.({ stack, project }) ?? []);
    for (const { id, check } of all) {
      for (const bad of ["", "a b", "$(rm -rf /)", "x;y", "`id`", "../..", 'a"b', "a\nb"])
        assert.ok(check?.(bad), `${id}: ${bad}`);
    }
  });
});
