import { type Span, span } from "../../text/span";
import type { Parsed, ParseProblem } from "../problem";
import { resolveAliases } from "./aliases";
import { loadYaml, type YamlDocumentNode } from "./load";
import { viewRoot, type YamlMap, type YamlSource, type YamlValue } from "./value";

export type { YamlEntry, YamlList, YamlMap, YamlScalar, YamlStyle, YamlUnresolved, YamlValue } from "./value";

/** One document of a stream: what stands between two `---`. */
export interface YamlDocument {
  readonly at: Span;
  /** The document's content; undefined when there is none but comments. */
  readonly root: YamlValue | undefined;
}

/**
 * A YAML file, with aliases followed and merge keys applied when its values are read. `clean` is false for any
 * syntax error, for an alias that leads nowhere and for a key that a map has twice.
 */
export interface YamlForm extends Parsed {
  readonly text: string;
  readonly documents: readonly YamlDocument[];
  /** The content of the first document. */
  readonly root: YamlValue | undefined;
  /** All comments in order, from `#` to the end of their line. */
  readonly comments: readonly Span[];
}

/** Parses `text` as YAML 1.2 with the core schema. Never throws: see `problems`. */
export function parseYaml(text: string): YamlForm {
  const { documents: nodes, comments, problems } = loadYaml(text);
  const aliases = resolveAliases(nodes, text);
  const source: YamlSource = { text, targets: aliases.targets };
  const documents = nodes.map((node) => documentOf(node, source));
  const all: readonly ParseProblem[] = [...problems, ...aliases.problems];
  return { text, documents, root: documents[0]?.root, comments, clean: all.length === 0, problems: all };
}

/** `value` as a map, or undefined when it is anything else. */
export function asMap(value: YamlValue | undefined): YamlMap | undefined {
  return value?.kind === "map" ? value : undefined;
}

/** The value found by following `path` from `value`: keys of maps, indices of lists. */
export function valueAt(value: YamlValue | undefined, ...path: readonly (string | number)[]) {
  let found = value;
  for (const step of path) {
    if (found?.kind === "map") found = found.get(String(step));
    else if (found?.kind === "list" && typeof step === "number") found = found.items[step];
    else return undefined;
  }
  return found;
}

/** The text of a scalar that says something: undefined for collections and for null. */
export function textOf(value: YamlValue | undefined): string | undefined {
  return value?.kind === "scalar" && value.value !== null ? value.text : undefined;
}

/** `value` as plain data, for a validator. What cannot be followed is undefined; a key cannot reach a prototype. */
export function toPlain(value: YamlValue | undefined): unknown {
  switch (value?.kind) {
    case "scalar":
      return value.value;
    case "list":
      return value.items.map(toPlain);
    case "map":
      return Object.fromEntries(value.entries.map((entry) => [entry.key, toPlain(entry.value)]));
    default:
      return undefined;
  }
}

function documentOf(node: YamlDocumentNode, source: YamlSource): YamlDocument {
  const [start, , end] = node.range;
  const root = node.contents ? viewRoot(node.contents, source) : undefined;
  return { at: span(start, end), root: root?.kind === "scalar" && root.isEmpty ? undefined : root };
}
