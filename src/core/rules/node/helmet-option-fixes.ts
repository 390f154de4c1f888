import { removeEntry } from "../../files/syntax/entry-edits";
import type { Entry } from "../../files/syntax/value";
import { replacement, type TextEdit } from "../../text/edits";
import { span } from "../../text/span";
import type { Fix } from "../rule";
import type { Feature } from "./helmet-features";
import type { HelmetUse } from "./helmet-uses";

/** Switches a protection on again: a content security policy as one that only reports, first of all. */
export function optionFixes({ header }: Feature, entry: Entry, use: HelmetUse, text: string): Fix[] {
  const edits = withoutOption(entry, use, text);
  const title = `Switch ${entry.name ?? header} on again`;
  const removal: Fix[] = edits.length > 0 ? [{ title, kind: "review", edits }] : [];
  if (header !== "content-security-policy") return removal;
  const reporting = [replacement(entry.value.at, "{ reportOnly: true }")];
  return [
    { title: "Send the policy as one that only reports", kind: "review", edits: reporting },
    ...removal,
  ];
}

/** Options without an entry go as a whole. */
function withoutOption(entry: Entry, { call, index, options }: HelmetUse, text: string): TextEdit[] {
  const argument = call.args[index];
  const entries = options?.entries ?? [];
  const at = entries.indexOf(entry);
  if (entries.length === 1 && at === 0 && argument && argument.value.at.start === options?.at.start) {
    const before = call.args[index - 1];
    if (before) return [replacement(span(before.at.end, argument.at.end), "")];
    if (call.argsAt) return [replacement(call.argsAt, "()")];
  }
  const spans = entries.map((one) => one.at);
  return removeEntry(text, spans, at);
}
