/**
 * The same text without some syntax of TypeScript that the parser does not know; blanks take its place, so that
 * every offset stays. It is about types and exports: no value, call or name is lost. What a literal says is read from
 * the original text.
 */
export function prepareTypeScript(text: string): string {
  return gaps.reduce((prepared, gap) => prepared.replace(gap, blanked), text);
}

/** What is kept, what is blanked. */
const gaps: readonly RegExp[] = [
  // catch (error: unknown)
  /(\bcatch\s*\(\s*[\w$]+)(\s*:\s*(?:unknown|any)\b)/g,
  // (value): value is T => …, (value) => value is T
  /((?:\)\s*:|=>)\s*)((?:asserts\s+)?[\w$]+\s+is\s)/g,
  // let value!: T
  /(\b(?:let|var)\s+[\w$]+)(!)(?=\s*:)/g,
  // { a, type B }
  /([{,]\s*)(type)(?=\s+[\w$]+(?:\s+as\s+[\w$]+)?\s*[,}])/g,
  // export type * from "module"
  /(\bexport\s+)(type)(?=\s+\*)/g,
  // [A?, B?]
  /()(\?)(?=\s*[\],])/g,
  // import a from "module" with { type: "json" }
  /(\bfrom\s*(?:"[^"\n]*"|'[^'\n]*')\s*)((?:with|assert)\s*\{[^{}]*\})/g,
  // @Decorator() export class A {}
  /(\)[ \t]*(?:\/\/[^\n]*)?\s*|@[\w$.]+\s+)(export(?:\s+default)?)(?=\s+(?:abstract\s+)?class\s+[\w$]+)/g,
  // type M = typeof import("module")
  /()(\btypeof\s)(?=\s*import\s*\()/g,
];

function blanked(_: string, kept: string, gap: string): string {
  return kept + gap.replace(/[^\r\n]/g, " ");
}
