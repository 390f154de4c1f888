import { isVariableName } from "../../data/environment-names";
import type { FileKind } from "../../files/kind";
import type { FileRole } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { componentReads } from "./component-reads";
import type { Source, VariableDefinition } from "./definition";
import { definitionsIn, usesIn } from "./definitions";
import { erbReads } from "./erb-reads";
import { goReads } from "./go-reads";
import { phpReads } from "./php-reads";
import { pythonReads } from "./python-reads";
import { type CodeReads, type Need, noReads } from "./read";
import { rubyReads } from "./ruby-reads";
import { scriptReads } from "./script-reads";

/** The kinds of files that are code which reads variables. */
export const codeKinds = [
  "python",
  "javascript",
  "vue",
  "svelte",
  "go",
  "ruby",
  "php",
  // Settings of Rails have Ruby in them.
  "yaml",
] as const satisfies readonly FileKind[];
const isCode: ReadonlySet<FileKind> = new Set(codeKinds);

/** A variable that a file reads, without its places. */
export interface NamedRead {
  readonly name: string;
  /** The strictest of all its reads in the file. */
  readonly need: Need;
  readonly side: "client" | "server";
}

export interface NamedCall extends NamedRead {
  readonly helper: string;
}

/** A variable that a file sets. */
export interface NamedDefinition {
  readonly name: string;
  readonly source: Source;
  readonly owner?: string;
  /** Whether an image that is not built here gets it. */
  readonly isForeign?: true;
  /** Whether the value is handed on from elsewhere, so that somebody has to set it there: `KEY: ${KEY}`. */
  readonly isHanded?: true;
}

/** What one file says of variables. It has no places in it, so that typing elsewhere in the file changes nothing. */
export interface VariablePart {
  readonly role: FileRole;
  readonly reads: readonly NamedRead[];
  readonly calls: readonly NamedCall[];
  readonly helpers: readonly string[];
  readonly sets: readonly string[];
  readonly derived: readonly string[];
  readonly definitions: readonly NamedDefinition[];
  readonly uses: readonly NamedRead[];
  /** The names that an example file explains, those in comments too. */
  readonly described: readonly string[];
  /** Everything else that is spelled like a variable. */
  readonly words: readonly string[];
}

const cache = new WeakMap<SourceFile, CodeReads>();

/** What a file of code says about the environment, with places; nothing for other kinds. */
export function readsIn(file: SourceFile): CodeReads {
  if (!isCode.has(file.kind)) return noReads;
  const known = cache.get(file);
  if (known) return known;
  const found = look(file);
  cache.set(file, found);
  return found;
}

function look(file: SourceFile): CodeReads {
  if (file.is("python")) return pythonReads(file);
  if (file.is("javascript")) return scriptReads(file);
  if (file.is("vue") || file.is("svelte")) return componentReads(file);
  if (file.is("go")) return goReads(file);
  if (file.is("ruby")) return rubyReads(file);
  if (file.is("yaml")) return erbReads(file);
  return file.is("php") ? phpReads(file) : noReads;
}

/** Whether a file explains variables rather than setting them. */
export function isExample(file: SourceFile): boolean {
  if (!file.is("dotenv")) return false;
  // cookiecutter-django has people fill in `!!!SET NAME!!!`.
  return file.role === "example" || /\.schema$/.test(file.path) || /!!!SET\b/.test(file.text);
}

const word = /\b[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,12}\b/g;

/** What `file` says of variables; undefined when that is nothing. */
export function partOf(file: SourceFile): VariablePart | undefined {
  const { reads, calls, helpers, sets, derived } = readsIn(file);
  const example = isExample(file);
  const definitions = example ? [] : definitionsIn(file);
  const described = example ? descriptionsIn(file) : [];
  const words = isProse(file) || file.is("dotenv") ? [] : [...new Set(file.text.match(word) ?? [])];
  const found = {
    role: file.role,
    reads: named(reads),
    calls: calls.map(({ helper, name, need, side }) => ({ helper, name, need, side })),
    helpers,
    sets,
    derived,
    definitions: definitions
      .filter(({ name }) => isVariableName(name))
      .map((one) => namedDefinition(one, file)),
    uses: named(usesBeside(file, definitions)),
    described,
    words,
  };
  const isEmpty = Object.values(found).every((value) => typeof value === "string" || value.length === 0);
  return isEmpty ? undefined : found;
}

function descriptionsIn(file: SourceFile): string[] {
  if (!file.is("dotenv")) return [];
  const { form } = file;
  return [...new Set([...form.assignments.map(({ key }) => key), ...form.commentedKeys])];
}

/** What people only read says nothing about what the app does. */
function isProse(file: SourceFile): boolean {
  return file.is("markdown") || /(^|\/)(?:change|history)[\w.-]*$/i.test(file.path);
}

function named(reads: readonly NamedRead[]): NamedRead[] {
  const byName = new Map<string, NamedRead>();
  for (const { name, need, side } of reads) {
    const known = byName.get(name);
    if (!known || (known.need === "optional" && need === "required")) byName.set(name, { name, need, side });
  }
  return [...byName.values()];
}

function namedDefinition(definition: VariableDefinition, file: SourceFile): NamedDefinition {
  const { name, source, owner } = definition;
  const service = file.is("compose") && owner !== undefined ? file.form.service(owner) : undefined;
  const isForeign = service?.isWhole === true && service.get("build") === undefined;
  return {
    name,
    source,
    ...(owner === undefined ? {} : { owner }),
    ...(isForeign ? { isForeign } : {}),
    ...(isHandedOn(definition, file) ? { isHanded: true } : {}),
  };
}

function isHandedOn({ name, valueAt }: VariableDefinition, file: SourceFile): boolean {
  if (!valueAt) return true;
  const written = file.text.slice(valueAt.start, Math.min(valueAt.end, valueAt.start + 200));
  // With a default nobody has to set anything.
  const match = /^["']?\$\{?(\w+)(:?-)?/.exec(written);
  return match?.[1] === name && match[2] === undefined;
}

/** The variables that a configuration puts in, without those that it only hands on: `KEY: ${KEY}`. */
function usesBeside(file: SourceFile, definitions: readonly VariableDefinition[]): NamedRead[] {
  const handed = new Map<string, number>();
  for (const { name, valueAt } of definitions) {
    const written = valueAt
      ? /^["']?\$\{?(\w+)/.exec(file.text.slice(valueAt.start, valueAt.end))?.[1]
      : undefined;
    if (written === name) handed.set(name, (handed.get(name) ?? 0) + 1);
  }
  const left = new Map(handed);
  return usesIn(file).flatMap(({ name, need }) => {
    const count = left.get(name) ?? 0;
    if (count > 0) left.set(name, count - 1);
    return count > 0 ? [] : [{ name, need, side: "server" as const }];
  });
}
