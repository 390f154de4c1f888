import { commandsOf } from "../../files/dockerfile/command";
import type { CopyInstruction, RunInstruction } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { programOf } from "../program";
import { type DependencyInstall, dependencyInstalls } from "./dependency-install";
import { joinPath, WorkingFolders } from "./working-folders";

/** What a `node_modules` was made by, in the end. */
export interface ModulesOrigin {
  /** The install that put packages for development there. */
  readonly install: DependencyInstall;
  /** The stage it runs in. */
  readonly stage: Stage;
  /** The COPY that takes them from another stage into the one that was asked about; undefined when they are its own. */
  readonly copy: CopyInstruction | undefined;
}

/** Longer ways from stage to stage are not followed. */
const MAX_STEPS = 6;

/**
 * Finds the install behind `node_modules` in `folder` of `stage`. Undefined when packages for development were left out
 * or removed, and when that cannot be told.
 */
export function fullModulesOf(
  stage: Stage,
  folder: string,
  stages: readonly Stage[],
  steps = MAX_STEPS,
): ModulesOrigin | undefined {
  for (const each of stage.chain) {
    const folders = new WorkingFolders(each);
    const installs = new Map(dependencyInstalls(each, folders).map((install) => [install.command, install]));
    for (const instruction of each.instructions.toReversed()) {
      if (instruction.kind === "RUN") {
        const made = madeBy(instruction, each, folder, folders, installs);
        if (made === "unknown") return undefined;
        if (made) return { install: made, stage: each, copy: undefined };
      } else if (instruction.kind === "COPY" && instruction.from) {
        const target =
          instruction.destination && each.expand(instruction.destination, instruction.index).text;
        const to = target === undefined ? undefined : folders.resolve(target, instruction.index);
        if (to === undefined) return undefined;
        const source = sourceFolder(instruction, each, to, folder);
        if (source === undefined) continue;
        const from = stageOf(instruction.from.value, stages, each);
        if (!from || steps <= 0) return undefined;
        const path = joinPath(new WorkingFolders(from).at(Number.POSITIVE_INFINITY), source);
        const found = path === undefined ? undefined : fullModulesOf(from, path, stages, steps - 1);
        return found && { ...found, copy: instruction };
      }
    }
  }
  return undefined;
}

/** Whether `install` leaves packages for development out; undefined when a variable decides. */
export function isLean({ tool, command, run }: DependencyInstall, stage: Stage): boolean | undefined {
  const texts = command.words.map(({ text }) => text);
  const has = (pattern: RegExp) => texts.some((text) => pattern.test(text));
  const follows = (flag: string, value: RegExp) =>
    texts.some((text, i) => text === flag && value.test(texts[i + 1] ?? ""));
  if (texts.some((text) => text.includes("$"))) return undefined;
  if (has(/^--(include=dev|production=false|prod=false)$/) || follows("--include", /^dev$/)) return false;
  if (has(/^--(omit=dev|production|production=true|prod|only=prod(uction)?)$/)) return true;
  if (follows("--omit", /^dev$/) || follows("--only", /^prod/)) return true;
  if ((tool === "pnpm" && has(/^-P$/)) || (tool === "bun" && has(/^-p$/))) return true;
  for (const name of [
    "NODE_ENV",
    "npm_config_omit",
    "NPM_CONFIG_OMIT",
    "NPM_CONFIG_PRODUCTION",
    "npm_config_production",
  ]) {
    const own = command.envPrefix.find(({ text }) => text.startsWith(`${name}=`));
    const setting = stage.lookup(run.index)(name);
    if (!own && !setting) continue;
    const value = own ? own.value?.slice(name.length + 1) : setting?.value;
    if (value === undefined) return undefined;
    if (/^(production|dev|true)$/.test(value)) return true;
  }
  return false;
}

type Made = DependencyInstall | "unknown" | undefined;

/** What the last command of the RUN that concerns `node_modules` in `folder` says. */
function madeBy(
  run: RunInstruction,
  stage: Stage,
  folder: string,
  folders: WorkingFolders,
  installs: ReadonlyMap<ShellCommand, DependencyInstall>,
): Made {
  const commands = run.scripts.flatMap((script) => commandsOf(script));
  for (const command of commands.toReversed()) {
    const install = installs.get(command);
    if (install && install.folder === undefined) return "unknown";
    if (install && install.folder === folder && install.manifests[0] === "package.json") {
      return isLean(install, stage) === false ? install : "unknown";
    }
    if (changesModules(programOf(command)) && folders.at(run.index) === folder) return "unknown";
    if (command.words.some(({ text }) => text.includes("node_modules")) && toolOf(command) !== "ls") {
      return "unknown";
    }
  }
  return undefined;
}

function changesModules(program: ShellCommand): boolean {
  const verbs = program.args.filter(({ text }) => !text.startsWith("-")).map(({ text }) => text);
  const tool = toolOf(program);
  if (/^(npm|pnpm|yarn|bun)$/.test(tool))
    return /^(prune|deploy|workspaces|dedupe|uninstall|remove|rm|link)$/.test(verbs[0] ?? "");
  return /^(node-prune|modclean|make|sh|bash|ash)$/.test(tool) || tool.endsWith(".sh");
}

/** The folder in the other stage whose `node_modules` the COPY brings to `folder`; undefined when it brings none. */
function sourceFolder(copy: CopyInstruction, stage: Stage, to: string, folder: string): string | undefined {
  for (const word of copy.sources) {
    const source = stage.expand(word, copy.index).text?.replace(/\/$/, "");
    if (source === undefined) continue;
    const isModules = /(^|\/)node_modules$/.test(source);
    if (isModules && (to === joinPath(folder, "node_modules") || to === folder)) {
      return source.slice(0, Math.max(0, source.length - "node_modules".length - 1)) || ".";
    }
    if (!isModules && to === folder && !/\.\w+$|[*?]/.test(source)) return source;
  }
  return undefined;
}

function stageOf(name: string | undefined, stages: readonly Stage[], before: Stage): Stage | undefined {
  const lower = name?.toLowerCase();
  return stages.find(
    (stage) => stage.index < before.index && (stage.name === lower || String(stage.index) === lower),
  );
}
