import { copyOwnership } from "../../../../src/core/rules/dockerfile/copy-ownership";
import { testRule } from "../../../support/rule-tester";

const from = "FROM node:24-slim\nWORKDIR /app\n";

testRule(copyOwnership, {
  valid: [
    { title: "with an owner", code: `${from}USER node\nCOPY --chown=node . .\n`, proof: "--chown=node" },
    { title: "before USER", code: `${from}COPY . .\nUSER node\n` },
    { title: "as root", code: `${from}USER root\nCOPY . .\n` },
    { title: "a user that a variable hides", code: `${from}ARG U\nUSER $U\nCOPY . .\n` },
    { title: "rights are chosen", code: `${from}USER node\nCOPY --chmod=755 start.sh ./\n` },
    {
      title: "the system's settings",
      code: `${from}USER node\nCOPY nginx.conf /etc/nginx/nginx.conf\nCOPY a.sh /\n`,
    },
    {
      title: "changed later",
      code: `${from}USER node\nCOPY . /app/\nUSER root\nRUN mkdir /x && chown node:node /app\nUSER node\n`,
    },
    {
      title: "a stage that stays behind",
      code: `${from}USER node\nCOPY . .\nFROM scratch\nCOPY --from=0 /app /app\n`,
    },
    {
      title: "chown of something else",
      code: `${from}COPY . .\nRUN mkdir /data && chown -R node /data\nUSER node\n`,
    },
    { title: "chown of the folder only", code: `${from}COPY . .\nRUN chown node /app\nUSER node\n` },
    { title: "chown before the copy", code: `${from}RUN chown -R node /app\nCOPY . .\n` },
    {
      title: "chown of a copy that has an owner",
      code: `${from}COPY --chown=node . .\nRUN chown -R node /app\n`,
    },
    {
      title: "Windows",
      code: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nUSER ContainerUser\nCOPY . C:/app\n",
    },
    { title: "a file for development", code: { "Dockerfile.dev": `${from}USER node\nCOPY . .\n` } },
  ],
  invalid: [
    {
      title: "several",
      code: `${from}USER node:node\n«COPY» package.json ./\nRUN npm ci\nADD . .\n`,
      severity: "info",
      fixed: `${from}USER node:node\nCOPY --chown=node:node package.json ./\nRUN npm ci\nADD --chown=node:node . .\n`,
    },
    {
      title: "with other options",
      code: `${from}USER 1000\n«COPY» --link . .\n`,
      fixed: `${from}USER 1000\nCOPY --link --chown=1000 . .\n`,
    },
    {
      title: "the user of a stage it starts from",
      code: "FROM node:24 AS base\nUSER node\nFROM base\n«COPY» . /app\n",
      fixed: "FROM node:24 AS base\nUSER node\nFROM base\nCOPY --chown=node . /app\n",
    },
    {
      title: "a variable that is known",
      code: "FROM node:24\nARG U=node\nUSER $U\n«COPY» . /app\n",
      fixed: "FROM node:24\nARG U=node\nUSER $U\nCOPY --chown=$U . /app\n",
    },
    {
      title: "stored twice",
      code: `${from}COPY a b ./\nCOPY c /app/c\nCOPY d /d\nRUN «chown -R» app:app .\n`,
      fixed: `${from}COPY --chown=app:app a b ./\nCOPY --chown=app:app c /app/c\nCOPY d /d\nRUN chown app:app .\n`,
    },
    {
      title: "with files of a RUN between",
      code: `${from}COPY . .\nRUN npm ci\nRUN «chown -R» node .\n`,
      fixed: null,
    },
    {
      title: "together with the account",
      code: `${from}COPY . .\nRUN useradd app && «chown -R» app:app /app\n`,
      fixed: null,
    },
    {
      title: "an owner that is not known",
      code: `${from}COPY . .\nRUN «chown -R» $UID:$GID /app\n`,
      fixed: null,
    },
  ],
});
