import type { PythonForm } from "../../files/python/form";
import { importModule } from "../../files/python/imports";
import { quoteOf } from "../../files/syntax/style";
import type { Value } from "../../files/syntax/value";
import { replacement } from "../../text/edits";
import { slice } from "../../text/span";
import type { Fix, Severity } from "../rule";
import type { Truth } from "./truth";

/** How grave it is that debugging is on; undefined where it is not, or nobody knows. */
export function severityOf(truth: Truth): Severity | undefined {
  if (truth === "on") return "error";
  if (truth === "text") return "warning";
  return truth === "unset" ? "info" : undefined;
}

/** What to say about a switch, behind "debugging is on": when, and why. */
export function whenOf(truth: Truth): string {
  if (truth === "unset") return " where the variable is not set";
  return truth === "text" ? ", even where the variable says `False`: any text is true" : "";
}

/** Switches debugging off, or lets `variable` of the environment decide. */
export function debugFixes(form: PythonForm, value: Value, name: string, variable: string): Fix[] {
  const off: Fix = {
    title: `Set ${name} to False`,
    kind: "review",
    edits: [replacement(value.at, "False")],
  };
  const os = importModule(form, "os");
  if (!os || slice(form.text, value.at).includes("\n")) return [off];
  const quote = quoteOf(form.text, '"');
  const read = `${os.local}.environ.get(${quote}${variable}${quote}) == ${quote}1${quote}`;
  const title = `Let ${variable}=1 switch ${name} on`;
  return [off, { title, kind: "review", edits: [...os.edits, replacement(value.at, read)] }];
}

/** Whether the code at `offset` is under `if False:` and its like. */
export function neverRuns(form: PythonForm, offset: number): boolean {
  return form
    .conditionsAt(offset)
    .some(
      ({ test, holds }) =>
        (test.kind === "boolean" || test.kind === "number") && Boolean(test.value) !== holds,
    );
}
