import type { Instruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import type { Flag } from "../../files/dockerfile/words";
import { isNamedContext } from "../../project/build-context";
import { contextsKnown } from "../../project/known-contexts";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";
import { similarName } from "../similar-name";

/** A file with more wrong names than this is not helped by more guesses. */
const MAX_SEARCHES = 100;

/** The names of the stages, in lower case. */
export class StageNames {
  private readonly first = new Map<string, number>();
  private searches = 0;

  constructor(readonly stages: readonly Stage[]) {
    for (const { name, index } of stages) {
      if (name !== undefined && !this.first.has(name)) this.first.set(name, index);
    }
  }

  /** The index of the first stage of that name. */
  indexOf(name: string): number | undefined {
    return this.first.get(name.toLowerCase());
  }

  /** The stage before `index` whose name is nearly `name`. */
  similar(name: string, index: number): string | undefined {
    return this.searches++ < MAX_SEARCHES ? similarName(name, this.before(index)) : undefined;
  }

  /** The names of the stages before `index` as they are written, nearest first. */
  private *before(index: number): Generator<string> {
    for (let i = index - 1; i >= 0; i--) {
      const alias = this.stages[i]?.from.alias;
      if (alias) yield alias.text;
    }
  }
}

/** What else a name in FROM or `--from` can stand for. */
export class Outside {
  constructor(
    private readonly project: ProjectView,
    private readonly path: string,
  ) {}

  /** Whether a Compose file, or perhaps a Bake file, says what `name` stands for, or the builder does. */
  gives(name: string): boolean {
    const lower = name.toLowerCase();
    if (lower === "scratch" || lower === "context" || isNamedContext(this.project, this.path, name))
      return true;
    return this.project.fact(contextsKnown).hasBake;
  }
}

export interface Source {
  readonly value: string;
  readonly at: Span;
}

/** What COPY and the mounts of RUN take their files from. */
export function sourcesOf(instruction: Instruction): Source[] {
  if (instruction.kind === "COPY" || instruction.kind === "ADD") {
    const source = instruction.from && sourceIn(instruction.from);
    return source ? [source] : [];
  }
  if (instruction.kind !== "RUN") return [];
  return instruction.mounts.flatMap(({ flag, options }) => {
    const value = options.get("from");
    const written = /(?:^|,)from=([^,]*)/.exec(flag.value ?? "");
    if (value === undefined || !written || !flag.valueSpan) return [];
    const isPlain = flag.valueSpan.end - flag.valueSpan.start === flag.value?.length;
    const start = flag.valueSpan.start + written.index + written[0].length - value.length;
    return [{ value, at: isPlain ? { start, end: start + value.length } : flag.span }];
  });
}

function sourceIn({ value, valueSpan }: Flag): Source | undefined {
  return value === undefined || !valueSpan ? undefined : { value, at: valueSpan };
}
