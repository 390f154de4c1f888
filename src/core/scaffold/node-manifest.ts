import { folderOf } from "../project/services";
import type { ProjectView } from "../project/view";
import { inFolder, type NodeService } from "./service";

/** What a package.json says, as far as a service needs it. */
export interface NodeManifest {
  readonly name: string | undefined;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
  readonly main: string | undefined;
  readonly packageManager: string | undefined;
  /** Folders of the members of an npm workspace, as patterns: `apps/*`. */
  readonly workspaces: readonly string[];
}

/** The package.json in `folder`; undefined where there is none that can be read. */
export function nodeManifest(folder: string, project: ProjectView): NodeManifest | undefined {
  const text = project.file(inFolder(folder, "package.json"))?.text;
  if (text === undefined) return undefined;
  try {
    const json: unknown = JSON.parse(text);
    if (!isRecord(json)) return undefined;
    const packages = isRecord(json.workspaces) ? json.workspaces.packages : json.workspaces;
    return {
      name: textIn(json.name),
      scripts: Object.fromEntries(
        Object.entries(isRecord(json.scripts) ? json.scripts : {}).filter(
          (entry): entry is [string, string] => typeof entry[1] === "string",
        ),
      ),
      dependencies: new Set(Object.keys(isRecord(json.dependencies) ? json.dependencies : {})),
      development: new Set(Object.keys(isRecord(json.devDependencies) ? json.devDependencies : {})),
      main: textIn(json.main),
      packageManager: textIn(json.packageManager),
      workspaces: Array.isArray(packages) ? packages.filter((one) => typeof one === "string") : [],
    };
  } catch {
    return undefined;
  }
}

const lockfiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
] as const;

export interface Managed {
  readonly manager: NodeService["manager"];
  readonly version: string | undefined;
  readonly lockfile: string | undefined;
  readonly workspace: string | undefined;
  /** Manifests of the members of that workspace, relative to it. */
  readonly members: readonly string[];
  /** Other managers that have a lockfile, or one that is not known here. */
  readonly others: readonly string[];
}

/**
 * Which manager installs the packages of `folder`: what `packageManager` says, else the lockfile, there or at the top of
 * the npm workspace that the folder is a member of.
 */
export function managerOf(folder: string, manifest: NodeManifest, project: ProjectView): Managed {
  const workspace = hasLock(folder, project) ? undefined : workspaceOf(folder, project);
  const top = workspace ?? folder;
  const field = manifest.packageManager ?? nodeManifest(top, project)?.packageManager;
  const [, named, version] = /^([a-z]+)@(\d[\w.-]*)/.exec(field ?? "") ?? [];
  const locks = lockfiles.filter(([name]) => project.has(inFolder(top, name)));
  const known = named === "npm" || named === "pnpm" || named === "yarn" ? named : undefined;
  const lock = locks.find(([, manager]) => known === undefined || manager === known);
  const manager =
    known ?? lock?.[1] ?? (workspace !== undefined && isPnpm(workspace, project) ? "pnpm" : "npm");
  const bun = ["bun.lock", "bun.lockb"].some((name) => project.has(inFolder(top, name))) || named === "bun";
  const others =
    known === undefined ? locks.map(([, one]): string => one).filter((one) => one !== manager) : [];
  return {
    manager,
    version: known === undefined ? undefined : version,
    lockfile: lock?.[0],
    workspace,
    members: workspace === undefined ? [] : membersOf(workspace, project),
    others: [...new Set(bun ? [...others, "bun"] : others)],
  };
}

function hasLock(folder: string, project: ProjectView): boolean {
  return lockfiles.some(([name]) => project.has(inFolder(folder, name)));
}

/** The folder of the npm workspace that the package in `folder` is a member of. */
function workspaceOf(folder: string, project: ProjectView): string | undefined {
  for (let top = folder; top !== ""; ) {
    top = folderOf(top);
    const patterns = memberPatterns(top, project);
    const inside = top === "" ? folder : folder.slice(top.length + 1);
    if (patterns.some((pattern) => matches(pattern, inside))) return top;
  }
  return undefined;
}

function membersOf(workspace: string, project: ProjectView): string[] {
  const prefix = workspace === "" ? "" : `${workspace}/`;
  const patterns = memberPatterns(workspace, project);
  return project
    .paths()
    .filter((path) => path.startsWith(prefix) && path.endsWith("/package.json"))
    .map((path) => path.slice(prefix.length))
    .filter((path) => patterns.some((pattern) => matches(pattern, folderOf(path))));
}

function memberPatterns(folder: string, project: ProjectView): readonly string[] {
  const listed = nodeManifest(folder, project)?.workspaces ?? [];
  if (listed.length > 0) return listed;
  const text = project.file(inFolder(folder, "pnpm-workspace.yaml"))?.text ?? "";
  const list = /^packages:[^\n]*\n((?:[ \t]*(?:-|#)[^\n]*\n?|[ \t]*\n)*)/m.exec(text)?.[1] ?? "";
  return [...list.matchAll(/^[ \t]*-[ \t]*["']?([^"'\s#]+)/gm)].map(([, pattern]) => pattern ?? "");
}

function isPnpm(folder: string, project: ProjectView): boolean {
  return project.has(inFolder(folder, "pnpm-workspace.yaml"));
}

/** Whether a pattern of workspaces, `apps/*` or `packages/**`, means the folder `inside`. */
function matches(pattern: string, inside: string): boolean {
  const wanted = pattern.replace(/^\.\//, "").replace(/\/$/, "").split("/");
  const parts = inside.split("/");
  if (wanted.at(-1) === "**")
    return wanted.slice(0, -1).every((part, i) => part === "*" || part === parts[i]);
  return wanted.length === parts.length && wanted.every((part, i) => part === "*" || part === parts[i]);
}

/** Whether the package in `folder` is the top of an npm workspace. */
export function isWorkspaceTop(folder: string, project: ProjectView): boolean {
  return memberPatterns(folder, project).length > 0;
}

function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
