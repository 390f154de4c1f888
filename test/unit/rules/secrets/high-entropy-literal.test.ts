import { highEntropyLiteral } from "../../../../src/core/rules/secrets/high-entropy-literal";
import { fake } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

testRule(highEntropyLiteral, {
  valid: [
    {
      title: "manifests of platforms belong to the rules of the platform",
      code: { "fly.toml": `[env]\nPARTNER_TOKEN = "${fake.jwtSecret}"\n` },
    },
    {
      title: "no secret by its name",
      code: {
        "app/a.py": `CACHE_VERSION = "${fake.jwtSecret}"\nPUBLIC_KEY = "${fake.jwtSecret}"\nTOKEN_URL = "${fake.jwtSecret}"\nAUTHOR = "${fake.jwtSecret}"\n`,
      },
    },
    { title: "a UUID", code: { "app/a.py": `CLIENT_SECRET = "${fake.uuid}"\n` } },
    {
      title: "words",
      code: {
        "app/a.py":
          'DB_SECRET = "prod-shop-database-password-v2"\nA_SECRET = "projects/shop/secrets/db/versions/1"\n',
      },
    },
    { title: "letters only", code: { "app/a.py": 'API_KEY = "ThisIsMyVeryOwnSecretKey"\n' } },
    {
      title: "counted through",
      code: { "app/a.py": 'KEY_SECRET = "abcdefghijklmnopqrstuvwxyz0123456789"\n' },
    },
    { title: "short", code: { "app/a.py": 'API_KEY = "kX9-quay-81"\n' } },
    { title: "a test", code: { "tests/a.py": `API_KEY = "${fake.jwtSecret}"\n` } },
    { title: "variables", code: { ".env.production": `API_KEY=${fake.jwtSecret}\n` } },
    {
      title: "a provider's token has its own rule",
      code: { "app/a.py": `GITHUB_TOKEN = "${fake.github}"\n` },
    },
    { title: "translations", code: { "locales/en.json": `{ "password": "${fake.jwtSecret}" }\n` } },
    {
      title: "an ignored file",
      code: {
        "config/local.json": `{ "apiKey": "${fake.jwtSecret}" }\n`,
        ".gitignore": "config/local.json\n",
      },
    },
  ],
  invalid: [
    {
      title: "in JavaScript",
      code: { "src/a.ts": `export const config = { apiKey: «'${fake.jwtSecret}'» };\n` },
      severity: "hint",
      message: /`Zq8L…`, 41 characters/,
      fixed: {
        "src/a.ts": "export const config = { apiKey: process.env.API_KEY };\n",
        ".env.example": "API_KEY=\n",
      },
    },
    {
      title: "in settings",
      code: { "appsettings.json": `{ "Jwt": { "ClientSecret": "«${fake.jwtSecret}»" } }\n` },
      fixed: null,
    },
  ],
});
