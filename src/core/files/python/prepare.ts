/**
 * The same text with what the parser does not know spelled in a way that it does, at the same length: a `yield`
 * without a value, `with a as (b, c)`, `case A():`, `1.`, a form feed, and a backslash before CRLF. What a literal
 * says is read from the original text.
 */
export function preparePython(text: string): string {
  return text
    .replaceAll("\\\r\n", " \\\n")
    .replaceAll("\f", "\n")
    .replace(/\byield(?=[ \t]*(?:[\r\n#);]|$))/g, "None ")
    .replace(/\bas[ \t]*\([\w, \t]*\)(?=[ \t]*[,:])/g, (names) => " ".repeat(names.length))
    .replace(/^([ \t]*case[ \t]+[\w.]+)\(\)/gm, "$1  ")
    .replace(/(?<![\w.])(\d[\d_]*)\.(?![\w.])/g, (_, digits: string) => `${digits}0`);
}
