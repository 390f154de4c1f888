import { multiStage } from "../../../../src/core/rules/dockerfile/multi-stage";
import { testRule } from "../../../support/rule-tester";

const node = "FROM node:24-slim\nWORKDIR /app\nCOPY . .\n";
const python = "FROM python:3.13-slim\n";
const start = 'CMD ["node", "server.js"]\n';

testRule(multiStage, {
  valid: [
    {
      title: "two stages",
      code: `FROM node:24 AS build\nRUN npm ci && npm run build\nFROM node:24-slim\n${start}`,
    },
    { title: "interpreted, nothing built", code: `${node}RUN npm ci --omit=dev\n${start}` },
    {
      title: "interpreted Python",
      code: `${python}COPY . .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "app:app"]\n`,
    },
    { title: "a full image without an install", code: `FROM node:24\nCOPY . .\n${start}` },
    { title: "no command", code: `${node}RUN npm ci && npm run build\n` },
    { title: "for development", code: { "Dockerfile.dev": `${node}RUN npm run build\n${start}` } },
    { title: "a stage for development", code: `FROM node:24 AS dev\nRUN npm run build\n${start}` },
    {
      title: "the compiler is removed",
      code: `FROM python:3.13-alpine\nRUN apk add --no-cache --virtual .build gcc musl-dev && pip install -r r.txt && apk del .build\nCMD ["app"]\n`,
    },
    {
      title: "other packages",
      code: `${python}RUN apt-get update && apt-get install -y curl libpq5\nCMD ["app"]\n`,
    },
    { title: "other scripts", code: `${node}RUN npm run lint && npm run migrate && yarn install\n${start}` },
    { title: "words of another command", code: `${node}RUN echo npm run build && tsc --version\n${start}` },
    { title: "not whole", code: `${node}RUN npm run build\n${start}RUN <<EOF\nx\n` },
    { title: "nothing at all", code: "# empty\n" },
  ],
  invalid: [
    {
      title: "yarn",
      code: `${node}RUN yarn --frozen-lockfile\nRUN «yarn build»\n${start}`,
      severity: "info",
      fixed: null,
    },
    { title: "a script with a part", code: `${node}RUN «npm run build:prod» --if-present\n${start}` },
    {
      title: "go",
      code: 'FROM golang:1.25\nCOPY . .\nRUN CGO_ENABLED=0 «go build» -o /app\nENTRYPOINT ["/app"]\n',
    },
    { title: "cargo", code: 'FROM rust:1.91\nCOPY . .\nRUN «cargo build» --release\nCMD ["./app"]\n' },
    {
      title: "maven wrapper",
      code: 'FROM eclipse-temurin:21\nCOPY . .\nRUN «./mvnw package» -DskipTests\nCMD ["java"]\n',
    },
    { title: "tsc", code: `${node}RUN «npx tsc»\n${start}` },
    { title: "make", code: 'FROM debian:13\nRUN ./configure && «make»\nCMD ["app"]\n' },
    {
      title: "alpine",
      code: `FROM node:24-alpine\nRUN apk add --no-cache python3 «g++» make\n${start}`,
      message: /`g\+\+` stays/,
    },
    {
      title: "a full image",
      code: `FROM «node:24»\nWORKDIR /app\nCOPY . .\nRUN npm ci\n${start}`,
      severity: "hint",
    },
    {
      title: "a full image of Python",
      code: 'FROM «python:3.13-bookworm»\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["app"]\n',
      severity: "hint",
    },
  ],
});
