import { corepackMissing } from "../../../../src/core/rules/dockerfile/corepack-missing";
import { testRule } from "../../../support/rule-tester";

const enable = "RUN corepack enable\n";

testRule(corepackMissing, {
  valid: [
    { title: "Node 24", code: `FROM node:24-alpine\n${enable}` },
    { title: "an exact Node 22", code: `FROM node:22.11.0-bookworm-slim\n${enable}` },
    { title: "a codename", code: `FROM node:krypton\n${enable}` },
    { title: "an unknown image", code: `FROM acme/node:26\n${enable}` },
    { title: "a variable", code: `ARG V\nFROM node:$V\n${enable}` },
    { title: "a digest alone", code: `FROM node@sha256:abc\n${enable}` },
    { title: "lts before it moved", code: `FROM node:lts\n${enable}`, options: { today: "2026-05-01" } },
    { title: "no corepack", code: "FROM node:26\nRUN npm install -g pnpm@10\n" },
    {
      title: "installed in the same RUN",
      code: "FROM node:26\nRUN npm i -g corepack@0.34 && corepack enable\n",
    },
    {
      title: "installed in the parent stage",
      code: `FROM node:26 AS base\nRUN npm install --global corepack\nFROM base\n${enable}`,
    },
    {
      title: "it looks first",
      code: "FROM node:26\nRUN command -v corepack || npm i -g corepack; corepack enable\n",
    },
    { title: "it has a way out", code: "FROM node:26\nRUN corepack enable || npm i -g pnpm@10\n" },
    { title: "it asks", code: "FROM node:26\nRUN if corepack --version; then corepack enable; fi\n" },
    { title: "a script may bring it", code: `FROM node:26\nCOPY setup.sh ./\nRUN ./setup.sh\n${enable}` },
    { title: "another Node", code: `FROM node:26\nRUN n 22\n${enable}` },
    {
      title: "copied from another Node",
      code: `FROM node:26\nCOPY --from=node:22 /usr/local /usr/local\n${enable}`,
    },
    { title: "words of another command", code: "FROM node:26\nRUN echo corepack enable\n" },
  ],
  invalid: [
    {
      title: "the newest Node",
      code: "FROM node\nRUN «corepack» enable\n",
      severity: "error",
      message: /`node` comes without/,
    },
    { title: "a tag without a version", code: "FROM node:alpine\nRUN «corepack» enable\n" },
    { title: "current", code: "FROM node:current-bookworm-slim\nRUN «corepack» enable\n" },
    { title: "lts", code: "FROM node:lts-alpine\nRUN «corepack» enable\n" },
    {
      title: "the version in an ARG",
      code: "ARG NODE=25.2.1\nFROM node:${NODE}-alpine AS base\nRUN apk add --no-cache git && \\\n    «corepack» enable # pnpm\nFROM base\nRUN corepack prepare pnpm@9 --activate\n",
      fixed:
        "ARG NODE=25.2.1\nFROM node:${NODE}-alpine AS base\nRUN apk add --no-cache git && \\\n    npm install -g corepack@latest && corepack enable # pnpm\nFROM base\nRUN corepack prepare pnpm@9 --activate\n",
    },
    {
      title: "in each of two stages",
      code: "FROM node:26 AS a\nRUN «corepack» enable\nFROM node:26\nRUN «corepack» pnpm install\n",
      fixed:
        "FROM node:26 AS a\nRUN npm install -g corepack@latest && corepack enable\nFROM node:26\nRUN npm install -g corepack@latest && corepack pnpm install\n",
    },
    {
      title: "in a stage that starts from another",
      code: "FROM node:26 AS base\nWORKDIR /app\nFROM base\nRUN «corepack» enable\n",
    },
    { title: "exec form", code: 'FROM node:26\nRUN ["«corepack»", "enable"]\n', fixed: null },
    {
      title: "Yarn 4 is not on npm",
      code: {
        Dockerfile: "FROM node:26\nRUN «corepack» enable\n",
        "package.json": '{ "packageManager": "yarn@4.9.1" }\n',
      },
      fix: "Install Corepack with npm first",
      fixed: {
        Dockerfile: "FROM node:26\nRUN npm install -g corepack@latest && corepack enable\n",
        "package.json": '{ "packageManager": "yarn@4.9.1" }\n',
      },
    },
  ],
});
