import type { LogicalText } from "../../files/dockerfile/logical";
import { type ShellToken, shellTokens, unquoteShell } from "../../files/dockerfile/shell-words";
import { insertion, replacement, type TextEdit } from "../../text/edits";

/** The shell's own words: text with one of them where a command could begin is more than programs in a row. */
const keywords = new Set(
  "if then elif else fi for while until do done case esac select function time { } ! [[".split(" "),
);
/** Commands that only the shell itself has. */
const shellOnly = new Set(
  ". : alias bg break builtin cd command continue declare eval exec exit export fg hash local read return set shift source trap type ulimit umask unset wait".split(
    " ",
  ),
);
const assignment = /^[A-Za-z_]\w*\+?=/;

/** A shell command that could start without a shell, or with one that steps aside. */
export interface Rewrite {
  /** What stands behind `CMD` then. */
  readonly becomes: "array" | "script" | "handover";
  /** The program that the container is about; undefined for a script. */
  readonly program: string | undefined;
  readonly edits: readonly TextEdit[];
}

/**
 * How the shell form `text` is written as JSON: word by word where no shell is needed (`array`), else as a script, in which
 * the last program takes the place of the shell where that is possible (`handover`). Undefined when a quote is open.
 */
export function rewriteOf(text: LogicalText): Rewrite | undefined {
  const { tokens, open } = shellTokens(text.text);
  if (open || tokens.length === 0) return undefined;
  return asArray(text, tokens) ?? asScript(text, tokens);
}

/**
 * The program that the shell form starts in its own place: `exec node …`, be it behind other commands, as long as the
 * shell gets there unless one of them fails.
 */
export function execedProgram(text: LogicalText): string | undefined {
  const { tokens } = shellTokens(text.text);
  if (tokens.some((token) => token.kind === "word" && keywords.has(token.text))) return undefined;
  const end = tokens.findLastIndex(({ kind }) => kind === "operator");
  const isReached = end < 0 || /^(?:&&|;|&)$/.test(tokens[end]?.text ?? "");
  return isReached && tokens[end + 1]?.text === "exec" ? tokens[end + 2]?.text : undefined;
}

function asArray(text: LogicalText, tokens: readonly ShellToken[]): Rewrite | undefined {
  const from = tokens[0]?.text === "exec" && !tokens[1]?.text.startsWith("-") ? 1 : 0;
  const first = tokens[from]?.text ?? "";
  if (keywords.has(first) || shellOnly.has(first) || assignment.test(first) || !hasOnly(text, tokens))
    return undefined;
  // What stands in front of the next string: the bracket, in place of a leading `exec` too.
  let start = from === 1 ? text.spanOf(0, tokens[1]?.start ?? 0) : undefined;
  if (start && !text.isContiguous(0, (tokens[1]?.start ?? 0) + 1)) return undefined;
  const edits: TextEdit[] = [];
  let program = "";
  for (let i = from; i < tokens.length; i++) {
    const token = tokens[i];
    const value = token?.kind === "word" ? literalOf(token) : undefined;
    if (!token || value === undefined) return undefined;
    if (i === from) program = value;
    const at = text.spanOf(token.start, token.end);
    const before = i === from ? "[" : "";
    const after = i === tokens.length - 1 ? "]" : ",";
    const json = JSON.stringify(value);
    const begin = start?.start ?? at.start;
    if (json === `"${token.text}"`) {
      edits.push(replacement({ start: begin, end: at.start }, `${before}"`), insertion(at.end, `"${after}`));
    } else if (!text.isContiguous(token.start, token.end)) return undefined;
    else edits.push(replacement({ start: begin, end: at.end }, before + json + after));
    start = undefined;
  }
  return program === "" ? undefined : { becomes: "array", program, edits };
}

/** A word that stands for itself: no variable, no pattern, no home. */
function literalOf(token: ShellToken): string | undefined {
  const bare = token.text.replaceAll(/'[^']*'|"(?:[^"\\]|\\.)*"|\\./g, "");
  if (/[*?[]|^~|[=:]~/.test(bare)) return undefined;
  const { value } = unquoteShell(token.text);
  // A dollar sign in quotes would look like a variable that nothing expands.
  return value?.includes("$") ? undefined : value;
}

/** Whether nothing but blanks stands between the tokens and behind them: no comment. */
function hasOnly(text: LogicalText, tokens: readonly ShellToken[]): boolean {
  let at = 0;
  for (const { start, end } of tokens) {
    if (text.text.slice(at, start).trim() !== "") return false;
    at = end;
  }
  return text.text.slice(at).trim() === "";
}

function asScript(text: LogicalText, tokens: readonly ShellToken[]): Rewrite {
  const last = lastProgram(tokens);
  const isDone = tokens[0]?.text === "exec" || last?.text === "exec";
  const edits: TextEdit[] = [];
  for (let i = 0; i < text.length; i++) {
    const character = text.text[i] ?? "";
    const before = (i === 0 ? '["sh", "-c", "' : "") + (i === last?.start && !isDone ? "exec " : "");
    if (character < " ") {
      edits.push(replacement(text.spanOf(i, i + 1), before + JSON.stringify(character).slice(1, -1)));
    } else {
      const added = character === '"' || character === "\\" ? `${before}\\` : before;
      if (added !== "") edits.push(insertion(text.offsetAt(i), added));
    }
  }
  edits.push(insertion(text.span.end, '"]'));
  const program = last && unquoteShell(last.text).text;
  return { becomes: last ? "handover" : "script", program: isDone ? undefined : program, edits };
}

/**
 * The name of the program that runs last, when the commands stand in a row and the shell has nothing to do behind it.
 * With a pipe, a job in the background or a compound command it does.
 */
function lastProgram(tokens: readonly ShellToken[]): ShellToken | undefined {
  let starts = true;
  let name: ShellToken | undefined;
  for (const token of tokens) {
    if (token.kind === "operator") {
      if (token.text !== "&&" && token.text !== "||" && token.text !== ";") return undefined;
      starts = true;
    } else if (starts) {
      if (token.kind !== "word" || keywords.has(token.text)) return undefined;
      // `X=1 exec app` hands X over as well.
      if (assignment.test(token.text)) continue;
      name = token;
      starts = false;
    }
  }
  if (!name || (starts && tokens.at(-1)?.kind === "word")) return undefined;
  if (name.text === "exec") return name;
  return shellOnly.has(name.text) || name.text === "true" || name.text === "false" ? undefined : name;
}
