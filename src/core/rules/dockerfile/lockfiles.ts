import { commandsOf } from "../../files/dockerfile/command";
import { toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import { type BuildContext, inFolder } from "../../project/build-context";
import { type ContextState, stateInContext } from "../../project/context-files";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { CopiedFiles, Origin } from "./copied-files";
import type { DependencyInstall, InstallTool } from "./dependency-install";
import { manifestAt } from "./package-manifest";
import { joinPath } from "./working-folders";

const names: Readonly<Record<InstallTool, readonly string[]>> = {
  npm: ["package-lock.json", "npm-shrinkwrap.json"],
  pnpm: ["pnpm-lock.yaml"],
  yarn: ["yarn.lock"],
  bun: ["bun.lock", "bun.lockb"],
  uv: ["uv.lock"],
  poetry: ["poetry.lock"],
  pip: [],
};
const nodeTools: readonly InstallTool[] = ["npm", "pnpm", "yarn", "bun"];

/** Where an install finds its manifest, in the image and in the context that it was copied from. */
export interface InstallPlace {
  readonly context: BuildContext;
  /** In the image. */
  readonly folder: string;
  readonly origin: Origin;
  /** The folder of the manifest, relative to the context; empty for its root. */
  readonly source: string;
}

/** The place of `install`; undefined when its manifest does not come from the context in a way that can be followed. */
export function placeOf(
  install: DependencyInstall,
  files: CopiedFiles,
  context: BuildContext,
): InstallPlace | undefined {
  const [manifest] = install.manifests;
  const path = install.folder && manifest !== undefined && joinPath(install.folder, manifest);
  const origin = path ? files.originOf(path, install.run.index) : undefined;
  if (!path || !install.folder || !origin || origin.path === undefined) return undefined;
  return { context, folder: folderOf(path) || "/", origin, source: folderOf(origin.path) };
}

export interface Lockfile {
  readonly name: string;
  /** Relative to the context. */
  readonly path: string;
  readonly state: Exclude<ContextState, "absent">;
}

/** The lockfile of `tool` beside the manifest; undefined when there is none. */
export function lockfileAt(
  project: ProjectView,
  { context, source }: InstallPlace,
  tool: InstallTool,
): Lockfile | undefined {
  for (const name of names[tool]) {
    const path = inFolder(source, name);
    if (!project.has(inFolder(context.folder, path))) continue;
    const state = stateInContext(project, context, path);
    if (state !== "absent") return { name, path, state };
  }
  return undefined;
}

/** The lockfile of another package manager of Node beside the manifest. */
export function foreignLockfileAt(
  project: ProjectView,
  place: InstallPlace,
  tool: InstallTool,
): Lockfile | undefined {
  const others = nodeTools.includes(tool) ? nodeTools.filter((other) => other !== tool) : [];
  for (const other of others) {
    const found = lockfileAt(project, place, other);
    if (found) return found;
  }
  return undefined;
}

/** Whether a folder above the manifest's has a lockfile of any tool, as in a workspace of several packages. */
export function isLockedAbove(project: ProjectView, { context, source }: InstallPlace): boolean {
  for (let folder = inFolder(context.folder, source).replace(/\/$/, ""); folder !== ""; ) {
    folder = folderOf(folder);
    if (Object.values(names).some((all) => all.some((name) => project.has(inFolder(folder, name))))) {
      return true;
    }
  }
  return false;
}

/** Whether Yarn there is one of the lines from 2 on. */
export function isModernYarn(project: ProjectView, { context, source }: InstallPlace): boolean {
  const folder = inFolder(context.folder, source).replace(/\/$/, "");
  if (project.has(inFolder(folder, ".yarnrc.yml"))) return true;
  const manager = manifestAt(project, inFolder(folder, "package.json"))?.manager;
  return manager?.name === "yarn" && !manager.version.startsWith("1.");
}

/**
 * Whether the install takes exactly what the lockfile says, or fails. `undecided`: a setting outside of the command
 * may see to it.
 */
export function frozenState(install: DependencyInstall, stage: Stage): "frozen" | "undecided" | "loose" {
  const { tool, flags, verb } = install;
  const on = (name: string) => flags.has(name) && flags.get(name)?.value !== "false";
  const set = (name: string) => isSet(name, install, stage);
  if (tool === "poetry" || tool === "pip") return "frozen";
  if (/^(ci|clean-install|ic|install-clean|isntall-clean|cit|install-ci-test)$/.test(verb.text))
    return "frozen";
  const flag = ["frozen-lockfile", "immutable", "locked", "frozen"].find(on);
  if (flag !== undefined && tool !== "npm") return "frozen";
  if (tool === "bun" && (on("production") || on("p"))) return "frozen";
  if (tool === "pnpm" && on("offline")) return "frozen";
  const isEager = (tool === "pnpm" || tool === "yarn") && refusals(flags).length === 0;
  if (isEager && set("CI")) return "undecided";
  const variables = [
    "UV_LOCKED",
    "UV_FROZEN",
    "YARN_ENABLE_IMMUTABLE_INSTALLS",
    "npm_config_frozen_lockfile",
  ];
  return variables.some(set) ? "undecided" : "loose";
}

/** The flags that turn the exact install off on purpose: `--no-frozen-lockfile`. */
export function refusals(flags: DependencyInstall["flags"]): readonly string[] {
  return [...flags.keys()].filter(
    (name) =>
      /^no-(frozen-lockfile|immutable|lockfile|package-lock)$/.test(name) ||
      (/^(frozen-lockfile|immutable|package-lock)$/.test(name) && flags.get(name)?.value === "false"),
  );
}

function isSet(name: string, { command, run }: DependencyInstall, stage: Stage): boolean {
  if (stage.lookup(run.index)(name) !== undefined) return true;
  const isAssigned = (text: string) => text.startsWith(`${name}=`);
  if (command.envPrefix.some(({ text }) => isAssigned(text))) return true;
  return run.scripts.some((script) =>
    commandsOf(script).some(
      (each) =>
        (toolOf(each) === "export" || toolOf(each) === "env" || toolOf(each) === "cross-env") &&
        each.args.some(({ text }) => isAssigned(text)),
    ),
  );
}

const makers = new Set("cp mv ln rsync tar unzip git curl wget install".split(" "));

/** Whether a RUN before the install, or an earlier command of its own RUN, may have put the file `name` there. */
export function mayBeMade(name: string, install: DependencyInstall, stage: Stage): boolean {
  for (const each of stage.chain) {
    for (const run of each.all("RUN")) {
      if (run.index > install.run.index) break;
      for (const command of run.scripts.flatMap((script) => commandsOf(script))) {
        if (command === install.command || command.span.start > install.command.span.start) continue;
        if (makes(command, name)) return true;
      }
    }
  }
  return false;
}

function makes(command: ReturnType<typeof commandsOf>[number], name: string): boolean {
  const tool = toolOf(command);
  const parts = [...command.words, ...command.redirects.flatMap(({ target }) => target ?? [])];
  if (tool !== "rm" && parts.some(({ text }) => text.includes(name))) return true;
  if (/^(npm|pnpm|yarn|bun|uv|poetry|turbo)$/.test(tool))
    return command.args.some(({ text }) => /^(lock|import|prune|shrinkwrap|--package-lock-only)$/.test(text));
  return (
    (tool === "git" && command.args.some(({ text }) => text === "clone")) ||
    (makers.has(tool) && tool !== "git" && command.args.some(({ text }) => /^\.\/?$|\*/.test(text)))
  );
}

/** `path` of the context as it is called in the whole workspace. */
export function inWorkspace({ context }: InstallPlace, path: string): string {
  return inFolder(context.folder, path);
}
