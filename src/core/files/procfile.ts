import { type Span, span } from "../text/span";
import type { Parsed } from "./problem";

/** A line of a Procfile: `web: gunicorn app:app`. */
export interface ProcfileProcess {
  /** `web`, `release`, `worker`. */
  readonly type: string;
  readonly typeAt: Span;
  readonly command: string;
  readonly commandAt: Span;
}

export interface ProcfileForm extends Parsed {
  readonly processes: readonly ProcfileProcess[];
}

const MAX_LINE = 10_000;

/** Parses a Procfile. Never throws: lines of another shape are passed over, as the platforms do. */
export function parseProcfile(text: string): ProcfileForm {
  const processes: ProcfileProcess[] = [];
  for (let start = text.charCodeAt(0) === 0xfeff ? 1 : 0; start < text.length; ) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    const found = processIn(text.slice(start, Math.min(end, start + MAX_LINE)), start);
    if (found) processes.push(found);
    start = end + 1;
  }
  return { clean: true, problems: [], processes };
}

function processIn(line: string, start: number): ProcfileProcess | undefined {
  const head = /^[ \t]*([A-Za-z0-9_-]+)[ \t]*:[ \t]*/.exec(line);
  const type = head?.[1];
  if (!head || type === undefined) return undefined;
  const command = line.slice(head[0].length).trimEnd();
  if (command === "") return undefined;
  const typeStart = start + head[0].indexOf(type);
  const commandStart = start + head[0].length;
  return {
    type,
    typeAt: span(typeStart, typeStart + type.length),
    command,
    commandAt: span(commandStart, commandStart + command.length),
  };
}
