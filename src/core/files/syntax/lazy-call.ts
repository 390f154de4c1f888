import type { Span } from "../../text/span";
import type { CallValue, Entry, Value } from "./value";

/** A call whose callee and arguments are read when somebody asks: most calls of a file interest no rule. */
export class LazyCall implements CallValue {
  readonly kind = "call";
  private knownCallee: Value | undefined;
  private knownArgs: readonly Entry[] | undefined;

  constructor(
    readonly at: Span,
    readonly argsAt: Span | undefined,
    private readonly readCallee: () => Value,
    private readonly readArgs: () => readonly Entry[],
  ) {}

  get callee(): Value {
    this.knownCallee ??= this.readCallee();
    return this.knownCallee;
  }

  get args(): readonly Entry[] {
    this.knownArgs ??= this.readArgs();
    return this.knownArgs;
  }
}
