import type { Span } from "../../text/span";
import type { CallValue, Entry, FunctionValue, Parameter, Value } from "./value";

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

interface Head {
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Span;
}

/** A function whose result and decorators are read when somebody asks: functions hold functions. */
export class LazyFunction implements FunctionValue {
  readonly kind = "function";
  readonly name: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Span;
  private knownResult: Value | undefined;
  private knownDecorators: readonly Value[] | undefined;

  constructor(
    readonly at: Span,
    { name, parameters, body }: Head,
    private readonly readResult: () => Value | undefined,
    private readonly readDecorators: () => readonly Value[],
  ) {
    this.name = name;
    this.parameters = parameters;
    this.body = body;
  }

  get result(): Value | undefined {
    this.knownResult ??= this.readResult();
    return this.knownResult;
  }

  get decorators(): readonly Value[] {
    this.knownDecorators ??= this.readDecorators();
    return this.knownDecorators;
  }
}
