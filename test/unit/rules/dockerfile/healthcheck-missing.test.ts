import { dockerfileHealthcheckMissing } from "../../../../src/core/rules/dockerfile/healthcheck-missing";
import { testRule } from "../../../support/rule-tester";

const node = 'FROM node:24-alpine\nEXPOSE 3000\nCMD ["node", "server.js"]\n';
const options = "--interval=30s --timeout=5s --start-period=20s --retries=3";
const ask = (url: string) =>
  `HEALTHCHECK ${options} \\\n  CMD ["node", "-e", "fetch(${url}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]\n`;

testRule(dockerfileHealthcheckMissing, {
  valid: [
    { title: "there is one", code: `${node}HEALTHCHECK CMD node check.js\n`, proof: "HEALTHCHECK" },
    { title: "switched off on purpose", code: `${node}HEALTHCHECK NONE\n` },
    {
      title: "inherited",
      code: `FROM node:24 AS base\nHEALTHCHECK CMD node check.js\nFROM base\nEXPOSE 80\n`,
      proof: "HEALTHCHECK",
    },
    { title: "a base that may bring one", code: "FROM acme/app:1\nEXPOSE 80\nCMD node server.js\n" },
    { title: "a base that a variable hides", code: "ARG B\nFROM $B\nEXPOSE 80\nCMD node server.js\n" },
    { title: "a worker", code: 'FROM python:3.13-slim\nCMD ["python", "worker.py"]\n' },
    {
      title: "a worker of a shared image",
      code: 'FROM python:3.13-slim\nEXPOSE 80\nCMD ["celery", "-A", "app", "worker"]\n',
    },
    { title: "a shell", code: 'FROM debian:13\nEXPOSE 80\nCMD ["bash"]\n' },
    {
      title: "a function",
      code: 'FROM python:3.13-slim\nEXPOSE 8080\nENTRYPOINT ["python", "-m", "awslambdaric"]\n',
    },
    {
      title: "a function with an adapter",
      code: "FROM node:24-slim\nCOPY --from=public.ecr.aws/awsguru/aws-lambda-adapter:1 /x /y\nEXPOSE 80\nCMD node s.js\n",
    },
    { title: "Heroku", code: node, options: { target: "heroku" } },
    { title: "Kubernetes", code: node, options: { target: "kubernetes" } },
    {
      title: "heroku.yml",
      code: { Dockerfile: node, "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n" },
    },
    {
      title: "manifests of Kubernetes",
      code: {
        Dockerfile: node,
        "k8s/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\n",
      },
    },
    {
      title: "Compose has one",
      code: {
        Dockerfile: node,
        "compose.yaml": "services:\n  web:\n    build: .\n    healthcheck:\n      test: node check.js\n",
      },
    },
    {
      title: "a Compose file beside has one",
      code: {
        Dockerfile: node,
        "compose.yaml": "services:\n  web:\n    build: .\n",
        "compose.prod.yaml": "services:\n  web:\n    healthcheck:\n      test: node check.js\n",
      },
    },
    {
      title: "Compose starts something else",
      code: {
        Dockerfile: node,
        "compose.yaml": "services:\n  jobs:\n    build: .\n    command: node jobs.js\n",
      },
    },
    { title: "a file for development", code: { "Dockerfile.dev": node } },
    { title: "a stage for tests", code: node.replace("alpine", "alpine AS test") },
    { title: "an open quote", code: `${node}ENV A="\n` },
    {
      title: "the building stage",
      code: "FROM node:24 AS build\nEXPOSE 80\nFROM scratch\nCOPY --from=build /x /\n",
    },
  ],
  invalid: [
    {
      title: "above the comment of CMD",
      code: 'FROM «node:24-alpine»\nEXPOSE 3000\n\n# Serve\nCMD ["node", "server.js"]\n',
      severity: "info",
      fixed: `FROM node:24-alpine\nEXPOSE 3000\n\n${ask("'http://127.0.0.1:3000/'")}\n# Serve\nCMD ["node", "server.js"]\n`,
    },
    {
      title: "a route of Express and PORT",
      code: {
        Dockerfile: 'FROM node:24-alpine\nENV PORT=3000\nEXPOSE 3000\nCMD ["node", "server.js"]\n',
        "src/app.js": "app.get('/healthz', (req, res) => res.send('ok'));\n",
      },
      fixed: {
        Dockerfile: `FROM node:24-alpine\nENV PORT=3000\nEXPOSE 3000\n${ask("'http://127.0.0.1:'+(process.env.PORT||3000)+'/healthz'")}CMD ["node", "server.js"]\n`,
        "src/app.js": "app.get('/healthz', (req, res) => res.send('ok'));\n",
      },
    },
    {
      title: "a route that may be mounted under a prefix",
      code: {
        Dockerfile: node,
        "src/routes.js": "router.get('/health', (req, res) => res.send('ok'));\n",
        "test/app.test.js": "app.get('/health', f);\n",
      },
      fixed: {
        Dockerfile: node.replace("CMD", `${ask("'http://127.0.0.1:3000/'")}CMD`),
        "src/routes.js": "router.get('/health', (req, res) => res.send('ok'));\n",
        "test/app.test.js": "app.get('/health', f);\n",
      },
    },
    {
      title: "a server by name, without EXPOSE",
      code: 'FROM «python:3.13-slim»\nCMD ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"]\n',
      fixed: `FROM python:3.13-slim\nHEALTHCHECK ${options} \\\n  CMD ["python", "-c", "import urllib.request as u;u.urlopen('http://127.0.0.1:5000/',timeout=3)"]\nCMD ["gunicorn", "--bind", "0.0.0.0:5000", "app:app"]\n`,
    },
    {
      title: "nginx as it is",
      code: "FROM «nginx:1.29-alpine»\nCOPY dist /usr/share/nginx/html\n",
      fixed: `FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\nHEALTHCHECK ${options} \\\n  CMD ["wget", "-q", "--spider", "http://127.0.0.1:80/"]\n`,
    },
    { title: "several ports", code: "FROM «node:24-alpine»\nEXPOSE 80 443\nCMD node s.js\n", fixed: null },
    { title: "nothing to ask with", code: 'FROM «scratch»\nEXPOSE 8080\nENTRYPOINT ["/app"]\n', fixed: null },
    {
      title: "a Compose file that builds it and has none",
      code: {
        Dockerfile: node.replace("node:24-alpine", "«node:24-alpine»"),
        "compose.yaml": "services:\n  web:\n    build: .\n",
      },
    },
  ],
});
