import { prodDependencies } from "../../../../src/core/rules/dockerfile/prod-dependencies";
import { testRule } from "../../../support/rule-tester";

const manifest = {
  "package.json":
    '{ "scripts": { "start": "node server.js" }, "dependencies": { "express": "^5" }, "devDependencies": { "vitest": "^4" } }\n',
};
const head = "FROM node:24-slim\nENV NODE_ENV=production\nWORKDIR /app\n";
const bare = "FROM node:24-slim\nWORKDIR /app\n";
const start = 'CMD ["node", "server.js"]\n';
const builder = "FROM node:24 AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n";

function files(text: string, others: Readonly<Record<string, string>> = manifest) {
  return { Dockerfile: text, ...others };
}

testRule(prodDependencies, {
  valid: [
    {
      title: "production before the install",
      code: files(`${head}COPY . .\nRUN npm ci\n${start}`),
      proof: "NODE_ENV=production",
    },
    {
      title: "left out",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\nENV NODE_ENV=production\n${start}`),
    },
    {
      title: "left out in old words",
      code: files(
        `${bare}COPY . .\nRUN npm ci --only=production --no-audit\nENV NODE_ENV=production\n${start}`,
      ),
    },
    {
      title: "pnpm",
      code: files(`${bare}COPY . .\nRUN pnpm i -P --frozen-lockfile\nENV NODE_ENV=production\n${start}`),
    },
    {
      title: "pruned",
      code: files(
        `${bare}COPY . .\nRUN npm ci && npm run build && npm prune --omit=dev\nENV NODE_ENV=production\n${start}`,
      ),
    },
    {
      title: "pruned later",
      code: files(
        `${bare}COPY . .\nRUN npm ci\nRUN npm run build\nRUN npm prune --production\nENV NODE_ENV=production\n${start}`,
      ),
    },
    {
      title: "only the builder installs all",
      code: files(
        `${builder}${head}COPY package*.json ./\nRUN npm ci --omit=dev\nCOPY --from=build /app/dist ./dist\n${start}`,
      ),
    },
    {
      title: "copied from a stage without them",
      code: files(
        `FROM node:24 AS deps\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n${head}COPY --from=deps /app/node_modules ./node_modules\n${start}`,
      ),
    },
    {
      title: "pruned in the builder",
      code: files(`${builder}RUN npm prune --omit=dev\n${head}COPY --from=build /app ./\n${start}`),
    },
    {
      title: "standalone output of Next.js",
      code: files(
        `${builder}FROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app/.next/standalone ./\n${start}`,
      ),
    },
    {
      title: "Next.js sets it itself",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\nCMD ["npm", "start"]\n`, {
        "package.json": '{ "scripts": { "start": "next start" }, "dependencies": { "next": "16" } }',
      }),
    },
    {
      title: "static files",
      code: files(`${builder}FROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n`),
    },
    {
      title: "the start script sets it",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\nCMD ["npm", "start"]\n`, {
        "package.json": '{ "scripts": { "start": "NODE_ENV=production node server.js" } }',
      }),
    },
    {
      title: "the command sets it",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\nCMD NODE_ENV=production node server.js\n`),
    },
    {
      title: "Compose sets it",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\n${start}`, {
        ...manifest,
        "compose.yaml": "services:\n  web:\n    build: .\n    environment:\n      NODE_ENV: production\n",
      }),
    },
    {
      title: "Compose reads a file",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\n${start}`, {
        ...manifest,
        "compose.yaml": "services:\n  web:\n    build: .\n    env_file: .env.production\n",
      }),
    },
    {
      title: "the platform sets it",
      code: files(`${bare}COPY . .\nRUN npm ci --omit=dev\n${start}`),
      options: { target: "heroku" },
    },
    {
      title: "an unknown image may set it",
      code: files(`FROM acme/node:24\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n${start}`),
    },
    {
      title: "a variable decides",
      code: files(`FROM node:24\nARG MODE\nENV NODE_ENV=$MODE\nWORKDIR /app\nCOPY . .\nRUN npm ci\n${start}`),
    },
    {
      title: "nothing for development",
      code: files(`${bare}COPY . .\nRUN npm ci\nENV NODE_ENV=production\n${start}`, {
        "package.json": '{ "dependencies": { "express": "5" } }',
      }),
    },
    { title: "no manifest in the context", code: files(`${bare}COPY . .\nRUN npm ci\n${start}`, {}) },
    {
      title: "a Python application with a build of its pages",
      code: files('FROM python:3.13\nCOPY . .\nRUN npm ci && npm run build\nCMD ["gunicorn", "app"]\n'),
    },
    {
      title: "a file for development",
      code: { "Dockerfile.dev": `${bare}COPY . .\nRUN npm ci\n${start}`, ...manifest },
    },
    {
      title: "a stage for development",
      code: files(`FROM node:24 AS dev\nWORKDIR /app\nCOPY . .\nRUN npm ci\n${start}`),
    },
  ],
  invalid: [
    {
      title: "no package that is known to ask",
      code: files(`${bare}COPY . .\nRUN npm ci\n«CMD» ["node", "a.js"]\n`, { "package.json": "{}" }),
      severity: "info",
    },
    {
      title: "pnpm",
      code: files(`${bare}COPY . .\nRUN «pnpm install» --frozen-lockfile\nENV NODE_ENV=production\n${start}`),
      severity: "warning",
      fixed: files(
        `${bare}COPY . .\nRUN pnpm install --prod --frozen-lockfile\nENV NODE_ENV=production\n${start}`,
      ),
    },
    {
      title: "built in the same stage",
      code: files(`${bare}COPY . .\nRUN «npm ci» && npm run build\nENV NODE_ENV=production\n${start}`),
      fixed: null,
    },
    {
      title: "included on purpose",
      code: files(`${head}COPY . .\nRUN «npm ci» --include=dev && npm run build\n${start}`),
      fixed: null,
    },
    {
      title: "modules of the builder",
      code: files(
        `${builder}${head}COPY --from=build «/app/node_modules» ./node_modules\nCOPY --from=build /app/dist ./dist\n${start}`,
      ),
      message: /another stage/,
      fixed: null,
    },
    {
      title: "all of the builder",
      code: files(`${builder}${head}COPY --chown=node --from=build «/app» .\n${start}`),
    },
    {
      title: "by way of two stages",
      code: files(
        `FROM node:24 AS deps\nWORKDIR /app\nCOPY . .\nRUN npm ci\nFROM node:24 AS build\nWORKDIR /src\nCOPY --from=deps /app/node_modules ./node_modules\nRUN npm run build\n${head}COPY --from=build «/src» .\n${start}`,
      ),
    },
    { title: "both", code: files(`${bare}COPY . .\nRUN «npm ci»\n«CMD» ["npm", "start"]\n`) },
    {
      title: "development on purpose",
      code: files(
        `FROM node:24\nENV PORT=3000 «NODE_ENV=development»\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n${start}`,
      ),
      fixed: files(
        `FROM node:24\nENV PORT=3000 NODE_ENV=production\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n${start}`,
      ),
    },
    {
      title: "an entry point before it",
      code: files(
        `${bare}COPY . .\nRUN npm ci --omit=dev\n\nENTRYPOINT ["tini", "--"]\n«CMD» ["node", "server.js"]\n`,
      ),
      fixed: files(
        `${bare}COPY . .\nRUN npm ci --omit=dev\n\nENV NODE_ENV=production\n\nENTRYPOINT ["tini", "--"]\nCMD ["node", "server.js"]\n`,
      ),
    },
    {
      title: "ARG does not reach the container",
      code: files(
        `FROM node:24\nARG NODE_ENV=production\nWORKDIR /app\nCOPY . .\nRUN npm ci\n«CMD» ["node", "server.js"]\n`,
      ),
    },
  ],
});
