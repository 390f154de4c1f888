import type { GitExclude } from "../files/gitignore";
import type { FileKind } from "../files/kind";
import type { SourceFile } from "../files/source";
import { FactTable } from "./fact-table";
import { type Answers, type AnyFact, type Reads, RecordingView } from "./reads";
import type { ProjectView, Target } from "./view";

export interface ProjectOptions {
  readonly target?: Target | undefined;
  readonly today: string;
  /** Whether git has the file at a path under version control. Without it nothing is said of that. */
  readonly tracked?: ((path: string) => boolean) | undefined;
  /** What git leaves alone on this machine, beside the ignore files of the workspace. */
  readonly excluded?: GitExclude | undefined;
}

/**
 * The files of one workspace folder and what they say together. Files come and go one at a time; facts are
 * recomputed for what changed only, when somebody asks.
 */
export class Project implements Answers {
  private readonly sources = new Map<string, SourceFile>();
  private readonly known = new Set<string>();
  private facts = new FactTable(this);
  private pathsCount = 0;
  private changes = 0;
  private sorted: readonly string[] | undefined;
  private readonly matches = new Map<string, readonly string[]>();
  private readonly byKind = new Map<FileKind, readonly SourceFile[]>();

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

  get target(): Target | undefined {
    return this.options.target;
  }

  get today(): string {
    return this.options.today;
  }

  /** Adds or replaces a file. */
  set(file: SourceFile): void {
    const before = this.sources.get(file.path);
    if (before === file) return;
    this.addPath(file.path);
    this.sources.set(file.path, file);
    this.touch(file.path, file.kind, before?.kind ?? file.kind);
  }

  /** Makes a path known without its content; forgets the content where there was one. */
  setUnread(path: string): void {
    this.addPath(path);
    this.forget(path);
  }

  /** Forgets a file that is gone. */
  remove(path: string): void {
    if (this.known.delete(path)) this.pathsChanged();
    this.forget(path);
  }

  /** An independent copy; files, parsed forms and what is known of them are shared until one side changes. */
  fork(): Project {
    const copy = new Project(this.options);
    for (const [path, file] of this.sources) copy.sources.set(path, file);
    for (const path of this.known) copy.known.add(path);
    for (const [kind, files] of this.byKind) copy.byKind.set(kind, files);
    copy.pathsCount = this.pathsCount;
    copy.changes = this.changes;
    copy.facts = this.facts.fork(copy);
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

  /** Another number after every change of a file or a path. */
  get revision(): number {
    return this.changes;
  }

  pathsVersion(): number {
    return this.pathsCount;
  }

  /** The known paths that match `pattern`, sorted; remembered, as every Dockerfile asks for the same ones. */
  pathsLike(pattern: RegExp): readonly string[] {
    const key = String(pattern);
    let found = this.matches.get(key);
    if (!found) {
      found = this.paths().filter((path) => pattern.test(path));
      this.matches.set(key, found);
    }
    return found;
  }

  /** The files of one kind, sorted by path; the same array until one of them changes. */
  filesOf(kind: FileKind): readonly SourceFile[] {
    let files = this.byKind.get(kind);
    if (!files) {
      files = [...this.sources.values()]
        .filter((file) => file.kind === kind)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
      this.byKind.set(kind, files);
    }
    return files;
  }

  isTracked(path: string): boolean | undefined {
    return this.options.tracked?.(path);
  }

  isExcluded(path: string, isFolder: boolean): boolean | undefined {
    return this.options.excluded?.(path, isFolder);
  }

  /** A view of the project that writes down what it is asked. */
  watch(): { readonly view: ProjectView; readonly reads: Reads } {
    const view = new RecordingView(this);
    return { view, reads: view.reads };
  }

  /**
   * Computes what `facts` say, one file or one fact between two yields, so that the first question about a large
   * project does not have to read all of it at once.
   */
  prepare(facts: readonly AnyFact[]): Generator<void> {
    return this.facts.prepare(facts);
  }

  /** Another text whenever an answer about the project as a whole is another: its paths, or a fact that was asked for. */
  stamp(): string {
    return `${this.pathsCount},${this.facts.stamp()}`;
  }

  joined(fact: AnyFact): { readonly value: unknown; readonly version: number } {
    return this.facts.joined(fact);
  }

  private addPath(path: string): void {
    if (this.known.has(path)) return;
    this.known.add(path);
    this.pathsChanged();
  }

  private forget(path: string): void {
    const before = this.sources.get(path);
    if (!before) return;
    this.sources.delete(path);
    this.touch(path, before.kind);
  }

  private pathsChanged(): void {
    this.pathsCount++;
    this.changes++;
    this.sorted = undefined;
    this.matches.clear();
  }

  private touch(path: string, ...kinds: readonly FileKind[]): void {
    this.changes++;
    for (const kind of kinds) this.byKind.delete(kind);
    this.facts.touch(path, kinds);
  }
}
