import { nonRootUser } from "../../../../src/core/rules/dockerfile/non-root-user";
import { testRule } from "../../../support/rule-tester";

const slim = "FROM python:3.13-slim\n";
const start = 'CMD ["python", "main.py"]\n';

testRule(nonRootUser, {
  valid: [
    { title: "a user at the end", code: `${slim}USER root\nRUN x\nUSER app\n${start}`, proof: "USER app" },
    { title: "a number", code: `${slim}USER 10001:10001\n`, proof: "USER 10001" },
    {
      title: "a user that a parent stage sets",
      code: `${slim.trim()} AS base\nUSER app\nFROM base\n${start}`,
      proof: "USER app",
    },
    { title: "a variable with a default", code: `${slim}ARG APP=app\nUSER \${APP}\n`, proof: "USER ${APP}" },
    { title: "a variable without a value", code: `${slim}ARG APP\nUSER $APP\n` },
    {
      title: "root in a stage that is not the last",
      code: `${slim.trim()} AS build\nUSER root\n${slim}USER app\n`,
    },
    {
      title: "a base that runs unprivileged",
      code: 'FROM gcr.io/distroless/static:nonroot\nCMD ["/app"]\n',
      proof: "nonroot",
    },
    {
      title: "a vendor whose images do",
      code: "FROM cgr.dev/chainguard/node:latest\nFROM bitnami/redis:8\n",
    },
    {
      title: "an image of .NET",
      code: 'FROM mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled\nENTRYPOINT ["dotnet", "a.dll"]\n',
    },
    {
      title: "a platform that chooses the user",
      code: 'FROM public.ecr.aws/lambda/nodejs:22\nCMD ["index.handler"]\n',
      proof: "public.ecr.aws/lambda/nodejs:22",
    },
    {
      title: "a vendor whose entry point gives root up",
      code: "FROM lscr.io/linuxserver/nginx:1.28.0\nCOPY root/ /\n",
    },
    {
      title: "a base that another service of the Compose file builds",
      code: {
        Dockerfile: "FROM common\nCMD server\n",
        "compose.yaml":
          "services:\n  api:\n    build:\n      context: .\n      additional_contexts:\n        common: service:base\n",
      },
    },
    { title: "gosu", code: `${slim}ENTRYPOINT ["gosu", "app", "server"]\n` },
    { title: "setpriv in a script", code: `${slim}CMD exec setpriv --reuid=1000 server\n` },
    {
      title: "a script with su-exec at hand",
      code: 'FROM alpine:3.23\nRUN apk add --no-cache su-exec\nENTRYPOINT ["/entrypoint.sh"]\n',
    },
    {
      title: "an entry point of the image that gives root up",
      code: "FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n",
    },
    { title: "Windows", code: "FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD app.exe\n" },
    { title: "a heredoc that hides the rest", code: `${slim}RUN <<EOF\nx\nUSER app\n` },
    { title: "a trigger says nothing of this image", code: `${slim}ONBUILD USER root\nUSER app\n` },
    { title: "no stage", code: "# nothing yet\n" },
    { title: "a file for development", code: { "Dockerfile.dev": slim } },
  ],
  invalid: [
    { title: "nothing is set", code: `FROM «python:3.13-slim»\n${start}`, severity: "warning" },
    { title: "root by name", code: `${slim}«USER root»\n${start}`, severity: "error" },
    {
      title: "root by number with a group",
      code: `${slim}«USER 0:1000»\n`,
      severity: "error",
      fixed: `${slim}RUN useradd --create-home --uid 10001 app\nUSER app\n`,
    },
    { title: "root by a variable", code: `${slim}ENV U=root\n«USER $U:$U»\n`, severity: "error" },
    {
      title: "root that a parent stage sets",
      code: `${slim.trim()} AS base\n«USER root»\nFROM base\n${start}`,
      fixed: `${slim.trim()} AS base\nUSER root\nFROM base\nRUN useradd --create-home --uid 10001 app\nUSER app\n${start}`,
    },
    { title: "gosu that names nobody", code: 'FROM «base»\nENTRYPOINT ["gosu"]\n' },
    { title: "a trigger sets no user here", code: `FROM «python:3.13-slim»\nONBUILD USER app\n` },
    {
      title: "a base that nobody knows",
      code: 'FROM «acme/base:1»\nCMD ["x"]\n',
      severity: "warning",
      fixed: 'FROM acme/base:1\nUSER 10001\nCMD ["x"]\n',
    },
    {
      title: "a base that a variable hides",
      code: 'ARG BASE\nFROM «${BASE}»\nCMD ["x"]\n',
      severity: "info",
    },
    {
      title: "an entry point replaces that of the image",
      code: 'FROM «postgres:18»\nENTRYPOINT ["/mine"]\n',
      fixed: 'FROM postgres:18\nUSER 10001\nENTRYPOINT ["/mine"]\n',
    },
    {
      title: "scratch",
      code: 'FROM golang:1.26 AS b\nFROM «scratch»\nCOPY --from=b /app /app\nENTRYPOINT ["/app"]\n',
      fixed:
        'FROM golang:1.26 AS b\nFROM scratch\nCOPY --from=b /app /app\nUSER 10001\nENTRYPOINT ["/app"]\n',
    },
    {
      title: "distroless without a user",
      code: 'FROM «gcr.io/distroless/nodejs22-debian12»\nCMD ["a.js"]\n',
      fixed: 'FROM gcr.io/distroless/nodejs22-debian12\nUSER nonroot\nCMD ["a.js"]\n',
    },
    {
      title: "Alpine",
      code: 'FROM «alpine:3.23»\nCMD ["x"]\n',
      fixed: 'FROM alpine:3.23\nRUN adduser -D -u 10001 app\nUSER app\nCMD ["x"]\n',
    },
    {
      title: "a package manager gives the family away",
      code: 'FROM «acme/base:1»\nRUN apk add --no-cache curl\nCMD ["x"]\n',
      fixed:
        'FROM acme/base:1\nRUN apk add --no-cache curl\nRUN adduser -D -u 10001 app\nUSER app\nCMD ["x"]\n',
    },
    {
      title: "a user that was created and never used",
      code: 'FROM «debian:13»\nRUN groupadd -r web && useradd -ms /bin/bash -g web -u 1000 web\nCMD ["x"]\n',
      fixed:
        'FROM debian:13\nRUN groupadd -r web && useradd -ms /bin/bash -g web -u 1000 web\nUSER web\nCMD ["x"]\n',
    },
    {
      title: "a user that Alpine creates",
      code: 'FROM «node:24-alpine»\nRUN addgroup -S app && adduser -S app -G app\nCMD ["x"]\n',
      fixed: 'FROM node:24-alpine\nRUN addgroup -S app && adduser -S app -G app\nUSER app\nCMD ["x"]\n',
    },
    {
      title: "adduser that only adds a member",
      code: 'FROM «debian:13»\nRUN adduser www-data video\nCMD ["x"]\n',
      fixed:
        'FROM debian:13\nRUN adduser www-data video\nRUN useradd --create-home --uid 10001 app\nUSER app\nCMD ["x"]\n',
    },
    {
      title: "no CMD",
      code: "FROM «node:24»\nCOPY . .\nHEALTHCHECK NONE\n",
      fixed: "FROM node:24\nCOPY . .\nHEALTHCHECK NONE\nUSER node\n",
    },
    { title: "only FROM", code: "FROM «node:24»\n", fixed: "FROM node:24\nUSER node\n" },
    {
      title: "work behind CMD",
      code: 'FROM «node:24»\nCMD ["x"]\nRUN <<EOF\na\nEOF\n',
      fixed: 'FROM node:24\nCMD ["x"]\nRUN <<EOF\na\nEOF\nUSER node\n',
    },
    {
      title: "an entry point comes before CMD",
      code: 'FROM «node:24»\n\n# how it starts\n# and why\nENTRYPOINT ["a"]\nCMD ["b"]\n',
      fixed: 'FROM node:24\n\nUSER node\n\n# how it starts\n# and why\nENTRYPOINT ["a"]\nCMD ["b"]\n',
    },
    {
      title: "servers that have to start as root",
      code: "FROM «nginx:1.29-alpine»\nCOPY dist /usr/share/nginx/html\n",
      fixed: null,
    },
    {
      title: "the same started by hand",
      code: 'FROM «alpine:3.23»\nRUN apk add --no-cache nginx\nCMD ["nginx", "-g", "daemon off;"]\n',
      fixed: null,
    },
    {
      title: "a home of root that only a RUN fills",
      code: `FROM «python:3.13-slim»\nRUN pip install --user flask\nENV PATH=/root/.local/bin:$PATH\n${start}`,
      fixed: null,
    },
    {
      title: "the working folder of a tutorial",
      code: 'FROM golang:1.26 AS b\nFROM «alpine:3.23»\nWORKDIR /root/\nCOPY --from=b /app .\nCMD ["/root/app"]\n',
      fixed:
        'FROM golang:1.26 AS b\nFROM alpine:3.23\nRUN adduser -D -u 10001 app\nWORKDIR /home/app/\nCOPY --from=b /app .\nUSER app\nCMD ["/home/app/app"]\n',
    },
    {
      title: "an owner that is named already",
      code: `${slim.trim()} AS b\nFROM «node:24»\nCOPY --chown=node --from=b /root/.x /root/.x\n${start}`,
      fixed: `${slim.trim()} AS b\nFROM node:24\nCOPY --chown=node --from=b /root/.x /home/node/.x\nUSER node\n${start}`,
    },
    {
      title: "paths that only look like the home of root",
      code: 'FROM «node:24»\nENV A=/rootfs B=/var/root C=/app/root/x\nCMD ["a"]\n',
      fixed: 'FROM node:24\nENV A=/rootfs B=/var/root C=/app/root/x\nUSER node\nCMD ["a"]\n',
    },
  ],
});
