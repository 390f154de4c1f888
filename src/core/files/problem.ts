import type { Span } from "../text/span";

/** Something a parser could not make sense of. A parser returns problems, it never throws. */
export interface ParseProblem {
  readonly at: Span;
  readonly message: string;
}

/**
 * What every parsed form says of itself. `clean` is false when part of the text was not understood (a quote
 * left open, a heredoc without its end): what is missing from an unclean file may only be hidden.
 */
export interface Parsed {
  readonly clean: boolean;
  readonly problems: readonly ParseProblem[];
  /** The part of an unclean text that cannot be told apart from what is still being typed: nothing is found in it. */
  readonly unfinished?: Span | undefined;
}
