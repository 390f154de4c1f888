import { pinGlobalTool } from "../../../../src/core/rules/dockerfile/pin-global-tool";
import { testRule } from "../../../support/rule-tester";

const node = "FROM node:24-slim\n";

testRule(pinGlobalTool, {
  valid: [
    `${node}RUN npm install\n`,
    `${node}RUN npm install --progress=false --no-audit\n`,
    `${node}RUN npm ci --omit=dev\n`,
    { title: "versions", code: `${node}RUN npm i -g serve@14.2.4 "pm2@^6"\n`, proof: "serve@14.2.4" },
    `${node}RUN npm install @acme/tool@">=1.0.0 <2.0.0"\n`,
    `${node}RUN npm install -g npm@11 && npm cache clean --force\n`,
    { title: "a tag that is not latest", code: `${node}RUN npm install -g typescript@next\n` },
    { title: "archives", code: `${node}RUN npm install a-1.0.tgz b.tar c.tar.gz https://x.org/d.tgz\n` },
    { title: "folders", code: `${node}RUN npm install -g . ./a ../b /c ~/d file:../e\n` },
    { title: "git with a ref", code: `${node}RUN npm i git+ssh://git@github.com:a/b.git#v1 a/b#main\n` },
    { title: "npm alias", code: `${node}RUN npm install left@npm:right@1.2.3\n` },
    { title: "a flag with its value", code: `${node}RUN npm i --registry https://r.example.com serve@14\n` },
    {
      title: "another flag with its value",
      code: `${node}RUN npm --prefix web install --omit dev --loglevel warn\n`,
    },
    { title: "a switch with its value", code: `${node}RUN npm install --unsafe-perm true -g serve@14\n` },
    {
      title: "a script called install",
      code: `${node}RUN npm run --silent install && npm run add express\n`,
    },
    { title: "variables", code: `${node}ARG V\nRUN npm install -g pnpm@$V serve@\${W} $TOOLS\n` },
    { title: "a clean install names no packages", code: `${node}RUN npm ci serve\n` },
    `${node}RUN yarn install && yarn && yarn build\n`,
    `${node}RUN pnpm add -g turbo@2 && yarn global add serve@14 && bun add -g serve@14\n`,
    `${node}RUN pnpm --filter web install && pnpm install -w\n`,
    `${node}RUN npx serve && npm exec prisma generate\n`,
    { title: "corepack with a version", code: `${node}RUN corepack prepare pnpm@10.20.0 --activate\n` },
    {
      title: "corepack with what package.json says",
      code: `${node}RUN corepack enable && corepack prepare --activate\n`,
    },
    {
      title: "package.json decides for corepack",
      code: {
        Dockerfile: `${node}RUN corepack prepare pnpm@latest --activate\n`,
        "package.json": '{ "packageManager": "pnpm@10.20.0+sha512.abc" }\n',
      },
    },
    {
      title: "the newest corepack",
      code: "FROM node:26\nRUN npm install -g corepack@latest && corepack enable\n",
    },
    {
      title: "pip tools with versions",
      code: "FROM python:3.13\nRUN pip install poetry==2.2.1 'uv>=0.9,<1' pipenv~=2025.0\n",
      proof: "poetry==2.2.1",
    },
    { title: "pip with constraints", code: "FROM python:3.13\nRUN pip install -c tools.txt poetry\n" },
    {
      title: "other packages of pip",
      code: "FROM python:3.13\nRUN pip install -r requirements.txt && pip install -U pip flask\n",
    },
    { title: "a folder called poetry", code: "FROM python:3.13\nRUN pip install --target poetry x==1\n" },
    {
      title: "poetry from a variable",
      code: 'FROM python:3.13\nRUN pip install poetry==$POETRY_VERSION "uv==${UV}"\n',
    },
    {
      title: "no package manager",
      code: "FROM debian\nRUN apt-get install npm && echo npm install express\n",
    },
    { title: "another command's words", code: `${node}RUN echo "npm install -g serve"\n` },
  ],
  invalid: [
    { title: "no FROM at all", code: "RUN npm install «express»\n", severity: "warning", fixed: null },
    { title: "in a trigger", code: "ONBUILD RUN npm install «express»\n" },
    { code: `${node}RUN npm install «@acme/tool» sax@0.1.1\n`, message: /`@acme\/tool` has no version/ },
    { title: "several", code: `${node}RUN npm i -g «serve» \\\n  «pm2»\n` },
    { title: "--global before the verb", code: `${node}RUN npm --global install «serve»\n` },
    {
      title: "behind other flags",
      code: `${node}RUN npm install --registry=https://r.example.com -gD «serve»\n`,
    },
    {
      title: "git without a ref",
      code: `${node}RUN npm install «git+https://github.com/a/b.git» «git://x.org/c»\n`,
      message: /commit/,
    },
    { title: "a repository without a ref", code: `${node}RUN npm install «acme/tool»\n` },
    {
      title: "other managers",
      code: `${node}RUN yarn global add «serve» && pnpm add -g «turbo» && bun add --global «serve»\n`,
    },
    { title: "exec form", code: `${node}RUN ["npm", "install", "-g", "«serve»"]\n` },
    { title: "in a heredoc", code: `${node}RUN <<EOF\nnpm install -g «serve»\nEOF\n` },
    { title: "with sudo", code: `${node}RUN sudo -E npm install -g «serve»\n` },
    {
      title: "quoted, version from engines",
      code: {
        Dockerfile: `${node}RUN npm i -g "pnpm"\n`,
        "package.json": '{ "engines": { "node": ">=22", "pnpm": ">=9.4 <10" } }\n',
      },
      fixed: {
        Dockerfile: `${node}RUN npm i -g "pnpm"@9\n`,
        "package.json": '{ "engines": { "node": ">=22", "pnpm": ">=9.4 <10" } }\n',
      },
    },
    {
      title: "latest, version from a dependency below 1",
      code: {
        Dockerfile: `${node}RUN npm i -g «drizzle-kit@latest»\n`,
        "package.json": '{ "devDependencies": { "drizzle-kit": "~0.31.5" } }\n',
      },
      severity: "info",
      fixed: {
        Dockerfile: `${node}RUN npm i -g drizzle-kit@0.31\n`,
        "package.json": '{ "devDependencies": { "drizzle-kit": "~0.31.5" } }\n',
      },
    },
    {
      title: "no version that the registry does not have",
      code: {
        Dockerfile: `${node}RUN npm i -g «yarn»\n`,
        "package.json": '{ "packageManager": "yarn@4.1.0" }\n',
      },
      fixed: null,
    },
    { title: "the newest package manager", code: `${node}RUN npm i -g «pnpm@latest»\n`, severity: "warning" },
    {
      title: "corepack with the newest",
      code: `${node}RUN corepack enable && corepack prepare «pnpm@latest» --activate\n`,
      severity: "warning",
      message: /Corepack/,
    },
    { title: "corepack with a tag", code: `${node}RUN corepack prepare «yarn@stable» --activate\n` },
    { title: "python -m pip", code: "FROM python:3.13\nRUN python3 -m pip install -U pip «uv»\n" },
    {
      title: "pip3 with extras",
      code: "FROM python:3.13\nRUN pip3 install --no-cache-dir «pipenv» '«poetry[x]»'\n".replace(
        "'«poetry[x]»'",
        "«'poetry[x]'»",
      ),
    },
    { title: "pipx", code: "FROM python:3.13\nRUN pipx install «poetry»\n" },
  ],
});
