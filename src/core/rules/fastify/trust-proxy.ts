import type { ScriptForm } from "../../files/script/form";
import { addEntry } from "../../files/syntax/entry-edits";
import { entryNamed, positional } from "../../files/syntax/value";
import { insertion, type TextEdit } from "../../text/edits";
import type { NodeApp } from "../node/apps";

/** Tells a Fastify application that one proxy stands in front; empty where it knows, or where its options are elsewhere. */
export function trustOption({ call }: NodeApp, form: ScriptForm): TextEdit[] {
  const given = positional(call, 0);
  if (!given) {
    const isEmpty = call.argsAt !== undefined && call.args.length === 0;
    return isEmpty ? [insertion((call.argsAt?.start ?? 0) + 1, "{ trustProxy: 1 }")] : [];
  }
  const options = form.resolve(given);
  if (options.kind !== "record" || entryNamed(options.entries, "trustProxy")) return [];
  return [addEntry(form.text, options, "trustProxy: 1")];
}
