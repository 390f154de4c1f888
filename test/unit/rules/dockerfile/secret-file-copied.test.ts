import { secretFileCopied } from "../../../../src/core/rules/dockerfile/secret-file-copied";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";

testRule(secretFileCopied, {
  valid: [
    {
      title: "examples, certificates and public keys",
      code: `${from}COPY .env.example .env.sample .env.template /a/\nCOPY id_rsa.pub ca.pem ca-bundle.pem server.crt fullchain.pem rds-combined-ca-bundle.pem jwt-public.pem /b/\nADD dhparam.pem /c/\n`,
    },
    { title: "another stage", code: `FROM a AS b\n${from}COPY --from=b /root/.env /srv/.env\n` },
    { title: "a URL", code: `${from}ADD https://example.com/server.key /x\n` },
    {
      title: "names that only look alike",
      code: `${from}COPY keys.py monkey.json environment.ts .gitignore .github/ /x/\n`,
    },
    {
      title: "the key of a package source",
      code: `${from}COPY vendor.key /etc/apt/keyrings/vendor.key\nCOPY repo-signing.key /tmp/\n`,
    },
    {
      title: "settings of the package manager that are in the workspace",
      code: { Dockerfile: "FROM node:24\nCOPY .npmrc package.json ./\n", ".npmrc": "engine-strict=true\n" },
    },
    {
      title: "variables of production without a secret",
      code: {
        Dockerfile: "FROM node:24\nCOPY .env.production ./\n",
        ".env.production": "PUBLIC_URL=https://example.com\nLOG_LEVEL=info\n",
      },
    },
    {
      title: "a manifest of an account",
      code: {
        Dockerfile: `${from}COPY service-account.json /x/\n`,
        "service-account.json": '{ "kind": "ServiceAccount" }\n',
      },
    },
    {
      title: "a pattern that meets examples alone",
      code: { Dockerfile: `${from}COPY .env* /x/\n`, ".env.example": "A=\n" },
    },
    {
      title: "credentials that are mounted",
      code: `${from}ENV GOOGLE_APPLICATION_CREDENTIALS=/credentials/google.json\n`,
    },
    {
      title: "credentials beside what is copied",
      code: `${from}COPY /src /src\nENV GOOGLE_APPLICATION_CREDENTIALS=./app/google.json\n`,
    },
    {
      title: "credentials that are ignored",
      code: {
        Dockerfile: `${from}WORKDIR /app\nCOPY . .\nENV GOOGLE_APPLICATION_CREDENTIALS=/app/google.json\n`,
        "google.json": "{}\n",
        ".dockerignore": "google.json\n",
      },
    },
  ],
  invalid: [
    {
      title: "names that tell",
      code: `${from}COPY «.env» /a\nCOPY «.env.local» «config/.env.production» /b/\nADD «id_rsa» «deploy/id_ed25519» «tls.key» «server.pem» «ca-key.pem» «app.p12» «app.pfx» /c/\nCOPY «.netrc» «.pypirc» «my-service-account-prod.json» «.aws» «.aws/credentials» «.git» «.ssh/config» /d/\n`,
      severity: "error",
    },
    { title: "a list", code: `${from}COPY ["a", "«.env»", "/x/"]\n`, fixed: `${from}COPY ["a", "/x/"]\n` },
    { title: "patterns", code: `${from}COPY «*.pem» «.env*» /x/\n` },
    { title: "a variable", code: `${from}ARG F=.env\nCOPY «$F» /x/\n` },
    { title: "the only source", code: `${from}COPY «.env» /a\nCMD a\n`, fixed: `${from}CMD a\n` },
    {
      title: "the history in a building stage",
      code: `FROM a AS b\nCOPY «.git» .git\n${from}COPY --from=b /x /x\n`,
      severity: "info",
    },
    {
      title: "variables of production with a secret",
      code: {
        Dockerfile: "FROM node:24\nCOPY «.env.production» ./\n",
        ".env.production": "DB_PASSWORD=u8-2kd\n",
      },
    },
    {
      title: "an account whose key is there",
      code: {
        Dockerfile: `${from}COPY «service-account.json» /x/\n`,
        "service-account.json": '{ "private_key": "x" }\n',
      },
    },
    {
      title: "a token for the user of the image",
      code: `FROM node:24\nUSER node\nCOPY «.npmrc» ./\nRUN echo a\nRUN pnpm i\n`,
      fixed: `FROM node:24\nUSER node\nRUN echo a\nRUN --mount=type=secret,id=npmrc,target=/home/node/.npmrc pnpm i\n`,
    },
    {
      title: "a target that a client reads",
      code: `${from}COPY «./config» $AWS_CONFIG_FILE\n`,
      severity: "error",
    },
    {
      title: "where the copied folder may hold it",
      code: `FROM busybox\nCOPY /src /app/\nENV GOOGLE_APPLICATION_CREDENTIALS=«./app/google.json»\n`,
      severity: "info",
    },
    {
      title: "quoted, in the folder that holds all",
      code: `FROM busybox\nCOPY . .\nENV GOOGLE_APPLICATION_CREDENTIALS=«"./news.json"»\n`,
      severity: "info",
    },
    {
      title: "an argument",
      code: `FROM busybox\nCOPY /src /app/\nARG GOOGLE_APPLICATION_CREDENTIALS=«./app/google.json»\n`,
    },
    {
      title: "credentials that are there",
      code: {
        Dockerfile: `${from}WORKDIR /app\nCOPY . .\nENV GOOGLE_APPLICATION_CREDENTIALS=«/app/google.json»\n`,
        "google.json": "{}\n",
      },
      severity: "error",
    },
  ],
});
