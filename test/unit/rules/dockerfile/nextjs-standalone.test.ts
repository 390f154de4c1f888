import { nextjsStandalone } from "../../../../src/core/rules/dockerfile/nextjs-standalone";
import { testRule } from "../../../support/rule-tester";

const base = "FROM node:24-alpine\nWORKDIR /app\nENV HOSTNAME=0.0.0.0\n";
const standalone = "COPY --from=build /app/.next/standalone ./\n";
const fixedStatic = "COPY --from=build /app/.next/static ./.next/static\n";
const cmd = 'CMD ["node", "server.js"]\n';
const config = (body: string) => `export default { ${body} };\n`;
const nested = "COPY --from=build /repo/apps/web/.next/standalone ./\n";

testRule(nextjsStandalone, {
  valid: [
    { title: "all is there", code: `${base}${standalone}${fixedStatic}${cmd}`, proof: "standalone" },
    { title: "no standalone build", code: `${base}COPY . .\n${cmd}` },
    { title: "the whole folder", code: `${base}${standalone}COPY --from=build /app/.next ./.next\n${cmd}` },
    {
      title: "static files come from elsewhere",
      code: {
        Dockerfile: `${base}${standalone}${cmd}`,
        "next.config.mjs": config('output: "standalone", assetPrefix: cdn'),
      },
    },
    {
      title: "the build puts them there",
      code: `FROM node:24 AS build\nRUN npm run build && cp -r .next/static .next/standalone/.next/static\n${base}${standalone}${cmd}`,
    },
    {
      title: "a script puts them there",
      code: {
        Dockerfile: `${base}${standalone}${cmd}`,
        "next.config.js": config("output: 'standalone'"),
        "package.json": '{ "scripts": { "postbuild": "cp -r .next/static .next/standalone/.next/" } }\n',
      },
    },
    {
      title: "a monorepo",
      code: {
        Dockerfile: `${base}${nested}COPY --from=build /repo/apps/web/.next/static ./apps/web/.next/static\nCMD ["node", "apps/web/server.js"]\n`,
        "apps/web/next.config.mjs": config('output: "standalone"'),
      },
    },
    {
      title: "no public folder",
      code: {
        Dockerfile: `${base}${standalone}${fixedStatic}${cmd}`,
        "next.config.mjs": config('output: "standalone"'),
      },
    },
    {
      title: "HOSTNAME of Compose",
      code: {
        Dockerfile: `FROM node:24\n${standalone}${fixedStatic}${cmd}`,
        "compose.yaml": "services:\n  web:\n    build: .\n    environment: { HOSTNAME: 0.0.0.0 }\n",
      },
    },
    {
      title: "HOSTNAME before the command",
      code: `FROM node:24\n${standalone}${fixedStatic}CMD HOSTNAME=0.0.0.0 node server.js\n`,
    },
    { title: "next start and no configuration", code: `${base}CMD ["npx", "next", "start"]\n` },
    {
      title: "a static export",
      code: {
        Dockerfile: "FROM nginx:1.29\nCOPY out /usr/share/nginx/html\n",
        "next.config.js": config("output: 'export'"),
      },
    },
    { title: "a file that is not finished", code: `${base}${standalone}${cmd}ENV A="\n` },
  ],
  invalid: [
    {
      title: "public as well",
      code: {
        Dockerfile: `${base}COPY --from=build --chown=node:node «/app/.next/standalone» .\n${cmd}`,
        "next.config.mjs": config('output: "standalone"'),
        "public/logo.svg": "<svg/>",
      },
      severity: "warning",
      fixed: {
        Dockerfile: `${base}COPY --from=build --chown=node:node /app/.next/standalone .\nCOPY --from=build --chown=node:node /app/.next/static ./.next/static\nCOPY --from=build --chown=node:node /app/public ./public\n${cmd}`,
        "next.config.mjs": config('output: "standalone"'),
        "public/logo.svg": "<svg/>",
      },
    },
    {
      title: "only public is missing",
      code: {
        Dockerfile: `${base}COPY --from=build «/app/.next/standalone» ./\n${fixedStatic}${cmd}`,
        "next.config.mjs": config('output: "standalone"'),
        "public/robots.txt": "x",
      },
    },
    {
      title: "a monorepo",
      code: {
        Dockerfile: `${base}COPY --from=build «/repo/apps/web/.next/standalone» ./\nCMD ["node", "apps/web/server.js"]\n`,
        "apps/web/next.config.mjs": config('output: "standalone"'),
      },
      fixed: {
        Dockerfile: `${base}${nested}COPY --from=build /repo/apps/web/.next/static ./apps/web/.next/static\nCMD ["node", "apps/web/server.js"]\n`,
        "apps/web/next.config.mjs": config('output: "standalone"'),
      },
    },
    {
      title: "the server and its files",
      code: `FROM node:24\nCOPY «.next/standalone» ./\nCMD node «server.js»\n`,
      fixed: `FROM node:24\nCOPY .next/standalone ./\nCOPY .next/static ./.next/static\nENV HOSTNAME=0.0.0.0\nCMD node server.js\n`,
    },
    {
      title: "a check that asks where the server does not listen",
      code: `FROM node:24\n${standalone}${fixedStatic}HEALTHCHECK CMD node check.js\nCMD ["node", "«server.js»"]\n`,
      severity: "warning",
    },
    {
      title: "nobody asks there",
      code: `FROM node:24\n${standalone}${fixedStatic}CMD ["node", "«server.js»"]\n`,
      severity: "info",
    },
    {
      title: "next start with a standalone build",
      code: {
        Dockerfile: `${base}CMD ["npx", "«next", "start»"]\n`,
        "next.config.ts": config('output: "standalone"'),
      },
      severity: "warning",
      fixed: null,
    },
    {
      title: "next start with all packages",
      code: {
        Dockerfile: `${base}CMD ["npx", "«next", "start»"]\n`,
        "next.config.ts": config("reactStrictMode: true"),
      },
      severity: "info",
      fixed: null,
    },
  ],
});
