import type { SourceFile } from "../files/source";

const cache = new WeakMap<SourceFile, readonly number[]>();

/**
 * The line (from 0) where the statement that covers `line` begins: the line a comment has to stand above. A
 * Dockerfile instruction may continue over several lines; a YAML block scalar must not get a comment inside.
 */
export function statementLine(file: SourceFile, line: number): number {
  const starts = cache.get(file) ?? startsOf(file);
  cache.set(file, starts);
  return starts[line] ?? line;
}

/** For each line the line where its statement begins; empty where every line is its own. */
function startsOf(file: SourceFile): readonly number[] {
  if (file.is("dockerfile") || file.is("systemd")) return instructionStarts(file);
  if (file.is("shell")) return commandStarts(file);
  if (file.kind === "yaml" || file.kind === "compose" || file.kind === "workflow") return scalarStarts(file);
  return [];
}

/** A comment must not get into a command over several lines, into its quotes or into what it reads from a heredoc. */
function commandStarts(file: SourceFile<"shell">): readonly number[] {
  const starts: number[] = [];
  for (const { span, redirects } of file.form.main.commands) {
    const first = file.lines.lineAt(span.start);
    const bodies = redirects.flatMap(({ heredoc }) => (heredoc ? [heredoc.text.span.end] : []));
    const last = file.lines.lineAt(Math.max(span.end, ...bodies));
    const start = starts[first] ?? first;
    for (let line = first; line <= last; line++) starts[line] ??= start;
  }
  return starts;
}

function instructionStarts(file: SourceFile): readonly number[] {
  const continuation = /^#[ \t]*escape[ \t]*=[ \t]*`/m.test(file.text.slice(0, 500)) ? "`" : "\\";
  const starts: number[] = [];
  /** Where the instruction began that the next line continues. */
  let open: number | undefined;
  for (let line = 0; line < file.lines.lineCount; line++) {
    const text = file.lines.lineText(line).trim();
    const start = open ?? line;
    starts.push(start);
    // Comment and blank lines inside a continued instruction do not end it.
    if (text === "" || text.startsWith("#")) continue;
    open = text.endsWith(continuation) ? start : undefined;
  }
  return starts;
}

interface Level {
  readonly indent: number;
  /** The outermost line at or above this level whose value is a block scalar. */
  readonly scalar: number | undefined;
}

function scalarStarts(file: SourceFile): readonly number[] {
  const starts: number[] = [];
  const levels: Level[] = [];
  for (let line = 0; line < file.lines.lineCount; line++) {
    const text = file.lines.lineText(line);
    if (text.trim() === "") {
      starts.push(line);
      continue;
    }
    const indent = indentOf(text);
    while ((levels.at(-1)?.indent ?? -1) >= indent) levels.pop();
    const around = levels.at(-1)?.scalar;
    starts.push(around ?? line);
    const opens = /[|>][+\-\d]{0,2}[ \t]*(#.*)?$/.test(text);
    levels.push({ indent, scalar: around ?? (opens ? line : undefined) });
  }
  return starts;
}

function indentOf(text: string): number {
  return text.length - text.trimStart().length;
}
