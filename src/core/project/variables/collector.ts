import { isVariableName } from "../../data/environment-names";
import type { ScannedForm } from "../../files/scanned/form";
import type { Span } from "../../text/span";
import { MAX_FOLLOWED } from "./assigned";
import { type CodeReads, type HelperCall, MAX_READS, ordered, type VariableRead, withGuards } from "./read";
import type { Usage } from "./script-usage";

/** Enough of a file to see what becomes of a name. */
const REACH = 20_000;
const NEAR = 600;

/** Gathers what one file says about the environment, for languages of which nobody reads the syntax. */
export class Collector {
  private readonly reads: VariableRead[] = [];
  private readonly guarded = new Set<string>();
  private readonly sets = new Set<string>();
  private followed = 0;

  constructor(private readonly form: ScannedForm) {}

  /** How far behind a read to look for what becomes of it (characters): not far where there are hundreds. */
  reach(): number {
    return this.followed++ < MAX_FOLLOWED ? REACH : NEAR;
  }

  /** The places of a search that are code, as long as the file looks written by hand. */
  *matches(search: RegExp): Iterable<RegExpExecArray> {
    for (const match of this.form.text.matchAll(search)) {
      if (this.reads.length >= MAX_READS) return;
      if (this.form.isCode(match.index)) yield match;
    }
  }

  /** Notes that code does something with the variable `name`, which is spelled at `at`. */
  add(name: string, at: Span, usage: Usage): void {
    if (!isVariableName(name) || usage === "none") return;
    if (usage === "set") {
      this.sets.add(name);
      return;
    }
    if (usage === "guard") this.guarded.add(name);
    const isNeeded = usage === "required" && !isConditional(this.form.text, at.start);
    this.reads.push({ name, at, need: isNeeded ? "required" : "optional", side: "server" });
  }

  result(
    calls: readonly HelperCall[],
    helpers: readonly string[],
    derived: readonly string[] = [],
  ): CodeReads {
    return {
      reads: withGuards(ordered(this.reads), this.guarded),
      calls: calls.filter(({ at }) => this.form.isCode(at.start - 2)),
      helpers,
      sets: [...this.sets],
      derived,
    };
  }
}

/** Lines above a read that are looked at. */
const MAX_ABOVE = 60;
const test =
  /\b(?:if|unless|elsif|elseif|switch|case)\b[^\n]{0,200}(?:\bENV\b|[gG]etenv\(|LookupEnv\(|\$_ENV\b|\benv\()/;

/**
 * Whether a read only happens when a test of another variable says so, as far as the lines around it show by their
 * indentation: `if ENV["SMTP_HOST"]` above `ENV["SMTP_PASSWORD"]`.
 */
function isConditional(text: string, offset: number): boolean {
  let end = text.lastIndexOf("\n", offset - 1);
  let indent = indentOf(lineOf(text, offset));
  let isElse = false;
  for (let i = 0; i < MAX_ABOVE && end > 0 && (indent > 0 || isElse); i++) {
    const line = lineOf(text, end);
    end -= line.length + 1;
    const own = indentOf(line);
    if (line.trim() === "" || own > indent || (own === indent && !isElse)) continue;
    if (test.test(line)) return true;
    isElse = /^\s*\}?\s*else\b/.test(line);
    indent = own;
  }
  return false;
}

/** The line up to `end`. */
function lineOf(text: string, end: number): string {
  return text.slice(Math.max(text.lastIndexOf("\n", end - 1) + 1, end - MAX_LINE), end);
}

/** Longer lines are generated. */
const MAX_LINE = 500;

function indentOf(line: string): number {
  return line.search(/\S|$/);
}

/** Where the quoted `name` stands in a match that ends with it, or holds it once. */
export function nameIn(match: RegExpExecArray, name: string): Span {
  const start = match.index + match[0].lastIndexOf(name);
  return { start, end: start + name.length };
}
