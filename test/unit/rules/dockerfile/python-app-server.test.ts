import { pythonAppServer } from "../../../../src/core/rules/dockerfile/python-app-server";
import { testRule } from "../../../support/rule-tester";

const single = 'FROM python:3.13-slim\nCMD ["uvicorn", "main:app", "--host", "0.0.0.0"]\n';
const compose = (more = "") => ({ "compose.yaml": `services:\n  api:\n    build: .\n${more}` });
const gunicorn = (worker: string) =>
  `FROM python:3.13-slim\nCMD ["gunicorn", "-k", "${worker}", "main:app"]\n`;

testRule(pythonAppServer, {
  valid: [
    { title: "nobody knows where it runs", code: single },
    { title: "Heroku", code: { Dockerfile: single, ...compose() }, options: { target: "heroku" } },
    { title: "Kubernetes", code: { Dockerfile: single, ...compose() }, options: { target: "kubernetes" } },
    {
      title: "manifests of Kubernetes",
      code: { Dockerfile: single, ...compose(), "k8s/api.yaml": "kind: Deployment\n" },
    },
    { title: "workers", code: { Dockerfile: single.replace('"]', '", "--workers", "4"]'), ...compose() } },
    {
      title: "workers, joined",
      code: { Dockerfile: single.replace('"]', '", "--workers=4"]'), ...compose() },
    },
    {
      title: "WEB_CONCURRENCY",
      code: { Dockerfile: single.replace("CMD", "ENV WEB_CONCURRENCY=2\nCMD"), ...compose() },
    },
    {
      title: "WEB_CONCURRENCY of Compose",
      code: { Dockerfile: single, ...compose("    environment: [WEB_CONCURRENCY=3]\n") },
    },
    {
      title: "WEB_CONCURRENCY in a file",
      code: { Dockerfile: single, ...compose("    env_file: .env\n"), ".env.example": "WEB_CONCURRENCY=2\n" },
    },
    { title: "replicas", code: { Dockerfile: single, ...compose("    deploy:\n      replicas: 3\n") } },
    { title: "scale", code: { Dockerfile: single, ...compose("    scale: 2\n") } },
    {
      title: "Compose starts something else",
      code: { Dockerfile: single, ...compose("    command: python worker.py\n") },
    },
    {
      title: "a socket that is handed over",
      code: { Dockerfile: single.replace('"]', '", "--fd", "3"]'), ...compose() },
    },
    { title: "the new worker class", code: gunicorn("uvicorn_worker.UvicornWorker") },
    { title: "the worker class of gunicorn", code: gunicorn("asgi") },
    { title: "gevent", code: gunicorn("gevent") },
    {
      title: "a file for development",
      code: { "Dockerfile.dev": gunicorn("uvicorn.workers.UvicornWorker") },
    },
  ],
  invalid: [
    {
      title: "a deprecated class, and the package is asked for",
      code: {
        Dockerfile: gunicorn("«uvicorn.workers.UvicornH11Worker»"),
        "requirements.txt": "# Web\ngunicorn==23.0.0\nuvicorn\n",
      },
      severity: "warning",
      fixed: {
        Dockerfile: gunicorn("uvicorn_worker.UvicornH11Worker"),
        "requirements.txt": "# Web\nuvicorn-worker\ngunicorn==23.0.0\nuvicorn\n",
      },
    },
    {
      title: "behind an equals sign",
      code: {
        Dockerfile:
          "FROM python:3.13\nCMD exec gunicorn --worker-class=«uvicorn.workers.UvicornWorker» a:b\n",
        "pyproject.toml": '[project]\ndependencies = ["uvicorn-worker"]\n',
      },
      fixed: {
        Dockerfile: "FROM python:3.13\nCMD exec gunicorn --worker-class=uvicorn_worker.UvicornWorker a:b\n",
        "pyproject.toml": '[project]\ndependencies = ["uvicorn-worker"]\n',
      },
    },
    {
      title: "nothing says how packages are installed",
      code: gunicorn("«uvicorn.workers.UvicornWorker»"),
      fixed: null,
    },
    { title: "one process on a server", code: single, severity: "info", options: { target: "vps" } },
    {
      title: "one process in Compose",
      code: {
        Dockerfile: single.replace("uvicorn", "«uvicorn»"),
        ...compose("    deploy: { replicas: 1 }\n"),
      },
    },
  ],
});
