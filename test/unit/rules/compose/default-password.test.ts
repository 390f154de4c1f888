import { deepEqual, equal, ok } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { defaultPassword } from "../../../../src/core/rules/compose/default-password";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const env = (...lines: string[]) =>
  `services:\n  db:\n    image: x\n    environment:\n${lines.map((line) => `      ${line}\n`).join("")}`;
const example = (code: string, keys: string) => ({ "compose.yaml": code, ".env.example": keys });

testRule(defaultPassword, {
  valid: [
    { code: env("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it}"), proof: "${POSTGRES_PASSWORD:?set it}" },
    {
      title: "from outside",
      code: env("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}"),
      proof: "${POSTGRES_PASSWORD}",
    },
    { title: "passed through", code: env("POSTGRES_PASSWORD:") },
    { title: "passed through in a list", code: env("- POSTGRES_PASSWORD") },
    {
      title: "a secret's file",
      code: env("POSTGRES_PASSWORD_FILE: /run/secrets/password"),
      proof: "/run/secrets",
    },
    { title: "empty", code: env('POSTGRES_PASSWORD: ""') },
    { title: "an empty default", code: env("POSTGRES_PASSWORD: ${X:-}") },
    { title: "a real one is another rule's matter", code: env("POSTGRES_PASSWORD: kJ8-fq2!Zw0pLm4v") },
    {
      title: "about passwords",
      code: env(
        "PASSWORD_MIN_LENGTH: 123456",
        "SECRET_NAME: secret",
        "TOKEN_URL: example",
        "RESET_PASSWORD: test",
      ),
    },
    {
      title: "users and databases",
      code: env("POSTGRES_USER: postgres", "POSTGRES_DB: postgres", "MYSQL_DATABASE: test"),
    },
    { title: "random", code: env("MYSQL_RANDOM_ROOT_PASSWORD: yes") },
    { title: "not empty", code: env('MYSQL_ALLOW_EMPTY_PASSWORD: "no"') },
    { title: "another method", code: env("POSTGRES_HOST_AUTH_METHOD: scram-sha-256") },
    { title: "half a variable", code: env("DB_PASSWORD: ${PREFIX}-secret") },
    {
      title: "a reference of another tool",
      code: env("API_KEY: <your-key>", "DB_PASSWORD: '{{ password }}'"),
    },
    { title: "escaped dollars are text", code: env("DB_PASSWORD: $${POSTGRES_PASSWORD}") },
    { title: "a dollar in a default", code: env("DB_PASSWORD: ${X:-$Y}") },
  ],
  invalid: [
    {
      title: "a number",
      code: example(env("POSTGRES_PASSWORD: «123456»"), "POSTGRES_PASSWORD=\n"),
      fixed: example(
        env("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env}"),
        "POSTGRES_PASSWORD=\n",
      ),
    },
    {
      title: "single quotes stay",
      code: example(env("REDIS_PASSWORD: 'secret' # dev"), "REDIS_PASSWORD=\n"),
      fixed: example(
        env("REDIS_PASSWORD: '${REDIS_PASSWORD:?set REDIS_PASSWORD in .env}' # dev"),
        "REDIS_PASSWORD=\n",
      ),
    },
    {
      title: "list form",
      code: example(env("- MYSQL_ROOT_PASSWORD=«root»", "- A=b"), "# MYSQL_ROOT_PASSWORD=\n"),
      fixed: example(
        env("- MYSQL_ROOT_PASSWORD=${MYSQL_ROOT_PASSWORD:?set MYSQL_ROOT_PASSWORD in .env}", "- A=b"),
        "# MYSQL_ROOT_PASSWORD=\n",
      ),
    },
    {
      title: "a shipped default keeps its variable",
      code: example(env("POSTGRES_PASSWORD: «${DB_PASS:-postgres}»"), "A=1\n"),
      fixed: example(env("POSTGRES_PASSWORD: ${DB_PASS:?set DB_PASS in .env}"), "A=1\nDB_PASS=\n"),
      message: /falls back/,
    },
    { title: "a default when unset", code: env("JWT_SECRET: «${JWT_SECRET-changeme}»") },
    { title: "nested defaults", code: env("SECRET_KEY: «${A:-${B:-supersecret}}»") },
    { title: "same as the user", code: env("POSTGRES_USER: umami", "POSTGRES_PASSWORD: «umami»") },
    { title: "same as the service", code: env("POSTGRES_PASSWORD: «db123»", "POSTGRES_DB: db123") },
    {
      title: "words of an example",
      code: env(
        "APP_SECRET: «replace-me-with-a-random-string»",
        "SECRET_KEY_BASE: «my_super_secret_key_123»",
        "GF_SECURITY_ADMIN_PASSWORD: «Admin123!»",
      ),
    },
    {
      title: "trust",
      code: example(env("POSTGRES_HOST_AUTH_METHOD: «trust»", "POSTGRES_PASSWORD: ${P:?}"), ""),
      fixed: example(env("POSTGRES_PASSWORD: ${P:?}"), ""),
    },
    {
      title: "trust in a list",
      code: example(env("- POSTGRES_HOST_AUTH_METHOD=«trust»"), "POSTGRES_PASSWORD=\n"),
      fixed: example(
        env("- POSTGRES_PASSWORD=${POSTGRES_PASSWORD:?set POSTGRES_PASSWORD in .env}"),
        "POSTGRES_PASSWORD=\n",
      ),
    },
    {
      title: "empty passwords",
      code: example(env('MYSQL_ALLOW_EMPTY_PASSWORD: «"yes"»'), "MYSQL_ROOT_PASSWORD=\n"),
      fixed: example(
        env('MYSQL_ROOT_PASSWORD: "${MYSQL_ROOT_PASSWORD:?set MYSQL_ROOT_PASSWORD in .env}"'),
        "MYSQL_ROOT_PASSWORD=\n",
      ),
    },
    { title: "empty passwords without a fix", code: env("ALLOW_EMPTY_PASSWORD: «true»"), fixed: null },
    {
      title: "flow map",
      code: example("services:\n  db: { environment: { DB_PASSWORD: «admin» } }\n", "DB_PASSWORD=\n"),
      fixed: example(
        'services:\n  db: { environment: { DB_PASSWORD: "${DB_PASSWORD:?set DB_PASSWORD in .env}" } }\n',
        "DB_PASSWORD=\n",
      ),
    },
    {
      title: "a name that is no variable",
      code: example(env("spring.datasource.password: «secret»"), "SPRING_DATASOURCE_PASSWORD=\n"),
      fixed: example(
        env(
          "spring.datasource.password: ${SPRING_DATASOURCE_PASSWORD:?set SPRING_DATASOURCE_PASSWORD in .env}",
        ),
        "SPRING_DATASOURCE_PASSWORD=\n",
      ),
    },
    {
      title: "an anchor with the environment",
      code: example(
        "x-env: &env\n  DB_PASSWORD: test\nservices:\n  a:\n    environment:\n      <<: «*env»\n",
        "DB_PASSWORD=\n",
      ),
      fixed: example(
        "x-env: &env\n  DB_PASSWORD: ${DB_PASSWORD:?set DB_PASSWORD in .env}\nservices:\n  a:\n    environment:\n      <<: *env\n",
        "DB_PASSWORD=\n",
      ),
    },
    {
      title: "one text that two services share is one problem",
      code: "services:\n  a:\n    environment: &env\n      DB_PASSWORD: «test»\n  b:\n    environment:\n      <<: *env\n",
    },
    {
      title: "development",
      code: { "docker-compose.local.yml": env("DB_PASSWORD: «test»") },
      severity: "warning",
    },
    {
      title: "while a quote is open",
      code: 'services:\n  db:\n    environment:\n      DB_PASSWORD: «test»\n  web:\n    image: "x\n',
    },
  ],
});

describe("compose/default-password: the example file", () => {
  const fixesOf = (files: Record<string, string>) => {
    const { findings } = lint(projectOf(files), [defaultPassword]);
    ok(findings[0]?.fixes[0]);
    return findings.map((finding) => finding.fixes[0]?.also);
  };
  const code = env("DB_PASSWORD: test");

  it("is created beside the Compose file, with its line breaks", () => {
    deepEqual(fixesOf({ "deploy/compose.yaml": code }), [
      [{ path: "deploy/.env.example", create: "DB_PASSWORD=\n" }],
    ]);
    deepEqual(fixesOf({ "compose.yaml": code.replaceAll("\n", "\r\n") }), [
      [{ path: ".env.example", create: "DB_PASSWORD=\r\n" }],
    ]);
  });

  it("is the one that is there, under its own name", () => {
    const [also] = fixesOf({ "compose.yaml": code, ".env.sample": "A=1" });
    equal(also?.[0]?.path, ".env.sample");
    deepEqual(also, [
      { path: ".env.sample", edits: [{ span: { start: 3, end: 3 }, text: "\nDB_PASSWORD=" }] },
    ]);
  });

  it("is left alone when it has the key", () => {
    for (const text of ["DB_PASSWORD=\n", "# DB_PASSWORD=\n", "export DB_PASSWORD=x\n"]) {
      deepEqual(fixesOf({ "compose.yaml": code, ".env.example": text }), [undefined], text);
    }
  });

  it("never shows a value", () => {
    const { findings } = lint(
      projectOf({ "compose.yaml": env("POSTGRES_USER: kim8841", "DB_PASSWORD: kim8841") }),
      [defaultPassword],
    );
    equal(findings.length, 1);
    ok(
      !JSON.stringify([findings[0]?.message, findings[0]?.fixes.map((fix) => fix.title)]).includes("kim8841"),
    );
  });
});
