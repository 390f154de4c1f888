import { commandsOf } from "../../files/dockerfile/command";
import { tagParts } from "../../files/dockerfile/image-reference";
import type { ShellCommand, ShellWord } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { Span } from "../../text/span";
import { defineRule, type Severity } from "../rule";
import { isBuild } from "./build-command";
import { dependencyInstalls } from "./dependency-install";
import { isDevStage } from "./dev-stage";
import { osCommandOf } from "./os-install";
import { WorkingFolders } from "./working-folders";

export const multiStage = defineRule({
  id: "dockerfile/multi-stage",
  on: "dockerfile",
  severity: "info",
  title: "Build in one stage and run in another",
  why: "What only the build needs, compilers, sources and packages for development, stays in the image: it is larger to move, slower to start and has more to patch.",
  references: [
    "https://docs.docker.com/build/building/multi-stage/",
    "https://docs.docker.com/build/building/best-practices/#use-multi-stage-builds",
  ],
  equivalents: [],
  fix: "none",
  hardening: true,
  examples: [
    {
      bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN npm ci && «npm run build»\nCMD ["node", "dist/server.js"]\n',
      good: 'FROM node:24-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build && npm prune --omit=dev\n\nFROM node:24-slim\nWORKDIR /app\nCOPY --from=build /app/node_modules ./node_modules\nCOPY --from=build /app/dist ./dist\nCMD ["node", "dist/server.js"]\n',
      fix: null,
    },
    {
      title: "a compiler for the packages",
      bad: 'FROM python:3.13-slim\nRUN apt-get update && apt-get install -y --no-install-recommends «build-essential»\nCOPY . .\nRUN pip install -r requirements.txt\nCMD ["gunicorn", "app:app"]\n',
      good: 'FROM python:3.13-slim AS build\nRUN apt-get update && apt-get install -y --no-install-recommends build-essential\nCOPY . .\nRUN python -m venv /opt/venv && /opt/venv/bin/pip install -r requirements.txt\n\nFROM python:3.13-slim\nCOPY --from=build /opt/venv /opt/venv\nCOPY . .\nCMD ["/opt/venv/bin/gunicorn", "app:app"]\n',
      fix: null,
    },
  ],
  *check({ file }) {
    const { stages, finalStage: stage, clean } = file.form;
    // Without a command it is an image to build on, or to build with.
    if (!stage || stages.length > 1 || !clean || isDevStage(stage)) return;
    if (!stage.effects.cmd && !stage.effects.entrypoint) return;
    const signal = buildIn(stage) ?? compilerIn(stage) ?? fullImageOf(stage);
    if (signal) yield signal;
  },
});

interface Signal {
  readonly at: Span;
  readonly message: string;
  readonly severity?: Severity;
}

function buildIn(stage: Stage): Signal | undefined {
  for (const command of commandsIn(stage)) {
    if (!isBuild(command)) continue;
    const words = wordsOf(command);
    const [first] = words;
    const end = words.at(-1)?.span.end;
    if (!first || end === undefined) continue;
    const name = words.map(({ text }) => text).join(" ");
    const message = `\`${name}\` runs in the stage that is shipped, with all that it needs. Build in a stage of its own and copy the result.`;
    return { at: { start: first.span.start, end }, message };
  }
  return undefined;
}

/** The words that say what is built: `npm run build`, `go build`, `tsc`. */
function wordsOf({ words }: ShellCommand): readonly ShellWord[] {
  const flag = words.findIndex(({ text }) => text.startsWith("-"));
  return words.slice(
    0,
    Math.min(flag < 0 ? words.length : flag, /^run(-script)?$/.test(words[1]?.text ?? "") ? 3 : 2),
  );
}

const compilers = new Set(
  "build-essential build-base gcc g++ gcc-c++ clang cmake rustc cargo golang golang-go".split(" "),
);

function compilerIn(stage: Stage): Signal | undefined {
  for (const run of stage.all("RUN")) {
    const found = run.scripts
      .flatMap((script) => commandsOf(script))
      .flatMap((each) => osCommandOf(each) ?? []);
    if (found.some(({ action }) => action === "remove")) continue;
    for (const { action, packages } of found) {
      const word = action === "install" ? packages.find(({ text }) => compilers.has(text)) : undefined;
      if (!word) continue;
      const message = `\`${word.text}\` stays in the image that is shipped. Compile in a stage of its own and copy the result.`;
      return { at: word.span, message };
    }
  }
  return undefined;
}

function fullImageOf(stage: Stage): Signal | undefined {
  const { base, from } = stage;
  if (!base?.tag || !from.image || (base.official !== "node" && base.official !== "python")) return undefined;
  if (tagParts(base).some((part) => /^(slim|alpine|windows|nanoserver)/.test(part))) return undefined;
  if (dependencyInstalls(stage, new WorkingFolders(stage)).length === 0) return undefined;
  const message = `\`${base.text}\` brings compilers that a running application does not need. Install in it, and run on its \`-slim\` image.`;
  return { at: from.image.span, severity: "hint", message };
}

function* commandsIn(stage: Stage): Generator<ShellCommand> {
  for (const run of stage.all("RUN")) {
    for (const script of run.scripts) yield* commandsOf(script);
  }
}
