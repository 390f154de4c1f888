import { pythonRuntimeEnv } from "../../../../src/core/rules/dockerfile/python-runtime-env";
import { testRule } from "../../../support/rule-tester";

testRule(pythonRuntimeEnv, {
  valid: [
    {
      title: "set",
      code: "FROM python:3.13\nENV A=1 PYTHONUNBUFFERED=1\nCMD python a.py\n",
      proof: "PYTHONUNBUFFERED",
    },
    { title: "set in the old form", code: "FROM python:3.13\nENV PYTHONUNBUFFERED 1\nCMD python a.py\n" },
    {
      title: "set in the stage below",
      code: "FROM python:3.13 AS a\nENV PYTHONUNBUFFERED=yes\nFROM a\nCMD python b.py\n",
    },
    { title: "set for the command", code: "FROM python:3.13\nCMD PYTHONUNBUFFERED=1 python a.py\n" },
    { title: "-u", code: 'FROM python:3.13\nCMD ["python", "-u", "a.py"]\n' },
    { title: "-u among others", code: 'FROM python:3.13\nENTRYPOINT ["python3", "-Iu", "-m", "a"]\n' },
    { title: "another program", code: 'FROM python:3.13\nCMD ["bash"]\n' },
    { title: "a script decides", code: 'FROM python:3.13\nENTRYPOINT ["./start.sh"]\n' },
    { title: "nothing to start", code: "FROM python:3.13\nRUN python a.py\n" },
    { title: "another image", code: "FROM acme/python:1\nCMD python a.py\n" },
    { title: "an earlier stage", code: "FROM python:3.13 AS a\nCMD python a.py\nFROM nginx:1.29\n" },
    { title: "not whole", code: "FROM python:3.13\nCMD python a.py\nRUN echo 'a\n" },
    {
      title: "set where it is deployed",
      code: {
        Dockerfile: "FROM python:3.13\nCMD python a.py\n",
        "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      - PYTHONUNBUFFERED=1\n",
      },
    },
    { title: "a file for development", code: { "Dockerfile.dev": "FROM python:3.13\nCMD python a.py\n" } },
  ],
  invalid: [
    {
      title: "a server behind a shell",
      code: 'FROM python:3.13-slim AS b\nRUN x\nFROM python:3.13-slim\nRUN y\nCMD ["sh", "-c", "exec «gunicorn» a:app"]\n',
      severity: "hint",
      fixed:
        'FROM python:3.13-slim AS b\nRUN x\nFROM python:3.13-slim\nENV PYTHONUNBUFFERED=1\nRUN y\nCMD ["sh", "-c", "exec gunicorn a:app"]\n',
    },
    { title: "-u for the script", code: 'FROM python:3.13\nCMD ["«python»", "a.py", "-u"]\n' },
    {
      title: "Compose sets something else",
      code: {
        Dockerfile: "FROM python:3.13\nCMD «python3.13» a.py\n",
        "compose.yaml": "services:\n  a:\n    build: .\n    environment:\n      A: 1\n",
      },
    },
  ],
});
