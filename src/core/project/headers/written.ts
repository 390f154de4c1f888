import type { CodeForm } from "../../files/syntax/code";
import type { Assignment } from "../../files/syntax/outline";
import {
  type CallValue,
  type Entry,
  lastNameOf,
  positional,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import type { Span } from "../../text/span";
import { protectiveHeaders, type SentHeader } from "./libraries";

/** A header that code sets by hand. */
export interface WrittenHeader extends SentHeader {
  readonly at: Span;
  /** The offset of the code that sets it: `at` may be in a table elsewhere. */
  readonly setAt: number;
}

/** Methods that set one header: the name comes first, or in a pair with the value. */
const setters = new Set(
  "set setdefault setHeader set_header header append appendHeader add add_header insert".split(" "),
);

/** Methods that set several: from a record, or from a list of pairs. */
const tableSetters = new Set("set setHeaders header headers update extend append writeHead".split(" "));

/** Tables may hold each other. */
const MAX_DEPTH = 6;

/** A file that sets more than this is generated; a few show as much as all. */
const MAX_HEADERS = 500;

/** The protective headers that the code of a file sets itself, in production. */
export class WrittenHeaders {
  readonly headers: WrittenHeader[] = [];
  /** Whether headers are set whose names cannot be known from this file. */
  opaque = false;
  /** What the tables of this file hold; read for names that come out of a loop. */
  private tables: readonly Pair[] | undefined;

  constructor(private readonly form: CodeForm) {
    for (const assignment of form.assignments) this.readAssignment(assignment);
    for (const call of form.calls) this.readCall(call);
  }

  private readAssignment({ target, value, at }: Assignment): void {
    if (!isHeader(target)) return;
    if (target.kind === "member") this.add({ name: target.name, value, at }, at.start);
    if (target.kind !== "index") return;
    const key = this.form.resolve(target.key);
    if (key.kind === "string") this.add({ name: key.value, value, at }, at.start);
    else if (key.kind !== "number") this.addFromTables(at.start);
  }

  private readCall(call: CallValue): void {
    const { callee, args, at } = call;
    for (const { name, value } of args) {
      const table = name === "headers" ? value : entryOf(value, "headers");
      if (table) this.addAll(this.pairsOf(table), at.start);
    }
    if (callee.kind !== "member" || isOfRequest(callee.object)) return;
    const isSetter = setters.has(callee.name);
    const first = positional(call, 0);
    const name = first && this.form.resolve(first);
    const value = positional(call, 1);
    if (isSetter && name && value) {
      if (name.kind === "string") this.add({ name: name.value, value, at }, at.start);
      else if (name.kind === "name" && (isHeader(callee) || callee.name === "setHeader"))
        this.addFromTables(at.start);
    }
    if (!tableSetters.has(callee.name)) return;
    for (const arg of args) {
      const table = this.form.resolve(arg.value);
      const isElsewhere = table.kind === "name" || table.kind === "member" || table.kind === "call";
      if (isElsewhere && callee.name === "update" && isHeader(callee)) this.opaque = true;
      this.addAll(this.pairsOf(table), at.start);
    }
  }

  /** A name that comes out of a loop comes from a table of this file, or nobody knows. */
  private addFromTables(setAt: number): void {
    if (this.headers.length > MAX_HEADERS) return;
    const before = this.headers.length;
    this.tables ??= this.form.assignments.flatMap(({ value }) => this.pairsOf(value));
    this.addAll(this.tables, setAt);
    if (this.headers.length === before) this.opaque = true;
  }

  private addAll(pairs: readonly Pair[], setAt: number): void {
    for (const pair of pairs) this.add(pair, setAt);
  }

  /** The protective headers in a table, wherever it is used. */
  read(table: Value): WrittenHeader[] {
    return this.pairsOf(table).flatMap((pair) => this.written(pair, pair.at.start) ?? []);
  }

  /** Whether `table`, or a part that is spread into it, is not written out in this file. */
  isElsewhere(table: Value): boolean {
    const known = this.form.resolve(table);
    if (known.kind !== "list") return known.kind !== "record";
    return known.items.some((item) => item.kind === "spread" && this.isElsewhere(item.value));
  }

  private add(pair: Pair, setAt: number): void {
    const header = this.written(pair, setAt);
    if (header) this.headers.push(header);
  }

  private written({ name, value, at }: Pair, setAt: number): WrittenHeader | undefined {
    const header = name?.toLowerCase() ?? "";
    return protectiveHeaders.has(header) && !this.form.isDevelopmentOnly(setAt)
      ? { header, value: stringOf(this.form.resolve(value)), at, setAt }
      : undefined;
  }

  /** Names with values: a record, `[name, value]`, `{ key: name, value }`, or a list of such. */
  private pairsOf(given: Value, around: readonly Value[] = []): Pair[] {
    const table = this.form.resolve(given.kind === "spread" ? given.value : given);
    if (around.length > MAX_DEPTH || around.includes(table)) return [];
    const inner = (value: Value) => this.pairsOf(value, [...around, table]);
    if (table.kind === "record") {
      const keyed = keyedPair(table.entries, table.at);
      if (keyed) return [keyed];
      return table.entries.flatMap((entry) => (entry.value.kind === "spread" ? inner(entry.value) : entry));
    }
    if (table.kind !== "list") return [];
    const [name, value] = table.items;
    if (table.items.length === 2 && name && value && isHeaderName(name)) {
      return [{ name: stringOf(name), value, at: table.at }];
    }
    return table.items.flatMap(inner);
  }
}

interface Pair {
  readonly name: string | undefined;
  readonly value: Value;
  readonly at: Span;
}

/** Whether a member or an index belongs to `….headers`; Django indexes the response itself. */
function isHeader(target: Value): boolean {
  if (target.kind !== "member" && target.kind !== "index") return false;
  const { object } = target;
  const name = object.kind === "index" ? stringOf(object.key) : lastNameOf(object);
  return /headers$/i.test(name ?? "") || (target.kind === "index" && /^res(p|ponse)?$/i.test(name ?? ""));
}

/** Headers that an application is handed, or hands on to itself: no browser gets to see them. */
function isOfRequest(object: Value): boolean {
  const name = lastNameOf(object) ?? "";
  if (/^req(?:uest)?_?headers$/i.test(name)) return true;
  return (
    object.kind === "member" &&
    /headers$/i.test(name) &&
    /^req(?:uest)?$/i.test(lastNameOf(object.object) ?? "")
  );
}

function isHeaderName(value: Value): boolean {
  return protectiveHeaders.has(stringOf(value)?.toLowerCase() ?? "");
}

function entryOf(value: Value, name: string): Value | undefined {
  return value.kind === "record" ? value.entries.find((entry) => entry.name === name)?.value : undefined;
}

function keyedPair(entries: readonly Entry[], at: Span): Pair | undefined {
  const key = entries.find((entry) => entry.name === "key");
  const value = entries.find((entry) => entry.name === "value");
  return key && value ? { name: stringOf(key.value), value: value.value, at } : undefined;
}
