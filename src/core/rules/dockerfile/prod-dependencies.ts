import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Fix, type Report } from "../rule";
import { buildsAfter } from "./build-command";
import { insertAbove } from "./insert";
import { envPair, isSetElsewhere, readsMode } from "./node-mode";
import { fullModulesOf, type ModulesOrigin } from "./node-modules";
import { mainManifest, type PackageManifest } from "./package-manifest";
import { isStartReplaced, type Run, runsOf } from "./runs";
import { startedBy } from "./start";
import { WorkingFolders } from "./working-folders";

export const prodDependencies = defineRule({
  id: "dockerfile/prod-dependencies",
  on: "dockerfile",
  severity: "warning",
  title: "Run Node for production, with its packages only",
  why: "Packages for development make the image larger and bring vulnerabilities that production does not need; without NODE_ENV=production frameworks run slower and answer errors with stack traces.",
  references: [
    "https://docs.npmjs.com/cli/commands/npm-ci#omit",
    "https://expressjs.com/en/advanced/best-practice-performance.html#set-node_env-to-production",
  ],
  equivalents: [],
  fix: "review",
  hardening: true,
  examples: [
    {
      title: "packages for development",
      bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN «npm ci»\nCOPY . .\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\nCOPY . .\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
      with: {
        "package.json": '{ "devDependencies": { "vitest": "^4.0.0" } }\n',
        "package-lock.json": "{}\n",
      },
    },
    {
      title: "NODE_ENV",
      bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\n«CMD» ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev\nENV NODE_ENV=production\nCMD ["node", "server.js"]\n',
      with: { "package.json": '{ "dependencies": { "express": "^5.1.0" } }\n' },
    },
  ],
  *check({ file, project }) {
    const manifest = mainManifest(project, file.path);
    if (!manifest || !file.form.clean) return;
    for (const run of runsOf(project, file.path, file.form)) {
      if (isStartReplaced(run) || !startsNode(run.stage)) continue;
      yield* judgeModules(run.stage, manifest, file);
      yield* judgeMode(run, manifest, file, project);
    }
  },
});

/** Whether the container starts an application with Node, not a server of files. */
function startsNode(stage: Stage): boolean {
  return startedBy(stage).some(({ program }) => {
    const tool = toolOf(program);
    if (/^(npm|pnpm|yarn)$/.test(tool))
      return program.args.some(({ text }) => /^(start|serve|start:prod)$/.test(text));
    return /^(node|nodejs|next|nest|pm2-runtime|tsx|ts-node|fastify)$/.test(tool);
  });
}

function* judgeModules(
  stage: Stage,
  manifest: PackageManifest,
  file: SourceFile<"dockerfile">,
): Generator<Report> {
  if (Object.keys(manifest.devDependencies).length === 0) return;
  const folder = new WorkingFolders(stage).at(Number.POSITIVE_INFINITY);
  const origin = fullModulesOf(stage, folder, file.form.stages);
  if (!origin) return;
  const { install, copy } = origin;
  const message = copy
    ? `The packages come from \`${install.title}\` of another stage, those for development among them.`
    : `\`${install.title}\` installs packages for development, and nothing removes them.`;
  const at = copy ? (copy.sources[0]?.span ?? copy.span) : install.at;
  const related = copy ? [{ path: file.path, at: install.at, message: "This installs them." }] : [];
  yield { at, message, related, fixes: modulesFixes(origin) };
}

/** Leaving packages out is right only where nothing is built from them. */
function modulesFixes({ install, stage, copy }: ModulesOrigin): Fix[] {
  const { tool, verb, run } = install;
  if (copy || run.command?.form === "exec" || buildsAfter(stage, install)) return [];
  const flag = tool === "npm" ? "--omit=dev" : tool === "pnpm" ? "--prod" : "--production";
  const edits = [insertion(verb.span.end, ` ${flag}`)];
  return [{ title: `Leave packages for development out with \`${flag}\``, kind: "review", edits }];
}

/** Images that are known to leave NODE_ENV alone. */
const plainImages = new Set(["node", "debian", "ubuntu", "alpine"]);
function* judgeMode(
  run: Run,
  manifest: PackageManifest,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Generator<Report> {
  const { stage } = run;
  const pair = envPair(stage);
  if (pair) {
    const value = pair.value && stage.expand(pair.value).text;
    if (value === "production")
      yield { proves: pair.span, message: "NODE_ENV is `production` in the image." };
    if (value !== "development" || !pair.value || isSetElsewhere(run, manifest, project)) return;
    const message = "The image starts Node in `development` mode.";
    yield { at: pair.span, message, fixes: [modeFix([replacement(pair.value.span, "production")])] };
    return;
  }
  const start = stage.effects.cmd ?? stage.effects.entrypoint;
  if (!start || isSetElsewhere(run, manifest, project) || !plainImages.has(stage.base?.official ?? ""))
    return;
  const message = "Nothing sets NODE_ENV to `production`, so packages run in development mode.";
  const first = [stage.effects.entrypoint, stage.effects.cmd]
    .filter((each) => each !== undefined && stage.owns(each))
    .sort((a, b) => (a?.index ?? 0) - (b?.index ?? 0))[0];
  const fixes = first ? [modeFix([insertAbove(file, first, ["ENV NODE_ENV=production"])])] : [];
  yield { at: start.keywordSpan, severity: readsMode(manifest) ? "warning" : "info", message, fixes };
}

function modeFix(edits: readonly TextEdit[]): Fix {
  return { title: "Set `NODE_ENV=production` in the image", kind: "review", edits };
}
