import { type Span, span } from "../text/span";
import { compilePath, matchesPath, type PathPattern } from "./dockerignore-match";
import type { Parsed, ParseProblem } from "./problem";

export interface IgnorePattern {
  /** As written, without blanks at the ends; `!` included. */
  readonly text: string;
  readonly span: Span;
  /** `!pattern`: what it matches is part of the context after all. */
  readonly isNegated: boolean;
  /** Cleaned as the builder does: without `!`, `./`, `..`, doubled and leading slashes. */
  readonly path: string;
  readonly compiled: PathPattern;
}

export interface DockerignoreForm extends Parsed {
  readonly patterns: readonly IgnorePattern[];
  /** Lines that begin with `#` in column 0; only those are comments. */
  readonly comments: readonly Span[];
}

/** Parses an ignore file of Docker. Never throws; patterns the builder refuses are in `problems`. */
export function parseDockerignore(text: string): DockerignoreForm {
  const patterns: IgnorePattern[] = [];
  const comments: Span[] = [];
  const problems: ParseProblem[] = [];
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    if (text[start] === "#") comments.push(trimmedSpan(text, start, end));
    else {
      const at = trimmedSpan(text, start, end);
      const pattern = at.end > at.start ? patternOf(text.slice(at.start, at.end), at) : undefined;
      if (pattern && pattern.path !== "" && pattern.compiled.isValid) patterns.push(pattern);
      else if (pattern) problems.push({ at, message: `The builder refuses the pattern ${pattern.text}` });
    }
    start = end + 1;
  }
  return { clean: problems.length === 0, problems, patterns, comments };
}

/**
 * Whether `path` (relative to the context, `/` between folders) stays out of the build context. The last pattern
 * that matches the path or a folder above it decides.
 */
export function isIgnored(form: DockerignoreForm, path: string): boolean {
  const pattern = decidingPattern(form, path);
  return pattern !== undefined && !pattern.isNegated;
}

/** The pattern that decides on `path`: the last one that matches it; undefined when none does. */
export function decidingPattern(form: DockerignoreForm, path: string): IgnorePattern | undefined {
  const folders = withParents(cleanPath(path));
  return form.patterns.findLast(({ compiled }) => folders.some((folder) => matchesPath(compiled, folder)));
}

function patternOf(text: string, at: Span): IgnorePattern {
  const isNegated = text.startsWith("!");
  const cleaned = cleanPath(isNegated ? text.slice(1).trim() : text);
  const path = cleaned.startsWith("/") ? cleaned.slice(1) : cleaned;
  return { text, span: at, isNegated, path, compiled: compilePath(path) };
}

/** `a/b/c`, `a/b`, `a`. */
function withParents(path: string): string[] {
  const paths = [path];
  for (let slash = path.lastIndexOf("/"); slash > 0; slash = path.lastIndexOf("/", slash - 1)) {
    paths.push(path.slice(0, slash));
  }
  return paths;
}

/** Resolves `.` and `..` and drops doubled and trailing slashes; "" for nothing, "." for the context itself. */
function cleanPath(path: string): string {
  if (path === "") return "";
  const parts: string[] = [];
  const isRooted = path.startsWith("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!isRooted) parts.push(part);
  }
  const joined = parts.join("/");
  return isRooted ? `/${joined}` : joined === "" ? "." : joined;
}

function trimmedSpan(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && isBlank(text[from])) from++;
  while (to > from && isBlank(text[to - 1])) to--;
  return span(from, to);
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.trim() === "";
}
