import type { ScriptForm } from "../../files/script/form";
import { quoteOf } from "../../files/syntax/style";
import { entryNamed, type RecordValue } from "../../files/syntax/value";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { Fix } from "../rule";
import { appendEntries, literalOf, setEntries } from "./record-edits";
import type { Session } from "./sessions";
import { trustProxyEdits } from "./trust-proxy";

type Wanted = readonly (readonly [name: string, code: string])[];

/** Makes the cookie of a session safe: `secure`, `httpOnly` and `sameSite`, what is set already stays. */
export function secureFixes(session: Session, form: ScriptForm, project: ProjectView): Fix[] {
  const quote = quoteOf(form.text, "'");
  const others: Wanted = [
    ["httpOnly", "true"],
    ["sameSite", `${quote}lax${quote}`],
  ];
  const inProduction = `process.env.NODE_ENV === ${quote}production${quote}`;
  const trust = trustProxyEdits(form, project);
  const note = trust.length > 0 ? ", and trust the proxy in front" : "";
  const fix = (secure: string, title: string): Fix[] => {
    const edits = cookieEdits(session, form, [["secure", secure], ...others]);
    return edits.length > 0 ? [{ title: title + note, kind: "review", edits: [...trust, ...edits] }] : [];
  };
  return [
    ...fix("true", "Send the session cookie over HTTPS only"),
    ...fix(inProduction, "Send it over HTTPS only where NODE_ENV is production"),
  ];
}

/** Adds or switches on single attributes of the cookie. */
export function cookieEdits(session: Session, form: ScriptForm, wanted: Wanted): TextEdit[] {
  const { call, options, library } = session;
  const all = `{ ${wanted.map(([name, code]) => `${name}: ${code}`).join(", ")} }`;
  const isNested = library === "express-session";
  if (!options) {
    const given = isNested ? `{ cookie: ${all} }` : all;
    return call.argsAt && call.args.length === 0 ? [replacement(call.argsAt, `(${given})`)] : [];
  }
  const record = literalOf(options, form);
  if (!record) return [];
  const cookie = entryNamed(record.entries, "cookie");
  if (!isNested && !cookie) return setEntries(form, record, wanted);
  if (!cookie) return appendEntries(form.text, record, [`cookie: ${all}`]);
  const inner = form.resolve(cookie.value);
  if (inner.kind === "record") return setEntries(form, inner, wanted);
  return inner.kind === "boolean" || inner.kind === "null" ? [replacement(cookie.value.at, all)] : [];
}

/** The options with one more entry of their own. */
export function optionEdits({ call, options }: Session, form: ScriptForm, entry: string): TextEdit[] {
  const record: RecordValue | undefined = options && literalOf(options, form);
  if (record) return appendEntries(form.text, record, [entry]);
  return !options && call.argsAt && call.args.length === 0
    ? [insertion(call.argsAt.start + 1, `{ ${entry} }`)]
    : [];
}
