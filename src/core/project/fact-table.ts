import type { FileKind } from "../files/kind";
import { Speakers } from "../files/mentions";
import type { SourceFile } from "../files/source";
import { type Answers, type AnyFact, type Reads, RecordingView } from "./reads";
import { sameData } from "./same-data";

interface FactState {
  readonly parts: Map<string, unknown>;
  /** Paths whose part has to be computed again before the next use. */
  readonly pending: Set<string>;
  /** Whether a part has changed since the last join. */
  changed: boolean;
  version: number;
  joined: Joined | undefined;
  /** The state of the project in which `joined` was last known to hold. */
  checkedAt: number;
}

interface Joined {
  readonly value: unknown;
  /** Another number whenever the value is another. */
  readonly version: number;
  readonly reads: Reads;
}

/** The files of a project, as far as facts ask for them. */
interface Sources extends Answers {
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Counts every change, so that an answer is looked into once between two changes. */
  readonly revision: number;
}

/** What files say of facts, part by part, and what is joined of it. */
export class FactTable {
  private readonly states = new Map<AnyFact, FactState>();

  constructor(private readonly project: Sources) {}

  /** An independent copy for a copy of the project. */
  fork(project: Sources): FactTable {
    const copy = new FactTable(project);
    for (const [fact, state] of this.states) {
      copy.states.set(fact, { ...state, parts: new Map(state.parts), pending: new Set(state.pending) });
    }
    return copy;
  }

  /** Forgets everything. */
  clear(): void {
    this.states.clear();
  }

  /** Notes that the file at `path`, which was or is of one of `kinds`, has changed. */
  touch(path: string, kinds: readonly FileKind[]): void {
    for (const [fact, { pending }] of this.states) {
      if (kinds.some((kind) => looksAt(fact, kind))) pending.add(path);
    }
  }

  /**
   * Computes what `facts` say, one file or one fact between two yields, so that the first question about a large
   * project does not have to read all of it at once.
   */
  *prepare(facts: readonly AnyFact[]): Generator<void> {
    const speakers = speakersOf(facts);
    const seen = new Map<string, SourceFile | undefined>();
    const waiting = new Set<string>();
    for (const fact of facts) {
      for (const path of this.stateOf(fact).pending) waiting.add(path);
      yield;
    }
    for (const path of waiting) {
      const file = this.project.files.get(path);
      seen.set(path, file);
      for (const fact of file && file.role !== "skip" ? speakers.of(file) : []) {
        const state = this.stateOf(fact);
        if (state.pending.has(path)) this.refresh(fact, state, path);
      }
      yield;
    }
    for (const fact of facts) {
      const state = this.stateOf(fact);
      for (const path of state.pending) {
        // What was seen and is still waiting has nothing to say; what has changed meanwhile may.
        if (seen.has(path) && seen.get(path) === this.project.files.get(path))
          setPart(state, path, undefined);
      }
      this.joined(fact);
      yield;
    }
  }

  /** The versions of all facts that were asked for, as one text. */
  stamp(): string {
    return [...this.states.keys()].map((fact) => this.joined(fact).version).join();
  }

  joined(fact: AnyFact): Joined {
    const state = this.stateOf(fact);
    if (state.joined && state.checkedAt === this.project.revision) return state.joined;
    for (const path of state.pending) this.refresh(fact, state, path);
    let { joined } = state;
    if (!joined || state.changed || !joined.reads.isCurrent(this.project)) joined = this.rejoin(fact, state);
    state.checkedAt = this.project.revision;
    return joined;
  }

  private rejoin(fact: AnyFact, state: FactState): Joined {
    const view = new RecordingView(this.project);
    const parts = new Map([...state.parts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const value = fact.join(parts, view);
    // Nobody has to look again at an answer that came out the same.
    const isSame = state.joined !== undefined && sameData(state.joined.value, value);
    if (!isSame) state.version++;
    const joined = {
      value: isSame ? state.joined?.value : value,
      version: state.version,
      reads: view.reads,
    };
    state.joined = joined;
    state.changed = false;
    return joined;
  }

  private stateOf(fact: AnyFact): FactState {
    const known = this.states.get(fact);
    if (known) return known;
    const pending = new Set<string>();
    for (const { path, kind } of this.project.files.values()) if (looksAt(fact, kind)) pending.add(path);
    const state: FactState = {
      parts: new Map(),
      pending,
      changed: false,
      version: 0,
      joined: undefined,
      checkedAt: -1,
    };
    this.states.set(fact, state);
    return state;
  }

  private refresh(fact: AnyFact, state: FactState, path: string): void {
    const file = this.project.files.get(path);
    const speaks = file && file.role !== "skip" && looksAt(fact, file.kind);
    setPart(state, path, speaks ? fact.of(file) : undefined);
  }
}

function looksAt({ on }: AnyFact, kind: FileKind): boolean {
  return on === undefined || on.includes(kind);
}

function setPart(state: FactState, path: string, part: unknown): void {
  const before = state.parts.get(path);
  if (part !== undefined) state.parts.set(path, part);
  else if (before !== undefined) state.parts.delete(path);
  state.changed ||= !sameData(before, part);
  state.pending.delete(path);
}

/** Working out what all facts mention takes a while, and they are always the same ones. */
const known = new WeakMap<readonly AnyFact[], Speakers<AnyFact>>();

function speakersOf(facts: readonly AnyFact[]): Speakers<AnyFact> {
  const speakers = known.get(facts) ?? new Speakers(facts, looksAt);
  known.set(facts, speakers);
  return speakers;
}
