/** What is wrong with the value of a header, and the value that was meant where that is known. */
export interface ValueProblem {
  readonly message: string;
  readonly instead?: string;
  /** Whether the replacement says what the value was there to say. */
  readonly isCertain?: boolean;
}

type Judge = (value: string) => ValueProblem | undefined;

/** Judges of literal values, by the lower-case name of the header. */
const judges: ReadonlyMap<string, Judge> = new Map([
  ["x-frame-options", frameOptions],
  ["x-content-type-options", contentTypeOptions],
  ["strict-transport-security", transportSecurity],
]);

/** What is wrong with `value` of the header `name` (lower case); undefined where browsers understand it. */
export function problemOf(name: string, value: string): ValueProblem | undefined {
  // nginx does not send an empty value.
  return value.trim() === "" ? undefined : judges.get(name)?.(value.trim());
}

function frameOptions(value: string): ValueProblem | undefined {
  if (/^(deny|sameorigin)$/i.test(value)) return undefined;
  if (/^allow-from\b/i.test(value)) {
    return { message: "Browsers ignore ALLOW-FROM, so that any site can show the page in a frame." };
  }
  const message = `X-Frame-Options knows DENY and SAMEORIGIN only; with \`${shown(value)}\` any site can show the page in a frame.`;
  const word = /\b(deny|sameorigin)\b/i.exec(value)?.[1];
  return { message, instead: word ?? "SAMEORIGIN" };
}

function contentTypeOptions(value: string): ValueProblem | undefined {
  if (/^nosniff$/i.test(value)) return undefined;
  const message = `X-Content-Type-Options knows nosniff only; browsers ignore \`${shown(value)}\`.`;
  return { message, instead: "nosniff", isCertain: true };
}

function transportSecurity(value: string): ValueProblem | undefined {
  const parts = value.split(/[;,]/).map((part) => part.trim());
  if (!parts.some((part) => /^max-age\s{0,5}=\s{0,5}"?\d+"?$/i.test(part))) return withoutMaxAge(value);
  if (!value.includes(",")) return undefined;
  const message = "A comma makes this two headers in one: the parts are separated by semicolons.";
  return { message, instead: parts.filter((part) => part !== "").join("; "), isCertain: true };
}

function withoutMaxAge(value: string): ValueProblem {
  const message = "Browsers ignore a Strict-Transport-Security without a max-age in seconds.";
  const age = /\bmax[-_ ]?age\s{0,5}[=: ]\s{0,5}"?(\d{1,12})"?/i.exec(value);
  const others = /^(includeSubDomains|preload|[;,\s])+$/i.test(value.replace(age?.[0] ?? "", ""));
  if (!others && value !== age?.[0]) return { message };
  const flags = value.match(/\b(includeSubDomains|preload)\b/gi) ?? [];
  return { message, instead: [`max-age=${age?.[1] ?? 31_536_000}`, ...flags].join("; ") };
}

function shown(value: string): string {
  return value.length > 30 ? `${value.slice(0, 30)}…` : value;
}
