import { pipCache } from "../../../../src/core/rules/dockerfile/pip-cache";
import { testRule } from "../../../support/rule-tester";

const from = "FROM python:3.13-slim\n";

/** One RUN of an image. */
function run(command: string): string {
  return `${from}RUN ${command}\n`;
}

const silent = [
  "pip2 install flask --no-cache-dir",
  "pip3 install --no-cache-dir flask",
  "pip --no-cache-dir install flask",
  "pip install --no-cache flask",
  "python -m pip install --user --no-cache-dir flask",
  "pipx install httpie",
  "pipenv install flask",
  "uv pip install flask",
  "pip download flask",
  "pip uninstall -y flask",
  "pip list",
  "echo pip install flask",
  ...["1", "on", "yes", "true"].flatMap((value) => [
    `PIP_NO_CACHE_DIR=${value} pip install flask`,
    `export PIP_NO_CACHE_DIR=${value} && pip install flask`,
  ]),
  "env PIP_NO_CACHE_DIR=1 pip install flask",
  "PIP_NO_CACHE_DIR=$CHOICE pip install flask",
  "--mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
  "--mount=type=cache,target=/root/.cache pip install -r requirements.txt",
  "--mount=type=cache,target=/home/app/.cache/pip,uid=1000 pip install -r requirements.txt",
  "--mount=type=tmpfs,target=/root/.cache pip install -r requirements.txt",
  "--mount=type=cache,target=/var/pip pip install --cache-dir=/var/pip flask",
  "pip install flask && rm -rf /root/.cache",
  "pip install flask && rm -rf ~/.cache/pip",
  "pip install flask && pip cache purge",
  "pip install $PIP_OPTIONS flask",
];

testRule(pipCache, {
  valid: [
    ...silent.map((command) => ({ title: command, code: run(command) })),
    { title: "ENV", code: `${from}ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n`, proof: "pip install" },
    {
      title: "ENV among others",
      code: `${from}ENV A=1 \\\n    PIP_NO_CACHE_DIR="on"\nRUN pip install flask\n`,
    },
    { title: "ENV before any FROM", code: "ENV PIP_NO_CACHE_DIR=1\nRUN pip install flask\n" },
    {
      title: "ENV of the stage it starts from",
      code: "FROM debian:13 AS base\nENV PIP_NO_CACHE_DIR=1\nFROM base\nRUN pip install six\n",
    },
    {
      title: "a mount for the folder that ENV names",
      code: `${from}ENV PIP_CACHE_DIR=/cache/pip\nRUN --mount=type=cache,target=/cache pip install flask\n`,
    },
    { title: "a file for tests", code: { "tests/Dockerfile": run("pip install flask") } },
  ],
  invalid: [
    {
      title: "pip",
      code: run("«pip install» flask"),
      severity: "info",
      fixed: run("pip install --no-cache-dir flask"),
    },
    { title: "pip2", code: run("«pip2 install» flask") },
    { title: "pip3 with a path", code: run("«/opt/venv/bin/pip3 install» -r requirements.txt") },
    {
      title: "a module",
      code: run("python3 -m «pip install» --upgrade pip && «pip install» ."),
      fixed: run("python3 -m pip install --no-cache-dir --upgrade pip && pip install --no-cache-dir ."),
    },
    {
      title: "a builder stage",
      code: `FROM python:3.13 AS build\nRUN «pip install» flask\n${from}COPY --from=build /a /a\n`,
      severity: "hint",
    },
    {
      title: "a stage that the final one starts from",
      code: `FROM python:3.13 AS base\nRUN «pip install» flask\nFROM base\n`,
      severity: "info",
    },
    {
      title: "ENV of another stage",
      code: "FROM debian:13 AS base\nENV PIP_NO_CACHE_DIR=1\nFROM debian:13\nRUN «pip install» six\n",
    },
    { title: "a trigger", code: `${from}ONBUILD RUN «pip install» -r requirements.txt\n` },
    { title: "no FROM", code: "RUN «pip install» flask\n" },
    ...["0", "off", "no", "false"].flatMap((value) => [
      {
        title: `ENV ${value}`,
        code: `${from}ENV PIP_NO_CACHE_DIR=${value}\nRUN «pip install» flask\n`,
        severity: "hint" as const,
        message: /PIP_NO_CACHE_DIR/,
      },
      { title: `in front: ${value}`, code: run(`PIP_NO_CACHE_DIR=${value} «pip install» flask`) },
      { title: `export ${value}`, code: run(`export PIP_NO_CACHE_DIR=${value} && «pip install» flask`) },
    ]),
    {
      title: "a mount for something else",
      code: run("--mount=type=cache,target=/root/.npm «pip install» flask"),
    },
    {
      title: "a bind mount",
      code: run("--mount=type=bind,source=r.txt,target=/r.txt «pip install» -r /r.txt"),
    },
    {
      title: "an array",
      code: run('["«pip", "install»", "flask"]'),
      fixed: run('["pip", "install", "--no-cache-dir", "flask"]'),
    },
    {
      title: "several lines",
      code: run(
        "set -eux; \\\n    «pip install» \\\n        # the server\n        uvicorn==0.38.0; \\\n    true",
      ),
      fixed: run(
        "set -eux; \\\n    pip install --no-cache-dir \\\n        # the server\n        uvicorn==0.38.0; \\\n    true",
      ),
    },
  ],
});
