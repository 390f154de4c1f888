import { connectionString } from "../../../../src/core/rules/secrets/connection-string";
import { testRule } from "../../../support/rule-tester";

const py = (url: string, path = "app/db.py") => ({ [path]: `import os\n\nURL = "${url}"\n` });

testRule(connectionString, {
  valid: [
    {
      title: "a default in a comment of settings",
      code: { "config/app.yaml": '# url: "postgres://postgres:postgres@db:5432/app"\nurl: x\n' },
    },
    { title: "a name for documentation", code: py("postgres://app:tulip-92-quay@db.shop.example/app") },
    { title: "variables", code: py("postgres://app:${DB_PASSWORD}@db/app") },
    { title: "an f-string", code: { "app/db.py": 'URL = f"postgres://{user}:{password}@{host}/app"\n' } },
    { title: "a format", code: py("postgres://%s:%s@%s/app") },
    { title: "capitals", code: py("postgres://USER:PASSWORD@HOST/app") },
    { title: "words", code: py("postgres://user:password@db.internal/app") },
    { title: "angle brackets", code: py("mongodb+srv://app:<password>@cluster0.mongodb.net/app") },
    { title: "an example host", code: py("https://me:secret@example.com/") },
    { title: "the example of SQLAlchemy", code: py("postgresql://scott:tiger@localhost/test") },
    { title: "left out", code: py("postgres://app:***@db/app") },
    { title: "no password", code: py("postgres://app@db/app") },
    { title: "a port", code: py("http://api:8000/a@b") },
    { title: "the developer's own machine", code: py("postgres://postgres:postgres@localhost:5432/app") },
    {
      title: "a default for development",
      code: {
        "src/db.ts":
          "const url = process.env.DATABASE_URL ?? 'postgres://app:tulip-92-quay@127.0.0.1/app';\n",
      },
    },
    {
      title: "variables for development",
      code: { ".env.development": "DATABASE_URL=postgres://postgres:postgres@db/app\n" },
    },
    {
      title: "an example file",
      code: { ".env.example": "DATABASE_URL=postgres://postgres:postgres@db:5432/app\n" },
    },
    {
      title: "a pipeline",
      code: {
        "tests/compose.yaml": "services:\n  a:\n    command: run postgres://postgres:postgres@db/app\n",
      },
    },
    { title: "a manual", code: { "README.md": "`DATABASE_URL=postgres://postgres:postgres@db/app`\n" } },
    {
      title: "a comment that explains",
      code: { "app/db.py": "# redis://:password@redis:6379/0\nURL = None\n" },
    },
    { title: "a scheme of something else", code: py("ssh://git:tulip-92-quay@host/a") },
    {
      title: "a Compose variable",
      code: {
        "compose.yaml":
          "services:\n  a:\n    environment:\n      DATABASE_URL: postgres://app:tulip-92-quay@db/app\n",
      },
    },
    {
      title: "a build that only needs one",
      code: { Dockerfile: 'FROM node:24\nRUN DATABASE_URL="postgres://a:tulip-92-quay@b/c" npm run build\n' },
    },
    {
      title: "ignored",
      code: {
        ".env.production": "DATABASE_URL=postgres://app:tulip-92-quay@db/app\n",
        ".gitignore": ".env*\n",
      },
    },
    {
      title: "a token from a secret",
      code: {
        ".github/workflows/a.yml":
          "run: git push https://x-access-token:${{ secrets.TOKEN }}@github.com/a/b\n",
      },
    },
    {
      title: "allowed",
      code: { "app/db.py": 'URL = "postgres://app:tulip-92-quay@db/app"  # gitleaks:allow\n' },
    },
  ],
  invalid: [
    {
      title: "a real one in a comment of settings",
      code: { "config/app.yaml": '# url: "postgres://app:«tulip-92-quay»@db:5432/app"\nurl: x\n' },
      severity: "warning",
    },
    {
      title: "in Python",
      code: py("postgresql+asyncpg://app:«tulip-92-quay»@db.internal/app"),
      severity: "error",
      message: /^The password of `app` at `db.internal` stands in this address/,
      fixed: {
        "app/db.py": 'import os\n\nURL = os.environ["DATABASE_URL"]\n',
        ".env.example": "DATABASE_URL=\n",
      },
    },
    {
      title: "a default that everybody tries",
      code: py("postgres://postgres:«postgres»@db:5432/app"),
      severity: "error",
    },
    {
      title: "a default in code",
      code: {
        "src/db.ts":
          "const url = process.env.DATABASE_URL || 'postgres://postgres:«postgres»@db:5432/app';\n",
      },
      severity: "warning",
      fixed: null,
    },
    {
      title: "variables for production",
      code: { ".env.production": "REDIS_URL=redis://:«tulip-92-quay»@redis:6379/0\n" },
      severity: "error",
      fixed: null,
    },
    {
      title: "on the same host",
      code: { ".env.production": "DATABASE_URL=mysql://app:«tulip-92-quay»@localhost/app\n" },
      severity: "warning",
    },
    {
      title: "render.yaml",
      code: {
        "render.yaml":
          "services:\n  - envVars:\n      - key: URL\n        value: amqp://app:«tulip-92-quay»@mq/a\n",
      },
    },
    {
      title: "a service behind a login",
      code: { "src/a.js": "fetch('https://robot:«tulip-92-quay»@ci.shop.io/build');\n" },
      fixed: { "src/a.js": "fetch(process.env.SERVICE_URL);\n", ".env.example": "SERVICE_URL=\n" },
    },
    {
      title: "in a test",
      code: { "tests/a.py": 'URL = "postgres://app:«tulip-92-quay»@db.shop.io/app"\n' },
      severity: "info",
    },
    {
      title: "in a comment",
      code: { "app/a.py": "# postgres://app:«tulip-92-quay»@db.shop.io/app\n" },
      severity: "warning",
    },
    {
      title: "two in one file",
      code: {
        "fly.toml": '[env]\nA = "redis://:«tulip-92-quay»@a"\nB = "mongodb://app:«tulip-92-quay»@b"\n',
      },
    },
    {
      title: "the command of a Compose service",
      code: { "compose.yaml": "services:\n  a:\n    command: run smtp://app:«tulip-92-quay»@mail\n" },
    },
  ],
});
