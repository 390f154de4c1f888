import { notInExample } from "../../../../src/core/rules/env/not-in-example";
import { testRule } from "../../../support/rule-tester";

const example = { ".env.example": "DATABASE_URL=\n# SENTRY_DSN=\n" };

testRule(notInExample, {
  valid: [
    {
      title: "in the example",
      code: { ...example, "a.py": 'import os\nos.environ["DATABASE_URL"]\n' },
      proof: "DATABASE_URL",
    },
    { title: "in a comment of the example", code: { ...example, "a.ts": "process.env.SENTRY_DSN;\n" } },
    { title: "no example at all", code: { "a.ts": "process.env.API_KEY;\n" } },
    {
      title: "tools and platforms",
      code: {
        ...example,
        "a.ts": "process.env.NODE_ENV; process.env.PORT; process.env.VERCEL_URL; process.env.CI;\n",
      },
    },
    { title: "put in by next.config", code: { ...example, "a.ts": "process.env.basePath;\n" } },
    {
      title: "tests",
      code: {
        ...example,
        "tests/a.test.ts": "process.env.API_KEY;\n",
        "tests/test_a.py": 'import os\nos.environ["KEY_A"]\n',
      },
    },
    {
      title: "computed names",
      code: { ...example, "a.ts": "process.env[name]; process.env[`KEY_${n}`];\n" },
    },
    {
      title: "only ever a file",
      code: { ...example, "a.py": 'import os\nopen(os.environ["DB_PASSWORD_FILE"])\n' },
    },
    {
      title: "a comment and a string",
      code: { ...example, "a.ts": '// process.env.OLD_KEY\nconst a = "process.env.OLD_B";\n' },
    },
    {
      title: "in an example further up",
      code: { ...example, "apps/api/package.json": "{}", "apps/api/a.ts": "process.env.DATABASE_URL;\n" },
    },
    {
      title: "a package without an example of its own",
      code: {
        "apps/web/.env.example": "API_URL=\n",
        "apps/web/package.json": "{}",
        "packages/db/package.json": "{}",
        "packages/db/a.ts": "process.env.API_URL;\n",
      },
    },
    {
      title: "an example of another app",
      code: {
        "web/.env.example": "API_URL=\n",
        "web/package.json": "{}",
        "api/requirements.txt": "",
        "api/a.py": 'import os\nos.environ["SECRET_KEY"]\n',
      },
    },
    { title: "a schema", code: { ".env.schema": "API_URL=\n", "a.ts": "process.env.API_URL;\n" } },
    { title: "written, not read", code: { ...example, "a.ts": 'process.env.SOME_FLAG = "1";\n' } },
    { title: "generated code", code: { ...example, "dist/a.js": "process.env.API_KEY;\n" } },
    {
      title: "a value that the deployment makes",
      code: {
        ...example,
        "a.py": 'import os\nos.environ["DB_URL"]\nos.environ["MODE_A"]\n',
        "compose.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      DB_URL: postgres://app:${DATABASE_URL}@db/app\n      MODE_A: ${MODE_A:-x}\n",
      },
    },
    {
      title: "a name that looks like another",
      code: { ".env.example": "LLM_API_KEYS=\n", "a.py": 'import os\nos.environ["LLM_API_KEY"]\n' },
    },
  ],
  invalid: [
    {
      title: "an example that a shell reads",
      code: { ".env.example": "export A=1\nexport B=2\n", "a.ts": "process.env.«NEW_KEY»;\n" },
      fixed: {
        ".env.example": "export A=1\nexport B=2\n# used in a.ts:1\nexport NEW_KEY=\n",
        "a.ts": "process.env.NEW_KEY;\n",
      },
    },
    {
      title: "a helper takes it as one that may be missing, and a rule of the class lets it",
      code: {
        ...example,
        "a.ts":
          "class Env {\n  pool = this.toOptionalString(\n    process.env.«POOL_URL»\n  );\n  @IsOptional()\n  public mode = process.env.«SSL_MODE»;\n}\n",
      },
      severity: "info",
    },
    {
      title: "once for all reads",
      code: {
        ...example,
        "a.ts": "use(process.env.API_KEY ?? 1);\nuse(process.env.«API_KEY»);\n",
        "b.ts": "use(process.env.API_KEY);\n",
      },
      severity: "warning",
      message: /^API_KEY is not in \.env\.example/,
      fixed: {
        ".env.example": "DATABASE_URL=\n# SENTRY_DSN=\n# used in a.ts:2\nAPI_KEY=\n",
        "a.ts": "use(process.env.API_KEY ?? 1);\nuse(process.env.API_KEY);\n",
        "b.ts": "use(process.env.API_KEY);\n",
      },
    },
    {
      title: "with a fallback",
      code: { ...example, "a.ts": 'use(process.env.«API_URL» ?? "x");\n' },
      severity: "info",
    },
    {
      title: "getenv with a default",
      code: { ...example, "a.py": 'import os\nos.getenv("«API_URL»", "x")\n' },
      severity: "info",
    },
    {
      title: "a pydantic field",
      code: { ...example, "a.py": "class S(BaseSettings):\n    «secret_key»: str\n" },
      severity: "warning",
    },
    {
      title: "for tests",
      code: { ...example, "a.ts": "use(process.env.«TEST_DATABASE_URL»);\n" },
      severity: "info",
    },
    {
      title: "of a build tool",
      code: { ...example, "vite.config.ts": "use(process.env.«UPLOAD_TOKEN»);\n" },
      severity: "info",
    },
    {
      title: "a helper of the project",
      code: {
        ...example,
        "env.ts": "export const env = (key: string) => process.env[key];\n",
        "a.ts": 'use(env("«API_KEY»"));\n',
      },
      severity: "warning",
    },
    {
      title: "destructured",
      code: { ...example, "a.js": "const { «API_KEY», DATABASE_URL } = process.env;\n" },
    },
    {
      title: "handed on by Compose",
      code: {
        ...example,
        "a.py": 'import os\nos.environ["«API_KEY»"]\n',
        "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      API_KEY: ${API_KEY:?}\n",
      },
      severity: "warning",
    },
    {
      title: "the nearest example",
      code: {
        ...example,
        "api/.env.example": "SITE_NAME=\n",
        "api/a.py": 'import os\nos.environ["«API_KEY»"]\n',
      },
      message: /api\/\.env\.example/,
    },
    {
      title: "an example elsewhere in the package",
      code: { "podman/env.sample": "DATABASE_URL=\n", "src/a.ts": "use(process.env.«API_KEY»);\n" },
      message: /podman\/env\.sample/,
    },
  ],
});
