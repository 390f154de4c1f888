import type { ScriptForm } from "../../files/script/form";
import { addEntry } from "../../files/syntax/entry-edits";
import { quoteOf } from "../../files/syntax/style";
import { replacement, type TextEdit } from "../../text/edits";
import { contains, slice } from "../../text/span";
import { scriptOrigin } from "../cors/origin-expression";
import type { FileRuleContext, Fix } from "../rule";
import type { Wildcard } from "./wildcards";

/** Puts the frontend's origin where every origin is allowed. */
export function originFixes(wildcard: Wildcard, { file, project }: FileRuleContext<"javascript">): Fix[] {
  const { form, text } = file;
  const { how, call, options, star } = wildcard;
  const quote = star ? (text[star.value.at.end - 1] ?? '"') : quoteOf(text, "'");
  const { text: given, label, origin } = scriptOrigin(project, quote === "`" ? "'" : quote);
  const allowed = origin === undefined ? given : `[${given}]`;
  const fix = (edits: readonly TextEdit[]): Fix[] => [
    { title: `Allow ${label} only`, kind: "review", edits },
  ];
  if (how === "default") {
    if (options) return fix([addEntry(text, options, `origin: ${allowed}`)]);
    return call?.argsAt ? fix([replacement(call.argsAt, `({ origin: ${allowed} })`)]) : [];
  }
  if (!star) return [];
  if (star.conditional) {
    const read = origin === undefined ? withoutFallback(wildcard, form) : undefined;
    return fix(read ?? [replacement(star.value.at, given)]);
  }
  if (how === "option") return fix([replacement(star.value.at, allowed)]);
  // A header cannot be undefined.
  return fix([replacement(star.value.at, origin === undefined ? `${given} ?? ${quote}${quote}` : given)]);
}

/** `process.env.ORIGIN || "*"` loses its fallback; without the variable `cors` then allows nobody. */
function withoutFallback({ at, how, star }: Wildcard, form: ScriptForm): TextEdit[] | undefined {
  const value = form.resolve(at);
  if (how !== "option" || value.kind !== "operation" || !star) return undefined;
  const [read, fallback] = value.operands;
  if (!read || !fallback || !contains(fallback.at, star.value.at)) return undefined;
  return [replacement(value.at, slice(form.text, read.at))];
}
