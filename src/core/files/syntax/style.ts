/** Enough of a file to see its habits. */
const SAMPLE = 5_000;

/** The quote that most strings of `text` start with. */
export function quoteOf(text: string, otherwise: '"' | "'"): '"' | "'" {
  const sample = text.slice(0, SAMPLE);
  const double = sample.match(/[\s=(,[{:]"/g)?.length ?? 0;
  const single = sample.match(/[\s=(,[{:]'/g)?.length ?? 0;
  if (double === single) return otherwise;
  return double > single ? '"' : "'";
}

/** Whether `at` is the first thing on its line, blanks aside. */
export function startsLine(text: string, at: number): boolean {
  let start = at;
  while (start > 0 && /[ \t]/.test(text[start - 1] ?? "")) start--;
  return start === 0 || /[\r\n\uFEFF]/.test(text[start - 1] ?? "");
}

/** The offset after the line break of the line that holds `at`; the end of the text where there is none. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}
