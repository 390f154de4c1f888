import type { ScriptForm } from "../../files/script/form";
import { quoteOf } from "../../files/syntax/style";
import { insertion, type TextEdit } from "../../text/edits";
import type { Fix, Report, Severity } from "../rule";
import type { Cookie } from "./other-cookies";
import { literalOf, setEntries } from "./record-edits";

/** Names of what proves who somebody is; tokens against forged requests are there to be read. */
const sensitive = /auth|sess(ion)?(id|key)?\b|\bsid\b|token|jwt|credential|secret|passw|api_?key|remember/i;
const readable = /csrf|xsrf/i;
/** Those that CodeQL takes for sensitive as well. */
const sensitiveToCodeQl = /auth|session|secret|passw|credential/i;

/** What is wrong with a cookie that the code sets by itself. */
export function* reportCookie(cookie: Cookie, form: ScriptForm): Generator<Report> {
  const { secure, httpOnly, where, call } = cookie;
  const isSensitive = sensitive.test(cookie.name) && !readable.test(cookie.name);
  if (!isSensitive) {
    // Whether it is worth a flag, nobody but its author knows; that it was switched off is in the text.
    if (secure === "off" || (secure === "absent" && !call && where === "server"))
      yield {
        at: placeOf(cookie),
        severity: secure === "off" ? "info" : "hint",
        message: "This cookie is sent over plain HTTP as well: it is not marked as Secure.",
        equivalents: ["codeql js/insecure-cookie"],
        fixes: fixesFor(cookie, form, ["secure"]),
      };
    return;
  }
  const isInsecure = secure === "off" || secure === "absent";
  const isExposed = where === "server" && (httpOnly === "off" || httpOnly === "absent");
  const missing = [...(isInsecure ? ["secure"] : []), ...(isExposed ? ["httpOnly"] : [])];
  if (missing.length === 0) return;
  const isNamedAlike = sensitiveToCodeQl.test(cookie.name);
  const severity: Severity = where === "browser" ? "info" : "warning";
  yield {
    at: placeOf(cookie),
    severity,
    message: messageFor(isInsecure, isExposed),
    equivalents: [
      ...(isInsecure ? ["codeql js/insecure-cookie"] : []),
      ...(isInsecure && isNamedAlike ? ["codeql js/clear-text-cookie"] : []),
      ...(isExposed && isNamedAlike ? ["codeql js/client-exposed-cookie"] : []),
    ],
    fixes: fixesFor(cookie, form, missing),
  };
}

function messageFor(isInsecure: boolean, isExposed: boolean): string {
  const ways = [
    ...(isInsecure ? ["is sent over plain HTTP as well (no Secure)"] : []),
    ...(isExposed ? ["can be read by scripts of the page (no HttpOnly)"] : []),
  ];
  return `By its name this cookie says who somebody is, and it ${ways.join(" and ")}.`;
}

function placeOf({ call, at }: Cookie) {
  return call?.callee.at ?? at.at;
}

const spelled: Readonly<Record<string, string>> = { secure: "Secure", httpOnly: "HttpOnly" };

function fixesFor(cookie: Cookie, form: ScriptForm, missing: readonly string[]): Fix[] {
  const edits = cookie.call ? optionEdits(cookie, form, missing) : headerEdits(cookie, form, missing);
  const names = missing.map((name) => spelled[name] ?? name).join(" and ");
  return edits.length > 0 ? [{ title: `Mark the cookie as ${names}`, kind: "review", edits }] : [];
}

function optionEdits({ call }: Cookie, form: ScriptForm, missing: readonly string[]): TextEdit[] {
  const [, value, options] = call?.args ?? [];
  const wanted = missing.map((name) => [name, "true"] as const);
  if (!options && value)
    return [insertion(value.at.end, `, { ${wanted.map((entry) => entry.join(": ")).join(", ")} }`)];
  const record = options && literalOf(options.value, form);
  return record ? setEntries(form, record, wanted) : [];
}

/** Attributes behind the text of a header: inside the last quote, or as a text of their own. */
function headerEdits({ at }: Cookie, form: ScriptForm, missing: readonly string[]): TextEdit[] {
  const added = missing.map((name) => `; ${spelled[name]}`).join("");
  if (at.kind === "operation") {
    const quote = quoteOf(form.text, '"');
    return [insertion(at.at.end, ` + ${quote}${added}${quote}`)];
  }
  return [insertion(at.at.end - 1, added)];
}
