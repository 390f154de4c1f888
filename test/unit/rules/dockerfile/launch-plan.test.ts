import assert from "node:assert/strict";
import { resolveConfig } from "../../../../src/core/lint/config";
import { fixAll } from "../../../../src/core/lint/fix";
import { lint } from "../../../../src/core/lint/lint";
import { eolBaseImage } from "../../../../src/core/rules/dockerfile/eol-base-image";
import { execFormVariable } from "../../../../src/core/rules/dockerfile/exec-form-variable";
import { healthcheckMissingTool } from "../../../../src/core/rules/dockerfile/healthcheck-missing-tool";
import { nonRootUser } from "../../../../src/core/rules/dockerfile/non-root-user";
import { pinBaseImage } from "../../../../src/core/rules/dockerfile/pin-base-image";
import { requiredEntries } from "../../../../src/core/rules/dockerignore/required-entries";
import type { Rule } from "../../../../src/core/rules/rule";
import { projectOf } from "../../../support/project";

const rules: readonly Rule[] = [
  eolBaseImage,
  execFormVariable,
  healthcheckMissingTool,
  nonRootUser,
  pinBaseImage,
  requiredEntries,
];

const backend = `# Multi-stage build
FROM python:3.11-slim as builder

WORKDIR /app

# Install dependencies
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

# Final stage
FROM python:3.11-slim

WORKDIR /app

# Copy Python dependencies from builder
COPY --from=builder /root/.local /root/.local

# Copy application code
COPY . .

# Set environment
ENV PATH=/root/.local/bin:$PATH
ENV PYTHONUNBUFFERED=1
ENV PORT=8000

# Health check
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \\
  CMD python -c "import requests; requests.get('http://localhost:8000/health')"

# Run application
CMD ["python", "main.py"]
`;

const frontend = `# Build stage
FROM node:18-alpine as builder

WORKDIR /app

COPY package.json pnpm-lock.yaml ./
RUN npm install -g pnpm && pnpm install

COPY . .
RUN pnpm run build

# Production stage
FROM node:18-alpine

WORKDIR /app

RUN npm install -g serve

COPY --from=builder /app/dist ./dist

ENV PORT=3000

HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \\
  CMD wget --quiet --tries=1 --spider http://localhost:3000/ || exit 1

CMD ["serve", "-s", "dist", "-l", "3000"]
`;

function fixed(files: Readonly<Record<string, string>>): Record<string, string> {
  const config = resolveConfig();
  const texts: Record<string, string> = { ...files };
  for (const kinds of ["safe", "any"] as const) {
    for (const [path, text] of fixAll(projectOf(texts), rules, config, { kinds }).texts) texts[path] = text;
  }
  const left = lint(projectOf(texts), rules, config);
  assert.deepEqual(left.failures, []);
  assert.deepEqual(
    left.findings.filter(
      ({ severity, fixes }) => fixes.length > 0 && severity !== "info" && severity !== "hint",
    ),
    [],
  );
  return texts;
}

describe("Fix All on the two images of a launch plan", () => {
  it("gives the Python service a user, its packages and a check that can run", () => {
    const files = {
      "backend/Dockerfile": backend,
      "backend/requirements.txt": "fastapi==0.121.0\nuvicorn==0.38.0\n",
    };
    assert.equal(
      fixed(files)["backend/Dockerfile"],
      `# Multi-stage build
FROM python:3.11-slim as builder

WORKDIR /app

# Install dependencies
COPY requirements.txt .
RUN pip install --user --no-cache-dir -r requirements.txt

# Final stage
FROM python:3.11-slim

WORKDIR /app

RUN useradd --create-home --uid 10001 app

# Copy Python dependencies from builder
COPY --from=builder --chown=app:app /root/.local /home/app/.local

# Copy application code
COPY . .

# Set environment
ENV PATH=/home/app/.local/bin:$PATH
ENV PYTHONUNBUFFERED=1
ENV PORT=8000

# Health check
HEALTHCHECK --interval=30s --timeout=10s --start-period=5s --retries=3 \\
  CMD ["python", "-c", "import os,urllib.request as u;u.urlopen('http://127.0.0.1:'+os.getenv('PORT','8000')+'/health',timeout=3)"]

USER app

# Run application
CMD ["python", "main.py"]
`,
    );
  });

  it("moves the static site to a supported Node.js and off root", () => {
    const files = { "frontend/Dockerfile": frontend, "frontend/package.json": "{}\n" };
    assert.equal(
      fixed(files)["frontend/Dockerfile"],
      frontend
        .replaceAll("node:18-alpine", "node:24-alpine")
        .replace('CMD ["serve"', 'USER node\n\nCMD ["serve"'),
    );
  });

  it("completes the ignore files", () => {
    const files = {
      "backend/Dockerfile": backend,
      "backend/requirements.txt": "fastapi==0.121.0\nrequests==2.32.5\n",
      "backend/app/api.py": "x = 1\n",
      "backend/.dockerignore": "__pycache__\n.venv\n*.pyc\n.env\n",
    };
    assert.equal(fixed(files)["backend/.dockerignore"], "**/__pycache__\n.venv\n**/*.pyc\n.env\n.git\n");
  });
});
