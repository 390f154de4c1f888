import { deepEqual, ok } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { secretLiteral } from "../../../../src/core/rules/compose/secret-literal";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const env = (...lines: string[]) =>
  `services:\n  api:\n    image: x\n    environment:\n${lines.map((line) => `      ${line}\n`).join("")}`;
const listed = (code: string, name: string) => ({ "compose.yaml": code, ".env.example": `${name}=\n` });

testRule(secretLiteral, {
  valid: [
    {
      title: "weak values are another rule's matter",
      code: env("DB_PASSWORD: changeme", "JWT_SECRET: secret"),
    },
    { title: "files", code: env("DB_PASSWORD_FILE: /run/secrets/p", "JWT_SECRET: /run/secrets/jwt") },
    {
      title: "switches",
      code: env(
        'MYSQL_ALLOW_EMPTY_PASSWORD: "yes"',
        "MYSQL_RANDOM_ROOT_PASSWORD: yes",
        'USE_TOKEN: "1"',
        "API_TOKEN: false",
      ),
    },
    {
      title: "quantities",
      code: env("ACCESS_TOKEN_EXPIRE_MINUTES: 30", "PASSWORD_MIN_LENGTH: 12", "REFRESH_TOKEN: 30d"),
    },
    { title: "nothing", code: env('DB_PASSWORD: ""', "JWT_SECRET:", "API_TOKEN: ${X:-}") },
    {
      title: "variables",
      code: env(
        "DB_PASSWORD: ${P}",
        "A_TOKEN: $T",
        "B_TOKEN: ${T:-fallback-9d}",
        "C_TOKEN: prefix-${T}",
        "D_SECRET: $${X}",
      ),
    },
    { title: "a variable without a value in a list", code: env("- DB_PASSWORD", "- A=1") },
    {
      title: "addresses",
      code: env(
        "A_URL: postgres://${U}:${P}@db/app",
        "B_URL: postgres://app:${P}@db/app",
        "D_URL: postgres://app@db/app",
        "E_URL: postgres://app:@db/app",
        "F_URL: postgres://db:5432/app",
        "G_URL: postgres://app:${P:-postgres}@db/app",
        "H_URL: ${A_URL}",
      ),
    },
    {
      title: "names about credentials",
      code: env(
        "TOKEN_URL: https://x.example/t",
        "SECRET_NAME: app-9f",
        "EGG_PASSPORT_GITHUB_CLIENT_ID: abc9",
      ),
    },
    {
      title: "public keys",
      code: env(
        "VITE_API_KEY: abc9f",
        "STRIPE_PUBLISHABLE_KEY: pk_live_9f",
        "SENTRY_DSN: https://abc9@sentry.io/1",
      ),
    },
    {
      title: "references of other tools",
      code: env("API_KEY: <your-key>", "JWT_SECRET: '{{ jwt }}'", "A_TOKEN: arn:aws:secretsmanager:x"),
    },
  ],
  invalid: [
    {
      title: "names of all kinds",
      code: env(
        "POSTGRES_PASSWORD: «hunter2»",
        "MYAPIKEY: «literalvalue»",
        "MY_CREDENTIAL: «somevalue»",
        "SSH_PRIVATE_KEY: «notarealkey»",
        "DB_PASS: «dbpasswordliteral»",
        "POSTGRES_PWD: «pwdliteral»",
        "MYSQL_PASSWD: «passwdliteral»",
        "AWS_SECRET_KEY: «wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY»",
        "DB_PASSWORD: «a»",
      ),
      severity: "warning",
    },
    { title: "a data source", code: env("DB_DSN: «app:u8-2kd@tcp(db:3306)/app»") },
    {
      title: "a list",
      code: listed(env("- API_TOKEN=«u8-2kd»"), "API_TOKEN"),
      fixed: listed(env("- API_TOKEN=${API_TOKEN:?set API_TOKEN in .env}"), "API_TOKEN"),
    },
    {
      title: "a token of a provider is an error",
      code: env("THING: «ghp_0123456789abcdefghijklmnopqrstuvwxyz»"),
      severity: "error",
    },
    { title: "dollars are data", code: env("DB_PASSWORD: «u8$$2kd»") },
    {
      title: "addresses",
      code: env(
        "A_URL: postgresql://postgres:«hunter2»@db:5432/app",
        "REDIS_URL: redis://default:«redispw»@redis:6379/0",
        "SQL_CONN: postgresql+psycopg2://airflow:«airflow»@postgres/airflow",
        "SOMETHING_ELSE: scheme://user:«pw»@host/path",
        "C_URL: postgres://${U}:«literal»@db/app",
        "MANY: '${A} http://a:«b$$c»@x'",
      ),
    },
    {
      title: "the password of an address comes from outside, quotes stay",
      code: listed(env('MONGO_URI: "mongodb://root:«u8-2kd»@mongo/${DB}" # x'), "MONGO_PASSWORD"),
      fixed: listed(
        env('MONGO_URI: "mongodb://root:${MONGO_PASSWORD:?set MONGO_PASSWORD in .env}@mongo/${DB}" # x'),
        "MONGO_PASSWORD",
      ),
    },
    ...["tulip-92-quay", "${DB_PASS:?set it}"].map((password) => ({
      title: `the address of a database that takes its password from a variable: ${password}`,
      code: `services:\n  web:\n    build: .\n    environment:\n      DATABASE_URL: postgres://app:«tulip-92-quay»@db:5432/app\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: ${password.startsWith("$") ? password : `«${password}»`}\n`,
      fix: password.startsWith("$")
        ? "Take DB_PASS from the environment"
        : "Take POSTGRES_PASSWORD from the environment",
    })),
    {
      title: "one text that services share",
      code: "x-env: &env\n  DB_PASSWORD: u8-2kd\nservices:\n  a:\n    environment: «*env»\n  b:\n    environment: *env\n",
    },
    {
      title: "development",
      code: { "compose.override.yaml": env("DB_PASSWORD: «u8-2kd»") },
      severity: "info",
    },
    {
      title: "a secret of Compose",
      code: "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD: «u8-2kd»\n      POSTGRES_DB: app\nvolumes:\n  data:\n",
      fix: "Read it from the secret ./secrets/postgres_password.txt, a file to create",
      fixed:
        "services:\n  db:\n    image: postgres:17\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password\n      POSTGRES_DB: app\n    secrets:\n      - postgres_password\nvolumes:\n  data:\nsecrets:\n  postgres_password:\n    file: ./secrets/postgres_password.txt\n",
    },
    {
      title: "a secret among others",
      code: "services:\n  db:\n    image: mysql:8\n    environment: { MYSQL_ROOT_PASSWORD: «u8-2kd» }\n    secrets: [a]\nsecrets:\n  a:\n    file: ./a\n",
      fix: "Read it from the secret ./secrets/mysql_root_password.txt, a file to create",
      fixed:
        "services:\n  db:\n    image: mysql:8\n    environment: { MYSQL_ROOT_PASSWORD_FILE: /run/secrets/mysql_root_password }\n    secrets: [a, mysql_root_password]\nsecrets:\n  a:\n    file: ./a\n  mysql_root_password:\n    file: ./secrets/mysql_root_password.txt\n",
    },
    { title: "while a quote is open", code: `${env("DB_PASSWORD: «u8-2kd»")}  web:\n    image: "x\n` },
  ],
});

describe("compose/secret-literal", () => {
  it("never shows a value", () => {
    const { findings } = lint(projectOf({ "compose.yaml": env("A_TOKEN: kim8841", "B: a://u:kim8841@h") }), [
      secretLiteral,
    ]);
    deepEqual(findings.length, 2);
    ok(
      !JSON.stringify(
        findings.map(({ message, fixes }) => [message, fixes.map(({ title }) => title)]),
      ).includes("kim8841"),
    );
  });
});
