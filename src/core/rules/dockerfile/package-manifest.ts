import type { JsonObject, JsonValue } from "../../files/json";
import { contextsOf, inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** What a package.json says, as far as it was asked for. */
export interface PackageManifest {
  readonly path: string;
  /** `pnpm@9.12.0+sha512.…`, taken apart; undefined when it names none. */
  readonly manager: { readonly name: string; readonly version: string } | undefined;
  readonly engines: Readonly<Record<string, string>>;
  readonly scripts: Readonly<Record<string, string>>;
  /** By name, with the range as written; development included. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly hasWorkspaces: boolean;
  /** Files of patches that pnpm applies. */
  readonly patches: readonly string[];
}

/** The package.json at `path`; undefined when there is none that could be read whole. */
export function manifestAt(project: ProjectView, path: string): PackageManifest | undefined {
  const file = project.file(path);
  if (!file?.is("json") || !file.form.clean || file.form.root?.kind !== "object") return undefined;
  const { form } = file;
  const own = strings(form.get("dependencies"));
  const development = strings(form.get("devDependencies"));
  const written = textOf(form.get("packageManager"));
  const match = /^([a-z]+)@(\d[^+\s]*)/.exec(written ?? "");
  return {
    path,
    manager: match ? { name: match[1] ?? "", version: match[2] ?? "" } : undefined,
    engines: strings(form.get("engines")),
    scripts: strings(form.get("scripts")),
    dependencies: { ...development, ...strings(form.get("optionalDependencies")), ...own },
    devDependencies: development,
    hasWorkspaces: form.get("workspaces") !== undefined,
    patches: Object.values(strings(form.get("pnpm", "patchedDependencies"))),
  };
}

/** The package.json that the Dockerfile at `path` is most likely about: at the root of its context, or beside it. */
export function mainManifest(project: ProjectView, path: string): PackageManifest | undefined {
  const folders = [...contextsOf(project, path).map(({ folder }) => folder), folderOf(path)];
  for (const folder of folders) {
    const manifest = manifestAt(project, inFolder(folder, "package.json"));
    if (manifest) return manifest;
  }
  return undefined;
}

/**
 * The release line that `range` stays in: `9` for `^9.12.0`, `0.34` for `~0.34.1`. Undefined for what names no
 * version.
 */
export function releaseLine(range: string): string | undefined {
  const last = range.split("||").at(-1)?.trim() ?? "";
  const match = /^(?:[\^~=v]|>=?)?\s*v?(\d+)(?:\.(\d+|x|\*))?/.exec(last);
  if (!match?.[1]) return undefined;
  const minor = match[2];
  return match[1] === "0" && minor !== undefined && /\d/.test(minor) ? `0.${minor}` : match[1];
}

function strings(value: JsonValue | undefined): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const { key, value: each } of value?.kind === "object" ? (value as JsonObject).properties : []) {
    const text = textOf(each);
    if (text !== undefined) found[key] = text;
  }
  return found;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return value?.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
}
