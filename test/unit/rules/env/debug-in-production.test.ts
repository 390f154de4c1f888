import { debugInProduction } from "../../../../src/core/rules/env/debug-in-production";
import { testRule } from "../../../support/rule-tester";

const compose = (variables: string) => `services:\n  api:\n    build: .\n    environment:\n${variables}`;

testRule(debugInProduction, {
  valid: [
    { title: "production", code: "DEBUG=false\nNODE_ENV=production\n", proof: "false" },
    { title: "names of npm's debug", code: "DEBUG=app:*\n" },
    {
      title: "developers",
      code: {
        ".env": "DEBUG=true\n",
        ".env.development": "NODE_ENV=development\n",
        ".env.local": "DEBUG=1\n",
      },
    },
    { title: "an example", code: { ".env.production.example": "DEBUG=true\n" } },
    { title: "tests", code: { ".env.test": "DEBUG=true\n" } },
    { title: "a file of which nobody knows what it is for", code: { "web.env": "DEBUG=true\n" } },
    {
      title: "a Compose file for development",
      code: { "compose.dev.yaml": compose("      DEBUG: 'true'\n") },
    },
    {
      title: "a plain Compose file beside one for production",
      code: {
        "compose.yaml": compose("      DEBUG: 'true'\n"),
        "compose.prod.yaml": "services:\n  api:\n    image: acme/api:1\n",
      },
    },
    {
      title: "a service for development",
      code: { "compose.prod.yaml": compose("      DEBUG: 'true'\n").replace("api:", "api-dev:") },
    },
    { title: "a variable decides", code: { "compose.prod.yaml": compose("      DEBUG: ${DEBUG}\n") } },
    {
      title: "a stage that only builds",
      code: {
        Dockerfile:
          "FROM node:22 AS build\nENV NODE_ENV=development\nRUN npm ci\nFROM node:22\nENV NODE_ENV=production\n",
      },
    },
    { title: "a build argument", code: { Dockerfile: "FROM node:22\nARG NODE_ENV=development\n" } },
    {
      title: "previews",
      code: { "netlify.toml": '[context.deploy-preview.environment]\nNODE_ENV = "development"\n' },
    },
    { title: "set twice", code: "DEBUG=true\nDEBUG=false\n" },
    { title: "another debug", code: "DEBUG_PORT=9229\nDEBUG_TOOLBAR=1\n" },
    { title: "a log level for production", code: "LOG_LEVEL=info\n" },
  ],
  invalid: [
    { title: "Django", code: "DJANGO_DEBUG=«True»\n", fixed: "DJANGO_DEBUG=False\n", severity: "error" },
    { title: "Flask", code: 'FLASK_DEBUG="«1»"\n', fixed: 'FLASK_DEBUG="0"\n' },
    {
      title: "Laravel",
      code: { ".env.prod": "APP_DEBUG=«true»\n" },
      fixed: { ".env.prod": "APP_DEBUG=false\n" },
    },
    { title: "Rails", code: "RAILS_ENV=«development»\n" },
    { title: "an environment", code: "ENVIRONMENT=«local»\n", fixed: "ENVIRONMENT=production\n" },
    {
      title: "settings of Django",
      code: {
        ".env.production": "DJANGO_SETTINGS_MODULE=«config.settings.local»\n",
        "backend/config/settings/production.py": "DEBUG = False\n",
      },
      fixed: {
        ".env.production": "DJANGO_SETTINGS_MODULE=config.settings.production\n",
        "backend/config/settings/production.py": "DEBUG = False\n",
      },
    },
    {
      title: "settings of Django that are called otherwise",
      code: {
        ".env.production": "DJANGO_SETTINGS_MODULE=«shop.dev»\n",
        "shop/prod/__init__.py": "DEBUG = False\n",
      },
      fixed: {
        ".env.production": "DJANGO_SETTINGS_MODULE=shop.prod\n",
        "shop/prod/__init__.py": "DEBUG = False\n",
      },
    },
    {
      title: "settings of Django without others",
      code: "DJANGO_SETTINGS_MODULE=«config.settings.local»\n",
      fixed: null,
    },
    { title: "a log level", code: "LOG_LEVEL=«debug»\n", severity: "info", fixed: "LOG_LEVEL=info\n" },
    {
      title: "settings of Django in Compose",
      code: { "compose.prod.yaml": compose("      DJANGO_SETTINGS_MODULE: «config.settings.dev»\n") },
      severity: "error",
      fixed: null,
    },
    {
      title: "a log level in Compose",
      code: { "compose.yaml": compose("      - LOG_LEVEL=«debug»\n") },
      severity: "info",
    },
    { title: "the image", code: { Dockerfile: "FROM node:22\nENV NODE_ENV=«development»\nCMD node a.js\n" } },
    {
      title: "Heroku",
      code: { "app.json": '{ "env": { "NODE_ENV": { "value": "«development»" } } }' },
      fixed: { "app.json": '{ "env": { "NODE_ENV": { "value": "production" } } }' },
    },
    {
      title: "Fly",
      code: { "fly.toml": '[env]\nDEBUG = "«true»"\n' },
      fixed: { "fly.toml": '[env]\nDEBUG = "false"\n' },
    },
    {
      title: "Netlify",
      code: { "netlify.toml": '[context.production.environment]\nNODE_ENV = "«development»"\n' },
    },
    {
      title: "Kubernetes",
      code: {
        "k8s/api.yaml":
          'kind: Deployment\nspec:\n  template:\n    spec:\n      containers:\n        - name: api\n          env:\n            - name: DEBUG\n              value: «"true"»\n',
      },
    },
    {
      title: "a start command of Render",
      code: { "render.yaml": "services:\n  - type: web\n    startCommand: uvicorn main:app «--reload»\n" },
      severity: "error",
    },
    { title: "a process of Fly", code: { "fly.toml": '[processes]\napp = "npm «run dev»"\n' } },
    {
      title: "a unit",
      code: { "api.service": "[Service]\nEnvironment=DEBUG=«1» A=b\nExecStart=/a\n" },
      fixed: { "api.service": "[Service]\nEnvironment=DEBUG=0 A=b\nExecStart=/a\n" },
    },
    {
      title: "what a unit starts",
      code: { "api.service": "[Service]\nExecStart=/srv/venv/bin/uvicorn main:app «--reload»\n" },
    },
  ],
});
