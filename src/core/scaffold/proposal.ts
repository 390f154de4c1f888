import type { ProjectView } from "../project/view";
import type { TextEdit } from "../text/edits";
import type { GeneratedFile, Generator, GeneratorInput } from "./generator";

/** What a run of generators would do. Nothing is ever replaced. */
export interface Proposal {
  readonly create: readonly GeneratedFile[];
  readonly merge: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
  /** Files that are there and are left alone. */
  readonly existing: readonly string[];
  /** Generators that cannot run here, and why. */
  readonly refused: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * What `generators` would do together; the first of two that make the same file wins. Throws on a path that leaves the
 * workspace or that some system cannot write, which is a mistake of the generator or in an answer.
 */
export function propose(generators: readonly Generator[], input: GeneratorInput): Proposal {
  const refused = generators.flatMap(({ id, refuses }) => {
    const reason = refuses?.(input);
    return reason === undefined ? [] : [{ id, reason }];
  });
  const able = generators.filter(({ id }) => !refused.some((one) => one.id === id));
  const files = new Map<string, GeneratedFile>();
  for (const file of able.flatMap((generator) => generator.files(input))) {
    const problem = pathProblem(file.path);
    if (problem !== undefined) throw new InvalidPathError(`${file.path}: ${problem}`);
    if (!files.has(file.path.toLowerCase())) files.set(file.path.toLowerCase(), file);
  }
  const taken = new Map(input.project.paths().map((path) => [path.toLowerCase(), path]));
  const create: GeneratedFile[] = [];
  const merge: { path: string; edits: readonly TextEdit[] }[] = [];
  const existing: string[] = [];
  for (const file of files.values()) {
    const path = taken.get(file.path.toLowerCase());
    if (path === undefined) create.push(file);
    else {
      const edits = mergeEdits(file, path, input.project);
      if (edits && edits.length > 0) merge.push({ path, edits });
      else existing.push(path);
    }
  }
  return { create, merge, existing, refused };
}

/** A path that a generator may not write to. */
export class InvalidPathError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "InvalidPathError";
  }
}

/** Why `path` cannot be made in a workspace, on whatever system it is; undefined when it can. */
export function pathProblem(path: string): string | undefined {
  if (path === "" || path.length > 200) return "no path, or a very long one";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path) || path.includes("\\"))
    return "not relative to the workspace";
  const parts = path.split("/");
  if (parts.some((part) => part === "" || part === "." || part === "..")) return "leads out of its folder";
  if (parts.some((part) => /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(part)))
    return "a name that Windows keeps for devices";
  if (parts.some((part) => /[<>:"|?*]|\p{Cc}|[ .]$/u.test(part)))
    return "characters that not every system allows";
  return parts[0] === ".git" ? "inside the repository's own data" : undefined;
}

function mergeEdits(
  file: GeneratedFile,
  path: string,
  project: ProjectView,
): readonly TextEdit[] | undefined {
  const text = project.file(path)?.text;
  return text === undefined ? undefined : file.merge?.(text);
}
