import {
  type Alias,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type ParsedNode,
  Scalar,
} from "yaml";
import { type Span, span } from "../../text/span";
import { isMergeKey, keyText, rangeOf } from "./aliases";
import { breakBefore, isBreak } from "./layout";
import { decodedOffsets } from "./offsets";

export type YamlStyle = "plain" | "single" | "double" | "literal" | "folded";
export type YamlValue = YamlMap | YamlList | YamlScalar | YamlUnresolved;

/** What all views of one file share. */
export interface YamlSource {
  readonly text: string;
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
}

/** A key with its value, as it counts: own keys first, then what `<<` merges in. */
export interface YamlEntry {
  /** The key's decoded text; `1` and `"1"` read the same. */
  readonly key: string;
  /** Where to point for the key: its token, or the alias it was merged through. */
  readonly at: Span;
  /** The key's own token, wherever it stands. */
  readonly origin: Span;
  readonly value: YamlValue;
  /** Whether the pair comes from another map through `<<`. */
  readonly merged: boolean;
}

/** How a value was reached. */
interface Reached {
  readonly via: Span | undefined;
  /** The alias that stands for the value in its map or list, where one does. */
  readonly alias: Span | undefined;
  readonly inFlow: boolean;
}

/** What every view knows of its place. Offsets into the file's text. */
abstract class YamlNode {
  /** The alias (`*name`) in the text through which this value was reached: the outermost one. */
  readonly via: Span | undefined;
  /** The text that defines the value; empty for a value that is left out (`key:`). */
  readonly origin: Span;
  /** The text that stands for the value in the map or list that holds it: `origin`, or an alias. */
  readonly token: Span;
  /** Whether `token` stands between brackets or braces. */
  readonly inFlow: boolean;
  /** An explicit tag as written, such as `!reset`. */
  readonly tag: string | undefined;

  constructor(node: ParsedNode, text: string, reached: Reached) {
    this.via = reached.via;
    this.origin = contentSpan(node, text);
    this.token = reached.alias ?? this.origin;
    this.inFlow = reached.inFlow;
    this.tag = node.tag;
  }

  /** Where a person looks: the alias, where the value comes through one, else the text that defines it. */
  get at(): Span {
    return this.via ?? this.origin;
  }
}

/** A mapping, seen with aliases followed and `<<` merged: own keys win, then the earlier merge. */
export class YamlMap extends YamlNode {
  readonly kind = "map";
  readonly flow: boolean;
  /** The column of the keys in a block map. */
  readonly indent: number;
  private parts: MapParts | undefined;
  private index: ReadonlyMap<string, YamlEntry> | undefined;

  constructor(
    private readonly source: YamlSource,
    private readonly node: ParsedNode,
    reached: Reached,
  ) {
    super(node, source.text, reached);
    this.flow = isMap(node) && node.flow === true;
    this.indent = indentOf(node);
  }

  /** The pairs that stand in this map itself, in order, without merge keys. */
  get own(): readonly YamlEntry[] {
    return this.read().own;
  }

  /** The `<<` pairs that stand in this map itself. */
  get merges(): readonly YamlEntry[] {
    return this.read().merges;
  }

  /** All pairs that count: own ones in order, then merged ones. */
  get entries(): readonly YamlEntry[] {
    return [...this.byKey().values()];
  }

  entry(key: string): YamlEntry | undefined {
    return this.byKey().get(key);
  }

  get(key: string): YamlValue | undefined {
    return this.entry(key)?.value;
  }

  has(key: string): boolean {
    return this.entry(key) !== undefined;
  }

  private byKey(): ReadonlyMap<string, YamlEntry> {
    this.index ??= indexEntries(this.own, this.merges);
    return this.index;
  }

  private read(): MapParts {
    this.parts ??= readPairs(this.node, this.source, {
      via: this.via,
      alias: undefined,
      inFlow: this.flow,
    });
    return this.parts;
  }
}

/** A sequence. */
export class YamlList extends YamlNode {
  readonly kind = "list";
  readonly flow: boolean;
  /** The column of the dashes in a block list. */
  readonly indent: number;
  private views: readonly YamlValue[] | undefined;

  constructor(
    private readonly source: YamlSource,
    private readonly node: ParsedNode,
    reached: Reached,
  ) {
    super(node, source.text, reached);
    this.flow = isSeq(node) && node.flow === true;
    this.indent = indentOf(node);
  }

  get items(): readonly YamlValue[] {
    const reached = { via: this.via, alias: undefined, inFlow: this.flow };
    const items: readonly unknown[] = isSeq(this.node) ? this.node.items : [];
    this.views ??= items.map((item) =>
      viewOf(item as ParsedNode | null, this.source, reached, this.origin.end),
    );
    return this.views;
  }
}

/** A scalar, typed by the YAML 1.2 core schema: `on` and `22:22` are strings, `null` and nothing are null. */
export class YamlScalar extends YamlNode {
  readonly kind = "scalar";
  /** The decoded text, before it was typed: `012` where `value` is 12. */
  readonly text: string;
  readonly value: string | number | boolean | null;
  readonly style: YamlStyle;
  private offsets: readonly number[] | undefined;

  constructor(
    private readonly source: YamlSource,
    node: ParsedNode,
    reached: Reached,
  ) {
    super(node, source.text, reached);
    const scalar = isScalar(node) ? node : new Scalar(null);
    this.text = scalar.source ?? "";
    this.value = typed(scalar);
    this.style = styleOf(scalar);
  }

  /** Whether nothing is written: `key:`. */
  get isEmpty(): boolean {
    return this.origin.end === this.origin.start;
  }

  /**
   * The place in the file of `from`..`to` (offsets into `text`), escapes, folds and indentation counted. Lies
   * within `origin`, which is the anchor's place where the value comes through an alias.
   */
  spanOf(from: number, to: number): Span {
    this.offsets ??= decodedOffsets(this.source.text, this.origin, this.text, this.style);
    const start = this.offsets[from] ?? this.origin.end;
    return span(start, Math.max(start, this.offsets[to] ?? this.origin.end));
  }
}

/** An alias that cannot be followed: no such anchor, itself, or an expansion out of all bounds. */
export class YamlUnresolved extends YamlNode {
  readonly kind = "unresolved";

  constructor(source: YamlSource, node: ParsedNode, reached: Reached) {
    super(node, source.text, reached);
  }
}

const atRoot: Reached = { via: undefined, alias: undefined, inFlow: false };

/** The view of a document's content. */
export function viewRoot(node: ParsedNode, source: YamlSource): YamlValue {
  return viewOf(node, source, atRoot, 0);
}

/** The view of `node`; an absent node is an empty scalar at `emptyAt`. */
function viewOf(
  node: ParsedNode | null | undefined,
  source: YamlSource,
  reached: Reached,
  emptyAt: number,
): YamlValue {
  if (!node) {
    const nothing = new Scalar(null);
    nothing.range = [emptyAt, emptyAt, emptyAt];
    return new YamlScalar(source, nothing as ParsedNode, reached);
  }
  if (isAlias(node)) {
    const target = source.targets.get(node);
    if (!target) return new YamlUnresolved(source, node, reached);
    const alias = rangeOf(node);
    return viewOf(target, source, { ...reached, via: reached.via ?? alias, alias }, emptyAt);
  }
  if (isMap(node)) return new YamlMap(source, node, reached);
  if (isSeq(node)) return new YamlList(source, node, reached);
  return new YamlScalar(source, node, reached);
}

interface MapParts {
  readonly own: readonly YamlEntry[];
  readonly merges: readonly YamlEntry[];
}

function readPairs(node: ParsedNode, source: YamlSource, reached: Reached): MapParts {
  const own: YamlEntry[] = [];
  const merges: YamlEntry[] = [];
  for (const { key, value } of isMap(node) ? node.items : []) {
    const origin = rangeOf(key as Node | null);
    const entry: YamlEntry = {
      key: keyText(key, source.text, source.targets),
      at: reached.via ?? origin,
      origin,
      value: viewOf(value as ParsedNode | null, source, reached, origin.end),
      merged: false,
    };
    if (isMergeKey(key)) merges.push(entry);
    else own.push(entry);
  }
  return { own, merges };
}

function indexEntries(own: readonly YamlEntry[], merges: readonly YamlEntry[]): Map<string, YamlEntry> {
  const index = new Map<string, YamlEntry>();
  for (const entry of own) index.set(entry.key, entry);
  for (const { value } of merges) {
    for (const map of value.kind === "list" ? value.items : [value]) {
      if (map.kind !== "map") continue;
      for (const entry of map.entries) {
        if (!index.has(entry.key)) index.set(entry.key, { ...entry, merged: true });
      }
    }
  }
  return index;
}

/** The text of `node` without trailing comments and line breaks, which belong to what follows. */
function contentSpan(node: ParsedNode, text: string): Span {
  const { start } = rangeOf(node);
  return span(start, Math.max(start, contentEnd(node, text)));
}

function contentEnd(node: ParsedNode, text: string): number {
  const { start, end } = rangeOf(node);
  if ((isMap(node) || isSeq(node)) && node.flow !== true) {
    const last: unknown = node.items.at(-1);
    const content = isPair(last) ? (last.value ?? last.key) : last;
    return content ? contentEnd(content as ParsedNode, text) : end;
  }
  if (keepsBreaks(node, text)) return breakBefore(text, end);
  let trimmed = end;
  while (trimmed > start && isBreak(text[trimmed - 1])) trimmed--;
  return trimmed;
}

/** Whether `node` is a block scalar whose blank lines at the end are part of its value: `|+`. */
function keepsBreaks(node: ParsedNode, text: string): boolean {
  const { start, end } = rangeOf(node);
  if (!isScalar(node) || (node.type !== Scalar.BLOCK_LITERAL && node.type !== Scalar.BLOCK_FOLDED))
    return false;
  return text.slice(start, Math.min(end, start + 3)).includes("+");
}

function indentOf(node: ParsedNode): number {
  const token = node.srcToken;
  return token && "indent" in token ? token.indent : 0;
}

function typed(scalar: Scalar): YamlScalar["value"] {
  const { value } = scalar;
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "number" ||
    typeof value === "boolean"
  ) {
    return value;
  }
  return scalar.source ?? null;
}

const styles: Readonly<Record<string, YamlStyle>> = {
  [Scalar.PLAIN]: "plain",
  [Scalar.QUOTE_SINGLE]: "single",
  [Scalar.QUOTE_DOUBLE]: "double",
  [Scalar.BLOCK_LITERAL]: "literal",
  [Scalar.BLOCK_FOLDED]: "folded",
};

function styleOf(scalar: Scalar): YamlStyle {
  return styles[scalar.type ?? Scalar.PLAIN] ?? "plain";
}
