/** Enough of a file to see what becomes of a name. */
const REACH = 20_000;

/** Names that are followed in one file. */
export const MAX_FOLLOWED = 200;

/**
 * What becomes of a variable that is put under a name (`dsn = os.getenv("DSN")`): `guard` where the code asks whether it
 * is set and goes on without. Undefined where it has no name of its own, or nobody asks.
 */
export function assignedUsage(
  text: string,
  start: number,
  end: number,
  language: "python" | "script",
): "required" | "guard" | undefined {
  const before = text.slice(Math.max(0, start - 120), start);
  const rest = text.slice(end, end + 80);
  if (!/^[!\s)]{0,20}(?:as\s[\w.]{1,30})?\s{0,10}(?:;|#|\/\/|\r?\n|$)/.test(rest)) return undefined;
  const name = /([A-Za-z_$][\w$]*)\s{0,8}(?::[^=\n]{1,60})?=\s{0,8}$/.exec(before)?.[1];
  if (name === undefined || before.endsWith("==")) return undefined;
  const escaped = name.replaceAll("$", "\\$");
  const after = text.slice(end, end + REACH);
  const stops = language === "python" ? pythonStop(escaped) : scriptStop(escaped);
  if (stops.test(after)) return "required";
  return (language === "python" ? pythonTest(escaped) : scriptTest(escaped)).test(after)
    ? "guard"
    : undefined;
}

function pythonStop(name: string): RegExp {
  return new RegExp(
    String.raw`\bif\s{1,4}(?:not\s{1,4}${name}|${name}\s{1,4}is\s{1,4}None)\s{0,4}:\s{0,80}(?:raise|sys\.exit|exit)\b`,
  );
}

function pythonTest(name: string): RegExp {
  return new RegExp(
    String.raw`\b(?:if|elif|and|or|not|while)\s{1,4}(?:not\s{1,4})?${name}\b(?!\s{0,4}[.([=!<>])|\b${name}\s{1,4}(?:or|and|is|if)\b|\bbool\(${name}\)`,
  );
}

function scriptStop(name: string): RegExp {
  return new RegExp(
    String.raw`\bif\s{0,4}\((?:!${name}|(?:${name}\s{0,4}===?\s{0,4}(?:undefined|null)))\s{0,4}\)\s{0,8}\{?\s{0,40}(?:(?:console|log|logger)\.\w{1,10}\([^;\n]{0,100}\);?\s{0,40})?(?:throw|process\.exit)\b`,
  );
}

function scriptTest(name: string): RegExp {
  return new RegExp(
    String.raw`(?<![\w$.])!{0,2}${name}\s{0,8}(?:&&|\|\||\?\?|\?(?![.?:])|[=!]==?)|\bif\s{0,4}\(\s{0,4}!{0,2}${name}\s{0,4}\)|\bBoolean\(${name}\)|(?<![\w$.])${name}\?\.`,
  );
}
