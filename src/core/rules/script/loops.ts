import type { ShellCommand } from "../../files/dockerfile/shell";
import type { ShellLoop } from "../../files/shell/structure";
import type { ShellUnit } from "../../files/shell/unit";
import type { Span } from "../../text/span";
import { callOf } from "./commands";

/** A loop that tries something a number of times, with a pause in between. */
export interface Tries {
  readonly loop: ShellLoop;
  readonly count: number;
  /** Where the number stands; undefined where it is worked out. */
  readonly at: Span | undefined;
  /** In seconds. */
  readonly pause: number;
  readonly commands: readonly ShellCommand[];
}

/** Nobody waits in more places; each is compared with every command. */
const MAX_LOOPS = 100;

/** The loops of `unit` whose number of rounds and whose pause are written. */
export function triesIn(unit: ShellUnit): readonly Tries[] {
  return unit.structure.loops.slice(0, MAX_LOOPS).flatMap((loop) => {
    const commands = unit.commands.filter(
      ({ span }) => loop.span.start <= span.start && span.end <= loop.span.end,
    );
    const pause = commands.reduce((sum, command) => sum + pauseOf(command), 0);
    const rounds = pause > 0 ? (inHead(loop, unit) ?? inBody(commands, unit)) : undefined;
    return rounds ? [{ loop, ...rounds, pause, commands }] : [];
  });
}

function pauseOf(command: ShellCommand): number {
  const { tool, args } = callOf(command);
  const match = tool === "sleep" ? /^(\d{1,6}(?:\.\d{1,3})?)([sm]?)$/.exec(args[0] ?? "") : null;
  return match ? Number(match[1]) * (match[2] === "m" ? 60 : 1) : 0;
}

interface Rounds {
  readonly count: number;
  readonly at: Span | undefined;
}

const number = "(\\d{1,6}|\\$\\{?[A-Za-z_]\\w{0,60}\\}?)";
/** Heads of loops, each with the number of rounds as its one group, and how many more or fewer rounds that makes. */
const heads: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`\\bin\\s+\\{1\\.\\.${number}\\}`), 0],
  [new RegExp(`\\bin\\s+\\{0\\.\\.${number}\\}`), 1],
  [new RegExp(`\\bin\\s+"?(?:\\$\\(|\`)\\s*seq\\s+(?:1\\s+)?"?${number}"?\\s*(?:\\)|\`)`), 0],
  [new RegExp(`=\\s*0\\s*;[^;]*<\\s*${number}\\s*;`), 0],
  [new RegExp(`=\\s*1\\s*;[^;]*<=\\s*${number}\\s*;`), 0],
  [new RegExp(`^\\s*(?:\\[\\[?\\s|\\(\\()[^\\n]{0,60}?(?:-lt|<)\\s*"?${number}"?\\s*(?:\\]|\\))`), 0],
  [new RegExp(`^\\s*(?:\\[\\[?\\s|\\(\\()[^\\n]{0,60}?(?:-le|<=)\\s*"?${number}"?\\s*(?:\\]|\\))`), 0],
];

function inHead({ head }: ShellLoop, unit: ShellUnit): Rounds | undefined {
  const text = head.text.slice(0, 300);
  for (const [pattern, more] of heads) {
    const match = pattern.exec(text);
    const written = match?.[1];
    if (!match || written === undefined) continue;
    const start = match.index + match[0].lastIndexOf(written);
    return roundsOf(written, more, head.spanOf(start, start + written.length), unit);
  }
  const list = /\bin((?:\s+\d{1,4}){2,40})\s*;?\s*$/.exec(text)?.[1];
  return list === undefined ? undefined : { count: list.trim().split(/\s+/).length, at: undefined };
}

/** `if [ $n -ge 30 ]; then exit 1; fi` in the loop. */
function inBody(commands: readonly ShellCommand[], unit: ShellUnit): Rounds | undefined {
  for (const { words } of commands) {
    if (!/^(?:\[|\[\[|test)$/.test(words[0]?.text ?? "")) continue;
    const at = words.findIndex(({ text }) => /^-(?:ge|gt|eq)$/.test(text));
    const limit = words[at + 1];
    if (at < 0 || !limit || !/^"?(?:\d{1,6}|\$\{?[A-Za-z_]\w{0,60}\}?)"?$/.test(limit.raw)) continue;
    return roundsOf(limit.text, 0, limit.span, unit);
  }
  return undefined;
}

function roundsOf(written: string, more: number, at: Span, unit: ShellUnit): Rounds | undefined {
  if (/^\d/.test(written)) return { count: Number(written) + more, at };
  const name = written.replace(/[${}]/g, "");
  const value = unit.variables.valueOf(name) ?? "";
  if (!/^\d{1,6}$/.test(value)) return undefined;
  const assignment = unit.assignments.find((one) => one.name === name);
  // The number in `TRIES=30`; a default in the braces of a variable stands somewhere else.
  const end = assignment?.span.end ?? 0;
  const isPlain =
    assignment?.text === value && assignment.span.end - assignment.span.start === `${name}=${value}`.length;
  return { count: Number(value) + more, at: isPlain ? { start: end - value.length, end } : undefined };
}
