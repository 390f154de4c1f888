import { localDatastoreInProduction } from "../../../../src/core/rules/env/local-datastore-in-production";
import { testRule } from "../../../support/rule-tester";

const image = { Dockerfile: "FROM node:22\nCMD node a.js\n" };

testRule(localDatastoreInProduction, {
  valid: [
    {
      title: "a host of its own",
      code: { ...image, ".env.production": "DATABASE_URL=postgres://a@db.internal/x\n" },
      proof: "postgres",
    },
    {
      title: "a service beside it, whose password comes from a variable",
      code: {
        "compose.prod.yaml":
          "services:\n  api:\n    image: a/b:1.2\n    environment:\n      DATABASE_URL: postgres://a:${DB_PASSWORD:?set it}@db:5432/x\n",
      },
      proof: "@db:5432",
    },
    {
      title: "on the same machine",
      code: {
        ".env.production": "DATABASE_URL=postgres://a@localhost/x\n",
        "deploy/api.service": "[Service]\nExecStart=/a\n",
      },
    },
    {
      title: "developers",
      code: {
        ...image,
        ".env": "DATABASE_URL=postgres://a@localhost/x\n",
        ".env.local": "REDIS_URL=redis://localhost\n",
      },
    },
    {
      title: "an example",
      code: { ...image, ".env.production.example": "DATABASE_URL=postgres://a@localhost/x\n" },
    },
    {
      title: "Compose has a rule of its own",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      DATABASE_URL: postgres://a@localhost/x\n",
      },
    },
    {
      title: "a disk of Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    name: a\n    disk:\n      name: d\n      mountPath: /data\n    envVars:\n      - key: DATABASE_URL\n        value: sqlite:///data/a.db\n",
      },
    },
    {
      title: "a mount of Fly",
      code: {
        "fly.toml":
          '[env]\nDATABASE_URL = "sqlite:///data/a.db"\n[mounts]\nsource = "data"\ndestination = "/data"\n',
      },
    },
    {
      title: "a volume",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build: .\n    volumes:\n      - data:/data\n    environment:\n      DATABASE_URL: sqlite:////data/a.db\nvolumes:\n  data:\n",
      },
    },
    { title: "Turso", code: { "app.json": '{ "env": { "DATABASE_URL": "libsql://a.turso.io" } }' } },
    {
      title: "an address that is no datastore",
      code: { ...image, ".env.production": "METRICS_URL=http://localhost:9090\n" },
    },
    { title: "memory only", code: { "app.json": '{ "env": { "DATABASE_URL": "sqlite:///:memory:" } }' } },
    {
      title: "an address within the platform",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    name: a\n    envVars:\n      - key: NEXT_PRIVATE_INTERNAL_WEBAPP_URL\n        value: http://localhost:10000\n",
      },
    },
  ],
  invalid: [
    {
      title: "Redis",
      code: { ...image, ".env.production": "REDIS_URL=redis://«127.0.0.1»:6379/0\n" },
      severity: "error",
    },
    {
      title: "a host alone",
      code: { ...image, ".env.production": 'DB_HOST="«localhost»"\n' },
      severity: "error",
    },
    { title: "MongoDB", code: { ...image, ".env.prod": "MONGODB_URI=mongodb://a:b@«localhost»:27017/x\n" } },
    {
      title: "Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    name: a\n    envVars:\n      - key: DATABASE_URL\n        value: postgres://a@«localhost»/x\n",
      },
      severity: "error",
    },
    { title: "Fly", code: { "fly.toml": '[env]\nREDIS_URL = "redis://«localhost»:6379"\n' } },
    {
      title: "the image",
      code: { Dockerfile: "FROM node:22\nENV DATABASE_URL=postgres://a@«localhost»/x\n" },
    },
    { title: "an unknown place", code: "DATABASE_URL=postgres://a@«localhost»/x\n", severity: "warning" },
    {
      title: "a file on Fly",
      code: { "fly.toml": '[env]\nDATABASE_URL = "«file:./dev.db»"\n' },
      severity: "warning",
    },
    {
      title: "a file on Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    name: a\n    envVars:\n      - key: DATABASE_URL\n        value: «sqlite:///./a.db»\n",
      },
    },
    {
      title: "a file in a container",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      DATABASE_URL: «sqlite:///./a.db»\n",
      },
      severity: "warning",
    },
    {
      title: "a file through an environment file",
      code: {
        ".env.production": "DB_PATH=«./data/app.sqlite3»\n",
        "compose.prod.yaml": "services:\n  a:\n    build: .\n    env_file: .env.production\n",
      },
    },
    {
      title: "both in one file",
      code: {
        ...image,
        ".env.production": "DATABASE_URL=postgres://a@«localhost»/x\nREDIS_URL=redis://«localhost»\n",
      },
    },
  ],
});
