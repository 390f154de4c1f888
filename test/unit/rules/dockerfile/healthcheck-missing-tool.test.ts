import { healthcheckMissingTool } from "../../../../src/core/rules/dockerfile/healthcheck-missing-tool";
import { testRule } from "../../../support/rule-tester";

const slim = "FROM python:3.13-slim\n";
const curl = "HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1\n";
const requests =
  "HEALTHCHECK CMD python -c \"import os, requests; requests.get('http://localhost:8000/')\"\n";

testRule(healthcheckMissingTool, {
  valid: [
    { title: "a base that nobody knows", code: `FROM acme/app:1\n${curl}` },
    { title: "a base that a variable hides", code: `ARG B\nFROM $B\n${curl}` },
    { title: "a full image of a language", code: `FROM python:3.13\n${curl}`, proof: "curl" },
    { title: "nginx brings curl", code: `FROM nginx:1.29-alpine\n${curl}`, proof: "curl" },
    {
      title: "wget of BusyBox",
      code: "FROM node:24-alpine\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/\n",
      proof: "wget",
    },
    {
      title: "installed with apt-get",
      code: `${slim}RUN apt-get update && apt-get install -y --no-install-recommends \\\n    git curl=7.* \\\n  && rm -rf /x\n${curl}`,
    },
    { title: "installed with apk", code: `FROM node:24-alpine\nRUN apk add --no-cache curl\n${curl}` },
    {
      title: "installed in a heredoc",
      code: `${slim}RUN <<EOF\napt-get update\napt-get install -y curl\nEOF\n${curl}`,
    },
    {
      title: "installed by the parent stage",
      code: `${slim.trim()} AS base\nRUN apt-get install -y curl\nFROM base\n${curl}`,
    },
    {
      title: "installed under a time limit",
      code: `${slim}RUN timeout 300 apt-get install -y --no-install-recommends curl\n${curl}`,
    },
    {
      title: "packages that a file names",
      code: `${slim}COPY packages.txt .\nRUN xargs -a packages.txt apt-get install -y\n${curl}`,
    },
    { title: "packages that a variable names", code: `${slim}RUN apt-get install -y $PACKAGES\n${curl}` },
    { title: "a script may install it", code: `${slim}COPY setup.sh /\nRUN /setup.sh\n${curl}` },
    {
      title: "installed and removed again",
      code: `FROM alpine:3.23\nRUN apk add --virtual .d curl && apk del curl\n${curl}`,
    },
    {
      title: "copied from another image",
      code: `${slim}COPY --from=ghcr.io/x/curl:1 /usr/bin/curl /usr/bin/curl\n${curl}`,
    },
    {
      title: "copied into a folder of programs",
      code: `${slim}COPY --from=curlimages/curl:8 /usr/bin/curl /usr/local/bin/\n${curl}`,
    },
    { title: "a whole system copied over", code: `FROM scratch\nCOPY --from=rootfs:1 / /\n${curl}` },
    { title: "a script that is copied in", code: `${slim}COPY check.sh /\nHEALTHCHECK CMD ["/check.sh"]\n` },
    {
      title: "it looks first",
      code: `${slim}HEALTHCHECK CMD command -v curl && curl -f http://localhost/ || exit 0\n`,
    },
    {
      title: "another program stands in",
      code: "FROM node:24-alpine\nHEALTHCHECK CMD curl -f http://localhost:3000/ || wget -q --spider http://localhost:3000/\n",
    },
    { title: "switched off", code: `${slim}HEALTHCHECK NONE\n` },
    { title: "not the built stage", code: `${slim.trim()} AS a\n${curl}FROM node:24\n` },
    { title: "Heroku runs no checks", code: `${slim}${curl}`, options: { target: "heroku" } },
    {
      title: "modules of Python itself",
      code: {
        Dockerfile: `${slim}HEALTHCHECK CMD python -c "import urllib.request, socket as s; from http import client"\n`,
        "requirements.txt": "flask\n",
      },
    },
    {
      title: "a module that is required",
      code: { Dockerfile: `${slim}${requests}`, "requirements.txt": "Requests[security]>=2\n" },
    },
    {
      title: "a module that another brings",
      code: { Dockerfile: `${slim}${requests}`, "pyproject.toml": '[project]\ndependencies = ["stripe"]\n' },
    },
    { title: "no requirements are known", code: `${slim}${requests}` },
    {
      title: "requirements that install more than they name",
      code: { Dockerfile: `${slim}${requests}`, "requirements.txt": "-e .\n" },
    },
    {
      title: "a module that a RUN installs",
      code: {
        Dockerfile: `${slim}RUN pip install requests==2.32.5\n${requests}`,
        "requirements.txt": "flask\n",
      },
    },
    {
      title: "requirements of the folder that is built",
      code: {
        "docker/Dockerfile": `${slim}${requests}`,
        "api/requirements.txt": "requests\n",
        "compose.yaml":
          "services:\n  api:\n    build:\n      context: api\n      dockerfile: ../docker/Dockerfile\n",
      },
    },
  ],
  invalid: [
    {
      title: "packages copied over a system folder bring no programs of the system",
      code: `${slim.trim()} AS b\nRUN pip install --prefix=/install flask\n${slim}COPY --from=b /install /usr/local\nHEALTHCHECK CMD «curl» http://localhost:8000/\n`,
    },
    {
      title: "curl in a slim image",
      code: `${slim}HEALTHCHECK CMD «curl» -f http://localhost:8000/health || exit 1\n`,
      severity: "error",
      message: /`curl` is not in the image/,
    },
    {
      title: "curl on Alpine",
      code: 'FROM node:24-alpine\nHEALTHCHECK CMD ["«curl»", "-f", "http://localhost:3000/"]\n',
    },
    {
      title: "wget in a slim image of Node.js",
      code: "FROM node:24-slim\nENV PORT=3000\nHEALTHCHECK CMD «wget» --spider http://localhost:${PORT}/up || exit 1\n",
      fixed:
        'FROM node:24-slim\nENV PORT=3000\nHEALTHCHECK CMD ["node", "-e", "fetch(\'http://127.0.0.1:\'+(process.env.PORT||3000)+\'/up\').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]\n',
    },
    {
      title: "curl that only the building stage has",
      code: `FROM python:3.13 AS b\nRUN apt-get install -y curl\nFROM nginx:1.29-alpine-slim\nHEALTHCHECK CMD «curl» -f http://localhost:8080/\n`,
      fixed:
        'FROM python:3.13 AS b\nRUN apt-get install -y curl\nFROM nginx:1.29-alpine-slim\nHEALTHCHECK CMD ["wget", "-q", "--spider", "http://127.0.0.1:8080/"]\n',
    },
    {
      title: "inherited from a parent stage",
      code: `${slim.trim()} AS base\nHEALTHCHECK CMD «curl» http://localhost:8000/\nFROM base\n`,
    },
    { title: "behind timeout", code: `${slim}HEALTHCHECK CMD timeout 5 «curl» http://localhost:8000/\n` },
    {
      title: "in a substitution",
      code: `${slim}HEALTHCHECK CMD [ "$(«curl» -s http://localhost:8000/)" = ok ]\n`,
    },
    {
      title: "options and line breaks stay",
      code: `${slim}HEALTHCHECK --interval=30s \\\n  --retries=3 \\\n  CMD «curl» -f http://localhost:8000/ # x\n`,
      fixed: `${slim}HEALTHCHECK --interval=30s \\\n  --retries=3 \\\n  CMD ["python", "-c", "import urllib.request as u;u.urlopen('http://127.0.0.1:8000/',timeout=3)"]\n`,
    },
    {
      title: "a variable port with a default",
      code: "FROM alpine:3.23\nHEALTHCHECK CMD «curl» http://localhost:${APP_PORT:-9000}/ping\n",
      fixed:
        "FROM alpine:3.23\nHEALTHCHECK CMD wget -q --spider http://127.0.0.1:${APP_PORT:-9000}/ping || exit 1\n",
    },
    { title: "no address to ask", code: `${slim}HEALTHCHECK CMD «nc» -z localhost 8000\n`, fixed: null },
    {
      title: "an address that a variable hides",
      code: `${slim}HEALTHCHECK CMD «curl» $URL\n`,
      fix: "Install `curl` in the image",
      fixed: `${slim}RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nHEALTHCHECK CMD curl $URL\n`,
    },
    {
      title: "an old Node.js has no fetch",
      code: "FROM node:16-alpine\nHEALTHCHECK CMD «curl» http://localhost:3000/\n",
      fixed: 'FROM node:16-alpine\nHEALTHCHECK CMD ["wget", "-q", "--spider", "http://127.0.0.1:3000/"]\n',
    },
    {
      title: "no shell for the shell form",
      code: "FROM scratch\nHEALTHCHECK CMD «/app check»\n",
      fixed: null,
    },
    {
      title: "a module that no requirement names",
      code: {
        Dockerfile: `${slim}${requests.replace("requests;", "«requests»;")}`,
        "requirements.txt": "flask\n",
      },
      severity: "warning",
    },
    {
      title: "another Python in the image",
      code: "FROM debian:13\nHEALTHCHECK CMD «python3» check.py\n",
      fixed: null,
    },
  ],
});
