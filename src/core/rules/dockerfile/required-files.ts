import { asMap, textOf, valueAt } from "../../files/yaml/form";
import { inFolder } from "../../project/build-context";
import { type ContextState, stateInContext } from "../../project/context-files";
import { pathsIn } from "../../project/paths";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import type { Severity } from "../rule";
import type { InstallSite } from "./install-sites";
import { inWorkspace, isModernYarn, lockfileAt } from "./lockfiles";
import { manifestAt, type PackageManifest } from "./package-manifest";

/** A file or folder of the context that an exact install cannot do without. */
export interface RequiredFile {
  /** Relative to the context; a folder ends with a slash. */
  readonly path: string;
  /** A file that shows whether `path` is there, relative to the context. */
  readonly probe: string;
  readonly state: Exclude<ContextState, "absent">;
  /** How bad it is when it is not there. */
  readonly severity: Severity;
}

/** What the install needs beside its manifest, as far as the context has it. */
export function requiredFiles(site: InstallSite, project: ProjectView): readonly RequiredFile[] {
  const { install, place } = site;
  const { tool } = install;
  const found: RequiredFile[] = [];
  const add = (path: string, severity: Severity, probe = path) => {
    if (!project.has(inWorkspace(place, probe)) || found.some((each) => each.path === path)) return;
    const state = stateInContext(project, place.context, probe);
    if (state !== "absent") found.push({ path, probe, severity, state });
  };
  const lock = lockfileAt(project, place, tool);
  // Yarn 1 and Poetry go on without their lockfile and resolve anew.
  const isLenient = tool === "poetry" || (tool === "yarn" && !isModernYarn(project, place));
  if (lock) add(lock.path, isLenient ? "warning" : "error");
  if (tool === "pnpm") {
    for (const [path, severity, probe] of forPnpm(site, project)) add(path, severity, probe);
  }
  if (tool === "yarn") for (const [path, probe] of forYarn(site, project)) add(path, "warning", probe);
  const manifest = manifestAt(project, inWorkspace(place, place.origin.path ?? ""));
  if (manifest && patchesItself(site, manifest)) {
    const folder = inFolder(place.source, "patches");
    const [first] = pathsIn(project.paths(), inWorkspace(place, folder));
    if (first !== undefined) add(`${folder}/`, "warning", first.slice(inWorkspace(place, "").length));
  }
  return found;
}

/** Whether patch-package runs with the install, and not again later when all files are there. */
function patchesItself({ install, stage }: InstallSite, { scripts }: PackageManifest): boolean {
  if (install.flags.has("ignore-scripts")) return false;
  const hooks = ["preinstall", "install", "postinstall", "prepare"].map((name) => scripts[name] ?? "");
  if (!hooks.some((text) => text.includes("patch-package"))) return false;
  return !stage
    .all("RUN")
    .some(
      ({ index, args }) =>
        index > install.run.index && /patch-package|postinstall|\brebuild\b/.test(args.text),
    );
}

/** Settings without which the lockfile of pnpm does not fit. */
const lockedSettings = ["overrides", "patchedDependencies", "packageExtensions", "catalog", "catalogs"];

function* forPnpm({ place }: InstallSite, project: ProjectView): Generator<[string, Severity, string]> {
  const path = inFolder(place.source, "pnpm-workspace.yaml");
  const file = project.file(inWorkspace(place, path));
  const root = file?.is("yaml") ? asMap(file.form.root) : undefined;
  const isLocked = lockedSettings.some((name) => root?.get(name) !== undefined);
  yield [path, isLocked ? "error" : "warning", path];
  const manifest = manifestAt(project, inWorkspace(place, place.origin.path ?? ""));
  const inYaml = asMap(root?.get("patchedDependencies"))?.entries ?? [];
  const patches = [...(manifest?.patches ?? []), ...inYaml.map(({ value }) => textOf(value) ?? "")];
  for (const patch of patches) {
    const probe = inFolder(place.source, patch);
    const folder = folderOf(probe);
    if (patch !== "") yield [folder === place.source ? probe : `${folder}/`, "error", probe];
  }
}

/** Settings of Yarn that decide on what an install gives. */
const yarnSettings = [
  "packageExtensions",
  "npmScopes",
  "npmRegistryServer",
  "plugins",
  "compressionLevel",
  "catalog",
];

function* forYarn({ place }: InstallSite, project: ProjectView): Generator<[string, string]> {
  const path = inFolder(place.source, ".yarnrc.yml");
  const file = project.file(inWorkspace(place, path));
  const root = file?.is("yaml") ? asMap(file.form.root) : undefined;
  if (!root) return;
  const linker = textOf(root.get("nodeLinker"));
  const program = textOf(valueAt(root, "yarnPath"));
  const isOwn = linker !== undefined && linker !== "pnp";
  if (isOwn || program !== undefined || yarnSettings.some((name) => root.get(name) !== undefined)) {
    yield [path, path];
  }
  if (program === undefined) return;
  const probe = inFolder(place.source, program);
  const folder = folderOf(probe);
  yield [folder === place.source ? probe : `${folder}/`, probe];
}
