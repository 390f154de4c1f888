import { envFileCommitted } from "../../../../src/core/rules/secrets/env-file-committed";
import { fake, fakePem } from "../../../support/fake-secrets";
import { testRule } from "../../../support/rule-tester";

const tracked = { tracked: () => true };
const env = `PORT=8000\nSESSION_SECRET=${fake.jwtSecret}\n`;

testRule(envFileCommitted, {
  valid: [
    { title: "nobody asked git", code: { ".env": env } },
    { title: "git does not have it", code: { ".env": env }, options: { tracked: () => false } },
    { title: "an example", code: { ".env.example": env, "config/.env.sample": env }, options: tracked },
    {
      title: "public values only",
      code: {
        ".env": "VITE_API_URL=https://api.shop.io\nVITE_MAPS_API_KEY=abc123\nPORT=8000\nAPP_NAME=shop\n",
      },
      options: tracked,
    },
    {
      title: "blanks, references and fillers",
      code: {
        ".env.production":
          "A_SECRET=\nB_SECRET=${B}\nC_PASSWORD=xxxxxx\nD_TOKEN=<token>\nE_SECRET_FILE=/run/secrets/e\n",
      },
      options: tracked,
    },
    {
      title: "encrypted by dotenvx",
      code: { ".env.production": 'DOTENV_PUBLIC_KEY="03a1"\nA_SECRET="encrypted:BGh4"\n' },
      options: tracked,
    },
    { title: "a vault and a schema", code: { ".env.vault": env, ".env.schema": env }, options: tracked },
    {
      title: "variables of a service without a secret",
      code: { "env/web.env": "PORT=8000\nDB_PASSWORD=\n" },
      options: tracked,
    },
    { title: "tests", code: { "tests/.env": env, ".env.test": env }, options: tracked },
    {
      title: "a certificate",
      code: { "ca.pem": fakePem().replaceAll("PRIVATE KEY", "CERTIFICATE") },
      options: tracked,
    },
    {
      title: "npm without a token",
      code: { ".npmrc": "save-exact=true\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n" },
      options: tracked,
    },
    {
      title: "credentials of something else",
      code: { "credentials.json": '{ "kind": "schema" }\n' },
      options: tracked,
    },
  ],
  invalid: [
    {
      title: "the variables of one service",
      code: { "env/web.env": env.replace("SESSION_SECRET", "«SESSION_SECRET»") },
      options: tracked,
      severity: "warning",
      message: /git keeps `env\/web\.env` with SESSION_SECRET/,
      fixed: null,
    },
    {
      title: "a secret",
      code: { ".env": env.replace("SESSION_SECRET", "«SESSION_SECRET»") },
      options: tracked,
      severity: "warning",
      message: /git keeps `\.env` with SESSION_SECRET in it\. `git rm --cached \.env`/,
      fixed: null,
    },
    {
      title: "of production",
      code: { "deploy/.env.production": "«DATABASE_URL»=postgres://app:tulip-92-quay@db/app\n" },
      options: tracked,
      severity: "error",
    },
    { title: "a token under any name", code: { ".env": `«HOOK»=${fake.slack}\n` }, options: tracked },
    {
      title: "a default",
      code: { ".env": "«SECRET_KEY»=changethis\n" },
      options: tracked,
      severity: "warning",
    },
    {
      title: "a default that the app refuses",
      code: {
        ".env": "«SECRET_KEY»=changethis\n",
        "app/s.py": 'if secret == "changethis":\n    raise ValueError("secret")\n',
      },
      options: tracked,
      severity: "hint",
    },
    {
      title: "a key",
      code: { "certs/server.key": fakePem().replace(/^(.*)/, "«$1»") },
      options: tracked,
      severity: "error",
      message: /, a private key\./,
    },
    {
      title: "a registry",
      code: { ".pypirc": "[pypi]\nusername = __token__\n«password = abcdefgh123»\n" },
      options: tracked,
    },
    { title: "npm", code: { ".npmrc": "//npm.shop.io/:«_authToken=abcdefgh12345678»\n" }, options: tracked },
  ],
});
