import { execFormVariable } from "../../../../src/core/rules/dockerfile/exec-form-variable";
import { testRule } from "../../../support/rule-tester";

const from = "FROM python:3.13-slim\n";

testRule(execFormVariable, {
  valid: [
    { title: "a shell with -c", code: `${from}CMD ["sh", "-c", "exec app --port $PORT"]\n`, proof: "$PORT" },
    {
      title: "a shell by its path with other options",
      code: `${from}CMD ["/bin/bash", "-euo", "pipefail", "-c", "app $PORT"]\n`,
    },
    { title: "a shell behind an init", code: `${from}ENTRYPOINT ["tini", "--", "sh", "-ec", "app $PORT"]\n` },
    {
      title: "an entry point that is a shell with -c",
      code: `${from}ENTRYPOINT ["sh", "-c"]\nCMD ["app --port $PORT"]\n`,
    },
    { title: "the shell form", code: `${from}CMD app --port $PORT\n`, proof: "$PORT" },
    { title: "a shell-form entry point drops CMD", code: `${from}ENTRYPOINT app\nCMD ["$X"]\n` },
    {
      title: "escaped and doubled dollars",
      code: `${from}CMD ["app", "\\\\$PORT", "$$PORT", "5$", "$1", "^a$"]\n`,
    },
    { title: "code of an interpreter", code: `${from}CMD ["node", "-e", "console.log(\`\${x}\`)"]\n` },
    { title: "a program with templates of its own", code: `${from}CMD ["envsubst", "$HOST $PORT"]\n` },
    {
      title: "placeholders of Spring",
      code: `${from}ENTRYPOINT ["java", "-Dserver.port=\${PORT}", "-jar", "app.jar"]\n`,
    },
    {
      title: "PowerShell",
      code: 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nCMD ["powershell", "-Command", "echo $env:PORT"]\n',
    },
    { title: "no JSON after all", code: `${from}CMD ["app", $PORT]\n` },
    {
      title: "RUN and HEALTHCHECK are not started that way",
      code: `${from}RUN ["echo", "$A"]\nHEALTHCHECK CMD ["a"]\n`,
    },
  ],
  invalid: [
    {
      title: "an argument",
      code: `${from}CMD ["gunicorn", "-b", "0.0.0.0:«$PORT»", "app:app"]\n`,
      severity: "error",
      fixed: `${from}CMD ["sh", "-c", "exec gunicorn -b 0.0.0.0:\${PORT:-8000} app:app"]\n`,
    },
    {
      title: "a default that nothing reads",
      code: `${from}CMD ["app", "«\${PORT:-80}»"]\n`,
      fixed: `${from}CMD ["sh", "-c", "exec app \${PORT:-80}"]\n`,
    },
    {
      title: "PORT is set",
      code: `${from}ENV PORT=9000\nCMD ["app", "«$PORT»"]\n`,
      fixed: `${from}ENV PORT=9000\nCMD ["sh", "-c", "exec app $PORT"]\n`,
    },
    { title: "a shell without -c does not expand", code: `${from}CMD ["sh", "run.sh", "«$PORT»"]\n` },
    {
      title: "words with blanks and quotes",
      code: `${from}CMD ["app", "a b", "it's", "--dir=«$DIR»/x y"]\n`,
      fixed: `${from}CMD ["sh", "-c", "exec app 'a b' 'it'\\\\''s' \\"--dir=$DIR/x y\\""]\n`,
    },
    {
      title: "over several lines",
      code: `${from}CMD [ "app", \\\n      "--port", \\\n      "«$PORT»" ]\n`,
      fixed: `${from}CMD [ "sh", "-c", "exec app --port \${PORT:-8000}" ]\n`,
    },
    {
      title: "with a comment between the lines",
      code: `${from}CMD ["app", \\\n  # the port\n  "«$PORT»"]\n`,
      fixed: null,
    },
    {
      title: "a Node.js program",
      code: 'FROM node:24\nCMD ["npx", "serve", "-l", "«$PORT»"]\n',
      fixed: 'FROM node:24\nCMD ["sh", "-c", "exec npx serve -l ${PORT:-3000}"]\n',
    },
    {
      title: "a script starts it",
      code: `${from}ENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["app", "«$PORT»"]\n`,
      severity: "info",
    },
    {
      title: "a script is the entry point itself",
      code: `${from}ENTRYPOINT ["./start.sh", "«$PORT»"]\n`,
      severity: "info",
    },
    {
      title: "arguments of another entry point",
      code: `${from}ENTRYPOINT ["uvicorn"]\nCMD ["main:app", "--port", "«$PORT»"]\n`,
      severity: "error",
      fixed: null,
    },
    {
      title: "behind an init",
      code: `${from}ENTRYPOINT ["tini", "--"]\nCMD ["app", "«$PORT»"]\n`,
      fixed: `${from}ENTRYPOINT ["tini", "--"]\nCMD ["sh", "-c", "exec app \${PORT:-8000}"]\n`,
    },
    {
      title: "every stage that can be built",
      code: `FROM a:1 AS dev\nCMD ["app", "«$A_PORT»"]\nFROM a:1\nCMD ["app", "«$B_PORT»"]\n`,
    },
    {
      title: "the port that a parent stage exposes",
      code: `FROM a:1 AS base\nEXPOSE 7000\nFROM base\nCMD ["app", "«$PORT»"]\n`,
      fixed: `FROM a:1 AS base\nEXPOSE 7000\nFROM base\nCMD ["sh", "-c", "exec app \${PORT:-7000}"]\n`,
    },
  ],
});
