import { deepEqual } from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { lint } from "../../../../src/core/lint/lint";
import { rules } from "../../../../src/core/rules/list";
import { fake } from "../../../support/fake-secrets";
import { projectOf } from "../../../support/project";

type Write = (name: string, value: string) => string;

/** Every place where the file of a platform gives a variable a value, and the rule that has the last word on it. */
const places: readonly (readonly [path: string, place: string, rule: string, Write])[] = [
  ["fly.toml", "[env]", "fly/config", (name, value) => `[env]\n${name} = "${value}"\n`],
  ["vercel.json", "env", "vercel/config", (name, value) => `{ "env": { "${name}": "${value}" } }\n`],
  [
    "vercel.json",
    "build.env",
    "vercel/config",
    (name, value) => `{ "build": { "env": { "${name}": "${value}" } } }\n`,
  ],
  ["vercel.toml", "[env]", "vercel/config", (name, value) => `[env]\n${name} = "${value}"\n`],
  [
    "netlify.toml",
    "[build.environment]",
    "netlify/secret-literal",
    (name, value) => `[build.environment]\n${name} = "${value}"\n`,
  ],
  [
    "netlify.toml",
    "[context.production.environment]",
    "netlify/secret-literal",
    (name, value) => `[context.production.environment]\n${name} = "${value}"\n`,
  ],
  [
    "render.yaml",
    "services",
    "render/secret-literal",
    (name, value) =>
      `services:\n  - type: web\n    name: a\n    envVars:\n      - key: ${name}\n        value: "${value}"\n`,
  ],
  [
    "render.yaml",
    "envVarGroups",
    "render/secret-literal",
    (name, value) =>
      `envVarGroups:\n  - name: a\n    envVars:\n      - key: ${name}\n        value: "${value}"\n`,
  ],
  [
    "app.json",
    "env with a description",
    "heroku/secret-literal",
    (name, value) => `{ "env": { "${name}": { "value": "${value}" } } }\n`,
  ],
  ["app.json", "env", "heroku/secret-literal", (name, value) => `{ "env": { "${name}": "${value}" } }\n`],
];

const values: readonly (readonly [what: string, name: string, value: string, rule?: string])[] = [
  ["a placeholder", "SESSION_SECRET", "change-me", "secrets/default-value"],
  ["a password that everybody tries", "DB_PASSWORD", "postgres", "secrets/default-value"],
  ["a key that everybody tries", "JWT_SECRET", "secret", "secrets/default-value"],
  ["a key drawn by lot", "JWT_SECRET", fake.jwtSecret],
  ["a key made by hand", "JWT_SECRET", "kX9-tulip-quay-81-harbour"],
  ["a token", "GITHUB_TOKEN", fake.github, "secrets/provider-token"],
  ["a token under a name that says nothing", "CONFIG", fake.github, "secrets/provider-token"],
  [
    "a password in an address",
    "DATABASE_URL",
    "postgres://app:kX9-tulip-quay-81@db.harbour.dev/app",
    "secrets/connection-string",
  ],
];

describe("a secret in the file of a platform", () => {
  for (const [path, place, own, write] of places) {
    for (const [what, name, value, rule = own] of values) {
      it(`${path}, ${place}: ${what} is reported once`, () => {
        deepEqual(reported({ [path]: write(name, value) }, value), [`${rule} error`]);
      });
    }
    it(`${path}, ${place}: what is no secret is left alone`, () => {
      deepEqual(reported({ [path]: write("MAIL_TOKEN_URL", "https://mail.harbour.dev/token") }, "https"), []);
    });
  }

  it("is found in a command as well, where it shows by itself", () => {
    const text = `{ "deploy": { "startCommand": "TOKEN=${fake.github} node server.js" } }\n`;
    deepEqual(reported({ "railway.json": text }, fake.github), ["secrets/provider-token error"]);
  });
});

/** The findings that touch `value`, with their severities. */
function reported(files: Readonly<Record<string, string>>, value: string): string[] {
  const { findings } = lint(projectOf(files), rules, resolveConfig());
  return findings
    .filter(({ path, at }) => {
      const start = (files[path] ?? "").indexOf(value);
      return at.start < start + value.length && start < at.end;
    })
    .map(({ rule, severity }) => `${rule} ${severity}`);
}
