import { healthcheckLocalhost } from "../../../../src/core/rules/dockerfile/healthcheck-localhost";
import { testRule } from "../../../support/rule-tester";

const alpine = "FROM node:24-alpine\n";
const wget = "HEALTHCHECK CMD wget -q --spider http://localhost:3000/ || exit 1\n";

testRule(healthcheckLocalhost, {
  valid: [
    { code: `${alpine}HEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/\n`, proof: "127.0.0.1" },
    {
      title: "curl tries all addresses",
      code: `${alpine}RUN apk add curl\nHEALTHCHECK CMD curl -f http://localhost:3000/\n`,
    },
    { title: "so does GNU wget", code: `FROM python:3.13\n${wget}` },
    { title: "GNU wget on Alpine", code: `${alpine}RUN apk add --no-cache wget\n${wget}` },
    {
      title: "Python tries all",
      code: "FROM python:3.13-alpine\nHEALTHCHECK CMD python -c \"import urllib.request as u;u.urlopen('http://localhost:80/')\"\n",
    },
    { title: "a base that nobody knows", code: `FROM acme/app:1\n${wget}` },
    {
      title: "a server on ::",
      code: `FROM python:3.13-alpine\n${wget}CMD ["uvicorn", "a:b", "--host", "::", "--port", "3000"]\n`,
    },
    { title: "HOSTNAME is ::", code: `${alpine}ENV HOSTNAME=::\n${wget}CMD node server.js\n` },
    {
      title: "another machine",
      code: `${alpine}HEALTHCHECK CMD wget -q --spider http://db.localhost:3000/\n`,
    },
    { title: "switched off", code: `${alpine}HEALTHCHECK NONE\n` },
    { title: "Heroku runs no checks", code: `${alpine}${wget}`, options: { target: "heroku" } },
    { title: "not the built stage", code: `FROM node:24-alpine AS a\n${wget}FROM node:24-alpine\n` },
  ],
  invalid: [
    {
      title: "wget on Alpine",
      code: `${alpine}${wget.replace("localhost", "«localhost»")}`,
      severity: "warning",
    },
    {
      title: "without a scheme",
      code: `${alpine}HEALTHCHECK CMD wget -q «localhost»:3000 -O /dev/null || exit 1\n`,
    },
    {
      title: "in the exec form",
      code: 'FROM nginx:1.29-alpine-slim\nHEALTHCHECK --interval=30s \\\n  CMD ["wget", "-qO-", "http://«localhost»/"]\n',
      fixed:
        'FROM nginx:1.29-alpine-slim\nHEALTHCHECK --interval=30s \\\n  CMD ["wget", "-qO-", "http://127.0.0.1/"]\n',
    },
    {
      title: "fetch of Node.js",
      code: `FROM node:24-slim\nHEALTHCHECK CMD node -e "fetch('http://«localhost»:3000/').then(r=>process.exit(r.ok?0:1))"\n`,
      severity: "info",
    },
    {
      title: "inherited",
      code: `FROM node:24-alpine AS base\n${wget.replace("localhost", "«localhost»")}FROM base\nCMD node server.js\n`,
    },
    {
      title: "behind timeout",
      code: `${alpine}HEALTHCHECK CMD timeout 3 wget -q --spider http://«localhost»:3000/\n`,
    },
  ],
});
