import { type Expansion, expand, type Lookup, type Variable } from "./expand";
import { parseImageReference } from "./image-reference";
import type { FromInstruction, Instruction, PairsInstruction } from "./instruction";
import { type Effects, lastBefore, Stage } from "./stage";
import type { Escape } from "./words";

/** ARGs that every build knows without a declaration (`HTTP_PROXY`…) or gets from the platform. */
const predefined = new Set(
  (
    "BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE " +
    "HTTP_PROXY HTTPS_PROXY FTP_PROXY NO_PROXY ALL_PROXY http_proxy https_proxy ftp_proxy no_proxy all_proxy"
  ).split(" "),
);

export function isPredefinedArg(name: string): boolean {
  return predefined.has(name);
}

export interface StageGraph {
  readonly stages: readonly Stage[];
  /** ARGs before the first FROM: what FROM may use. */
  readonly globalArgs: readonly PairsInstruction[];
}

/** Sorts the instructions into stages and works out what each inherits. */
export function buildStages(instructions: readonly Instruction[], escapeMark: Escape): StageGraph {
  return new StageBuilder(instructions, escapeMark).build();
}

type Table = Map<string, (Variable & { readonly index: number })[]>;

/** Shared by the stages that define nothing; never written to. */
const noDefinitions: Table = new Map();

class StageBuilder {
  private readonly stages: Stage[] = [];
  private readonly byName = new Map<string, Stage>();
  private readonly globalArgs: PairsInstruction[] = [];
  private readonly globals: Table = new Map();
  /** ARGs of any stage so far. */
  private readonly staged: Table = new Map();

  constructor(
    private readonly instructions: readonly Instruction[],
    private readonly escapeMark: Escape,
  ) {}

  build(): StageGraph {
    const first = this.instructions.findIndex(({ kind }) => kind === "FROM");
    const head = first < 0 ? this.instructions : this.instructions.slice(0, first);
    for (const instruction of head) {
      if (instruction.kind !== "ARG") continue;
      this.globalArgs.push(instruction);
      this.define(this.globals, instruction, (name) => this.global(name));
    }
    let from: FromInstruction | undefined;
    let own: Instruction[] = [];
    for (const instruction of first < 0 ? [] : this.instructions.slice(first)) {
      if (instruction.kind !== "FROM") {
        own.push(instruction);
        continue;
      }
      if (from) this.add(from, own);
      from = instruction;
      own = [];
    }
    if (from) this.add(from, own);
    return { stages: this.stages, globalArgs: this.globalArgs };
  }

  private add(from: FromInstruction, instructions: readonly Instruction[]): void {
    const image = from.image && expand(from.image, (name) => this.forFrom(name), this.escapeMark);
    const text = image?.text;
    const parent = text === undefined ? undefined : this.byName.get(text.toLowerCase());
    const name = from.alias?.text.toLowerCase();
    const env: Table = instructions.some(({ kind }) => kind === "ENV") ? new Map() : noDefinitions;
    const args: Table = instructions.some(({ kind }) => kind === "ARG") ? new Map() : noDefinitions;
    const reference = parent || text === undefined ? undefined : parseImageReference(text);
    const effects = effectsOf(instructions, parent?.effects);
    const parts = { index: this.stages.length, name, from, instructions, parent, image, reference, effects };
    const stage = new Stage(parts, env, args, this.escapeMark);
    for (const instruction of instructions) {
      if (instruction.kind === "ENV") this.define(env, instruction, stage.lookup(instruction.index));
      if (instruction.kind === "ARG") this.defineArg(args, instruction, stage);
    }
    this.stages.push(stage);
    if (name !== undefined) this.byName.set(name, stage);
  }

  /** An ARG without a default takes the one of the global ARG of its name. */
  private defineArg(table: Table, instruction: PairsInstruction, stage: Stage): void {
    const lookup = stage.lookup(instruction.index);
    this.define(table, instruction, lookup, (name) => this.global(name));
    this.define(this.staged, instruction, lookup);
  }

  private define(table: Table, instruction: PairsInstruction, lookup: Lookup, inherited?: Lookup): void {
    for (const { key, value } of instruction.pairs) {
      const variable = value ? variableOf(expand(value, lookup, this.escapeMark)) : inherited?.(key);
      const definition = { value: variable?.value, at: variable?.at, index: instruction.index };
      const known = table.get(key);
      if (known) known.push(definition);
      else table.set(key, [definition]);
    }
  }

  private global(name: string): Variable | undefined {
    return lastBefore(this.globals.get(name), Number.POSITIVE_INFINITY);
  }

  /**
   * What FROM sees. An ARG that stands in an earlier stage instead of before the first FROM does not count for the
   * builder, which stops there: what its author meant is the best reading of a file that does not build.
   */
  private forFrom(name: string): Variable | undefined {
    return this.global(name) ?? lastBefore(this.staged.get(name), Number.POSITIVE_INFINITY);
  }
}

function variableOf(expansion: Expansion): Variable {
  const { text } = expansion;
  return {
    value: text,
    at: text === undefined || text === "" ? undefined : expansion.locate(0, text.length),
  };
}

/** What the instructions of a stage leave in force, on top of what it inherits. */
function effectsOf(instructions: readonly Instruction[], inherited: Effects | undefined): Effects {
  if (inherited && instructions.length === 0) return inherited;
  const effects: { -readonly [K in keyof Effects]: Effects[K] } = inherited
    ? { ...inherited }
    : {
        user: undefined,
        workdir: undefined,
        shell: undefined,
        healthcheck: undefined,
        cmd: undefined,
        entrypoint: undefined,
        stopsignal: undefined,
      };
  let ownCmd = false;
  for (const instruction of instructions) {
    switch (instruction.kind) {
      case "USER":
        if (instruction.value) effects.user = instruction;
        break;
      case "WORKDIR":
        effects.workdir = instruction;
        break;
      case "STOPSIGNAL":
        effects.stopsignal = instruction;
        break;
      case "SHELL":
        effects.shell = instruction;
        break;
      case "HEALTHCHECK":
        effects.healthcheck = instruction;
        break;
      case "CMD":
        effects.cmd = instruction;
        ownCmd = true;
        break;
      case "ENTRYPOINT":
        effects.entrypoint = instruction;
        // A new entry point drops the CMD of the image below it.
        if (!ownCmd) effects.cmd = undefined;
        break;
      default:
    }
  }
  return effects;
}
