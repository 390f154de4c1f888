import type { SourceFile } from "../../files/source";
import { type CodeReads, noReads } from "./read";
import { scriptReads } from "./script-reads";

/** What a component of Vue or Svelte says about the environment, in its scripts and in its template. */
export function componentReads({ text, form }: SourceFile<"vue"> | SourceFile<"svelte">): CodeReads {
  // Most components do without: they are not taken apart.
  if (!/[eE]nv|onfig\.get/.test(text)) return noReads;
  return scriptReads({ text: form.script.text, form: form.script });
}
