import type { Span } from "../../text/span";
import type { ShellCommand, ShellText, ShellWord } from "../dockerfile/shell";

/** `NAME=value`, on its own or behind `export`, `local`, `readonly` or `declare`. */
export interface ShellAssignment {
  readonly name: string;
  /** The value without quotes, expansions as they are written. */
  readonly text: string;
  /** Like `text`; undefined when a variable or a command decides on it. */
  readonly value: string | undefined;
  /** From the name to the end of the value. */
  readonly span: Span;
  readonly exported: boolean;
  readonly command: ShellCommand;
}

const declaring = new Set(["export", "local", "readonly", "declare", "typeset"]);
const shape = /^([A-Za-z_]\w*)\+?=/;

/** Every assignment of `commands`, in order; what holds for one command only (`X=1 make`) is none. */
export function assignmentsOf(commands: readonly ShellCommand[]): ShellAssignment[] {
  return commands.flatMap((command) => {
    if (command.words.length === 0)
      return command.envPrefix.flatMap((word) => assignment(word, command, false));
    if (!declaring.has(command.name)) return [];
    const exported = command.name === "export" || command.args.some(({ text }) => /^-[a-z]*x/.test(text));
    return command.args.flatMap((word) => assignment(word, command, exported));
  });
}

function assignment(word: ShellWord, command: ShellCommand, exported: boolean): ShellAssignment[] {
  const match = shape.exec(word.text);
  if (!match) return [];
  const [start, name = ""] = match;
  const text = word.text.slice(start.length);
  const value = word.value?.slice(start.length);
  return [{ name, text, value, span: word.span, exported, command }];
}

/** What the variables of a script hold, as far as it is written there once and word for word. */
export class ShellVariables {
  private readonly scalars = new Map<string, string | undefined>();
  private readonly filledIn = new Map<string, string | undefined>();
  private readonly arrays = new Map<string, readonly ShellWord[] | undefined>();

  constructor(assignments: readonly ShellAssignment[], { arrays }: Pick<ShellText, "arrays">) {
    for (const { name, value, text } of assignments) {
      // Several values for one name: none is sure.
      this.scalars.set(
        name,
        this.scalars.has(name) ? undefined : (value ?? defaultIn(text) ?? composed(text)),
      );
    }
    for (const { name, items, appends } of arrays)
      this.arrays.set(name, this.arrays.has(name) || appends ? undefined : items);
  }

  /** The words that `word` stands for: an array and an unquoted variable bring several. */
  expand(word: ShellWord): readonly ShellWord[] {
    if (word.value !== undefined) return [word];
    const array = /^"?\$\{(\w+)\[[@*]\]\}"?$/.exec(word.raw)?.[1];
    const items = array === undefined ? undefined : this.arrays.get(array);
    if (items)
      return items.flatMap((item) => this.filled(item)).map((item) => ({ ...item, span: word.span }));
    return this.filled(word);
  }

  /** `text` with the variables that are known; the others stay as they are written. */
  fill(text: string): string {
    if (!text.includes("$") || text.length > MAX_TEXT) return text;
    return text
      .replace(
        reference,
        (written, braced?: string, bare?: string) => this.valueOf(braced ?? bare ?? "") ?? written,
      )
      .slice(0, MAX_TEXT);
  }

  /** What `name` holds, with the variables in it filled in; undefined when that is not sure. */
  valueOf(name: string): string | undefined {
    if (this.filledIn.has(name)) return this.filledIn.get(name);
    const written = this.scalars.get(name);
    // What leads back to itself stays as it is written.
    this.filledIn.set(name, undefined);
    const value = written === undefined ? undefined : this.fill(written);
    this.filledIn.set(name, value);
    return value;
  }

  private filled(word: ShellWord): ShellWord[] {
    if (word.value !== undefined) return [word];
    const text = this.fill(word.text);
    if (text === word.text) return [word];
    const value = /[$`]/.test(text) ? undefined : text;
    if (!/^\$(?:\w+|\{\w+\})$/.test(word.raw)) return [{ ...word, text, value }];
    const parts = text.split(/\s+/).filter((part) => part !== "");
    return parts.map((part) => ({ ...word, text: part, value: /[$`]/.test(part) ? undefined : part }));
  }
}

const MAX_TEXT = 1000;
const reference = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/g;

/** The default in `${NAME:-default}`, where the value is nothing else and the default is written word for word. */
function defaultIn(text: string): string | undefined {
  return /^\$\{\w{1,60}:?-([^${}`]{0,200})\}$/.exec(text)?.[1];
}

/** A text made of letters and plain variables, such as `$HOME/app`. */
function composed(text: string): string | undefined {
  return /^(?:[^$`]|\$[A-Za-z_]|\$\{[A-Za-z_]\w{0,60}\}){1,300}$/.test(text) ? text : undefined;
}
