import { commandsOf } from "../../files/dockerfile/command";
import { type ImageReference, tagParts } from "../../files/dockerfile/image-reference";
import type { CopyInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { insertion, replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { mainManifest, type PackageManifest, releaseLine } from "./package-manifest";

/** From this line on the images of Node come without Corepack. */
const FIRST_WITHOUT = 25;
/** The day on which the `lts` tags moved to such a line. */
const LTS_WITHOUT_SINCE = "2026-10-28";

export const corepackMissing = defineRule({
  id: "dockerfile/corepack-missing",
  on: "dockerfile",
  severity: "error",
  title: "Install Corepack before it is used",
  why: "Node 25 and later come without Corepack: the command is not found and the build stops with exit code 127.",
  references: [
    "https://nodejs.org/docs/latest-v24.x/api/corepack.html",
    "https://github.com/nodejs/corepack#manual-installs",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: "FROM node:26-slim\nRUN «corepack» enable && pnpm --version\n",
      good: "FROM node:26-slim\nRUN npm install -g corepack@latest && corepack enable && pnpm --version\n",
    },
    {
      title: "pnpm without Corepack, in the version of the project",
      bad: "FROM node:26-alpine\nRUN «corepack» enable && corepack prepare pnpm@10.20.0 --activate\n",
      good: "FROM node:26-alpine\nRUN npm install -g pnpm@10\n",
      fix: "Install `pnpm@10` with npm instead",
      with: { "package.json": '{ "packageManager": "pnpm@10.20.0" }\n' },
    },
  ],
  *check({ file, project }) {
    // Stages whose Corepack is settled: brought by something, or missing at a place that was named.
    const settled = new Set<Stage>();
    for (const stage of file.form.stages) {
      const { base, parent } = stage;
      const step = parent && settled.has(parent) ? "brought" : firstStep(stage);
      if (step) settled.add(stage);
      if (!base || !step || step === "brought" || !isWithout(base, project.today)) continue;
      const { run, command } = step;
      const at = command.words[0]?.span ?? command.span;
      const message = `\`${base.text}\` comes without Corepack, so \`corepack\` is not found and the build stops here.`;
      const fixes =
        run.command?.form === "shell" ? fixesFor(run, command, mainManifest(project, file.path)) : [];
      yield { at, message, fixes };
    }
  },
});

function isWithout(base: ImageReference, today: string): boolean {
  if (base.official !== "node") return false;
  const [first] = tagParts(base);
  if (first === undefined) return base.digest === undefined;
  if (/^(latest|current|slim|alpine[\d.]*|bookworm|trixie)$/.test(first)) return true;
  if (first === "lts") return today >= LTS_WITHOUT_SINCE;
  return /^\d+(\.\d+)*$/.test(first) && Number.parseInt(first, 10) >= FIRST_WITHOUT;
}

interface Use {
  readonly run: RunInstruction;
  readonly command: ShellCommand;
}

/** What the instructions of `stage` itself come to first: a call of Corepack, or something that may bring it. */
function firstStep(stage: Stage): Use | "brought" | undefined {
  for (const instruction of stage.instructions) {
    if (instruction.kind === "COPY" && mayBringPrograms(instruction)) return "brought";
    if (instruction.kind !== "RUN") continue;
    const commands = instruction.scripts.flatMap((script) => commandsOf(script));
    for (const [i, command] of commands.entries()) {
      if (toolOf(command) !== "corepack") {
        if (mayBring(command)) return "brought";
        continue;
      }
      const isAttempt = command.before === "||" || commands[i + 1]?.before === "||";
      return command.isCondition || isAttempt ? "brought" : { run: instruction, command };
    }
  }
  return undefined;
}

/** Installs Corepack, looks for it, brings another Node, or runs what this file does not show. */
function mayBring(command: ShellCommand): boolean {
  const tool = toolOf(command);
  if (/^(nvm|n|fnm|volta|asdf|mise|source|\.|sh|bash|ash|make|xargs)$/.test(tool))
    return command.args.length > 0;
  if (command.words.some(({ text }) => /^corepack(@|$)/.test(text))) return true;
  return command.name === ""
    ? command.words.length > 0
    : /^\.{0,2}\/(?!usr\/|bin\/)|\.sh$/.test(command.name);
}

function mayBringPrograms({ from, destination, sources }: CopyInstruction): boolean {
  const paths = [destination?.text ?? "", ...sources.map(({ text }) => text)];
  return from !== undefined && paths.some((path) => /^(\/|\/usr(\/.*)?|\/opt(\/.*)?|\/bin\/?)$/.test(path));
}

function fixesFor(run: RunInstruction, command: ShellCommand, manifest: PackageManifest | undefined): Fix[] {
  const prefix = insertion(command.span.start, "npm install -g corepack@latest && ");
  const first: Fix = { title: "Install Corepack with npm first", kind: "safe", edits: [prefix] };
  const name = manifest?.manager?.name ?? "";
  const version = releaseLine(manifest?.manager?.version ?? "");
  if (version === undefined || !(name === "pnpm" || (name === "yarn" && version === "1"))) return [first];
  // `corepack enable` and a `corepack prepare` right behind it give way together.
  const commands = run.scripts.flatMap((script) => commandsOf(script));
  const calls = commands.filter((each) => toolOf(each) === "corepack");
  const start = commands.indexOf(command);
  const areTogether = calls.every(
    (each, i) => commands[start + i] === each && (i === 0 || each.before === "&&"),
  );
  const areSetup = calls.every(({ args }) => args[0]?.text === "enable" || args[0]?.text === "prepare");
  if (!areTogether || !areSetup) return [first];
  const end = calls.at(-1)?.span.end ?? command.span.end;
  const edit = replacement({ start: command.span.start, end }, `npm install -g ${name}@${version}`);
  return [first, { title: `Install \`${name}@${version}\` with npm instead`, kind: "review", edits: [edit] }];
}
