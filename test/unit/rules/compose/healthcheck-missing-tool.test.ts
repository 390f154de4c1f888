import { composeHealthcheckMissingTool } from "../../../../src/core/rules/compose/healthcheck-missing-tool";
import { testRule } from "../../../support/rule-tester";

const slim = 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n';
const api = (test: string, more = "") =>
  `services:\n  api:\n    build: .\n${more}    healthcheck:\n      test: ${test}\n`;
const curl = "curl -f http://localhost:8000/health || exit 1";
const python = (port: string, path: string) =>
  `["CMD", "python", "-c", "import urllib.request as u;u.urlopen('http://127.0.0.1:${port}${path}',timeout=3)"]`;

testRule(composeHealthcheckMissingTool, {
  valid: [
    {
      title: "the image has it",
      code: { Dockerfile: "FROM python:3.13\nCMD x\n", "compose.yaml": api(curl) },
    },
    {
      title: "the Dockerfile installs it",
      code: {
        Dockerfile: "FROM python:3.13-slim\nRUN apt-get install -y curl\nCMD x\n",
        "compose.yaml": api(curl),
      },
    },
    { title: "no Dockerfile", code: { "compose.yaml": api(curl) } },
    { title: "a base that nobody knows", code: { Dockerfile: "FROM acme/x:1\n", "compose.yaml": api(curl) } },
    {
      title: "an image that nobody knows",
      code: `services:\n  x:\n    image: acme/x:1\n    healthcheck:\n      test: ${curl}\n`,
    },
    {
      title: "tools of a datastore",
      code: 'services:\n  db:\n    image: postgres:17\n    healthcheck:\n      test: ["CMD-SHELL", "pg_isready"]\n',
    },
    {
      title: "nginx brings curl",
      code: `services:\n  x:\n    image: nginx:1.29\n    healthcheck:\n      test: ${curl}\n`,
    },
    {
      title: "installed at the start",
      code: `services:\n  x:\n    image: node:24-alpine\n    command: sh -c "apk add curl && node s.js"\n    healthcheck:\n      test: ${curl}\n`,
    },
    {
      title: "brought by a volume",
      code: `services:\n  x:\n    image: node:24-alpine\n    volumes: ["./curl:/usr/bin/curl:ro"]\n    healthcheck:\n      test: ${curl}\n`,
    },
    { title: "switched off", code: { Dockerfile: slim, "compose.yaml": api('["NONE"]') } },
    { title: "a variable", code: { Dockerfile: slim, "compose.yaml": api("${CHECK}") } },
    { title: "a script", code: { Dockerfile: slim, "compose.yaml": api('["CMD", "/check.sh"]') } },
    {
      title: "a way out",
      code: { Dockerfile: slim, "compose.yaml": api("curl http://localhost/ || python check.py") },
    },
    {
      title: "the stage that is asked for has it",
      code: {
        Dockerfile: "FROM python:3.13 AS web\nCMD x\nFROM python:3.13-slim\nCMD x\n",
        "compose.yaml": `services:\n  api:\n    build: { context: ., target: web }\n    healthcheck:\n      test: ${curl}\n`,
      },
    },
    {
      title: "a module that is required",
      code: {
        Dockerfile: slim,
        "requirements.txt": "requests\n",
        "compose.yaml": api("python -c \"import requests; requests.get('http://localhost/')\""),
      },
    },
  ],
  invalid: [
    {
      title: "a string",
      code: { Dockerfile: slim, "compose.yaml": api(`«curl» -f http://localhost:8000/health || exit 1 # x`) },
      severity: "error",
      fixed: { Dockerfile: slim, "compose.yaml": api(`${python("8000", "/health")} # x`) },
    },
    {
      title: "CMD-SHELL over several lines",
      code: {
        Dockerfile: slim,
        "compose.yaml": api("BLOCK").replace(
          " BLOCK",
          `\n        - CMD-SHELL\n        - «curl» -fs http://127.0.0.1:5000/ || exit 1\n      retries: 3`,
        ),
      },
      fixed: { Dockerfile: slim, "compose.yaml": api(`${python("5000", "/")}\n      retries: 3`) },
    },
    {
      title: "a variable of the container",
      code: {
        Dockerfile: "FROM alpine:3.23\nENV PORT=80\nCMD x\n",
        "compose.yaml": api('["CMD-SHELL", "«curl» -f http://localhost:$${PORT}/up"]'),
      },
      fixed: {
        Dockerfile: "FROM alpine:3.23\nENV PORT=80\nCMD x\n",
        "compose.yaml": api('["CMD-SHELL", "wget -q --spider http://127.0.0.1:$${PORT:-80}/up || exit 1"]'),
      },
    },
    {
      title: "an image as it comes",
      code: 'services:\n  web:\n    image: node:24-alpine\n    healthcheck:\n      test: ["CMD", "«curl»", "http://localhost:3000/"]\n',
      fixed:
        'services:\n  web:\n    image: node:24-alpine\n    healthcheck:\n      test: ["CMD", "node", "-e", "fetch(\'http://127.0.0.1:3000/\').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]\n',
    },
    {
      title: "no shell for the shell form",
      code: {
        Dockerfile: "FROM gcr.io/distroless/static-debian12\nCMD x\n",
        "compose.yaml": api("«/app check»"),
      },
      fixed: null,
    },
    {
      title: "two services with one check",
      code: {
        Dockerfile: slim,
        "compose.yaml": `services:\n  a:\n    build: .\n    healthcheck: &check\n      test: «curl» http://localhost:80/\n  b:\n    build: .\n    healthcheck: *check\n`,
      },
    },
    {
      title: "a module that no requirement names",
      code: {
        Dockerfile: slim,
        "requirements.txt": "flask\n",
        "compose.yaml": api(
          '["CMD", "python", "-c", "import «requests»; requests.get(\'http://localhost:80/\')"]',
        ),
      },
      severity: "warning",
    },
  ],
});
