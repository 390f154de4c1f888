import { portAgrees } from "../../../../src/core/rules/dockerfile/port-agrees";
import { testRule } from "../../../support/rule-tester";

const python = "FROM python:3.13-slim\n";
const uvicorn = (port: string) => `CMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "${port}"]\n`;
const heroku = { "heroku.yml": "build:\n  docker:\n    web: Dockerfile\n" };
const render = (name = "Dockerfile") => ({
  "render.yaml": `services:\n  - type: web\n    runtime: docker\n    dockerfilePath: ./${name}\n`,
});

testRule(portAgrees, {
  valid: [
    {
      title: "all agree",
      code: `${python}ENV PORT=8000\nEXPOSE 8000\nHEALTHCHECK CMD curl -f http://localhost:8000/\n${uvicorn("8000")}`,
      proof: "8000",
    },
    { title: "no other place", code: `${python}${uvicorn("8000")}` },
    { title: "several ports", code: `${python}EXPOSE 80 443\n${uvicorn("8000")}` },
    {
      title: "a second port for checks",
      code: `${python}EXPOSE 8000 9090\nHEALTHCHECK CMD curl http://localhost:9090/\n${uvicorn("8000")}`,
    },
    { title: "a range", code: `${python}EXPOSE 3000-3010\n${uvicorn("8000")}` },
    { title: "a variable in EXPOSE", code: `${python}ARG P\nEXPOSE $P\n${uvicorn("8000")}` },
    { title: "UDP", code: `${python}EXPOSE 53/udp\n${uvicorn("8000")}` },
    {
      title: "a port that the app chooses",
      code: "FROM node:24-slim\nENV PORT=3000\nEXPOSE 8080\nCMD node server.js\n",
    },
    {
      title: "a variable and its default",
      code: `${python}EXPOSE 8000\nCMD uvicorn main:app --port \${PORT:-8000}\n`,
      proof: "PORT",
    },
    {
      title: "a variable that is set",
      code: `${python}ENV PORT=80\nEXPOSE 80\nCMD uvicorn main:app --port $PORT\n`,
    },
    { title: "a variable that nobody sets", code: `${python}EXPOSE 80\nCMD uvicorn main:app --port $PORT\n` },
    {
      title: "a variable that Compose sets",
      code: {
        Dockerfile: `${python}EXPOSE 80\nCMD uvicorn main:app --port \${PORT:-8000}\n`,
        "compose.yaml": "services:\n  api:\n    build: .\n    environment: [PORT=80]\n",
      },
    },
    {
      title: "a variable of uvicorn",
      code: `${python}ENV UVICORN_PORT=80\nEXPOSE 80\nCMD uvicorn main:app\n`,
    },
    { title: "gunicorn reads PORT", code: `${python}ENV PORT=5000\nEXPOSE 5000\nCMD gunicorn app:app\n` },
    { title: "next reads PORT", code: "FROM node:24-slim\nENV PORT=8080\nEXPOSE 8080\nCMD npx next start\n" },
    {
      title: "two servers",
      code: `${python}EXPOSE 80\nCMD gunicorn -b :8000 a:a & uvicorn --port 9000 b:b\n`,
    },
    {
      title: "a job beside the server",
      code: `${python}EXPOSE 80\nCMD ./front & uvicorn main:app --port 8000\n`,
    },
    {
      title: "nginx in front",
      code: `${python}RUN apt-get install -y nginx\nEXPOSE 80\nCMD gunicorn -b 127.0.0.1:8000 app:app\n`,
    },
    { title: "two addresses", code: `${python}EXPOSE 80\nCMD gunicorn -b :8000 -b :8001 app:app\n` },
    {
      title: "a check whose port a variable holds",
      code: `${python}EXPOSE 8000\nHEALTHCHECK CMD curl http://localhost:\${PORT:-9000}/\n${uvicorn("8000")}`,
    },
    {
      title: "a check of another machine",
      code: `${python}HEALTHCHECK CMD curl http://status:9000/\n${uvicorn("8000")}`,
    },
    {
      title: "Compose starts something else",
      code: {
        Dockerfile: `${python}EXPOSE 80\n${uvicorn("8000")}`,
        "compose.yaml": "services:\n  api:\n    build: .\n    command: uvicorn main:app --port 80\n",
      },
    },
    {
      title: "Heroku and PORT",
      code: { Dockerfile: `${python}CMD uvicorn main:app --host 0.0.0.0 --port $PORT\n`, ...heroku },
    },
    {
      title: "Heroku builds another file",
      code: { "api/Dockerfile": `${python}${uvicorn("8000")}`, ...heroku },
    },
    {
      title: "Heroku with buildpacks",
      code: { Dockerfile: `${python}${uvicorn("8000")}`, Procfile: "web: uvicorn main:app --port $PORT\n" },
    },
    {
      title: "app.json of Expo",
      code: { Dockerfile: `${python}${uvicorn("8000")}`, "app.json": '{ "expo": {} }\n' },
    },
    {
      title: "Railway with its own builder",
      code: {
        Dockerfile: `${python}${uvicorn("8000")}`,
        "railway.json": '{ "build": { "builder": "RAILPACK" } }\n',
      },
    },
    {
      title: "Render builds another file",
      code: { Dockerfile: `${python}${uvicorn("8000")}`, ...render("api/Dockerfile") },
    },
    {
      title: "Fly sends requests there",
      code: {
        Dockerfile: `${python}${uvicorn("8000")}`,
        "fly.toml": 'app = "x"\n[http_service]\ninternal_port = 8000\n',
      },
    },
    { title: "a stage for tests", code: `${python.trim()} AS test\nEXPOSE 80\n${uvicorn("8000")}` },
  ],
  invalid: [
    {
      title: "EXPOSE with a protocol",
      code: `${python}EXPOSE «80»/tcp\n${uvicorn("8000")}`,
      severity: "warning",
      fixed: `${python}EXPOSE 8000/tcp\n${uvicorn("8000")}`,
    },
    {
      title: "PORT",
      code: `${python}ENV A=1 PORT="«8080»"\nEXPOSE 8000\n${uvicorn("8000")}`,
      fixed: `${python}ENV A=1 PORT="8000"\nEXPOSE 8000\n${uvicorn("8000")}`,
    },
    {
      title: "a health check without a port",
      code: `${python}HEALTHCHECK CMD ["curl", "-f", "http://localhos«t»/health"]\n${uvicorn("8000")}`,
      fixed: `${python}HEALTHCHECK CMD ["curl", "-f", "http://localhost:8000/health"]\n${uvicorn("8000")}`,
    },
    {
      title: "all others agree against the server",
      code: `${python}EXPOSE 8080\nHEALTHCHECK CMD curl http://localhost:8080/\n${uvicorn("«8000»")}`,
      message: /listens on 8000, but EXPOSE names 8080, the health check asks port 8080\.$/,
      fixed: `${python}EXPOSE 8080\nHEALTHCHECK CMD curl http://localhost:8080/\n${uvicorn("8080")}`,
    },
    {
      title: "the usual port of a server",
      code: `${python}EXPOSE «80»\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n`,
      fixed: `${python}EXPOSE 8000\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n`,
    },
    {
      title: "the usual port against all others",
      code: `${python}EXPOSE 80\nENV PORT=80\nCMD ["«uvicorn»", "main:app", "--host", "0.0.0.0"]\n`,
      fixed: `${python}EXPOSE 80\nENV PORT=80\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0", "--port", "80"]\n`,
    },
    {
      title: "the default of a variable",
      code: `${python}EXPOSE «3000»\nCMD exec gunicorn -b 0.0.0.0:\${PORT:-8000} app:app\n`,
      fixed: `${python}EXPOSE 8000\nCMD exec gunicorn -b 0.0.0.0:\${PORT:-8000} app:app\n`,
    },
    {
      title: "what Compose publishes",
      code: {
        Dockerfile: `${python}${uvicorn("«8000»")}`,
        "compose.yaml": 'services:\n  api:\n    build: .\n    ports: ["80:3000"]\n',
      },
      message: /but the service api publishes 3000\.$/,
      fixed: {
        Dockerfile: `${python}${uvicorn("3000")}`,
        "compose.yaml": 'services:\n  api:\n    build: .\n    ports: ["80:3000"]\n',
      },
    },
    {
      title: "Heroku",
      code: { Dockerfile: `${python}${uvicorn("«8000»")}`, ...heroku },
      severity: "error",
      fixed: {
        Dockerfile: `${python}CMD ["sh", "-c", "exec uvicorn main:app --host 0.0.0.0 --port \${PORT:-8000}"]\n`,
        ...heroku,
      },
    },
    {
      title: "the target that is configured",
      code: `${python}CMD exec uvicorn main:app --port «8000»\n`,
      options: { target: "railway" },
      severity: "warning",
      fixed: `${python}CMD exec uvicorn main:app --port \${PORT:-8000}\n`,
    },
    {
      title: "Render",
      code: { Dockerfile: `${python}CMD ["sh", "-c", "gunicorn -b 0.0.0.0:«8000» a:a"]\n`, ...render() },
      fixed: {
        Dockerfile: `${python}CMD ["sh", "-c", "gunicorn -b 0.0.0.0:\${PORT:-8000} a:a"]\n`,
        ...render(),
      },
    },
    {
      title: "Railway, behind an init",
      code: {
        Dockerfile: `${python}ENTRYPOINT ["tini", "--"]\nCMD ["hypercorn", "--bind=0.0.0.0:«80»", "a:a"]\n`,
        "railway.toml": '[build]\nbuilder = "dockerfile"\n',
      },
      fixed: {
        Dockerfile: `${python}ENTRYPOINT ["tini", "--"]\nCMD ["sh", "-c", "exec hypercorn --bind=0.0.0.0:\${PORT:-80} a:a"]\n`,
        "railway.toml": '[build]\nbuilder = "dockerfile"\n',
      },
    },
    {
      title: "the program is the entry point",
      code: { Dockerfile: `${python}ENTRYPOINT ["uvicorn"]\nCMD ["a:a", "--port", "«80»"]\n`, ...heroku },
      fixed: null,
    },
    {
      title: "the app.json of a container",
      code: { Dockerfile: `${python}${uvicorn("«80»")}`, "app.json": '{ "stack": "container" }\n' },
    },
    {
      title: "Fly sends requests elsewhere",
      code: {
        Dockerfile: `${python}${uvicorn("«8000»")}`,
        "fly.toml": "[http_service]\ninternal_port = 8080\n",
      },
      severity: "error",
      fixed: {
        Dockerfile: `${python}${uvicorn("8000")}`,
        "fly.toml": "[http_service]\ninternal_port = 8000\n",
      },
    },
  ],
});
