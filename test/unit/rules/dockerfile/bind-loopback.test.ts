import { bindLoopback } from "../../../../src/core/rules/dockerfile/bind-loopback";
import { testRule } from "../../../support/rule-tester";

const python = "FROM python:3.13-slim\n";
const plain = `${python}CMD ["uvicorn", "main:app"]\n`;
const gunicorn = `${python}CMD ["gunicorn", "app:app"]\n`;
const built = (body: string) => `services:\n  api:\n    build: .\n${body}`;

testRule(bindLoopback, {
  valid: [
    { code: `${python}CMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n`, proof: "0.0.0.0" },
    { code: `${python}CMD ["uvicorn", "main:app", "--host=::"]\n`, proof: "::" },
    { title: "a host that a variable holds", code: `${python}CMD uvicorn main:app --host $HOST\n` },
    { title: "a socket", code: `${python}CMD ["uvicorn", "main:app", "--uds", "/run/app.sock"]\n` },
    { title: "a descriptor", code: `${python}CMD ["uvicorn", "main:app", "--fd", "3"]\n` },
    { title: "a variable of uvicorn", code: `${python}ENV UVICORN_HOST=0.0.0.0\nCMD uvicorn main:app\n` },
    { title: "more options from a variable", code: `${python}CMD uvicorn main:app $OPTIONS\n` },
    { title: "arguments of a script", code: `${python}CMD exec gunicorn app:app "$@"\n` },
    {
      title: "a variable that Compose sets",
      code: { Dockerfile: plain, "compose.yaml": built("    environment:\n      UVICORN_HOST: 0.0.0.0\n") },
    },
    {
      title: "a variable that a file sets",
      code: { Dockerfile: plain, "deploy/.env.production": "UVICORN_HOST=0.0.0.0\n" },
    },
    {
      title: "gunicorn options in a variable",
      code: `${python}ENV GUNICORN_CMD_ARGS="-b 0.0.0.0:80"\nCMD gunicorn app:app\n`,
    },
    { title: "gunicorn with PORT", code: `${python}ENV PORT=8000\nCMD ["gunicorn", "app:app"]\n` },
    {
      title: "gunicorn with PORT of Compose",
      code: { Dockerfile: gunicorn, "compose.yaml": built("    environment: [PORT=8000]\n") },
    },
    {
      title: "gunicorn with a file of variables",
      code: { Dockerfile: gunicorn, "compose.yaml": built("    env_file: .env\n") },
    },
    { title: "gunicorn on Heroku", code: gunicorn, options: { target: "heroku" } },
    { title: "gunicorn with a config file", code: `${python}CMD ["gunicorn", "-c", "conf.py", "app:app"]\n` },
    {
      title: "a config file that gunicorn finds",
      code: { Dockerfile: gunicorn, "gunicorn.conf.py": 'bind = "0.0.0.0:8000"\n' },
    },
    {
      title: "gunicorn on a socket",
      code: `${python}CMD ["gunicorn", "-b", "unix:/run/x.sock", "app:app"]\n`,
    },
    {
      title: "two addresses",
      code: `${python}CMD ["gunicorn", "-b", "127.0.0.1:9000", "-b", "0.0.0.0:8000", "app:app"]\n`,
    },
    { title: "a port only", code: `${python}CMD ["gunicorn", "-b", ":8000", "app:app"]\n` },
    {
      title: "behind nginx in the same container",
      code: `${python}RUN apt-get install -y nginx\nCMD nginx && gunicorn -b 127.0.0.1:8000 app:app\n`,
    },
    {
      title: "in the network of a proxy",
      code: { Dockerfile: plain, "compose.yaml": built('    network_mode: "service:proxy"\n') },
    },
    {
      title: "replaced by Compose",
      code: { Dockerfile: plain, "compose.yaml": built("    command: uvicorn main:app --host 0.0.0.0\n") },
    },
    {
      title: "replaced in a file beside",
      code: {
        Dockerfile: plain,
        "compose.yaml": built(""),
        "compose.prod.yaml": "services:\n  api:\n    command: ./serve.sh\n",
      },
    },
    { title: "not the built stage", code: `${plain}FROM nginx:1.29\n` },
    { title: "a stage for development", code: `FROM python:3.13-slim AS dev\nCMD ["uvicorn", "main:app"]\n` },
    { title: "fastapi run listens to all", code: `${python}CMD ["fastapi", "run"]\n` },
    { title: "flask db is no server", code: `${python}CMD ["flask", "db", "upgrade"]\n` },
    {
      title: "runserver",
      code: `${python}CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n`,
      proof: "0.0.0.0",
    },
    { title: "runserver with a short address", code: `${python}CMD python manage.py runserver 0:8000\n` },
    { title: "runserver with a variable", code: `${python}CMD python manage.py runserver $ADDRESS\n` },
    {
      title: "vite with a bare option",
      code: 'FROM node:24-slim\nCMD ["npx", "vite", "preview", "--host"]\n',
    },
    {
      title: "vite with a config file",
      code: {
        Dockerfile: 'FROM node:24-slim\nCMD ["npx", "vite", "preview"]\n',
        "vite.config.ts": "export default { preview: { host: true } };\n",
      },
    },
    { title: "next start listens to all", code: 'FROM node:24-slim\nCMD ["npx", "next", "start"]\n' },
    { title: "a question", code: `${python}CMD ["uvicorn", "--version"]\n` },
    { title: "another program", code: `${python}CMD ["python", "main.py", "--host", "127.0.0.1"]\n` },
  ],
  invalid: [
    {
      title: "uvicorn on loopback",
      code: `${python}CMD ["uvicorn", "main:app", "--host", "«127.0.0.1»", "--port", "80"]\n`,
      severity: "error",
      fixed: `${python}CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]\n`,
    },
    {
      title: "localhost behind an equals sign",
      code: `${python}CMD uvicorn main:app --host="«localhost»"\n`.replace('"«localhost»"', "«localhost»"),
    },
    {
      title: "python -m",
      code: `${python}CMD ["python", "-m", "«uvicorn»", "main:app"]\n`,
      fixed: `${python}CMD ["python", "-m", "uvicorn", "main:app", "--host", "0.0.0.0"]\n`,
    },
    {
      title: "in the script of a shell",
      code: `${python}CMD ["sh", "-c", "exec «uvicorn» main:app --port \${PORT:-8000}"]\n`,
      fixed: `${python}CMD ["sh", "-c", "exec uvicorn main:app --port \${PORT:-8000} --host 0.0.0.0"]\n`,
    },
    {
      title: "ENTRYPOINT with the arguments of CMD",
      code: `${python}ENTRYPOINT ["tini", "--", "«uvicorn»"]\nCMD ["main:app"]\n`,
      fixed: `${python}ENTRYPOINT ["tini", "--", "uvicorn"]\nCMD ["main:app", "--host", "0.0.0.0"]\n`,
    },
    {
      title: "after the migration",
      code: `${python}CMD python manage.py migrate && «gunicorn» app.wsgi --workers 2\n`,
      fixed: `${python}CMD python manage.py migrate && gunicorn app.wsgi --workers 2 --bind 0.0.0.0:8000\n`,
    },
    {
      title: "a config file that says nothing of addresses",
      code: { Dockerfile: `${python}CMD ["«gunicorn»", "app:app"]\n`, "gunicorn.conf.py": "workers = 2\n" },
    },
    { title: "hypercorn", code: `${python}CMD ["hypercorn", "-b", "«localhost»:8000", "app:app"]\n` },
    {
      title: "flask",
      code: `${python}ENV FLASK_APP=app\nCMD ["«flask»", "run", "-p", "5000"]\n`,
      fixed: `${python}ENV FLASK_APP=app\nCMD ["flask", "run", "-p", "5000", "--host", "0.0.0.0"]\n`,
    },
    {
      title: "runserver with a port",
      code: `${python}CMD ["python", "manage.py", "«runserver»", "8000"]\n`,
      fixed: `${python}CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]\n`,
    },
    {
      title: "runserver alone",
      code: `${python}CMD python manage.py «runserver»\n`,
      fixed: `${python}CMD python manage.py runserver 0.0.0.0:8000\n`,
    },
    {
      title: "next on localhost",
      code: 'FROM node:24-slim\nCMD ["npx", "next", "start", "-H", "«localhost»"]\n',
    },
    {
      title: "a stage that Compose asks for",
      code: {
        Dockerfile:
          'FROM python:3.13-slim AS web\nCMD ["«uvicorn»", "main:app"]\nFROM web AS dev\nCMD ["uvicorn", "main:app", "--reload"]\n',
        "compose.yaml": "services:\n  api:\n    build: { context: ., target: web }\n",
      },
    },
    {
      title: "another command for development only",
      code: {
        Dockerfile: `${python}CMD ["«uvicorn»", "main:app"]\n`,
        "compose.dev.yaml": built("    command: uvicorn main:app --host 0.0.0.0\n"),
      },
    },
  ],
});
