import { frozenInstall } from "../../../../src/core/rules/dockerfile/frozen-install";
import { testRule } from "../../../support/rule-tester";

const head = "FROM node:24-slim\nWORKDIR /app\n";
const npm = { "package.json": "{}\n", "package-lock.json": "{}\n" };
const pnpm = { "package.json": "{}\n", "pnpm-lock.yaml": "" };
const yarn = { "package.json": "{}\n", "yarn.lock": "" };
const uv = { "pyproject.toml": '[project]\nname = "a"\n', "uv.lock": "" };

/** A Dockerfile of Node with the given lines, and other files. */
function files(lines: string, others: Readonly<Record<string, string>>, start = head) {
  return { Dockerfile: `${start}${lines}`, ...others };
}

testRule(frozenInstall, {
  valid: [
    { title: "npm ci", code: files("COPY . .\nRUN npm ci\n", npm), proof: "npm ci" },
    {
      title: "pnpm",
      code: files("COPY . .\nRUN pnpm install --prod --frozen-lockfile\n", pnpm),
      proof: "pnpm install",
    },
    { title: "yarn", code: files("COPY . .\nRUN yarn --frozen-lockfile\n", yarn), proof: "yarn" },
    {
      title: "yarn immutable",
      code: files("COPY . .\nRUN corepack yarn install --immutable\n", yarn),
      proof: "yarn install",
    },
    {
      title: "bun",
      code: files("COPY . .\nRUN bun install --frozen-lockfile && bun ci\n", {
        "package.json": "{}",
        "bun.lock": "",
      }),
    },
    {
      title: "bun in production is exact",
      code: files("COPY . .\nRUN bun install --production\n", { "package.json": "{}", "bun.lock": "" }),
    },
    {
      title: "uv",
      code: files("COPY . .\nRUN uv sync --frozen --no-dev && uv sync --locked\n", uv, "FROM python:3.13\n"),
      proof: "uv sync",
    },
    {
      title: "uv told by a variable",
      code: files("ENV UV_LOCKED=1\nCOPY . .\nRUN uv sync\n", uv, "FROM python:3.13\n"),
    },
    {
      title: "poetry reads its lockfile by itself",
      code: files(
        "COPY . .\nRUN poetry install --no-root\n",
        { "pyproject.toml": "", "poetry.lock": "" },
        "FROM python:3.13\n",
      ),
    },
    { title: "a global install", code: files("COPY . .\nRUN npm install -g serve\n", npm) },
    {
      title: "packages by name",
      code: files("COPY . .\nRUN npm install express && yarn add x && pnpm add y\n", npm),
    },
    {
      title: "a stage for development",
      code: files("COPY . .\nRUN npm install\n", npm, "FROM node:24 AS dev\nWORKDIR /app\n"),
    },
    { title: "CI makes pnpm exact", code: files("ENV CI=true\nCOPY . .\nRUN pnpm install\n", pnpm) },
    { title: "CI on the command", code: files("COPY . .\nRUN CI=1 pnpm install\n", pnpm) },
    { title: "CI exported", code: files("COPY . .\nRUN export CI=true && pnpm install\n", pnpm) },
    {
      title: "pnpm fetch, then offline",
      code: files("COPY pnpm-lock.yaml ./\nRUN pnpm fetch\nCOPY . .\nRUN pnpm install --offline -r\n", pnpm),
    },
    {
      title: "Yarn settings",
      code: files("COPY . .\nRUN yarn install\n", {
        ...yarn,
        ".yarnrc.yml": "enableImmutableInstalls: true\n",
      }),
    },
    {
      title: "the manifest comes from another stage",
      code: files("COPY --from=pruner /app/out/json/ .\nRUN npm install\n", npm),
    },
    {
      title: "the manifest is not in this context",
      code: { "docker/Dockerfile": `${head}COPY package.json ./\nRUN npm install\n`, ...npm },
    },
    {
      title: "the lockfile lies above",
      code: {
        "apps/web/Dockerfile": `${head}COPY . .\nRUN npm install\n`,
        "apps/web/package.json": "{}",
        "package-lock.json": "{}",
      },
    },
    { title: "another folder", code: files("COPY . .\nRUN cd $X && npm install\n", npm) },
    { title: "nothing to lock", code: files("COPY . .\nRUN npm install\n", { "package.json": "{}" }) },
    {
      title: "only the lockfile is written",
      code: files("COPY . .\nRUN npm install --package-lock-only && npm ci\n", npm),
    },
    { title: "a script called install", code: files("COPY . .\nRUN npm run install\n", npm) },
    {
      title: "other commands of Yarn",
      code: files("COPY . .\nRUN yarn build && yarn --version && yarn workspaces focus\n", yarn),
    },
    { title: "a folder that is hidden", code: files("ARG D\nCOPY . $D\nWORKDIR $D\nRUN npm install\n", npm) },
  ],
  invalid: [
    {
      title: "npm i",
      code: files("COPY . .\nRUN «npm i» --no-audit && npm run build\n", npm),
      severity: "warning",
      message: /package-lock\.json/,
      fixed: files("COPY . .\nRUN npm ci --no-audit && npm run build\n", npm),
    },
    {
      title: "exec form",
      code: files('COPY . .\nRUN ["«npm", "install»"]\n', npm),
      fixed: files('COPY . .\nRUN ["npm", "ci"]\n', npm),
    },
    {
      title: "shrinkwrap",
      code: files("COPY . .\nRUN «npm install»\n", { "package.json": "{}", "npm-shrinkwrap.json": "{}" }),
    },
    {
      title: "bare yarn",
      code: files("COPY . .\nRUN «yarn» --production\n", yarn),
      fixed: files("COPY . .\nRUN yarn --production --frozen-lockfile\n", yarn),
    },
    {
      title: "Yarn 4",
      code: files("COPY . .\nRUN «yarn install»\n", {
        ...yarn,
        "package.json": '{ "packageManager": "yarn@4.9.1" }',
      }),
      fixed: files("COPY . .\nRUN yarn install --immutable\n", {
        ...yarn,
        "package.json": '{ "packageManager": "yarn@4.9.1" }',
      }),
    },
    {
      title: "pnpm in exec form",
      code: files('COPY . .\nRUN ["«pnpm", "install»", "--prod"]\n', pnpm),
      fixed: files('COPY . .\nRUN ["pnpm", "install", "--frozen-lockfile", "--prod"]\n', pnpm),
    },
    {
      title: "refused on purpose",
      code: files("COPY . .\nRUN «pnpm i» --no-frozen-lockfile\n", pnpm),
      fixed: files("COPY . .\nRUN pnpm i --frozen-lockfile\n", pnpm),
    },
    {
      title: "refused although CI is set",
      code: files("ENV CI=1\nCOPY . .\nRUN «pnpm i» --frozen-lockfile=false\n", pnpm),
    },
    {
      title: "bun",
      code: files("COPY . .\nRUN «bun install»\n", { "package.json": "{}", "bun.lockb": "" }),
      fixed: files("COPY . .\nRUN bun install --frozen-lockfile\n", {
        "package.json": "{}",
        "bun.lockb": "",
      }),
    },
    {
      title: "uv in a workspace",
      code: files(
        "COPY . .\nRUN «uv sync»\n",
        { "pyproject.toml": "[tool.uv.workspace]\nmembers = []\n", "uv.lock": "" },
        "FROM python:3.13\n",
      ),
      fixed: files(
        "COPY . .\nRUN uv sync --frozen\n",
        { "pyproject.toml": "[tool.uv.workspace]\nmembers = []\n", "uv.lock": "" },
        "FROM python:3.13\n",
      ),
    },
    {
      title: "in another folder",
      code: files("COPY web ./web\nRUN cd web && «npm install»\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
      fixed: files("COPY web ./web\nRUN cd web && npm ci\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
    },
    {
      title: "a folder by flag",
      code: files("COPY . .\nRUN «npm --prefix web install»\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
      fixed: files("COPY . .\nRUN npm --prefix web ci\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
    },
    {
      title: "the lockfile beside, JSON form",
      code: files('COPY --chown=node ["package.json", "./"]\nRUN «npm install»\n', npm),
      fixed: files('COPY --chown=node ["package.json", "package-lock.json", "./"]\nRUN npm ci\n', npm),
    },
    {
      title: "the folder by its name",
      code: files("COPY package.json /app\nRUN «npm install»\n", npm),
      fixed: files("COPY package.json package-lock.json /app/\nRUN npm ci\n", npm),
    },
    {
      title: "file to file",
      code: files("COPY --chown=node package.json ./package.json\nRUN «npm install»\n", npm),
      fixed: files(
        "COPY --chown=node package.json ./package.json\nCOPY --chown=node package-lock.json ./package-lock.json\nRUN npm ci\n",
        npm,
      ),
    },
    {
      title: "bind mounts",
      code: files(
        "RUN --mount=type=bind,source=package.json,target=package.json \\\n    «npm install»\n",
        npm,
      ),
      fixed: files(
        "RUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json \\\n    npm ci\n",
        npm,
      ),
    },
    {
      title: "the ignore file keeps it out",
      code: files("COPY . .\nRUN «npm install»\n", {
        ...npm,
        ".dockerignore": "node_modules\npackage-lock.json\n",
      }),
      fixed: files("COPY . .\nRUN npm ci\n", {
        ...npm,
        ".dockerignore": "node_modules\npackage-lock.json\n!package-lock.json\n",
      }),
    },
    {
      title: "the ignore file keeps it from a pattern",
      code: files("COPY package*.json ./\nRUN «npm install»\n", { ...npm, ".dockerignore": "*-lock.json\n" }),
      fixed: files("COPY package*.json ./\nRUN npm ci\n", {
        ...npm,
        ".dockerignore": "*-lock.json\n!package-lock.json\n",
      }),
    },
    {
      title: "a subfolder of the context",
      code: files("COPY web/package.json ./\nRUN «npm install»\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
      fixed: files("COPY web/package.json web/package-lock.json ./\nRUN npm ci\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
    },
    {
      title: "a context that Compose names",
      code: {
        "docker/Dockerfile": `${head}COPY web/package*.json ./\nRUN «npm install»\n`,
        "compose.yaml":
          "services:\n  web:\n    build:\n      context: .\n      dockerfile: docker/Dockerfile\n",
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      },
    },
    {
      title: "the wrong manager",
      code: files("COPY . .\nRUN «npm install»\n", yarn),
      message: /yarn\.lock/,
      fixed: null,
    },
    {
      title: "no lockfile at all",
      code: files("COPY . .\nRUN «npm install»\n", {
        "package.json": '{ "dependencies": { "express": "^5" } }',
      }),
      severity: "info",
      message: /Commit one/,
      fixed: null,
    },
    {
      title: "no lockfile on purpose",
      code: files("COPY . .\nRUN «npm install» --no-package-lock\n", npm),
      fixed: null,
    },
    {
      title: "inherited from a stage",
      code: files("RUN «npm install»\n", npm, "FROM node:24 AS base\nWORKDIR /app\nCOPY . .\nFROM base\n"),
    },
  ],
});
