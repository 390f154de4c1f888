import { requiredEntries } from "../../../../src/core/rules/dockerignore/required-entries";
import { testRule } from "../../../support/rule-tester";

const Dockerfile = "FROM python:3.13-slim\nCOPY . .\n";
const python = { Dockerfile, "requirements.txt": "flask\n" };
const node = { Dockerfile: "FROM node:24\nCOPY . .\n", "package.json": "{}\n" };
const all = "**/.git\n**/.env\n**/.env.*\n**/node_modules\n**/.venv\n**/__pycache__\n**/*.pyc\ndist\n";

testRule(requiredEntries, {
  valid: [
    {
      title: "everything is named",
      code: { ...python, ...node, "web/package.json": "{}\n", ".dockerignore": all },
      proof: "**/node_modules",
    },
    {
      title: "the plain patterns of a small project",
      code: { ...python, ".dockerignore": ".git\n.env\n.venv\n__pycache__\n*.pyc\n" },
      proof: ".venv",
    },
    { title: "an allow list", code: { ...node, ".dockerignore": "*\n!src\n!package*.json\n" }, proof: "*" },
    { title: "an allow list with stars", code: { ...node, ".dockerignore": "**\n!dist\n" } },
    {
      title: "only named files are copied",
      code: { Dockerfile: "FROM a:1\nCOPY src ./src\n", ".dockerignore": "docs\n" },
    },
    {
      title: "examples are no secrets",
      code: {
        ...python,
        ".env.example": "A=\n",
        ".dockerignore": ".git\n.env\n.env.*\n!.env.example\n.venv\n__pycache__\n*.pyc\n",
      },
    },
    {
      title: "a file that the Dockerfile asks for",
      code: {
        Dockerfile: "FROM node:24\nCOPY . .\nCOPY .env.production ./\n",
        "package.json": "{}\n",
        ".dockerignore": ".git\n.env\n.env.local\nnode_modules\n",
      },
    },
    {
      title: "a pattern that the builder refuses hides what follows",
      code: { ...python, ".dockerignore": "[\n" },
    },
    {
      title: "another ignore file counts",
      code: {
        "a.Dockerfile": Dockerfile,
        "a.Dockerfile.dockerignore": all,
        Dockerfile: "FROM a:1\nCOPY x y\n",
        ".dockerignore": "x\n",
      },
    },
    {
      title: "no Dockerfile is built with it: each has an ignore file of its own",
      code: { ...node, "Dockerfile.dockerignore": all, ".dockerignore": "docs\n" },
    },
  ],
  invalid: [
    {
      title: "nothing is named",
      code: { ...python, ".env.example": "A=\n", ".dockerignore": "docs\n" },
      count: 4,
      severity: "error",
    },
    {
      title: "no environment file yet, and no sign of one",
      code: { ...python, ".dockerignore": ".git\n.venv\n__pycache__\n«*.pyc»\n" },
      severity: "warning",
      message: /`\.env` would be part/,
    },
    {
      title: "secrets",
      code: { ...python, ".env": "A=1\n", ".dockerignore": ".git\n.venv\n__pycache__\n«*.pyc»\n" },
      severity: "error",
      message: /`\.env` is part/,
      fixed: {
        ...python,
        ".env": "A=1\n",
        ".dockerignore": ".git\n.venv\n__pycache__\n*.pyc\n**/.env\n",
      },
    },
    {
      title: "secrets of other environments",
      code: { ...node, ".dockerignore": ".git\nnode_modules\n«.env»\n" },
      message: /\.env\.local/,
      fixed: { ...node, ".dockerignore": ".git\nnode_modules\n.env\n**/.env.*\n" },
    },
    {
      title: "the example stays",
      code: { ...node, ".env.example": "A=\n", ".dockerignore": ".git\nnode_modules\n«.env»\n" },
      fixed: {
        ...node,
        ".env.example": "A=\n",
        ".dockerignore": ".git\nnode_modules\n.env\n**/.env.*\n!**/.env.example\n",
      },
    },
    {
      title: "an environment file that is there",
      code: {
        ...python,
        "deploy/.env.staging": "A=1\n",
        ".dockerignore": ".git\n.env\n.venv\n__pycache__\n«*.pyc»\n",
      },
      severity: "error",
      message: /deploy\/\.env\.staging/,
    },
    {
      title: "history",
      code: { ...python, ".dockerignore": ".env\n.venv\n__pycache__\n«*.pyc»\n" },
      severity: "warning",
      fixed: { ...python, ".dockerignore": ".env\n.venv\n__pycache__\n*.pyc\n.git\n" },
    },
    {
      title: "dependencies of a nested package",
      code: { ...node, "web/package.json": "{}\n", ".dockerignore": ".git\n**/.env*\n«node_modules»\n" },
      severity: "warning",
      message: /`web\/node_modules`/,
    },
    {
      title: "leftovers of nested modules",
      code: {
        ...python,
        "app/api.py": "x = 1\n",
        ".dockerignore": ".git\n.env\n.venv\n«__pycache__»\n*.pyc\n",
      },
      severity: "info",
      fixed: {
        ...python,
        "app/api.py": "x = 1\n",
        ".dockerignore": ".git\n.env\n.venv\n**/__pycache__\n**/*.pyc\n",
      },
    },
    {
      title: "what another stage builds",
      code: {
        Dockerfile: "FROM node:24 AS b\nCOPY . .\nFROM nginx:stable\nCOPY --from=b /app/dist /srv\n",
        "package.json": "{}\n",
        ".dockerignore": ".git\n.env*\n«node_modules»\n",
      },
      severity: "info",
      fixed: {
        Dockerfile: "FROM node:24 AS b\nCOPY . .\nFROM nginx:stable\nCOPY --from=b /app/dist /srv\n",
        "package.json": "{}\n",
        ".dockerignore": ".git\n.env*\nnode_modules\ndist\n",
      },
    },
    {
      title: "the context of a Compose file",
      code: {
        "docker/Dockerfile": Dockerfile,
        "compose.yaml":
          "services:\n  a:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n",
        "requirements.txt": "flask\n",
        ".dockerignore": ".env\n.venv\n__pycache__\n«*.pyc»\n",
      },
      message: /\.git/,
    },
    {
      title: "a re-included secret",
      code: { ...python, ".dockerignore": ".git\n.env\n.venv\n__pycache__\n*.pyc\n«!.env»\n" },
      severity: "error",
    },
  ],
});
