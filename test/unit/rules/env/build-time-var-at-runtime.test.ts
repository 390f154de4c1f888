import { buildTimeVarAtRuntime } from "../../../../src/core/rules/env/build-time-var-at-runtime";
import { testRule } from "../../../support/rule-tester";

const image = (build: string) => `FROM node:22 AS build\n${build}FROM nginx:1.29\n`;
const web = { "web/package.json": "{}", "web/src/a.ts": "use(import.meta.env.VITE_API_URL);\n" };
const compose = (rest: string, build = "    build: web\n") => `services:\n  web:\n${build}${rest}`;
const plain = image("RUN npm run build\n");
const environment = "    environment:\n      VITE_API_URL: ${VITE_API_URL}\n";
const marked = "    environment:\n      «VITE_API_URL»: ${VITE_API_URL}\n";

testRule(buildTimeVarAtRuntime, {
  valid: [
    {
      title: "an argument of the build",
      code: {
        ...web,
        "web/Dockerfile": image("ARG VITE_API_URL\nRUN npm run build\n"),
        "compose.yaml": compose(
          `${environment}`,
          "    build:\n      context: web\n      args:\n        VITE_API_URL: x\n",
        ),
      },
      proof: "VITE_API_URL",
    },
    {
      title: "set in the image",
      code: {
        ...web,
        "web/Dockerfile": image("ENV VITE_API_URL=/api\nRUN npm run build\n"),
        "compose.yaml": compose(environment),
      },
    },
    {
      title: "nothing is built",
      code: {
        ...web,
        "web/Dockerfile": "FROM node:22\nCMD node a.js\n",
        "compose.yaml": compose(environment),
      },
    },
    {
      title: "settings that are read later",
      code: {
        ...web,
        "web/Dockerfile": `${plain}COPY env.sh /docker-entrypoint.d/\n`,
        "compose.yaml": compose(environment),
      },
    },
    {
      title: "a library for that",
      code: {
        ...web,
        "web/package.json": '{ "dependencies": { "next-runtime-env": "3" } }',
        "web/Dockerfile": plain,
        "compose.yaml": compose(environment),
      },
    },
    {
      title: "a script of the page",
      code: {
        ...web,
        "web/index.html": '<script src="/env-config.js"></script>',
        "web/Dockerfile": plain,
        "compose.yaml": compose(environment),
      },
    },
    {
      title: "Nuxt",
      code: {
        "web/package.json": "{}",
        "web/a.ts": "use(process.env.NUXT_PUBLIC_API);\n",
        "web/Dockerfile": plain,
        "compose.yaml": compose("    environment:\n      NUXT_PUBLIC_API: x\n"),
      },
    },
    {
      title: "for development",
      code: { ...web, "web/Dockerfile": plain, "compose.dev.yaml": compose(environment) },
    },
    {
      title: "a variable of the server",
      code: {
        ...web,
        "web/Dockerfile": plain,
        "compose.yaml": compose("    environment:\n      API_URL: x\n"),
      },
    },
    {
      title: "an image of others",
      code: { ...web, "compose.yaml": compose(environment, "    image: acme/web:1\n") },
    },
  ],
  invalid: [
    {
      title: "a list",
      code: {
        ...web,
        "web/Dockerfile": plain,
        "compose.yaml": compose(
          "    environment:\n      - «VITE_API_URL»=https://a.example\n",
          "    build:\n      context: web\n",
        ),
      },
      severity: "warning",
      fixed: {
        ...web,
        "web/Dockerfile": image("ARG VITE_API_URL\nENV VITE_API_URL=$VITE_API_URL\nRUN npm run build\n"),
        "compose.yaml": compose(
          "    environment:\n      - VITE_API_URL=https://a.example\n",
          "    build:\n      context: web\n      args:\n        VITE_API_URL: https://a.example\n",
        ),
      },
    },
    {
      title: "arguments that are there",
      code: {
        ...web,
        "web/Dockerfile": plain,
        "compose.yaml": compose(marked, "    build:\n      context: web\n      args:\n        - A_REF=1\n"),
      },
    },
    {
      title: "Next",
      code: {
        "web/package.json": "{}",
        "web/a.ts": "use(process.env.NEXT_PUBLIC_API);\n",
        "web/Dockerfile": "FROM node:22\nRUN npx next build\nCMD npm start\n",
        "compose.yaml": compose("    environment:\n      «NEXT_PUBLIC_API»: x\n"),
      },
    },
    {
      title: "handed on from the shell",
      code: {
        ...web,
        "web/Dockerfile": plain,
        "compose.yaml": compose("    environment:\n      - «VITE_API_URL»\n"),
      },
      message: /setting it here changes nothing/,
    },
  ],
});
