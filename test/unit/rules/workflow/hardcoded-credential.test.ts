import { hardcodedCredential } from "../../../../src/core/rules/workflow/hardcoded-credential";
import { testRule } from "../../../support/rule-tester";

const job = (rest: string, id = "release") =>
  `on: push\njobs:\n  ${id}:\n    runs-on: ubuntu-24.04\n${rest}    steps:\n      - run: make\n`;
const env = (pairs: string, id?: string) => job(`    env:\n      ${pairs}\n`, id);
const step = (text: string, id = "release") =>
  `on: push\njobs:\n  ${id}:\n    runs-on: ubuntu-24.04\n    steps:\n      - ${text}\n`;
const key = "q8Zr2mVx7KpT4wLs9NdYb3Hc";
const token = ["ghp", "q8Zr2mVx7KpT4wLs9NdYb3HcaEfGhJkMnPqR"].join("_");

testRule(hardcodedCredential, {
  valid: [
    { title: "a secret", code: env("API_KEY: ${{ secrets.API_KEY }}") },
    {
      title: "a secret for a container",
      code: job(
        "    container:\n      image: a/b:1\n      credentials:\n        username: ci\n        password: ${{ secrets.PASSWORD }}\n",
      ),
    },
    {
      title: "the database of the tests",
      code: job(
        "    services:\n      db:\n        image: postgres:17\n        env:\n          POSTGRES_PASSWORD: tulip-quay-81\n        options: --health-cmd pg_isready\n",
        "test",
      ),
    },
    { title: "what everybody would guess", code: env("POSTGRES_PASSWORD: postgres") },
    { title: "a key for tests", code: env("SECRET_KEY: ci-only-not-secret-0123456789") },
    { title: "a key in a job that tests", code: env(`SECRET_KEY: ${key}`, "test") },
    {
      title: "a key next to a service",
      code: job(`    services:\n      db:\n        image: postgres:17\n    env:\n      SECRET_KEY: ${key}\n`),
    },
    { title: "a file", code: env("TOKEN_FILE: /run/secrets/token") },
    { title: "the order of the alphabet", code: env("JWT_SECRET: abcdefghijklmnopqrstuvwxyz0123456789") },
    { title: "an address", code: env("AUTH_TOKEN: https://auth.acme.dev/token") },
    { title: "a switch", code: env("CSRF_TOKEN: true") },
    {
      title: "an input of another kind",
      code: step("uses: acme/x@v1\n        with:\n          key: q8Zr2mVx7KpT4wLs9NdY"),
    },
    {
      title: "a login by name",
      code: step(
        "uses: docker/login-action@v4\n        with:\n          username: acme\n          password: ${{ secrets.X }}",
      ),
    },
    { title: "nothing yet", code: env("API_KEY:") },
  ],
  invalid: [
    {
      title: "a container",
      code: job(
        '    container:\n      image: a/b:1\n      credentials:\n        username: ci\n        password: «"x"» # later\n',
      ),
      severity: "error",
      fixed: job(
        '    container:\n      image: a/b:1\n      credentials:\n        username: ci\n        password: "${{ secrets.REGISTRY_PASSWORD }}" # later\n',
      ),
    },
    {
      title: "a service",
      code: job(
        "    services:\n      db:\n        image: a/b:1\n        credentials: { username: ci, password: «hackme» }\n",
        "test",
      ),
      severity: "error",
    },
    {
      title: "what a provider made, in a job that tests",
      code: env(`GH_TOKEN: «${token}»`, "test"),
      severity: "error",
      fixed: env("GH_TOKEN: ${{ secrets.GH_TOKEN }}", "test"),
    },
    {
      title: "a variable of the workflow",
      code: `on: push\nenv:\n  STRIPE_API_KEY: «${key}»\njobs: {}\n`,
      severity: "warning",
    },
    {
      title: "a variable of a step",
      code: step(`run: make\n        env:\n          SIGNING_KEY: «${key}»`),
      severity: "warning",
      fixed: step("run: make\n        env:\n          SIGNING_KEY: ${{ secrets.SIGNING_KEY }}"),
    },
    {
      title: "a login",
      code: step("uses: docker/login-action@v4\n        with:\n          password: «hunter2»"),
      severity: "error",
      message: /docker\/login-action/,
    },
    {
      title: "the input of an action",
      code: step(`uses: acme/publish@v4\n        with:\n          api-key: «${key}»`),
      severity: "warning",
      fixed: step("uses: acme/publish@v4\n        with:\n          api-key: ${{ secrets.ACME_API_KEY }}"),
    },
  ],
});
