import type { ScriptForm } from "../../files/script/form";
import { importAllNamed, importNamed } from "../../files/script/imports";
import { insertAfter } from "../../files/syntax/entry-edits";
import { entryNamed, lastNameOf, positional, type RecordValue } from "../../files/syntax/value";
import { replacement, type TextEdit } from "../../text/edits";
import { appendEntries } from "../express/record-edits";

/** The options of `@Module({ … })` of the class called `name`, or of the only one. */
export function moduleOptions(form: ScriptForm, name?: string): RecordValue | undefined {
  const found = form.classes.flatMap((one) => {
    if (name !== undefined && one.name !== name) return [];
    return one.decorators.flatMap((decorator) => {
      if (decorator.kind !== "call" || lastNameOf(decorator.callee) !== "Module") return [];
      const options = positional(decorator, 0);
      return options?.kind === "record" ? [options] : [];
    });
  });
  return found.length === 1 || name !== undefined ? found[0] : undefined;
}

/**
 * Binds ThrottlerGuard to the whole application in a module, and sets one throttler up where `setsUp` says so. Undefined
 * where that cannot be written.
 */
export function guardEdits(form: ScriptForm, options: RecordValue, setsUp: boolean): TextEdit[] | undefined {
  const token = importNamed(form, "@nestjs/core", "APP_GUARD");
  const names = setsUp ? ["ThrottlerGuard", "ThrottlerModule"] : ["ThrottlerGuard"];
  const parts = importAllNamed(form, "@nestjs/throttler", names);
  if (!token || !parts) return undefined;
  const [guard, module] = parts.locals;
  const added = listEdits(form, options, [
    ["imports", module === undefined ? [] : [`${module}.forRoot([{ ttl: 60000, limit: 100 }])`]],
    ["providers", [`{ provide: ${token.local}, useClass: ${guard} }`]],
  ]);
  return added && [...token.edits, ...parts.edits, ...added];
}

/** Adds items to the lists of a record, and the lists that are missing. */
function listEdits(
  form: ScriptForm,
  record: RecordValue,
  wanted: readonly (readonly [name: string, items: readonly string[]])[],
): TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  const missing: string[] = [];
  for (const [name, items] of wanted) {
    if (items.length === 0) continue;
    const entry = entryNamed(record.entries, name);
    if (!entry) missing.push(`${name}: [${items.join(", ")}]`);
    else if (entry.value.kind !== "list") return undefined;
    else {
      const last = entry.value.items.at(-1);
      const code = items.join(", ");
      edits.push(last ? insertAfter(form.text, last.at, code) : replacement(entry.value.at, `[${code}]`));
    }
  }
  return [...edits, ...appendEntries(form.text, record, missing)];
}
