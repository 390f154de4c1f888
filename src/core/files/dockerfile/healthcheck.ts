import type { Span } from "../../text/span";
import { type Command, parseCommand } from "./command";
import { type LogicalText, skipSpace, skipWord } from "./logical";

/** The arguments of a HEALTHCHECK; its options (`--interval`…) are the flags of the instruction. */
export interface Healthcheck {
  /** `none` switches an inherited check off; `invalid` is neither `NONE` nor `CMD`. */
  readonly kind: "none" | "command" | "invalid";
  /** `NONE` or `CMD` as written. */
  readonly typeSpan: Span | undefined;
  /** What runs; undefined unless `kind` is `command`. */
  readonly command: Command | undefined;
}

export function parseHealthcheck(args: LogicalText): Healthcheck {
  const end = skipWord(args.text, 0);
  if (end === 0) return { kind: "invalid", typeSpan: undefined, command: undefined };
  const type = args.text.slice(0, end).toUpperCase();
  const typeSpan = args.spanOf(0, end);
  if (type === "NONE") return { kind: "none", typeSpan, command: undefined };
  const command = type === "CMD" ? parseCommand(args.slice(skipSpace(args.text, end))) : undefined;
  return { kind: command ? "command" : "invalid", typeSpan, command };
}
