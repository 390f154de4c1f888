import type { DockerfileForm } from "../../files/dockerfile/form";
import type { ShellWord } from "../../files/dockerfile/shell";
import type { SourceFile } from "../../files/source";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { overlaps, type Span, span } from "../../text/span";
import type { RunCommand, RunStep } from "./run-commands";

/** Puts `words` behind `after`: words of shell text, or strings where `isArray`. They need no quotes. */
export function addWords(after: ShellWord, words: readonly string[], isArray: boolean): TextEdit {
  return isArray
    ? insertion(after.span.end + 1, words.map((word) => `, ${JSON.stringify(word)}`).join(""))
    : insertion(after.span.end, words.map((word) => ` ${word}`).join(""));
}

/** Takes `word` out together with the blanks before it, or after it when it is the first. */
export function removeWord(
  word: ShellWord,
  { command, isArray }: RunCommand,
  form: DockerfileForm,
): TextEdit {
  const words = isArray ? command.words : [...command.envPrefix, ...command.words];
  const index = words.indexOf(word);
  const before = words[index - 1];
  const next = words[index + 1];
  const quote = isArray ? 1 : 0;
  const at = before
    ? span(before.span.end + quote, word.span.end + quote)
    : span(word.span.start, next && !isArray ? next.span.start : word.span.end);
  return replacement(hasComment(at, form) ? word.span : at, "");
}

/** Whether a comment between the lines of an instruction lies in `at`. */
export function hasComment(at: Span, form: DockerfileForm): boolean {
  return form.comments.some((comment) => comment.inside && overlaps(comment.span, at));
}

/**
 * Puts `text`, a command, behind all others of `step`, in the way in which the last two are set off from each other.
 * Undefined where that cannot be told: an array, a comment or an operator at the end, a heredoc within a line.
 */
export function addCommand(
  step: RunStep,
  text: string,
  file: SourceFile<"dockerfile">,
): TextEdit | undefined {
  const { run, commands } = step;
  const last = commands.at(-1);
  if (!last || last.isArray || run.command?.form !== "shell" || run.scripts.length !== 1) return undefined;
  const script = run.scripts[0];
  if (script?.form !== "shell" || script.script.open) return undefined;
  if (script !== run.command) return addLine(step, text, file);
  const end = run.args.span.end;
  if (run.heredocs.length > 0 || !/^[\s)}]*$/.test(tailOf(step, file))) return undefined;
  const operator = last.command.before === ";" ? "; " : " && ";
  const previous = commands.at(-2);
  const isOwnLine =
    previous && file.lines.lineAt(previous.command.span.end) !== file.lines.lineAt(last.command.span.start);
  if (!isOwnLine) return insertion(end, `${operator}${text}`);
  const lineStart = file.lines.lineSpan(file.lines.lineAt(last.command.span.start)).start;
  const lead = file.text.slice(lineStart, last.command.span.start);
  // `    && last`, or `    last` behind a `&& \` of the line above.
  const continued = ` ${file.form.escape}${file.eol}`;
  const style = /^([ \t]*)((?:&&|;)[ \t]*)?$/.exec(lead);
  if (!style) return insertion(end, `${operator}${text}`);
  const indent = style[1] ?? "";
  return insertion(
    end,
    style[2] === undefined
      ? `${operator.trimEnd()}${continued}${indent}${text}`
      : `${continued}${indent}${style[2]}${text}`,
  );
}

/** What stands behind the last command. */
function tailOf({ run, commands }: RunStep, file: SourceFile): string {
  const ends = commands.map(({ command }) => command.span.end);
  return file.text.slice(Math.max(...ends.slice(-3)), run.args.span.end);
}

/** A line of its own at the end of a heredoc that is the script. */
function addLine({ run }: RunStep, text: string, file: SourceFile<"dockerfile">): TextEdit | undefined {
  const body = run.heredocs[0]?.body;
  if (!body || run.heredocs.length > 1) return undefined;
  const lines = file.text.slice(body.start, body.end).trimEnd();
  const lastLine = lines.slice(lines.lastIndexOf("\n") + 1);
  const indent = /^[ \t]*/.exec(lastLine)?.[0] ?? "";
  if (lines === "" || lastLine.endsWith("\\")) return undefined;
  return insertion(body.start + lines.length, `${file.eol}${indent}${text}`);
}
