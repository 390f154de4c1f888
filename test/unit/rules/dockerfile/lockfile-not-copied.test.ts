import { lockfileNotCopied } from "../../../../src/core/rules/dockerfile/lockfile-not-copied";
import { testRule } from "../../../support/rule-tester";

const head = "FROM node:24-slim\nWORKDIR /app\n";
const npm = { "package.json": "{}\n", "package-lock.json": "{}\n" };
const pnpm = { "package.json": "{}\n", "pnpm-lock.yaml": "" };
const yarn = { "package.json": "{}\n", "yarn.lock": "" };

/** A Dockerfile of Node with the given lines, and other files. */
function files(lines: string, others: Readonly<Record<string, string>>, start = head) {
  return { Dockerfile: `${start}${lines}`, ...others };
}

testRule(lockfileNotCopied, {
  valid: [
    { title: "all of it", code: files("COPY . .\nRUN npm ci\n", npm), proof: "npm ci" },
    { title: "a pattern", code: files("COPY package*.json ./\nRUN npm ci\n", npm), proof: "npm ci" },
    {
      title: "a pattern for what may be missing",
      code: files("COPY package.json yarn.lock* package-lock.json* ./\nRUN npm ci\n", npm),
    },
    {
      title: "two COPYs",
      code: files("COPY package.json .\nCOPY package-lock.json .\nRUN npm ci\n", npm),
      proof: "npm ci",
    },
    {
      title: "JSON form",
      code: files('COPY ["package.json", "package-lock.json", "/app/"]\nRUN npm ci\n', npm),
      proof: "npm ci",
    },
    {
      title: "bind mounts",
      code: files(
        "RUN --mount=type=bind,source=package.json,target=package.json \\\n --mount=type=bind,src=package-lock.json,dst=package-lock.json \\\n --mount=type=cache,target=/root/.npm npm ci\n",
        npm,
      ),
      proof: "npm ci",
    },
    { title: "the context as a mount", code: files("RUN --mount=type=bind,target=. npm ci\n", npm) },
    {
      title: "the context as a mount elsewhere",
      code: files(
        "COPY package.json ./\nRUN --mount=target=/src cp /src/package-lock.json . && npm ci\n",
        npm,
      ),
    },
    {
      title: "the parent stage copies it",
      code: files(
        "RUN npm ci\n",
        npm,
        "FROM node:24 AS base\nWORKDIR /app\nCOPY package.json package-lock.json ./\nFROM base\n",
      ),
    },
    {
      title: "another stage has it",
      code: files("COPY package.json ./\nCOPY --from=locks /out/ ./\nRUN npm ci\n", npm),
    },
    {
      title: "a variable holds its name",
      code: files("ARG LOCK\nCOPY package.json $LOCK ./\nRUN npm ci\n", npm),
    },
    {
      title: "a variable with a default",
      code: files("ARG LOCK=package-lock.json\nCOPY package.json ${LOCK} ./\nRUN npm ci\n", npm),
      proof: "npm ci",
    },
    {
      title: "the lockfile is made in the image",
      code: files("COPY package.json ./\nRUN npm install --package-lock-only && npm ci\n", npm),
    },
    {
      title: "the lockfile is fetched",
      code: files("COPY package.json ./\nRUN curl -fO https://x.org/package-lock.json\nRUN npm ci\n", npm),
    },
    {
      title: "there is no lockfile",
      code: files("COPY package.json ./\nRUN npm ci\n", { "package.json": "{}" }),
    },
    {
      title: "a plain install is another matter",
      code: files("COPY package.json ./\nRUN npm install\n", npm),
    },
    {
      title: "the manifest is not in this context",
      code: { "docker/Dockerfile": `${head}COPY package.json ./\nRUN npm ci\n`, ...npm },
    },
    {
      title: "in another folder",
      code: files("COPY web/package.json web/package-lock.json web/\nRUN cd web && npm ci\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
      proof: "npm ci",
    },
    {
      title: "parents are kept",
      code: files("COPY --parents package.json package-lock.json ./\nRUN npm ci\n", npm),
    },
    {
      title: "pnpm with its workspace",
      code: files("COPY package.json pnpm-*.yaml ./\nRUN pnpm install --frozen-lockfile\n", {
        ...pnpm,
        "pnpm-workspace.yaml": "packages: [a]\n",
      }),
      proof: "pnpm install",
    },
    {
      title: "patches are copied",
      code: files(
        "COPY package.json pnpm-lock.yaml ./\nCOPY patches patches\nRUN pnpm i --frozen-lockfile\n",
        {
          ...pnpm,
          "package.json": '{ "pnpm": { "patchedDependencies": { "a@1": "patches/a.patch" } } }',
          "patches/a.patch": "",
        },
      ),
    },
    {
      title: "settings of Yarn that change nothing",
      code: files("COPY package.json yarn.lock ./\nRUN yarn install --immutable\n", {
        ...yarn,
        ".yarnrc.yml": "enableTelemetry: false\n",
      }),
    },
    {
      title: "patch-package without scripts",
      code: files("COPY package*.json ./\nRUN npm ci --ignore-scripts\n", {
        ...npm,
        "package.json": '{ "scripts": { "postinstall": "patch-package" } }',
        "patches/a.patch": "",
      }),
    },
    {
      title: "patches are applied later",
      code: files("COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npx patch-package\n", {
        ...npm,
        "package.json": '{ "scripts": { "postinstall": "patch-package" } }',
        "patches/a.patch": "",
      }),
    },
    {
      title: "a COPY that names an ignored file fails by itself",
      code: files("COPY package.json package-lock.json ./\nRUN npm ci\n", {
        ...npm,
        ".dockerignore": "package-lock.json\n",
      }),
    },
    {
      title: "poetry",
      code: files(
        "COPY pyproject.toml poetry.lock* ./\nRUN poetry install --no-root\n",
        { "pyproject.toml": "", "poetry.lock": "" },
        "FROM python:3.13\nWORKDIR /app\n",
      ),
      proof: "poetry install",
    },
    {
      title: "a stage for tests",
      code: files("COPY package.json ./\nRUN npm ci\n", npm, "FROM node:24 AS test\nWORKDIR /app\n"),
    },
    { title: "not whole", code: files("COPY package.json ./\nRUN npm ci\nRUN <<EOF\nx\n", npm) },
  ],
  invalid: [
    {
      title: "pnpm",
      code: files("COPY ./package.json ./\nRUN «pnpm i» --frozen-lockfile\n", pnpm),
      severity: "error",
      message: /needs `pnpm-lock.yaml`, which nothing copies/,
      fixed: files("COPY ./package.json ./pnpm-lock.yaml ./\nRUN pnpm i --frozen-lockfile\n", pnpm),
    },
    {
      title: "a folder by name",
      code: files("COPY --chown=node:node package.json /app\nUSER node\nRUN «npm ci»\n", npm),
      fixed: files(
        "COPY --chown=node:node package.json package-lock.json /app/\nUSER node\nRUN npm ci\n",
        npm,
      ),
    },
    {
      title: "copied too late",
      code: files("COPY package.json ./\nRUN «npm ci»\nCOPY . .\n", npm),
      fixed: files("COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .\n", npm),
    },
    {
      title: "copied to another place",
      code: files("COPY package-lock.json /\nCOPY package.json ./\nRUN «npm ci»\n", npm),
    },
    {
      title: "a mount",
      code: files("RUN --mount=type=bind,source=package.json,target=/app/package.json «npm ci»\n", npm),
      fixed: files(
        "RUN --mount=type=bind,source=package.json,target=/app/package.json --mount=type=bind,source=package-lock.json,target=/app/package-lock.json npm ci\n",
        npm,
      ),
    },
    {
      title: "the ignore file keeps it out",
      code: files("COPY . .\nRUN «npm ci»\n", { ...npm, ".dockerignore": "*\n!src\n!package.json\n" }),
      message: /ignore file/,
      fixed: files("COPY . .\nRUN npm ci\n", {
        ...npm,
        ".dockerignore": "*\n!src\n!package.json\n!package-lock.json\n",
      }),
    },
    {
      title: "the ignore file and a missing COPY",
      code: files("COPY package.json ./\nRUN «npm ci»\n", {
        ...npm,
        ".dockerignore": "*.json\n!package.json\n",
      }),
      fixed: files("COPY package.json package-lock.json ./\nRUN npm ci\n", {
        ...npm,
        ".dockerignore": "*.json\n!package.json\n!package-lock.json\n",
      }),
    },
    {
      title: "Yarn 1 goes on without",
      code: files("COPY package.json ./\nRUN «yarn install» --frozen-lockfile\n", yarn),
      severity: "warning",
      fixed: files("COPY package.json yarn.lock ./\nRUN yarn install --frozen-lockfile\n", yarn),
    },
    {
      title: "settings and program of Yarn",
      code: files("COPY package.json yarn.lock ./\nRUN «yarn» --immutable\n", {
        ...yarn,
        ".yarnrc.yml": "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.cjs\n",
        ".yarn/releases/yarn-4.cjs": "",
      }),
      severity: "warning",
      fixed: files(
        "COPY package.json .yarnrc.yml yarn.lock ./\nCOPY .yarn/releases ./.yarn/releases\nRUN yarn --immutable\n",
        {
          ...yarn,
          ".yarnrc.yml": "nodeLinker: node-modules\nyarnPath: .yarn/releases/yarn-4.cjs\n",
          ".yarn/releases/yarn-4.cjs": "",
        },
      ),
    },
    {
      title: "workspace of pnpm without settings",
      code: files("COPY package.json pnpm-lock.yaml ./\nRUN «pnpm i» --frozen-lockfile\n", {
        ...pnpm,
        "pnpm-workspace.yaml": "packages: [a]\n",
      }),
      severity: "warning",
    },
    {
      title: "patches of pnpm",
      code: files("COPY package.json pnpm-lock.yaml ./\nRUN «pnpm i» --frozen-lockfile\n", {
        ...pnpm,
        "package.json": '{ "pnpm": { "patchedDependencies": { "a@1": "patches/a.patch" } } }',
        "patches/a.patch": "",
      }),
      severity: "error",
      fixed: files(
        "COPY package.json pnpm-lock.yaml ./\nCOPY patches ./patches\nRUN pnpm i --frozen-lockfile\n",
        {
          ...pnpm,
          "package.json": '{ "pnpm": { "patchedDependencies": { "a@1": "patches/a.patch" } } }',
          "patches/a.patch": "",
        },
      ),
    },
    {
      title: "patch-package",
      code: files("COPY package*.json ./\nRUN «npm ci»\n", {
        ...npm,
        "package.json": '{ "scripts": { "postinstall": "patch-package" } }',
        "patches/a.patch": "",
      }),
      severity: "warning",
      fixed: files("COPY package*.json ./\nCOPY patches ./patches\nRUN npm ci\n", {
        ...npm,
        "package.json": '{ "scripts": { "postinstall": "patch-package" } }',
        "patches/a.patch": "",
      }),
    },
    {
      title: "patch-package in a folder of the workspace",
      code: {
        "web/Dockerfile": `${head}COPY package*.json ./\nRUN «npm ci»\n`,
        "web/package.json": '{ "scripts": { "postinstall": "patch-package" } }',
        "web/package-lock.json": "{}",
        "web/patches/a.patch": "",
      },
    },
    {
      title: "uv",
      code: files(
        "COPY pyproject.toml ./\nRUN «uv sync» --locked --no-install-project\n",
        { "pyproject.toml": "", "uv.lock": "" },
        "FROM python:3.13\nWORKDIR /app\n",
      ),
      severity: "error",
    },
    {
      title: "poetry",
      code: files(
        "COPY pyproject.toml ./\nRUN «poetry install» --no-root\n",
        { "pyproject.toml": "", "poetry.lock": "" },
        "FROM python:3.13\nWORKDIR /app\n",
      ),
      severity: "warning",
    },
    {
      title: "a subfolder of the context",
      code: files("COPY web/package.json ./\nRUN «npm ci»\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
      fixed: files("COPY web/package.json web/package-lock.json ./\nRUN npm ci\n", {
        "web/package.json": "{}",
        "web/package-lock.json": "{}",
      }),
    },
  ],
});
