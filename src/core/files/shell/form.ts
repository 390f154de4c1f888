import type { Span } from "../../text/span";
import { LogicalText } from "../dockerfile/logical";
import type { ShellCommand } from "../dockerfile/shell";
import type { Parsed } from "../problem";
import { noOptions, withArguments } from "./options";
import { type ShellUnit, unitsOf } from "./unit";

export interface Shebang {
  /** The program without its path, `env` left out: `bash`. */
  readonly program: string;
  readonly args: readonly string[];
  readonly at: Span;
}

/** A shell script. All spans are offsets. */
export interface ShellForm extends Parsed {
  readonly shebang: Shebang | undefined;
  /** The shell that it is written for: that of its first line, else that of its extension; `sh` when nothing tells. */
  readonly dialect: "bash" | "sh" | "zsh" | "ksh" | "other";
  /** What the shell of the script runs itself. */
  readonly main: ShellUnit;
  /** `main` first, then all texts that it hands to other shells. */
  readonly units: readonly ShellUnit[];
  /** The commands of all units. */
  readonly commands: readonly ShellCommand[];
  readonly comments: readonly Span[];
}

/** Parses a shell script. Never throws: see `problems`. */
export function parseShellScript(text: string, path: string): ShellForm {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const shebang = shebangIn(text, start);
  const source = LogicalText.of(text.slice(start), start);
  const units = unitsOf(source, withArguments(noOptions, shebang?.args ?? []));
  const [main] = units as readonly [ShellUnit, ...ShellUnit[]];
  const clean = !main.open && main.structure.whole;
  return {
    clean,
    problems: clean ? [] : [{ at: source.span, message: "A quote, a heredoc or a block is left open." }],
    shebang,
    dialect: dialectOf(shebang, path),
    main,
    units,
    commands: units.flatMap(({ commands }) => commands),
    comments: main.text.comments,
  };
}

function shebangIn(text: string, start: number): Shebang | undefined {
  const match = /^#!\s*(\S+)([^\r\n]*)/.exec(text.slice(start, start + 500));
  if (!match) return undefined;
  const words = `${match[1]}${match[2]}`.trim().split(/\s+/);
  const isEnv = words[0]?.endsWith("/env") ?? false;
  const [program = "", ...args] = isEnv ? words.slice(1).filter((word) => word !== "-S") : words;
  return {
    program: program.slice(program.lastIndexOf("/") + 1),
    args,
    at: { start, end: start + match[0].trimEnd().length },
  };
}

function dialectOf(shebang: Shebang | undefined, path: string): ShellForm["dialect"] {
  const name = shebang?.program ?? path.slice(path.lastIndexOf(".") + 1).toLowerCase();
  if (name === "bash" || name === "zsh" || name === "ksh") return name;
  return name === "sh" || name === "dash" || name === "ash" || !shebang ? "sh" : "other";
}
