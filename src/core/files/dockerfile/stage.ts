import type { Span } from "../../text/span";
import { type Expansion, expand, type Lookup, type Variable } from "./expand";
import type { ImageReference } from "./image-reference";
import type { FromInstruction, Instruction, InstructionKind, InstructionOf } from "./instruction";
import type { Escape, Word } from "./words";

/** Longer chains of `FROM <stage>` are followed to their image, but not for what stands on the way. */
const MAX_CHAIN = 64;

/** A definition of a variable and the instruction from which on it holds. */
interface Definition extends Variable {
  readonly index: number;
}

/** Variables by name, each with its definitions in order. */
export type Definitions = ReadonlyMap<string, readonly Definition[]>;

/** What holds at the end of a stage, own or inherited through `FROM <stage>`. */
export interface Effects {
  readonly user: InstructionOf<"USER"> | undefined;
  readonly workdir: InstructionOf<"WORKDIR"> | undefined;
  readonly shell: InstructionOf<"SHELL"> | undefined;
  readonly healthcheck: InstructionOf<"HEALTHCHECK"> | undefined;
  readonly cmd: InstructionOf<"CMD"> | undefined;
  readonly entrypoint: InstructionOf<"ENTRYPOINT"> | undefined;
  readonly stopsignal: InstructionOf<"STOPSIGNAL"> | undefined;
}

export interface StageParts {
  readonly index: number;
  readonly name: string | undefined;
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
  readonly parent: Stage | undefined;
  readonly image: Expansion | undefined;
  readonly reference: ImageReference | undefined;
  readonly effects: Effects;
}

/** One build stage: a FROM and what follows it. */
export class Stage {
  /** From 0, as `COPY --from=0` counts. */
  readonly index: number;
  /** The name behind AS, in lower case. */
  readonly name: string | undefined;
  readonly from: FromInstruction;
  /** Without the FROM. */
  readonly instructions: readonly Instruction[];
  /** The earlier stage that FROM names. */
  readonly parent: Stage | undefined;
  /** What FROM names, variables replaced. */
  readonly image: Expansion | undefined;
  /** The reference that FROM names; undefined for a stage and for what is not known. */
  readonly reference: ImageReference | undefined;
  readonly effects: Effects;
  /** The stage at the end of the chain: its FROM names an image. */
  readonly root: Stage;
  private readonly byKind = new Map<InstructionKind, readonly Instruction[]>();

  constructor(
    parts: StageParts,
    private readonly env: Definitions,
    private readonly args: Definitions,
    private readonly escapeMark: Escape,
  ) {
    this.index = parts.index;
    this.name = parts.name;
    this.from = parts.from;
    this.instructions = parts.instructions;
    this.parent = parts.parent;
    this.image = parts.image;
    this.reference = parts.reference;
    this.effects = parts.effects;
    this.root = parts.parent?.root ?? this;
  }

  /** This stage, the one it starts from, and so on; cut off where nobody reads on. */
  get chain(): readonly Stage[] {
    const chain: Stage[] = [];
    let stage: Stage | undefined = this;
    for (; stage && chain.length < MAX_CHAIN; stage = stage.parent) chain.push(stage);
    return chain;
  }

  /** The image that the chain starts from; undefined when it is not known. `scratch` is one too. */
  get base(): ImageReference | undefined {
    return this.root.reference;
  }

  /** From FROM to the end of the last instruction. */
  get span(): Span {
    return { start: this.from.span.start, end: (this.instructions.at(-1) ?? this.from).extent.end };
  }

  /** The instructions of a kind, in order. Triggers of ONBUILD are not among them. */
  all<K extends InstructionKind>(kind: K): readonly InstructionOf<K>[] {
    const found = this.byKind.get(kind) ?? this.instructions.filter((each) => each.kind === kind);
    this.byKind.set(kind, found);
    return found as readonly InstructionOf<K>[];
  }

  /** The instructions of a kind in this stage and the stages it starts from, in the order in which they run. */
  allInChain<K extends InstructionKind>(kind: K): InstructionOf<K>[] {
    return this.chain.toReversed().flatMap((stage) => stage.all(kind));
  }

  /** Whether `instruction` belongs to this stage, not to one it starts from. */
  owns(instruction: Instruction): boolean {
    return (
      instruction.index > this.from.index &&
      instruction.index <= (this.instructions.at(-1) ?? this.from).index
    );
  }

  /** `word` as the builder expands it before the instruction with the given index; at the stage's end otherwise. */
  expand(word: Word, before: number = Number.POSITIVE_INFINITY): Expansion {
    return expand(word, this.lookup(before), this.escapeMark);
  }

  /** The value of a variable at the end of the stage (or before an instruction), where it is known. */
  variable(name: string, before: number = Number.POSITIVE_INFINITY): string | undefined {
    return this.lookup(before)(name)?.value;
  }

  /** Whether ENV or ARG defines the variable in this stage or one it starts from. */
  defines(name: string): boolean {
    return this.lookup(Number.POSITIVE_INFINITY)(name) !== undefined;
  }

  /** ENV wins over ARG, wherever either stands. */
  lookup(before: number): Lookup {
    return (name) =>
      this.inherited((stage) => stage.ownEnv(name, before)) ??
      this.inherited((stage) => stage.ownArg(name, before));
  }

  /** The first thing that this stage or one that it starts from answers. */
  private inherited(ask: (stage: Stage) => Variable | undefined): Variable | undefined {
    let stage: Stage | undefined = this;
    for (let i = 0; stage && i < MAX_CHAIN; i++, stage = stage.parent) {
      const found = ask(stage);
      if (found) return found;
    }
    return undefined;
  }

  private ownEnv(name: string, before: number): Variable | undefined {
    return lastBefore(this.env.get(name), before);
  }

  private ownArg(name: string, before: number): Variable | undefined {
    return lastBefore(this.args.get(name), before);
  }
}

/** The last definition that stands before the instruction with the given index. */
export function lastBefore(
  definitions: readonly Definition[] | undefined,
  before: number,
): Definition | undefined {
  if (!definitions) return undefined;
  let low = 0;
  let high = definitions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((definitions[middle]?.index ?? 0) < before) low = middle + 1;
    else high = middle;
  }
  return definitions[low - 1];
}
