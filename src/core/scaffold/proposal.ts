import type { ProjectView } from "../project/view";
import { applyEdits, replacement, type TextEdit } from "../text/edits";
import { span } from "../text/span";
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
 * What `generators` would do together: the first of two that make the same file wins, and what both add to a file that is
 * there is added. Throws on a path that leaves the
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
    const key = file.path.toLowerCase();
    const other = files.get(key);
    files.set(key, other ? joined(other, file) : file);
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

/** `first`, with what `second` adds to the same file where it is there. */
function joined(first: GeneratedFile, second: GeneratedFile): GeneratedFile {
  const [mergeFirst, mergeSecond] = [first.merge, second.merge];
  if (!mergeFirst || !mergeSecond) return first;
  const merge = (existing: string) => {
    const own = mergeFirst(existing) ?? [];
    if (own.length === 0) return mergeSecond(existing);
    const text = applyEdits(existing, own);
    const further = mergeSecond(text) ?? [];
    return further.length === 0 ? own : [difference(existing, applyEdits(text, further))];
  };
  return { ...first, merge };
}

/** One edit that makes `after` of `before`: all between what both begin and end with. */
function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return replacement(span(start, before.length - end), after.slice(start, after.length - end));
}

function mergeEdits(
  file: GeneratedFile,
  path: string,
  project: ProjectView,
): readonly TextEdit[] | undefined {
  const text = project.file(path)?.text;
  return text === undefined ? undefined : file.merge?.(text);
}
