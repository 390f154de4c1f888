/** What code does with `process.env.NAME` at one place; `guard`: it asks whether the variable is set. */
export type Usage = "required" | "optional" | "guard" | "set" | "none";

/** How far to look to either side of a read. */
const NEAR = 160;

/** What the code around a read, which covers `start` to `end`, does with it. */
export function usageOf(text: string, start: number, end: number): Usage {
  const before = text.slice(Math.max(0, start - NEAR), start);
  const after = text.slice(end, end + NEAR).replace(/^!(?!=)/, "");
  if (/\bdelete\s{1,8}$/.test(before)) return "none";
  if (/^\s{0,40}(?:\?\?|\|\|)=/.test(after)) return "optional";
  if (/^\s{0,40}[+-]?=(?![=>])/.test(after)) return "set";
  if (/(?:^|[^!])!\s{0,8}$/.test(before) && !/[!=]=$/.test(before)) return negated(before, after);
  // toOptionalString(process.env.A); a field that class-validator lets be empty
  if (/[oO]ptional\w{0,20}\(\s{0,40}$|@IsOptional\(\)[^;{}]{0,120}=\s{0,8}$/.test(before)) return "optional";
  if (/!!\s{0,8}$|\bBoolean\(\s{0,8}$/.test(before)) return "guard";
  if (/^\s{0,40}(?:&&|\?(?![.?]))/.test(after) || isTested(before, after))
    return stops(after) ? "required" : "guard";
  if (/^\?\./.test(after)) return "optional";
  // parseInt(process.env.A, 10) || 5, (process.env.A as string) ?? "b"
  if (
    /^(?:\s{1,8}as\s{1,8}[\w.]{1,40})?(?:\s{0,8},\s{0,8}\d{1,2})?[\s)]{0,60}(?:\?\?|\|\||[=!]==?)/.test(after)
  ) {
    return isUndefinedTest(after) && stops(after) ? "required" : "optional";
  }
  return /(?:[=!]==?|\?\?|\|\||\btypeof)\s{0,8}$/.test(before) ? "optional" : "required";
}

/** `!process.env.NAME`: the code stops there, or goes on without the variable. */
function negated(before: string, after: string): Usage {
  if (/!!\s{0,8}$/.test(before)) return "guard";
  return stops(after) ? "required" : "guard";
}

/** `if (process.env.NAME)`, `while (a && process.env.NAME)` */
function isTested(before: string, after: string): boolean {
  return /\b(?:if|while)\s{0,8}\([^(){};]{0,80}$/.test(before) && /^\s{0,40}\)/.test(after);
}

function isUndefinedTest(after: string): boolean {
  return /^\s{0,40}===?\s{0,8}(?:undefined|null|""|'')/.test(after);
}

/** Whether the branch behind a test ends the program: `) throw`, `) { console.error("…"); process.exit(1)`. */
function stops(after: string): boolean {
  return /^[^{};]{0,120}\)\s{0,40}\{?\s{0,40}(?:(?:console|log|logger)\.\w{1,10}\([^;\n]{0,100}\);?\s{0,40})?(?:throw|process\.exit)\b/.test(
    after,
  );
}
