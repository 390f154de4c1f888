import { type Span, span } from "../../text/span";

/** Comments and the three kinds of literals in quotes; what is left open goes on to the end of its line or of the text. */
const dark =
  /\/\/[^\n]*|\/\*(?:[\s\S]*?\*\/|[\s\S]*)|`[^`]*`?|"[^"\\\n]*(?:\\.[^"\\\n]*)*"?|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?/g;

/** What of a Go file is no code. */
export function goDark(text: string): Span[] {
  return [...text.matchAll(dark)].map(({ index, 0: whole }) => span(index, index + whole.length));
}
