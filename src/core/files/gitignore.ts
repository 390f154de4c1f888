import { type Span, span } from "../text/span";
import { compilePath, matchesPath, type PathPattern } from "./dockerignore-match";
import type { Parsed } from "./problem";

/** A line of a `.gitignore`. */
export interface GitPattern {
  /** `!pattern`: what it matches is not ignored after all. */
  readonly isNegated: boolean;
  /** `pattern/`: matches folders only. */
  readonly isFolderOnly: boolean;
  readonly compiled: PathPattern;
  readonly at: Span;
}

export interface GitignoreForm extends Parsed {
  readonly patterns: readonly GitPattern[];
}

/** Parses a `.gitignore`. Never throws: git takes every line, and so does this. */
export function parseGitignore(text: string): GitignoreForm {
  const patterns: GitPattern[] = [];
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const pattern = patternOf(text.slice(start, end), start);
    if (pattern) patterns.push(pattern);
    start = end + 1;
  }
  return { clean: true, problems: [], patterns };
}

/** Longer lines are nobody's file names. */
const MAX_LINE = 1000;

function patternOf(line: string, start: number): GitPattern | undefined {
  const text = withoutBlanks(line);
  if (text === "" || text.startsWith("#") || text.length > MAX_LINE) return undefined;
  const isNegated = text.startsWith("!");
  const body = isNegated ? text.slice(1) : text;
  const isFolderOnly = body.endsWith("/") && !body.endsWith("\\/");
  const path = isFolderOnly ? body.slice(0, -1) : body;
  if (path === "") return undefined;
  // A slash in front or in the middle ties the pattern to its folder; without one it holds at every depth.
  const rooted = path.includes("/") ? path.replace(/^\//, "") : `**/${path}`;
  const compiled = compilePath(inMobyTerms(rooted));
  return { isNegated, isFolderOnly, compiled, at: span(start, start + text.length) };
}

/** Blanks at the end do not count unless a backslash keeps the last one. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (end > 0 && /[ \t\r]/.test(line.charAt(end - 1)) && line.charAt(end - 2) !== "\\") end--;
  return line.slice(0, end);
}

/** git negates a set with `!` as well, and `**` means folders only where it stands between slashes. */
function inMobyTerms(path: string): string {
  return path
    .replaceAll("[!", "[^")
    .split("/")
    .map((part) => (part === "**" ? part : part.replace(/\*{2,}/g, "*")))
    .join("/");
}

/** Whether git leaves a path alone; undefined where no pattern says so or otherwise. */
export type GitExclude = (path: string, isFolder: boolean) => boolean | undefined;

/**
 * What `.git/info/exclude` says of paths below the folder `prefix` of its repository: patterns of one machine, which are
 * in no file of the workspace.
 */
export function readGitExclude(text: string, prefix: string): GitExclude {
  const { patterns } = parseGitignore(text);
  return (path, isFolder) => {
    const found = decidingGitPattern(patterns, prefix === "" ? path : `${prefix}/${path}`, isFolder);
    return found && !found.isNegated;
  };
}

/** The pattern that decides on `path` (relative to the folder of the file): the last one that matches it. */
export function decidingGitPattern(
  patterns: readonly GitPattern[],
  path: string,
  isFolder: boolean,
): GitPattern | undefined {
  return patterns.findLast(
    ({ compiled, isFolderOnly }) => (isFolder || !isFolderOnly) && matchesPath(compiled, path),
  );
}
