import { type Span, span } from "../text/span";
import type { Parsed } from "./problem";

export interface Requirement {
  /** As written: `Uvicorn`. */
  readonly name: string;
  /** As package indexes compare names: lower case, `-` for runs of `-`, `_` and `.`. */
  readonly normalized: string;
  readonly nameSpan: Span;
  /** Names in brackets: `standard` of `uvicorn[standard]`. */
  readonly extras: readonly string[];
  /** `==1.2,<2` without blanks at its ends; "" when any version will do. */
  readonly specifier: string;
  readonly specifierSpan: Span | undefined;
  /** What follows the `@` of `name @ https://…`. */
  readonly url: string | undefined;
  /** The condition behind `;`. */
  readonly marker: string | undefined;
  /** From the name to the end of the requirement, comment and options excluded. */
  readonly span: Span;
}

/** `-r file` or `-c file`. */
export interface RequirementsInclude {
  readonly kind: "requirements" | "constraints";
  readonly path: string;
  readonly span: Span;
}

export interface RequirementsForm extends Parsed {
  readonly requirements: readonly Requirement[];
  readonly includes: readonly RequirementsInclude[];
  /** Lines that install what their text does not name: `-e .`, `./wheels/x.whl`, `git+https://…`. */
  readonly unnamed: readonly Span[];
}

/** The name under which package indexes compare distributions. */
export function normalizeDistribution(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}

/** Parses a requirements or constraints file of pip. Never throws. */
export function parseRequirements(text: string): RequirementsForm {
  const requirements: Requirement[] = [];
  const includes: RequirementsInclude[] = [];
  const unnamed: Span[] = [];
  const problems: { at: Span; message: string }[] = [];
  for (const line of contentLines(text)) {
    const content = text.slice(line.start, line.end);
    const include = includeIn(content, line);
    if (include) includes.push(include);
    else if (/^(-e|--editable)\b/.test(content)) unnamed.push(line);
    else if (!content.startsWith("-")) {
      const requirement = parseRequirement(content, line.start);
      if (requirement) requirements.push(requirement);
      else if (/[/\\]|^\.|\.(whl|zip|tar\.gz)\b/.test(content)) unnamed.push(line);
      else problems.push({ at: line, message: "This is no requirement that pip understands" });
    }
  }
  return { clean: problems.length === 0, problems, requirements, includes, unnamed };
}

/**
 * Reads one requirement (PEP 508) such as `uvicorn[standard]>=0.30 ; python_version > "3.9"`, which stands at `offset`
 * of its file. Undefined for anything else, paths and bare URLs among it.
 */
export function parseRequirement(text: string, offset: number): Requirement | undefined {
  const name = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?/.exec(text)?.[0];
  if (name === undefined) return undefined;
  let at = skipBlanks(text, name.length);
  let extras: string[] = [];
  if (text[at] === "[") {
    const close = text.indexOf("]", at);
    if (close < 0) return undefined;
    extras = text
      .slice(at + 1, close)
      .split(",")
      .map((extra) => extra.trim())
      .filter((extra) => extra !== "");
    at = skipBlanks(text, close + 1);
  }
  const semicolon = text.indexOf(";", at);
  const marker = semicolon < 0 ? undefined : text.slice(semicolon + 1).trim();
  const end = trimEnd(text, at, semicolon < 0 ? text.length : semicolon);
  const rest = text.slice(at, end);
  const isUrl = rest.startsWith("@");
  if (!isUrl && rest !== "" && !/^\(?[<>=!~]/.test(rest)) return undefined;
  return {
    name,
    normalized: normalizeDistribution(name),
    nameSpan: span(offset, offset + name.length),
    extras,
    specifier: isUrl ? "" : rest,
    specifierSpan: isUrl || rest === "" ? undefined : span(offset + at, offset + end),
    url: isUrl ? rest.slice(1).trim() : undefined,
    marker,
    span: span(offset, offset + trimEnd(text, 0, text.length)),
  };
}

/** The content of each line, comments, per-requirement options and continuations cut off. */
function* contentLines(text: string): Generator<Span> {
  let continued = false;
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const lineEnd = newline < 0 ? text.length : newline;
    const hash = commentAt(text, start, lineEnd);
    let from = start;
    while (from < hash && isBlank(text, from)) from++;
    let to = trimEnd(text, from, hash);
    const wasContinued = continued;
    continued = to > from && text[to - 1] === "\\" && hash === lineEnd;
    if (continued) to = trimEnd(text, from, to - 1);
    const options = text.slice(from, to).search(/[ \t]--?[a-z]/);
    if (options > 0 && text[from] !== "-") to = trimEnd(text, from, from + options);
    // A continued line holds options of the requirement above it, such as hashes.
    if (to > from && !wasContinued) yield span(from, to);
    start = lineEnd + 1;
  }
}

/** Where the comment of a line begins: a `#` at its start or behind a blank; `end` without one. */
function commentAt(text: string, start: number, end: number): number {
  const line = text.slice(start, end);
  for (let at = line.indexOf("#"); at >= 0; at = line.indexOf("#", at + 1)) {
    if (at === 0 || isBlank(line, at - 1)) return start + at;
  }
  return end;
}

function includeIn(content: string, line: Span): RequirementsInclude | undefined {
  const match = /^(-r|--requirement|-c|--constraint)(?:[ \t]+|=)?(\S.*)$/.exec(content);
  if (!match?.[2]) return undefined;
  const kind = match[1] === "-r" || match[1] === "--requirement" ? "requirements" : "constraints";
  return { kind, path: match[2], span: line };
}

function skipBlanks(text: string, at: number): number {
  let index = at;
  while (index < text.length && isBlank(text, index)) index++;
  return index;
}

function trimEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text, at - 1)) at--;
  return at;
}

function isBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code === 32 || code === 9 || code === 13 || code === 12;
}
