import { railwayStartCommand } from "../../../../src/core/rules/railway/start-command";
import { testRule } from "../../../support/rule-tester";

const start = (command: string, build = "") =>
  `{\n  "build": {${build}},\n  "deploy": { "startCommand": ${command} }\n}\n`;
const json = (command: string, build?: string) => ({ "railway.json": start(`"${command}"`, build) });
const image = ' "builder": "DOCKERFILE" ';
const toml = (command: string) => ({
  "railway.toml": `[build]\nbuilder = "dockerfile"\n[deploy]\nstartCommand = ${command}\n`,
});

testRule(railwayStartCommand, {
  valid: [
    { title: "PORT", code: json("uvicorn main:app --host 0.0.0.0 --port $PORT") },
    { title: "PORT with a default", code: json("uvicorn main:app --host 0.0.0.0 --port ${PORT:-8000}") },
    { title: "a server that reads PORT", code: json("gunicorn parcels.wsgi") },
    { title: "a program of one's own", code: json("node server.js", image) },
    { title: "a script", code: json("npm start") },
    { title: "a worker", code: json("celery -A app worker & uvicorn main:app --port 9000") },
    {
      title: "an image with a shell",
      code: toml("'''sh -c \"exec uvicorn a:b --host 0.0.0.0 --port $PORT\"'''"),
    },
    {
      title: "an image with a shell, in JSON",
      code: json('/bin/sh -c \\"exec uvicorn a:b --port $PORT\\"', image),
    },
    {
      title: "an image with single quotes",
      code: toml("\"/bin/bash -lc 'uvicorn a:b --host 0.0.0.0 --port $PORT'\""),
    },
    { title: "an image with a script", code: toml('"./start.sh"') },
    { title: "a price in quotes", code: toml("\"node pay.js '$5'\"") },
    { title: "a shell that Railpack starts", code: json("npm run build && npm start") },
    {
      title: "a timer",
      code: {
        "railway.json":
          '{ "deploy": { "startCommand": "uvicorn a:b --port 80", "cronSchedule": "* * * * *" } }\n',
      },
    },
    {
      title: "migrations before the release",
      code: {
        "railway.json":
          '{ "deploy": { "preDeployCommand": ["python manage.py migrate"], "startCommand": "gunicorn a.wsgi" } }\n',
        "manage.py": "",
      },
      proof: "preDeployCommand",
    },
    {
      title: "migrations in the start",
      code: { ...json("python manage.py migrate && gunicorn a.wsgi"), "manage.py": "" },
    },
    { title: "a script that may migrate", code: { ...json("./start.sh"), "manage.py": "" } },
    { title: "what Railpack starts", code: { "railway.json": '{ "deploy": {} }\n', "manage.py": "" } },
    {
      title: "an image that migrates",
      code: {
        "railway.json": '{ "build": { "builder": "DOCKERFILE" }, "deploy": {} }\n',
        "manage.py": "",
        Dockerfile: 'FROM python:3.13\nENTRYPOINT ["/entrypoint.sh"]\n',
      },
    },
    { title: "an image nobody sees", code: { ...json("gunicorn a.wsgi", image), "manage.py": "" } },
    { title: "a worker of Django", code: { ...json("celery -A a worker"), "manage.py": "" } },
    { title: "no database", code: json("gunicorn a.wsgi") },
    { title: "an example", code: { "examples/railway.json": start('"uvicorn a:b --port 80"') } },
    { title: "an open quote", code: json("uvicorn 'a:b --port 80") },
    { title: "broken", code: { "railway.json": '{ "deploy": { "startCommand": "uvicorn a:b --port 80"' } },
  ],
  invalid: [
    {
      title: "a port of its own",
      code: json("«uvicorn» main:app"),
      severity: "warning",
      fixed: json("uvicorn main:app --host 0.0.0.0 --port $PORT"),
    },
    {
      title: "its own machine only",
      code: json("uvicorn main:app --host «127.0.0.1» --port $PORT"),
      fixed: json("uvicorn main:app --host 0.0.0.0 --port $PORT"),
    },
    {
      title: "a server for development",
      code: json("uvicorn main:app --host 0.0.0.0 --port $PORT «--reload»"),
      severity: "error",
      fixed: json("uvicorn main:app --host 0.0.0.0 --port $PORT"),
    },
    {
      title: "in a shell",
      code: toml("\"sh -c 'exec uvicorn a:b --host 0.0.0.0 --port «8000»'\""),
      severity: "warning",
      fixed: toml("\"sh -c 'exec uvicorn a:b --host 0.0.0.0 --port $PORT'\""),
    },
    {
      title: "an image at a fixed port",
      code: json("uvicorn a:b --host 0.0.0.0 --port «8000»", image),
      severity: "warning",
      fixed: null,
    },
    {
      title: "an image, and two programs",
      code: { "railway.json": start('«"npm run prepare && npm start"»', ' "dockerfilePath": "Dockerfile" ') },
      severity: "error",
      fixed: {
        "railway.json": start(
          '"/bin/sh -c \\"npm run prepare && npm start\\""',
          ' "dockerfilePath": "Dockerfile" ',
        ),
      },
    },
    {
      title: "an image, and quotes",
      code: toml("«\"gunicorn --bind '0.0.0.0:8000' a:b --name $NAME\"»"),
      severity: "error",
      fixed: null,
    },
    {
      title: "migrations of an image",
      code: {
        "railway.toml": '[build]\nbuilder = "DOCKERFILE"\n\n«[deploy]»\n  healthcheckPath = "/healthz"\n',
        "alembic.ini": "",
        Dockerfile: 'FROM python:3.13\nCMD ["gunicorn", "a:b"]\n',
      },
      severity: "info",
      fixed: {
        "railway.toml":
          '[build]\nbuilder = "DOCKERFILE"\n\n[deploy]\n  healthcheckPath = "/healthz"\n  preDeployCommand = ["alembic upgrade head"]\n',
        "alembic.ini": "",
        Dockerfile: 'FROM python:3.13\nCMD ["gunicorn", "a:b"]\n',
      },
    },
  ],
});
