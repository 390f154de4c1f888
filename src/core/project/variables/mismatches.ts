import { isReadByImage, isToolVariable } from "../../data/environment-names";
import { defineFact } from "../fact";
import { folderOf } from "../services";
import { type Variable, variables } from "../variables";
import { isWithin } from "./example-entry";
import { similarity } from "./similar";

/** A name that code reads and nobody sets, and one that is set and nobody reads, which look like one. */
export interface Mismatch {
  readonly read: string;
  readonly set: string;
}

/** The mismatches by the name that code reads. */
export const mismatches = defineFact<never, ReadonlyMap<string, Mismatch>>({
  id: "variable-mismatches",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const { byName, derived } = project.fact(variables);
    // What nobody seems to read may be read under a name that no file spells out.
    const all = derived.length > 0 ? [] : [...byName.values()];
    const read = all.filter(isOnlyRead);
    const set = read.length === 0 ? [] : all.filter(isOnlySet);
    const pairs = read.flatMap((one) => best(one, set));
    const counts = new Map<string, number>();
    for (const pair of pairs) counts.set(pair.set, (counts.get(pair.set) ?? 0) + 1);
    // What looks like two names that are read is neither for sure.
    return new Map(pairs.filter(({ set: name }) => counts.get(name) === 1).map((pair) => [pair.read, pair]));
  },
});

const code = /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|rb|rake|ru|php)$/;

function isOnlyRead({ name, reads, definitions, descriptions, mentions, uses }: Variable): boolean {
  if (reads.length === 0 || isToolVariable(name) || descriptions.length > 0 || uses.length > 0) return false;
  return definitions.every(({ role }) => role === "test") && mentions.every((path) => code.test(path));
}

function isOnlySet({ name, reads, definitions, descriptions, mentions, uses }: Variable): boolean {
  if (reads.length > 0 || uses.length > 0 || isReadByImage(name)) return false;
  const own = definitions.filter(
    ({ role, source }) => role !== "test" && source !== "workflow" && source !== "dockerfile",
  );
  if (
    own.length + descriptions.length === 0 ||
    definitions.some(({ isForeign, source }) => isForeign || source === "code")
  )
    return false;
  const setting = new Set(definitions.map(({ path }) => path));
  return mentions.every((path) => setting.has(path));
}

/** The name that is set and looks most like the one that is read; none when two do equally. */
function best(one: Variable, set: readonly Variable[]): Mismatch[] {
  let found: { readonly set: string; readonly grade: number } | undefined;
  let isTie = false;
  for (const other of set) {
    const grade = Math.abs(other.name.length - one.name.length) > 30 ? 0 : similarity(one.name, other.name);
    if (grade === 0 || grade < (found?.grade ?? 0) || !isNear(one, other)) continue;
    isTie = grade === found?.grade;
    found = { set: other.name, grade };
  }
  return found && !isTie ? [{ read: one.name, set: found.set }] : [];
}

/** Whether the code belongs to what the other name is set for: environment files speak for their folder. */
function isNear({ reads }: Variable, { definitions, descriptions }: Variable): boolean {
  const files = [
    ...definitions.filter(({ source }) => source === "dotenv").map(({ path }) => path),
    ...descriptions,
  ];
  if (definitions.some(({ source }) => source !== "dotenv")) return true;
  return files.some((path) =>
    reads.some((read) => isWithin(read.path, folderOf(path)) || isWithin(path, folderOf(read.path))),
  );
}
