import { platformHealthCheck } from "../../../../src/core/rules/platform/health-check";
import { testRule } from "../../../support/rule-tester";

const app = { "server.js": 'const app = express();\napp.get("/healthz", ok);\n' };
const render = "services:\n  - type: web\n    name: api\n    runtime: node\n";

testRule(platformHealthCheck, {
  valid: [
    {
      title: "Render asks",
      code: { ...app, "render.yaml": `${render}    healthCheckPath: /healthz\n` },
      proof: "healthCheckPath",
    },
    { title: "no route", code: { "server.js": "app.get('/', ok);\n", "render.yaml": render } },
    {
      title: "a static site",
      code: { ...app, "render.yaml": "services:\n  - type: web\n    runtime: static\n" },
    },
    {
      title: "a worker",
      code: { ...app, "render.yaml": "services:\n  - type: worker\n    runtime: node\n" },
    },
    {
      title: "somebody else's image",
      code: { ...app, "render.yaml": `${render}    image:\n      url: docker.io/a/b\n` },
    },
    {
      title: "code of another folder",
      code: { "api/server.js": app["server.js"], "render.yaml": `${render}    rootDir: web\n` },
    },
    {
      title: "Fly asks",
      code: {
        ...app,
        "fly.toml": "[http_service]\ninternal_port = 1\n[[http_service.checks]]\npath = '/'\n",
      },
      proof: "http_service.checks",
    },
    {
      title: "Fly asks at the top",
      code: { ...app, "fly.toml": "[http_service]\ninternal_port = 1\n[checks.alive]\ntype = 'tcp'\n" },
    },
    {
      title: "Fly asks a service of the older form",
      code: {
        ...app,
        "fly.toml":
          "[[services]]\ninternal_port = 1\n[[services.ports]]\nhandlers = ['http']\nport = 80\n[[services.http_checks]]\npath = '/'\n",
      },
      proof: "services.http_checks",
    },
    {
      title: "Fly asks for the port",
      code: {
        ...app,
        "fly.toml":
          "[[services]]\n[[services.ports]]\nhandlers = ['http']\n[[services.tcp_checks]]\ninterval = '15s'\n",
      },
    },
    {
      title: "a service of Fly that speaks something else",
      code: { ...app, "fly.toml": "[[services]]\n[[services.ports]]\nhandlers = ['tls']\n" },
    },
    { title: "Fly without a web service", code: { ...app, "fly.toml": "app = 'x'\n" } },
    {
      title: "Railway asks",
      code: { ...app, "railway.json": '{ "deploy": { "healthcheckPath": "/healthz" } }\n' },
      proof: "healthcheckPath",
    },
    {
      title: "a worker of Railway",
      code: { ...app, "railway.json": '{ "deploy": { "startCommand": "npm run worker" } }\n' },
    },
    {
      title: "a timer of Railway",
      code: { ...app, "railway.toml": '[deploy]\ncronSchedule = "* * * * *"\n' },
    },
    { title: "broken", code: { ...app, "render.yaml": `${render}    x: [\n` } },
  ],
  invalid: [
    {
      title: "Render",
      code: { ...app, "render.yaml": render.replace("type: web", "«type: web»") },
      severity: "warning",
      message: /answers at \/healthz/,
      fixed: { ...app, "render.yaml": `${render}    healthCheckPath: /healthz\n` },
    },
    {
      title: "Render, in a project",
      code: {
        ...app,
        "render.yaml":
          "projects:\n  - name: a\n    environments:\n      - name: prod\n        services:\n          - «type: web»\n            runtime: docker\n",
      },
    },
    {
      title: "Fly, with more below",
      code: {
        ...app,
        "fly.toml":
          "«[http_service]»\ninternal_port = 1 # here\n\n[http_service.concurrency]\ntype = 'requests'\n\n[[vm]]\nsize = 'x'\n",
      },
      fixed: {
        ...app,
        "fly.toml":
          '[http_service]\ninternal_port = 1 # here\n\n[http_service.concurrency]\ntype = \'requests\'\n\n[[http_service.checks]]\ngrace_period = "20s"\ninterval = "30s"\ntimeout = "5s"\nmethod = "GET"\npath = "/healthz"\n\n[[vm]]\nsize = \'x\'\n',
      },
    },
    {
      title: "a service of Fly in the older form",
      code: {
        ...app,
        "fly.toml":
          "«[[services]]»\n  internal_port = 1\n\n  [[services.ports]]\n    handlers = ['http']\n    port = 80\n",
      },
      fixed: {
        ...app,
        "fly.toml":
          '[[services]]\n  internal_port = 1\n\n  [[services.ports]]\n    handlers = [\'http\']\n    port = 80\n\n[[services.http_checks]]\n  grace_period = "20s"\n  interval = "30s"\n  timeout = "5s"\n  method = "GET"\n  path = "/healthz"\n',
      },
    },
    {
      title: "Railway",
      code: { ...app, "railway.json": '{\n  «"deploy"»: {\n    "restartPolicyType": "ALWAYS"\n  }\n}\n' },
      fixed: {
        ...app,
        "railway.json":
          '{\n  "deploy": {\n    "restartPolicyType": "ALWAYS",\n    "healthcheckPath": "/healthz"\n  }\n}\n',
      },
    },
    {
      title: "Railway in TOML",
      code: { ...app, "railway.toml": '«[deploy]»\nrestartPolicyType = "ALWAYS"\n' },
      fixed: {
        ...app,
        "railway.toml": '[deploy]\nrestartPolicyType = "ALWAYS"\nhealthcheckPath = "/healthz"\n',
      },
    },
  ],
});
