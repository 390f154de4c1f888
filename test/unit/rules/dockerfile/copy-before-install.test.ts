import { copyBeforeInstall } from "../../../../src/core/rules/dockerfile/copy-before-install";
import { testRule } from "../../../support/rule-tester";

const head = "FROM node:24-slim\nWORKDIR /app\n";
const python = "FROM python:3.13-slim\nWORKDIR /app\n";
const npm = { "package.json": "{}\n", "package-lock.json": "{}\n", "server.js": "" };
const pip = { "requirements.txt": "flask==3.1.2\n", "app.py": "" };

/** A Dockerfile with the given lines, and other files. */
function files(lines: string, others: Readonly<Record<string, string>> = npm, start = head) {
  return { Dockerfile: `${start}${lines}`, ...others };
}

testRule(copyBeforeInstall, {
  valid: [
    { title: "manifests first", code: files("COPY package*.json ./\nRUN npm ci\nCOPY . .\n") },
    {
      title: "installed twice, manifests first",
      code: files("COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm ci --omit=dev\n"),
    },
    { title: "bind mounts", code: files("RUN --mount=type=bind,target=. npm ci\nCOPY . .\n") },
    {
      title: "a mount of the manifest",
      code: files("RUN --mount=type=bind,source=package.json,target=package.json npm ci\n"),
    },
    {
      title: "the project itself comes last",
      code: files(
        "RUN --mount=type=bind,source=pyproject.toml,target=pyproject.toml uv sync --no-install-project\nCOPY . .\nRUN uv sync\n",
        { "pyproject.toml": "", "main.py": "" },
        python,
      ),
    },
    { title: "no install", code: files("COPY . .\nRUN npm run build && npm install -g serve@14\n") },
    {
      title: "the parent stage copies",
      code: files("RUN npm ci\n", npm, "FROM node:24 AS base\nWORKDIR /app\nCOPY . .\nFROM base\n"),
    },
    { title: "no manifest in the context", code: files("COPY . .\nRUN npm ci\n", { "server.js": "" }) },
    {
      title: "only manifests are in the folder",
      code: files(
        "COPY requirements ./requirements\nRUN pip install -r requirements/prod.txt\n",
        { "requirements/base.txt": "", "requirements/prod.txt": "", "app.py": "" },
        python,
      ),
    },
    { title: "the package itself is installed", code: files("COPY . .\nRUN pip install .\n", pip, python) },
    {
      title: "a stage for development",
      code: files("COPY . .\nRUN npm ci\n", npm, "FROM node:24 AS dev\nWORKDIR /app\n"),
    },
    { title: "from another stage", code: files("COPY --from=build /app .\nRUN npm ci --omit=dev\n") },
  ],
  invalid: [
    {
      title: "with a comment and an empty line",
      code: files("\nCOPY . .\n\n# packages\nRUN «npm ci» \\\n    --no-audit\n\nCMD node server.js\n"),
      severity: "info",
      fixed: files(
        "\nCOPY package.json package-lock.json ./\n# packages\nRUN npm ci \\\n    --no-audit\n\nCOPY . .\n\nCMD node server.js\n",
      ),
    },
    {
      title: "build behind it, over lines",
      code: files(
        "COPY --chown=node . .\nRUN npm i -g npm@11 \\\n && «npm ci» \\\n && npm cache clean --force \\\n && npm run build\n",
      ),
      fixed: files(
        "COPY --chown=node package.json package-lock.json ./\nRUN npm i -g npm@11 \\\n && npm ci \\\n && npm cache clean --force\nCOPY --chown=node . .\nRUN npm run build\n",
      ),
    },
    {
      title: "with a cache mount",
      code: files("COPY ./ ./\nRUN --mount=type=cache,target=/root/.npm «npm ci» && npm run build\n"),
      fixed: files(
        "COPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci\nCOPY ./ ./\nRUN --mount=type=cache,target=/root/.npm npm run build\n",
      ),
    },
    {
      title: "a folder of the context",
      code: files("COPY web /app\nRUN «yarn» --frozen-lockfile\n", {
        "web/package.json": "{}",
        "web/yarn.lock": "",
        "web/index.js": "",
      }),
      fixed: files("COPY web/package.json web/yarn.lock ./\nRUN yarn --frozen-lockfile\nCOPY web /app\n", {
        "web/package.json": "{}",
        "web/yarn.lock": "",
        "web/index.js": "",
      }),
    },
    {
      title: "settings of the manager come along",
      code: files("COPY * ./\nRUN «pnpm i»\n", {
        "package.json": "{}",
        "pnpm-lock.yaml": "",
        ".npmrc": "",
        "index.js": "",
      }),
      fixed: files("COPY package.json pnpm-lock.yaml .npmrc ./\nRUN pnpm i\nCOPY * ./\n", {
        "package.json": "{}",
        "pnpm-lock.yaml": "",
        ".npmrc": "",
        "index.js": "",
      }),
    },
    {
      title: "patches come along",
      code: files("COPY . .\nRUN «pnpm i»\n", {
        "package.json": '{ "pnpm": { "patchedDependencies": { "a": "patches/a.patch" } } }',
        "patches/a.patch": "",
        "index.js": "",
      }),
      fixed: files("COPY package.json ./\nCOPY patches ./patches\nRUN pnpm i\nCOPY . .\n", {
        "package.json": '{ "pnpm": { "patchedDependencies": { "a": "patches/a.patch" } } }',
        "patches/a.patch": "",
        "index.js": "",
      }),
    },
    {
      title: "requirements that include others",
      code: files(
        "COPY . .\nRUN «pip install» -r requirements.txt\n",
        {
          ...pip,
          "requirements.txt": "-r requirements-base.txt\n-c constraints.txt\n",
          "requirements-base.txt": "",
          "constraints.txt": "",
        },
        python,
      ),
      fixed: null,
    },
    {
      title: "requirements that include one",
      code: files(
        "COPY . .\nRUN «pip install» -r requirements.txt\n",
        { ...pip, "requirements.txt": "-r requirements-base.txt\n", "requirements-base.txt": "" },
        python,
      ),
      fixed: files(
        "COPY requirements.txt requirements-base.txt ./\nRUN pip install -r requirements.txt\nCOPY . .\n",
        { ...pip, "requirements.txt": "-r requirements-base.txt\n", "requirements-base.txt": "" },
        python,
      ),
    },
    {
      title: "requirements that install a folder",
      code: files(
        "COPY . .\nRUN «pip install» -r requirements.txt\n",
        { ...pip, "requirements.txt": "-e .\n" },
        python,
      ),
      fixed: null,
    },
    {
      title: "uv",
      code: files(
        "COPY . .\nRUN «uv sync» --locked --no-dev\n",
        { "pyproject.toml": "[project]\n", "uv.lock": "", "main.py": "" },
        python,
      ),
      fixed: files(
        "COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\nCOPY . .\n",
        { "pyproject.toml": "[project]\n", "uv.lock": "", "main.py": "" },
        python,
      ),
    },
    {
      title: "uv that builds the project",
      code: files(
        "COPY . .\nRUN «uv sync» --locked\n",
        { "pyproject.toml": '[build-system]\nrequires = ["hatchling"]\n', "uv.lock": "", "main.py": "" },
        python,
      ),
      fixed: null,
    },
    {
      title: "poetry without the project",
      code: files(
        "COPY . .\nRUN «poetry install» --no-root\n",
        { "pyproject.toml": "", "poetry.lock": "", "main.py": "" },
        python,
      ),
      fixed: files(
        "COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\n",
        { "pyproject.toml": "", "poetry.lock": "", "main.py": "" },
        python,
      ),
    },
    {
      title: "poetry with the project",
      code: files("COPY . .\nRUN «poetry install»\n", { "pyproject.toml": "", "main.py": "" }, python),
      fixed: null,
    },
    {
      title: "a hook needs the sources",
      code: files("COPY . .\nRUN «npm ci»\n", {
        ...npm,
        "package.json": '{ "scripts": { "postinstall": "prisma generate" } }',
      }),
      fixed: null,
    },
    {
      title: "a package of the repository",
      code: files("COPY . .\nRUN «npm ci»\n", {
        ...npm,
        "package.json": '{ "dependencies": { "a": "file:../a" } }',
      }),
      fixed: null,
    },
    {
      title: "the client of Prisma needs the schema",
      code: files("COPY . .\nRUN «npm ci»\n", {
        ...npm,
        "package.json": '{ "dependencies": { "@prisma/client": "^6" } }',
      }),
      fixed: null,
    },
    {
      title: "workspaces",
      code: files("COPY . .\nRUN «npm ci»\n", { ...npm, "package.json": '{ "workspaces": ["packages/*"] }' }),
      severity: "hint",
      fixed: null,
    },
    { title: "something between", code: files("COPY . .\nENV CI=1\nRUN «npm ci»\n"), fixed: null },
    { title: "another command first", code: files("COPY . .\nRUN ./prepare.sh && «npm ci»\n"), fixed: null },
    {
      title: "a command of the shell",
      code: files("COPY . .\nRUN if true; then «npm ci»; fi\n"),
      fixed: null,
    },
    { title: "exec form", code: files('COPY . .\nRUN ["«npm", "ci»"]\n'), fixed: null },
  ],
});
