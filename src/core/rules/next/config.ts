import type { ScriptForm } from "../../files/script/form";
import { indentStep } from "../../files/script/insert";
import { startsLine } from "../../files/syntax/style";
import {
  type Entry,
  entryNamed,
  hasSpread,
  lastNameOf,
  pathOf,
  type RecordValue,
  stringOf,
  type Value,
} from "../../files/syntax/value";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf, indentAt } from "../../text/lines";
import { contains, type Span, span } from "../../text/span";

/** The configuration that a module hands to Next.js. */
export interface NextConfig {
  readonly record: RecordValue;
  /** Its name where it has one, else its opening brace. */
  readonly at: Span;
}

/** Whether the file at `path` configures Next.js. */
export function isNextConfig(path: string): boolean {
  return /(^|\/)next\.config\.[cm]?[jt]s$/.test(path);
}

/** The configuration, where it is written out in the module; undefined where parts of it are not known. */
export function nextConfigOf(form: ScriptForm): NextConfig | undefined {
  const named = form.assignments.find(
    ({ target, value }) => value.kind === "record" && /^next_?config$/i.test(lastNameOf(target) ?? ""),
  );
  const exported = form.assignments.findLast(({ target }) => pathOf(target) === "module.exports");
  const record = named ? named.value : exported && recordIn(exported.value, form);
  if (record?.kind !== "record" || hasSpread(record.entries)) return undefined;
  const owner = named ?? form.assignments.find(({ value }) => value.at.start === record.at.start);
  const isOwnName = owner?.target.kind === "name" && owner.target.name !== "module.exports";
  return { record, at: isOwnName ? owner.target.at : span(record.at.start, record.at.start + 1) };
}

/** Whether the site is exported as files, which another server then sends. */
export function isStaticExport({ record }: NextConfig): boolean {
  return stringOf(entryNamed(record.entries, "output")?.value) === "export";
}

/** The list that `headers()` returns: `null` where there is no such function, undefined where it cannot be read. */
export function headerRules({ record }: NextConfig, form: ScriptForm): Value | null | undefined {
  const entry = entryNamed(record.entries, "headers");
  if (!entry) return null;
  const fn = form.resolve(entry.value);
  if (fn.kind !== "function") return undefined;
  const returned = form.returns.filter(({ at }) => contains(fn.body, at)).map(({ value }) => value);
  const [result] = fn.result ? [fn.result] : returned.length === 1 ? returned : [];
  const rules = result && form.resolve(result);
  const isKnown = rules?.kind === "list" && rules.items.every((item) => hasKnownHeaders(item, form));
  return isKnown ? rules : undefined;
}

/** Whether `given` is a rule whose headers are written out: what another module exports may be any. */
function hasKnownHeaders(given: Value, form: ScriptForm): boolean {
  const rule = form.resolve(given);
  if (rule.kind !== "record" || hasSpread(rule.entries)) return false;
  const table = entryNamed(rule.entries, "headers")?.value;
  const pairs = table && form.resolve(table);
  return pairs?.kind === "list" && pairs.items.every((pair) => form.resolve(pair).kind === "record");
}

/** Adds entries (`lines`, unindented, two blanks for each level) behind those that the configuration has. */
export function addLines({ record }: NextConfig, lines: readonly string[], text: string): TextEdit[] {
  const eol = eolOf(text);
  const outer = indentAt(text, record.at.start);
  const step = indentStep(text);
  const block = lines.map((line) => {
    const levels = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    return outer + step.repeat(levels + 1) + line.trimStart();
  });
  const [first, last] = [record.entries[0], record.entries.at(-1)];
  const brace = record.at.end - 1;
  const added = block.join(eol) + eol;
  if (startsLine(text, brace))
    return [...comma(text, last, brace), insertion(brace - indentAt(text, brace).length, added)];
  if (!first || !last) return [replacement(record.at, `{${eol}${added}${outer}}`)];
  // { a: true } is spread over lines.
  return [
    replacement(span(record.at.start + 1, first.at.start), eol + outer + step),
    replacement(span(last.at.end, brace), `,${eol}${added}${outer}`),
  ];
}

function comma(text: string, last: Entry | undefined, brace: number): TextEdit[] {
  const isThere = !last || /^\s*,/.test(text.slice(last.at.end, brace));
  return isThere ? [] : [insertion(last.at.end, ",")];
}

/** The record itself, what a function returns, or what wrappers such as `withPlugin(config)` are given. */
function recordIn(given: Value, form: ScriptForm): Value | undefined {
  const value = form.resolve(given);
  if (value.kind === "record") return value;
  if (value.kind === "function") {
    const returned = form.returns.filter(({ at }) => contains(value.body, at));
    const [result] = value.result
      ? [value.result]
      : returned.length === 1
        ? returned.map((one) => one.value)
        : [];
    const record = result && form.resolve(result);
    return record?.kind === "record" ? record : undefined;
  }
  if (value.kind !== "call") return undefined;
  // Of a record that is written into the call nobody knows whose options it is.
  const names = value.args.filter((arg) => arg.value.kind === "name");
  return names.map((arg) => recordIn(arg.value, form)).find((one) => one !== undefined);
}
