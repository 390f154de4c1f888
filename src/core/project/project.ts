import type { SourceFile } from "../files/source";
import type { Fact } from "./fact";
import { sameData } from "./same-data";
import type { ProjectView, Target } from "./view";

// biome-ignore lint/suspicious/noExplicitAny: facts of every type live in one table; `fact()` restores the type.
type AnyFact = Fact<any, any>;

interface FactState {
  readonly parts: Map<string, unknown>;
  /** Paths whose part has to be computed again before the next use. */
  readonly pending: Set<string>;
  /** Whether a part has changed since the last join. */
  changed: boolean;
  version: number;
  joined: { readonly value: unknown; readonly version: number; readonly reads: Reads } | undefined;
  /** The state of the project in which `joined` was last known to hold. */
  checkedAt: number;
}

/** What a computation asked the project; it has to run again when an answer would differ. */
export interface Reads {
  readonly facts: Map<AnyFact, number>;
  readonly files: Map<string, SourceFile | undefined>;
  readonly presence: Map<string, boolean>;
  paths: number | undefined;
}

/** Whether a computation asked nothing, so that it depends on its own file alone. */
export function isEmpty(reads: Reads): boolean {
  return (
    reads.facts.size === 0 && reads.files.size === 0 && reads.presence.size === 0 && reads.paths === undefined
  );
}

export interface ProjectOptions {
  readonly target?: Target | undefined;
  readonly today: string;
  /** Whether git has the file at a path under version control. Without it nothing is said of that. */
  readonly tracked?: ((path: string) => boolean) | undefined;
}

/**
 * The files of one workspace folder and what they say together. Files come and go one at a time; facts are
 * recomputed for what changed only, when somebody asks.
 */
export class Project {
  private readonly sources = new Map<string, SourceFile>();
  private readonly known = new Set<string>();
  private readonly facts = new Map<AnyFact, FactState>();
  private pathsVersion = 0;
  /** Counts every change, so that an answer is looked into once between two changes. */
  private revision = 0;
  private sorted: readonly string[] | undefined;

  constructor(private options: ProjectOptions) {}

  /** A project of these files. Paths that no parser reads are known by name. */
  static of(
    files: Iterable<SourceFile>,
    options: ProjectOptions,
    otherPaths: Iterable<string> = [],
  ): Project {
    const project = new Project(options);
    for (const path of otherPaths) project.addPath(path);
    for (const file of files) project.set(file);
    return project;
  }

  /** Adds or replaces a file. */
  set(file: SourceFile): void {
    if (this.sources.get(file.path) === file) return;
    this.addPath(file.path);
    this.sources.set(file.path, file);
    this.touch(file.path);
  }

  /** Makes a path known without its content; forgets the content where there was one. */
  setUnread(path: string): void {
    this.addPath(path);
    if (this.sources.delete(path)) this.touch(path);
  }

  /** Forgets a file that is gone. */
  remove(path: string): void {
    if (this.known.delete(path)) this.pathsChanged();
    if (this.sources.delete(path)) this.touch(path);
  }

  /** An independent copy; files, parsed forms and what is known of them are shared until one side changes. */
  fork(): Project {
    const copy = new Project(this.options);
    for (const [path, file] of this.sources) copy.sources.set(path, file);
    for (const path of this.known) copy.known.add(path);
    for (const [fact, state] of this.facts) {
      copy.facts.set(fact, { ...state, parts: new Map(state.parts), pending: new Set(state.pending) });
    }
    copy.pathsVersion = this.pathsVersion;
    copy.revision = this.revision;
    return copy;
  }

  /** Changes target, date or what git says; everything computed is stale afterwards. */
  configure(options: ProjectOptions): void {
    this.options = options;
    this.facts.clear();
    this.pathsChanged();
  }

  get files(): ReadonlyMap<string, SourceFile> {
    return this.sources;
  }

  file(path: string): SourceFile | undefined {
    return this.sources.get(path);
  }

  /** Whether the project knows a file at `path`, read or not. */
  has(path: string): boolean {
    return this.known.has(path);
  }

  paths(): readonly string[] {
    this.sorted ??= [...this.known].sort();
    return this.sorted;
  }

  /** A view of the project that writes down what it is asked. */
  watch(): { readonly view: ProjectView; readonly reads: Reads } {
    const reads: Reads = { facts: new Map(), files: new Map(), presence: new Map(), paths: undefined };
    const view: ProjectView = {
      target: this.options.target,
      today: this.options.today,
      has: (path) => {
        const present = this.known.has(path);
        reads.presence.set(path, present);
        return present;
      },
      paths: () => {
        reads.paths = this.pathsVersion;
        return this.paths();
      },
      isTracked: (path) => {
        // What git says comes with the options, and these count as a change of the paths.
        reads.paths = this.pathsVersion;
        return this.options.tracked?.(path);
      },
      file: (path) => {
        const file = this.sources.get(path);
        reads.files.set(path, file);
        return file;
      },
      fact: (fact) => {
        const { value, version } = this.join(fact);
        reads.facts.set(fact, version);
        return value as never;
      },
    };
    return { view, reads };
  }

  /**
   * Computes what the files say of `facts`, one file between two yields, so that the first question about a large
   * project does not have to read all of it at once.
   */
  *prepare(facts: readonly AnyFact[]): Generator<void> {
    const states = facts.map((fact) => [fact, this.stateOf(fact)] as const);
    const paths = new Set(states.flatMap(([, state]) => [...state.pending]));
    for (const path of paths) {
      const waiting = states.filter(([, state]) => state.pending.has(path));
      for (const [fact, state] of waiting) this.refreshPart(fact, state, path);
      yield;
    }
  }

  /** Another text whenever an answer about the project as a whole is another: its paths, or a fact that was asked for. */
  stamp(): string {
    return [this.pathsVersion, ...[...this.facts.keys()].map((fact) => this.join(fact).version)].join();
  }

  /** Whether everything that was read would be answered the same now. */
  isCurrent(reads: Reads): boolean {
    if (reads.paths !== undefined && reads.paths !== this.pathsVersion) return false;
    for (const [path, present] of reads.presence) if (this.known.has(path) !== present) return false;
    for (const [path, file] of reads.files) if (this.sources.get(path) !== file) return false;
    for (const [fact, version] of reads.facts) if (this.join(fact).version !== version) return false;
    return true;
  }

  private join(fact: AnyFact): { readonly value: unknown; readonly version: number } {
    const state = this.stateOf(fact);
    if (state.joined && state.checkedAt === this.revision) return state.joined;
    for (const path of state.pending) this.refreshPart(fact, state, path);
    let { joined } = state;
    if (!joined || state.changed || !this.isCurrent(joined.reads)) joined = this.rejoin(fact, state);
    state.checkedAt = this.revision;
    return joined;
  }

  private rejoin(fact: AnyFact, state: FactState): NonNullable<FactState["joined"]> {
    const { view, reads } = this.watch();
    const parts = new Map([...state.parts].sort(([a], [b]) => (a < b ? -1 : 1)));
    const value = fact.join(parts, view);
    // Nobody has to look again at an answer that came out the same.
    const isSame = state.joined !== undefined && sameData(state.joined.value, value);
    if (!isSame) state.version++;
    const joined = { value: isSame ? state.joined?.value : value, version: state.version, reads };
    state.joined = joined;
    state.changed = false;
    return joined;
  }

  private stateOf(fact: AnyFact): FactState {
    const known = this.facts.get(fact);
    if (known) return known;
    const state: FactState = {
      parts: new Map(),
      pending: new Set(this.sources.keys()),
      changed: false,
      version: 0,
      joined: undefined,
      checkedAt: -1,
    };
    this.facts.set(fact, state);
    return state;
  }

  private refreshPart(fact: AnyFact, state: FactState, path: string): void {
    const file = this.sources.get(path);
    const before = state.parts.get(path);
    const after = file && file.role !== "skip" ? fact.of(file) : undefined;
    if (after === undefined) state.parts.delete(path);
    else state.parts.set(path, after);
    state.changed ||= !sameData(before, after);
    state.pending.delete(path);
  }

  private addPath(path: string): void {
    if (this.known.has(path)) return;
    this.known.add(path);
    this.pathsChanged();
  }

  private pathsChanged(): void {
    this.pathsVersion++;
    this.revision++;
    this.sorted = undefined;
  }

  private touch(path: string): void {
    this.revision++;
    for (const state of this.facts.values()) state.pending.add(path);
  }
}
