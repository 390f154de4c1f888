import { definedNotForwarded } from "../../../../src/core/rules/env/defined-not-forwarded";
import { testRule } from "../../../support/rule-tester";

const code = {
  Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
  "main.py": 'import os\nos.getenv("MAIL_FROM", "x")\n',
};
const service = (rest: string, name = "api") => `services:\n  ${name}:\n    build: .\n${rest}`;

testRule(definedNotForwarded, {
  valid: [
    {
      title: "handed on",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    environment:\n      MAIL_FROM: ${MAIL_FROM}\n"),
      },
    },
    {
      title: "an environment file",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    env_file: .env\n    environment:\n      A_KEY: x\n"),
      },
    },
    {
      title: "nothing is listed",
      code: { ...code, ".env": "MAIL_FROM=a\n", "compose.yaml": service("    restart: always\n") },
    },
    {
      title: "nobody sets it",
      code: { ...code, "compose.yaml": service("    environment:\n      A_KEY: x\n") },
    },
    {
      title: "what code cannot do without has a rule of its own",
      code: {
        Dockerfile: code.Dockerfile,
        "main.py": 'import os\nos.environ["MAIL_FROM"]\n',
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    environment:\n      A_KEY: x\n"),
      },
    },
    {
      title: "for another service",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": `${service("    environment:\n      A_KEY: x\n")}  mail:\n    build: mail\n    environment:\n      MAIL_FROM: y\n`,
      },
    },
    {
      title: "in the image",
      code: {
        ...code,
        Dockerfile: "FROM python:3.13-slim\nENV MAIL_FROM=a\nCOPY . .\n",
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    environment:\n      A_KEY: x\n"),
      },
    },
    {
      title: "for development",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.dev.yaml": service("    environment:\n      A_KEY: x\n"),
      },
    },
  ],
  invalid: [
    {
      title: "a map",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    environment:\n      A_KEY: x\n", "«api»"),
      },
      severity: "info",
      fixed: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": service("    environment:\n      A_KEY: x\n      MAIL_FROM: null\n"),
      },
    },
    {
      title: "once for the services of one image",
      code: {
        ...code,
        ".env": "MAIL_FROM=a\n",
        "compose.yaml": `${service("    environment:\n      A_KEY: x\n", "«api»")}  worker:\n    build: .\n    environment:\n      A_KEY: x\n`,
      },
    },
  ],
});
