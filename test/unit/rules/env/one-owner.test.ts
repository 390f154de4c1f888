import { deepEqual } from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { projectOf } from "../../../support/project";

const service = (variable: string) =>
  `services:\n  api:\n    build: .\n    environment:\n      ${variable}\n`;

/** What is left from development, and the one rule that says so. */
const cases: readonly (readonly [title: string, path: string, text: string, rule: string])[] = [
  ["a mode in Compose", "compose.yaml", service("NODE_ENV: «development»"), "compose/dev-leftovers"],
  [
    "a switch in a Compose file for production",
    "compose.prod.yaml",
    service('DEBUG: «"true"»'),
    "compose/dev-leftovers",
  ],
  [
    "a default in Compose",
    "compose.prod.yaml",
    service("FLASK_DEBUG: «${FLASK_DEBUG:-1}»"),
    "compose/dev-leftovers",
  ],
  [
    "a watching server in Compose",
    "compose.yaml",
    "services:\n  api:\n    build: .\n    command: uvicorn main:app --host 0.0.0.0 «--reload»\n",
    "compose/dev-leftovers",
  ],
  [
    "the settings of developers in Compose",
    "compose.prod.yaml",
    service("DJANGO_SETTINGS_MODULE: «config.settings.local»"),
    "env/debug-in-production",
  ],
  [
    "a switch of an image",
    "Dockerfile",
    'FROM python:3.13\nENV FLASK_DEBUG=«1»\nCMD ["gunicorn", "a:b"]\n',
    "dockerfile/dev-server",
  ],
  [
    "a mode of an image",
    "Dockerfile",
    'FROM node:24\nENV NODE_ENV=«development»\nCMD ["node", "a.js"]\n',
    "env/debug-in-production",
  ],
  ["a variable of production", ".env.production", "DEBUG=«true»\n", "env/debug-in-production"],
  ["a variable of Fly", "fly.toml", '[env]\nNODE_ENV = "«development»"\n', "env/debug-in-production"],
  ["a web process", "Procfile", "web: «flask run» --host 0.0.0.0 --port $PORT\n", "heroku/procfile"],
  ["another process", "Procfile", "web: node server.js\nworker: «nodemon» worker.js\n", "heroku/procfile"],
  [
    "a service of Railway",
    "railway.toml",
    '[deploy]\nstartCommand = "uvicorn a:b --host 0.0.0.0 --port $PORT «--reload»"\n',
    "railway/start-command",
  ],
];

describe("what is left from development", () => {
  for (const [title, path, marked, rule] of cases) {
    it(`is reported once: ${title}`, () => {
      const start = marked.indexOf("«");
      const end = marked.indexOf("»") - 1;
      const { findings } = lint(projectOf({ [path]: marked.replace(/[«»]/g, "") }), rules, resolveConfig());
      deepEqual(
        findings.filter(({ at }) => at.start < end && start < at.end).map((finding) => finding.rule),
        [rule],
      );
    });
  }
});
