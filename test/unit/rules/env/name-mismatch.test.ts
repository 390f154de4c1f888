import { nameMismatch } from "../../../../src/core/rules/env/name-mismatch";
import { testRule } from "../../../support/rule-tester";

const read = (name: string) => `import os\nos.environ["${name}"]\n`;
const marked = (name: string) => `import os\nos.environ["«${name}»"]\n`;

testRule(nameMismatch, {
  valid: [
    {
      title: "the same",
      code: { "a.py": read("LLM_API_KEY"), ".env": "LLM_API_KEY=x\n" },
      proof: "LLM_API_KEY",
    },
    {
      title: "both are read",
      code: { "a.py": read("LLM_API_KEY"), "b.py": read("LLM_API_KEYS"), ".env": "LLM_API_KEYS=x\n" },
    },
    {
      title: "the name is set as well",
      code: {
        "a.py": read("LLM_API_KEY"),
        ".env": "LLM_API_KEYS=x\n",
        "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      LLM_API_KEY: x\n",
      },
    },
    {
      title: "explained in a comment",
      code: { "a.py": read("LLM_API_KEY"), ".env.example": "# LLM_API_KEY=\nLLM_API_KEYS=x\n" },
    },
    { title: "host and port", code: { "a.py": read("DB_HOST"), ".env.example": "DB_PORT=\n" } },
    { title: "HTTP and HTTPS", code: { "a.py": read("HTTP_BIND"), ".env.example": "HTTPS_BIND=\n" } },
    {
      title: "different things",
      code: { "a.py": read("STRIPE_SECRET_KEY"), ".env.example": "STRIPE_WEBHOOK_SECRET=\n" },
    },
    { title: "numbers", code: { "a.py": read("SHARD_1_URL"), ".env.example": "SHARD_2_URL=\n" } },
    {
      title: "read by an image",
      code: { "a.py": read("DB_PASSWORD"), ".env.example": "POSTGRES_PASSWORD=\n" },
    },
    {
      title: "set for an image of others",
      code: {
        "a.py": read("REPORT_URL"),
        "compose.yaml":
          "services:\n  a:\n    image: acme/reports:1\n    environment:\n      REPORTS_URL: x\n",
      },
    },
    {
      title: "put into another variable",
      code: {
        "a.py": read("MAIL_TOKEN"),
        ".env": "MAIL_API_TOKEN=x\n",
        "compose.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      MAIL_TOKEN: ${MAIL_API_TOKEN}\n",
      },
    },
    {
      title: "mentioned by other code",
      code: { "a.py": read("LLM_API_KEY"), "b.py": 'KEYS = ["LLM_API_KEYS"]\n', ".env": "LLM_API_KEYS=x\n" },
    },
    {
      title: "a test sets it",
      code: {
        "a.py": read("LLM_API_KEY"),
        ".env.example": "LLM_API_KEY=\n",
        "tests/a.py": 'os.environ["LLM_API_KEYS"] = "x"\n',
      },
    },
    {
      title: "of another app",
      code: {
        "api/a.py": read("API_TOKEN_A"),
        "api/requirements.txt": "",
        "web/.env.example": "API_TOKENS_A=\n",
        "web/package.json": "{}",
      },
    },
    {
      title: "two that could be meant",
      code: { "a.py": read("MAIL_TOKEN"), ".env": "MAIL_API_TOKEN=x\nMAIL_SERVER_TOKEN=y\n" },
    },
    { title: "a tool's name", code: { "a.ts": "process.env.NODE_ENV;\n", ".env": "NODE_ENVS=x\n" } },
  ],
  invalid: [
    {
      title: "many and one",
      code: { "a.py": marked("LLM_API_KEY"), ".env.example": "LLM_API_KEYS=\n" },
      severity: "warning",
      message: /Nothing sets LLM_API_KEY, but \.env\.example has LLM_API_KEYS/,
      fixed: { "a.py": read("LLM_API_KEY"), ".env.example": "LLM_API_KEY=\n" },
    },
    { title: "another order", code: { "a.py": marked("API_KEY_LLM"), ".env": "LLM_API_KEY=x\n" } },
    {
      title: "a slip",
      code: {
        "a.ts": "use(process.env.«STRIPE_WEBHOOK_SECRET»);\n",
        ".env.production": "STRIPE_WEBHOK_SECRET=x\n",
      },
      fixed: {
        "a.ts": "use(process.env.STRIPE_WEBHOOK_SECRET);\n",
        ".env.production": "STRIPE_WEBHOOK_SECRET=x\n",
      },
    },
    {
      title: "without the underscore",
      code: { "a.ts": "use(process.env.«MAILER_URL»);\n", ".env": "MAILERURL=x\n" },
    },
    {
      title: "in several files",
      code: {
        "a.py": marked("POSTMARK_SERVER_TOKEN"),
        ".env.example": "# POSTMARK_API_TOKEN=\n",
        "compose.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      POSTMARK_API_TOKEN: ${POSTMARK_API_TOKEN}\n",
      },
      fixed: {
        "a.py": read("POSTMARK_SERVER_TOKEN"),
        ".env.example": "# POSTMARK_SERVER_TOKEN=\n",
        "compose.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      POSTMARK_SERVER_TOKEN: ${POSTMARK_SERVER_TOKEN}\n",
      },
    },
    {
      title: "the other way round",
      code: { "a.py": marked("LLM_API_KEY"), ".env.example": "LLM_API_KEYS=\n" },
      fix: "Read LLM_API_KEYS instead",
      fixed: { "a.py": read("LLM_API_KEYS"), ".env.example": "LLM_API_KEYS=\n" },
    },
    {
      title: "a field of pydantic",
      code: { "a.py": "class S(BaseSettings):\n    «database_url»: str\n", ".env": "DATABASE_URLS=x\n" },
    },
  ],
});
