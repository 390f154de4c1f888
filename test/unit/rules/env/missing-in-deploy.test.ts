import { missingInDeploy } from "../../../../src/core/rules/env/missing-in-deploy";
import { testRule } from "../../../support/rule-tester";

const code = {
  Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
  "main.py": 'import os\nos.environ["SECRET_KEY"]\nos.getenv("SITE_NAME", "x")\n',
};
const service = (rest: string, name = "api") => `services:\n  ${name}:\n    build: .\n${rest}`;
const render = (vars: string) =>
  `services:\n  - type: web\n    name: «api»\n    runtime: python\n    envVars:\n${vars}`;

testRule(missingInDeploy, {
  valid: [
    {
      title: "a unit with everything",
      code: { ...code, "api.service": "[Service]\nEnvironment=SECRET_KEY=x\nExecStart=/a\n" },
    },
    {
      title: "set",
      code: {
        ...code,
        "compose.prod.yaml": service("    environment:\n      SECRET_KEY: ${SECRET_KEY:?}\n"),
      },
      proof: "api",
    },
    {
      title: "handed on",
      code: { ...code, "compose.prod.yaml": service("    environment:\n      - SECRET_KEY\n") },
    },
    {
      title: "as a file",
      code: {
        ...code,
        "compose.prod.yaml": service("    environment:\n      SECRET_KEY_FILE: /run/secrets/key\n"),
      },
    },
    {
      title: "in an environment file",
      code: {
        ...code,
        ".env.production": "SECRET_KEY=\n",
        "compose.prod.yaml": service("    env_file: .env.production\n"),
      },
    },
    {
      title: "explained, in a file that is not here",
      code: {
        ...code,
        ".env.example": "SECRET_KEY=\n",
        "compose.prod.yaml": service("    env_file: .env\n"),
      },
    },
    {
      title: "in the image",
      code: {
        ...code,
        Dockerfile: "FROM python:3.13-slim\nENV SECRET_KEY=x\nCOPY . .\n",
        "compose.prod.yaml": service(""),
      },
    },
    {
      title: "in a file beside",
      code: {
        ...code,
        "compose.yaml": service("    environment:\n      SECRET_KEY: x\n"),
        "compose.prod.yaml": service("    environment:\n      OTHER_A: y\n"),
      },
    },
    {
      title: "of a service of the same code",
      code: {
        ...code,
        "compose.prod.yaml": `${service("    environment:\n      SECRET_KEY: x\n")}  worker:\n    build: .\n`,
      },
    },
    {
      title: "extends another file",
      code: {
        ...code,
        "compose.prod.yaml": service("    extends:\n      file: base.yaml\n      service: api\n"),
      },
    },
    {
      title: "an image of others",
      code: { ...code, "compose.prod.yaml": "services:\n  api:\n    image: acme/api:1\n" },
    },
    { title: "for development", code: { ...code, "compose.dev.yaml": service("") } },
    {
      title: "code that is not in the image",
      code: {
        Dockerfile: "FROM python:3.13-slim\nCOPY app app\n",
        "scripts2/a.py": 'import os\nos.environ["SECRET_KEY"]\n',
        "compose.prod.yaml": service(""),
      },
    },
    {
      title: "code of another service",
      code: {
        "api/Dockerfile": "FROM python:3.13-slim\nCOPY . .\n",
        "web/a.ts": "process.env.SECRET_KEY!;\n",
        "web/package.json": "{}",
        "compose.prod.yaml": "services:\n  api:\n    build: api\n",
      },
    },
    {
      title: "of browsers",
      code: {
        Dockerfile: "FROM node:22\nCOPY . .\n",
        "a.ts": "use(import.meta.env.VITE_API_URL);\n",
        "compose.prod.yaml": service(""),
      },
    },
    {
      title: "what the platform sets",
      code: {
        "a.ts": "use(process.env.PORT!, process.env.RENDER_EXTERNAL_URL!);\n",
        "render.yaml": render("      - key: A_KEY\n        sync: false\n").replace(/[«»]/g, ""),
      },
    },
    {
      title: "set in the dashboard",
      code: {
        ...code,
        "render.yaml": render("      - key: SECRET_KEY\n        sync: false\n").replace(/[«»]/g, ""),
      },
    },
    {
      title: "a group of Render",
      code: {
        ...code,
        "render.yaml": `${render("      - fromGroup: all\n").replace(/[«»]/g, "")}envVarGroups:\n  - name: all\n    envVars:\n      - key: SECRET_KEY\n        generateValue: true\n`,
      },
    },
    {
      title: "a group that is elsewhere",
      code: { ...code, "render.yaml": render("      - fromGroup: all\n").replace(/[«»]/g, "") },
    },
    {
      title: "an add-on",
      code: {
        "main.py": 'import os\nos.environ["DATABASE_URL"]\n',
        "app.json": '{ "addons": ["heroku-postgresql"], "env": { "A_KEY": "x" } }',
      },
    },
    { title: "no list of secrets of Fly", code: { ...code, "fly.toml": '[env]\nA_KEY = "x"\n' } },
    {
      title: "a documented secret of Fly",
      code: {
        ...code,
        "fly.toml": '[env]\nA_KEY = "x"\n',
        "README.md": "```\nfly secrets set SECRET_KEY=... \\\n  OTHER=1\n```\n",
      },
    },
    {
      title: "a name that looks like another",
      code: {
        "main.py": 'import os\nos.environ["LLM_API_KEY"]\n',
        Dockerfile: code.Dockerfile,
        "compose.prod.yaml": service("    environment:\n      LLM_API_KEYS: x\n"),
      },
    },
  ],
  invalid: [
    {
      title: "a list",
      code: { ...code, "compose.prod.yaml": service("    environment:\n      - A_KEY=x\n", "«api»") },
      severity: "warning",
      message: /needs SECRET_KEY, and nothing here sets it/,
      fixed: {
        ...code,
        "compose.prod.yaml": service(
          "    environment:\n      - A_KEY=x\n      - SECRET_KEY=${SECRET_KEY:?set SECRET_KEY in .env}\n",
        ),
      },
    },
    {
      title: "nothing is set at all",
      code: { ...code, "compose.prod.yaml": service("    restart: always\n", "«api»") },
      fixed: {
        ...code,
        "compose.prod.yaml": service(
          "    restart: always\n    environment:\n      SECRET_KEY: ${SECRET_KEY:?set SECRET_KEY in .env}\n",
        ),
      },
    },
    {
      title: "a plain Compose file",
      code: { ...code, "compose.yaml": service("    environment:\n      A_KEY: x\n", "«api»") },
      severity: "warning",
    },
    {
      title: "a file that is not here",
      code: { ...code, "compose.prod.yaml": service("    env_file: .env\n", "«api»") },
      severity: "info",
      message: /expected in \.env/,
    },
    {
      title: "several",
      code: {
        Dockerfile: code.Dockerfile,
        "main.py": 'import os\nos.environ["A_KEY"]\nos.environ["B_KEY"]\n',
        "compose.prod.yaml": service("    environment:\n      C_KEY: x\n", "«api»"),
      },
      message: /A_KEY and B_KEY/,
      fixed: {
        Dockerfile: code.Dockerfile,
        "main.py": 'import os\nos.environ["A_KEY"]\nos.environ["B_KEY"]\n',
        "compose.prod.yaml": service(
          "    environment:\n      C_KEY: x\n      A_KEY: ${A_KEY:?set A_KEY in .env}\n      B_KEY: ${B_KEY:?set B_KEY in .env}\n",
        ),
      },
    },
    {
      title: "Render",
      code: { ...code, "render.yaml": render("      - key: A_KEY\n        value: x\n") },
      fixed: {
        ...code,
        "render.yaml": render(
          "      - key: A_KEY\n        value: x\n      - key: SECRET_KEY\n        sync: false\n",
        ).replace(/[«»]/g, ""),
      },
    },
    {
      title: "Heroku",
      code: { ...code, "app.json": '{\n  «"env"»: {\n    "A_KEY": "x"\n  }\n}\n' },
      fixed: {
        ...code,
        "app.json": '{\n  "env": {\n    "A_KEY": "x",\n    "SECRET_KEY": { "required": true }\n  }\n}\n',
      },
    },
    {
      title: "Fly",
      code: {
        ...code,
        "fly.toml": '«[env]»\nA_KEY = "x"\n',
        "README.md": "```\nfly secrets set OTHER_KEY=1\n```\n",
      },
      fixed: null,
    },
    {
      title: "the package of the Dockerfile",
      code: {
        "api/Dockerfile": "FROM python:3.13-slim\nCOPY api .\n",
        "api/requirements.txt": "",
        "api/a.py": 'import os\nos.environ["SECRET_KEY"]\n',
        "web/package.json": "{}",
        "web/a.ts": "use(process.env.OTHER_KEY!);\n",
        "compose.prod.yaml":
          "services:\n  «api»:\n    build:\n      context: .\n      dockerfile: api/Dockerfile\n",
      },
      message: /needs SECRET_KEY, and/,
    },
    {
      title: "a unit",
      code: { ...code, "api.service": "[Service]\nEnvironment=A_KEY=x\n«ExecStart»=/srv/api/run\n" },
      severity: "warning",
    },
    {
      title: "a unit with a file that is not here",
      code: { ...code, "api.service": "[Service]\nEnvironmentFile=/etc/api.env\n«ExecStart»=/srv/api/run\n" },
      severity: "info",
      message: /expected in \/etc\/api\.env/,
    },
  ],
});
