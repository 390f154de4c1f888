import { publicUrlNotProduction } from "../../../../src/core/rules/env/public-url-not-production";
import { testRule } from "../../../support/rule-tester";

testRule(publicUrlNotProduction, {
  valid: [
    { title: "over HTTPS", code: "VITE_API_URL=https://api.parcels.example\n", proof: "https" },
    { title: "a path", code: "VITE_API_URL=/api\n" },
    {
      title: "developers",
      code: {
        ".env": "VITE_API_URL=http://localhost:8000\n",
        ".env.development": "VITE_API_URL=http://localhost\n",
      },
    },
    { title: "an example", code: { ".env.production.example": "VITE_API_URL=http://localhost:8000\n" } },
    {
      title: "within the network",
      code: "NEXT_PRIVATE_INTERNAL_WEBAPP_URL=http://localhost:10000\nAPI_URL=http://api:8000\n",
    },
    {
      title: "a list with a public origin",
      code: "CORS_ORIGINS=https://parcels.example,http://localhost:5173\n",
    },
    {
      title: "names inside",
      code: "FRONTEND_URL=http://web.svc.cluster.local\n".replace(".cluster.local", ".internal"),
    },
    {
      title: "Compose has a rule of its own",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build: .\n    environment:\n      CORS_ORIGINS: http://localhost:3000\n",
      },
    },
    {
      title: "a workflow that tests",
      code: {
        ".github/workflows/ci.yml": "jobs:\n  e2e:\n    env:\n      NEXTAUTH_URL: http://localhost:3000\n",
      },
    },
    {
      title: "a variable decides",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build:\n      context: .\n      args:\n        VITE_API_URL: ${VITE_API_URL:?}\n",
      },
    },
    { title: "a name that is no address", code: "VITE_APP_TITLE=localhost\n" },
    { title: "ports and hosts of the server", code: "HOST=0.0.0.0\nBIND_ADDR=127.0.0.1\n" },
  ],
  invalid: [
    { title: "Vite", code: "VITE_API_URL=http://«localhost»:8000\n", severity: "error" },
    { title: "quoted", code: 'NEXT_PUBLIC_SITE_URL="http://«127.0.0.1»:3000"\n', severity: "error" },
    { title: "of the Docker host", code: "VITE_API_URL=http://«host.docker.internal»:8000\n" },
    { title: "a name of the local network", code: "FRONTEND_URL=http://«parcels.local»\n" },
    {
      title: "origins",
      code: "CORS_ORIGINS=http://«localhost»:3000,http://localhost:5173\n",
      severity: "error",
    },
    {
      title: "without encryption",
      code: "FRONTEND_URL=«http»://parcels.example\n",
      severity: "warning",
      fixed: "FRONTEND_URL=https://parcels.example\n",
    },
    {
      title: "a socket",
      code: "VITE_WS_URL=«ws»://parcels.example/ws\n",
      fixed: "VITE_WS_URL=wss://parcels.example/ws\n",
    },
    {
      title: "a build argument",
      code: {
        "compose.prod.yaml":
          "services:\n  a:\n    build:\n      context: .\n      args:\n        VITE_API_URL: «http»://api.parcels.example\n",
      },
      severity: "warning",
    },
    {
      title: "the default of an argument",
      code: {
        Dockerfile:
          "FROM node:22 AS build\nARG VITE_API_URL=http://«localhost»:8000\nRUN npm run build\nFROM nginx\n",
      },
      severity: "warning",
    },
    {
      title: "set while the image is built",
      code: {
        Dockerfile:
          "FROM node:22 AS build\nENV VITE_API_URL=http://«localhost»:8000\nRUN npm run build\nFROM nginx\n",
      },
      severity: "error",
    },
    {
      title: "a workflow that deploys",
      code: {
        ".github/workflows/deploy.yml":
          "jobs:\n  build:\n    env:\n      VITE_API_URL: http://«localhost»:8000\n",
      },
      severity: "error",
    },
    {
      title: "Netlify",
      code: { "netlify.toml": '[build.environment]\nVITE_API_URL = "http://«localhost»:8000"\n' },
      severity: "error",
    },
    {
      title: "Render",
      code: {
        "render.yaml":
          "services:\n  - type: web\n    envVars:\n      - key: NEXT_PUBLIC_API_URL\n        value: «http»://api.parcels.example\n",
      },
    },
  ],
});
