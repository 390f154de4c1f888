import type { CopyInstruction } from "../../files/dockerfile/instruction";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { slice } from "../../text/span";
import { defineRule, type Fix, type Problem } from "../rule";
import { insertAbove, insertBelow } from "./insert";
import { type NextApp, nextAppOf } from "./next-app";
import { isSetByService, isStartReplaced, type Run, runsOf } from "./runs";
import { startedBy } from "./start";

export const nextjsStandalone = defineRule({
  id: "dockerfile/nextjs-standalone",
  on: "dockerfile",
  severity: "warning",
  title: "Ship all that a standalone Next.js server needs",
  why: "The standalone build leaves styles, scripts and the public folder out, so that pages come without them, and its server listens on the container's own name unless HOSTNAME says otherwise.",
  references: [
    "https://nextjs.org/docs/app/api-reference/config/next-config-js/output",
    "https://nextjs.org/docs/app/getting-started/deploying#docker",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: 'FROM node:24-alpine AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n\nFROM node:24-alpine\nWORKDIR /app\nENV HOSTNAME=0.0.0.0\nCOPY --from=build --chown=node:node «/app/.next/standalone» ./\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-alpine AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n\nFROM node:24-alpine\nWORKDIR /app\nENV HOSTNAME=0.0.0.0\nCOPY --from=build --chown=node:node /app/.next/standalone ./\nCOPY --from=build --chown=node:node /app/.next/static ./.next/static\nCMD ["node", "server.js"]\n',
    },
    {
      title: "where the server listens",
      bad: 'FROM node:24-alpine\nWORKDIR /app\nCOPY .next/standalone ./\nCOPY .next/static ./.next/static\nCMD ["node", "«server.js»"]\n',
      good: 'FROM node:24-alpine\nWORKDIR /app\nCOPY .next/standalone ./\nCOPY .next/static ./.next/static\nENV HOSTNAME=0.0.0.0\nCMD ["node", "server.js"]\n',
    },
  ],
  *check({ file, project }) {
    const app = nextAppOf(project, file);
    for (const run of runsOf(project, file.path, file.form)) {
      const copy = run.stage
        .allInChain("COPY")
        .find(({ sources }) => sources.some(({ text }) => isStandalone(text)));
      if (!copy) {
        const problem = plainStart(run, app);
        if (problem) yield problem;
        continue;
      }
      if (!file.form.clean) continue;
      const missing = missingFolders(run.stage, copy, file, app);
      if (missing) yield missing;
      const hostname = missingHostname(run, file);
      if (hostname) yield hostname;
      if (!missing && !hostname)
        yield { proves: copy.span, message: "The standalone server has all its files." };
    }
  },
});

function isStandalone(path: string): boolean {
  return /(^|\/)\.next\/standalone\/?$/.test(path);
}

/** The folders that the standalone build leaves out and that no COPY brings. */
function missingFolders(
  stage: Stage,
  copy: CopyInstruction,
  file: SourceFile<"dockerfile">,
  app: NextApp,
): Problem | undefined {
  const source = copy.sources.find(({ text }) => isStandalone(text));
  if (!source || !copy.destination || app.servesStaticElsewhere) return undefined;
  const root = source.text.replace(/\.next\/standalone\/?$/, "");
  const all = stage
    .allInChain("COPY")
    .flatMap(({ sources }) => sources.map(({ text }) => text.replace(/\/$/, "")));
  const isWhole = all.some((path) => path === `${root}.next` || `${path}/` === root);
  // A build may put them into the standalone folder itself.
  const isMoved = /\.next\/standalone\/\S/.test(file.text.replaceAll(/COPY[^\n]*/g, "")) || app.movesStatic;
  if (isWhole || isMoved) return undefined;
  const folders: [name: string, from: string][] = [];
  if (!all.some((path) => /(^|\/)\.next\/static$/.test(path)))
    folders.push([".next/static", `${root}.next/static`]);
  if (app.hasPublic && !all.some((path) => /(^|\/)public$/.test(path)))
    folders.push(["public", `${root}public`]);
  if (folders.length === 0) return undefined;
  const names = folders.map(([name]) => `\`${name}\``).join(" and ");
  const flags = [copy.from, copy.chown, copy.chmod].flatMap((flag) =>
    flag ? [slice(file.text, flag.span)] : [],
  );
  const place = destinationOf(copy.destination.text, root, stage, app);
  const lines = folders.map(([name, from]) => ["COPY", ...flags, from, `${place}${name}`].join(" "));
  const fixes: Fix[] =
    place === undefined || copy.sources.length > 1 || !stage.owns(copy)
      ? []
      : [{ title: `Copy ${names} too`, kind: "safe", edits: [insertBelow(file, copy, lines)] }];
  const message = `The standalone build leaves ${names} out, and no COPY brings ${folders.length > 1 ? "them" : "it"}.`;
  return { at: source.span, message, fixes };
}

/** Where the application lies in the image, with a slash at its end; undefined when that cannot be told. */
function destinationOf(to: string, root: string, stage: Stage, { folder }: NextApp): string | undefined {
  const base = to.endsWith("/") ? to : `${to}/`;
  const started = startedBy(stage).flatMap(({ program }) => program.args.map(({ text }) => text));
  const server = started.find((text) => /(^|\/)server\.js$/.test(text));
  const inside =
    server?.startsWith("/") === false ? server.replace(/^\.\//, "").replace(/server\.js$/, "") : "";
  if (inside !== "") return root.endsWith(`/${inside}`) || root === inside ? base + inside : undefined;
  if (folder === undefined || folder === "") return base;
  // In a monorepo the build keeps the folders above the application.
  return root === `${folder}/` || root.endsWith(`/${folder}/`) ? `${base}${folder}/` : base;
}

/** The server takes HOSTNAME, which Docker sets to the name of the container, for its address. */
function missingHostname(run: Run, file: SourceFile<"dockerfile">): Problem | undefined {
  const { stage } = run;
  if (stage.defines("HOSTNAME") || isSetByService(run, ["HOSTNAME"]) || isStartReplaced(run))
    return undefined;
  for (const { program } of startedBy(stage)) {
    const server =
      toolOf(program) === "node" && program.args.find(({ text }) => /(^|\/)server\.js$/.test(text));
    if (!server || program.envPrefix.some(({ text }) => text.startsWith("HOSTNAME="))) continue;
    const start = stage.instructions.find(({ kind }) => kind === "CMD" || kind === "ENTRYPOINT");
    const line = "ENV HOSTNAME=0.0.0.0";
    const fixes: Fix[] = start
      ? [{ title: "Add `ENV HOSTNAME=0.0.0.0`", kind: "safe", edits: [insertAbove(file, start, [line])] }]
      : [];
    const message =
      "HOSTNAME is the name of the container here, so the server does not listen on 127.0.0.1, where a health check asks.";
    // The network of the container still reaches it by that name.
    const isAsked =
      stage.effects.healthcheck?.check.kind === "command" ||
      run.services.some((service) => service.some(({ healthcheck }) => healthcheck === "defined"));
    return { at: server.span, severity: isAsked ? "warning" : "info", message, fixes };
  }
  return undefined;
}

/** `next start`, which needs all of node_modules, or does not go with the configuration. */
function plainStart(run: Run, { output }: NextApp): Problem | undefined {
  if (output === undefined || output === "export" || isStartReplaced(run)) return undefined;
  for (const { program } of startedBy(run.stage)) {
    const verb = toolOf(program) === "next" && program.args.find(({ text }) => text === "start");
    if (!verb) continue;
    const at = { start: program.words[0]?.span.start ?? verb.span.start, end: verb.span.end };
    if (output === "standalone")
      return {
        at,
        message:
          '`next start` does not work with `output: "standalone"`: the build has a server of its own, server.js.',
      };
    const message =
      '`next start` needs all of node_modules; with `output: "standalone"` the image holds only what is used.';
    return { at, severity: "info", message };
  }
  return undefined;
}
