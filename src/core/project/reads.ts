import type { FileKind } from "../files/kind";
import type { SourceFile } from "../files/source";
import type { Fact } from "./fact";
import { sameData } from "./same-data";
import type { ProjectView, Target } from "./view";

// biome-ignore lint/suspicious/noExplicitAny: facts of every type are asked for; `fact()` restores the type.
export type AnyFact = Fact<any, any>;

/** What answers the questions of rules and facts. */
export interface Answers {
  readonly target: Target | undefined;
  readonly today: string;
  has(path: string): boolean;
  paths(): readonly string[];
  /** Another number whenever a path came or went. */
  pathsVersion(): number;
  pathsLike(pattern: RegExp): readonly string[];
  isTracked(path: string): boolean | undefined;
  isExcluded(path: string, isFolder: boolean): boolean | undefined;
  file(path: string): SourceFile | undefined;
  filesOf(kind: FileKind): readonly SourceFile[];
  joined(fact: AnyFact): { readonly value: unknown; readonly version: number };
}

/**
 * What a computation asked the project; it has to run again when an answer would differ. Most rules ask nothing about
 * most files, and a scan runs them a million times: nothing is set up before the first question.
 */
export class Reads {
  /** The day, where it was asked. It is no other file, so it leaves the reads empty. */
  day: string | undefined;
  paths: number | undefined;
  facts: Map<AnyFact, number> | undefined;
  files: Map<string, SourceFile | undefined> | undefined;
  presence: Map<string, boolean> | undefined;
  kinds: Map<FileKind, readonly SourceFile[]> | undefined;
  patterns: Map<string, { readonly pattern: RegExp; readonly paths: readonly string[] }> | undefined;

  /** Whether nothing was asked, so that the computation depends on its own file alone. */
  get isEmpty(): boolean {
    return this.paths === undefined && !this.facts && !this.presence && !this.patterns && !this.sawFiles;
  }

  /** Whether single files were looked into, and not only what the project as a whole answers. */
  get sawFiles(): boolean {
    return this.files !== undefined || this.kinds !== undefined;
  }

  /** Whether everything would be answered the same now. */
  isCurrent(answers: Answers): boolean {
    if (this.paths !== undefined && this.paths !== answers.pathsVersion()) return false;
    for (const [path, present] of this.presence ?? []) if (answers.has(path) !== present) return false;
    for (const [path, file] of this.files ?? []) if (answers.file(path) !== file) return false;
    for (const [kind, files] of this.kinds ?? []) if (answers.filesOf(kind) !== files) return false;
    for (const { pattern, paths } of this.patterns?.values() ?? []) {
      if (!sameData(answers.pathsLike(pattern), paths)) return false;
    }
    for (const [fact, version] of this.facts ?? []) {
      if (answers.joined(fact).version !== version) return false;
    }
    return true;
  }
}

/** A view of the project that writes down what it is asked. */
export class RecordingView implements ProjectView {
  readonly reads = new Reads();

  constructor(private readonly answers: Answers) {}

  get target(): Target | undefined {
    return this.answers.target;
  }

  get today(): string {
    this.reads.day = this.answers.today;
    return this.answers.today;
  }

  has(path: string): boolean {
    const present = this.answers.has(path);
    this.reads.presence ??= new Map();
    this.reads.presence.set(path, present);
    return present;
  }

  paths(): readonly string[] {
    this.reads.paths = this.answers.pathsVersion();
    return this.answers.paths();
  }

  pathsLike(pattern: RegExp): readonly string[] {
    const found = this.answers.pathsLike(pattern);
    this.reads.patterns ??= new Map();
    this.reads.patterns.set(String(pattern), { pattern, paths: found });
    return found;
  }

  isTracked(path: string): boolean | undefined {
    // What git says comes with the options, and these count as a change of the paths.
    this.reads.paths = this.answers.pathsVersion();
    return this.answers.isTracked(path);
  }

  isExcluded(path: string, isFolder: boolean): boolean | undefined {
    this.reads.paths = this.answers.pathsVersion();
    return this.answers.isExcluded(path, isFolder);
  }

  file(path: string): SourceFile | undefined {
    const file = this.answers.file(path);
    this.reads.files ??= new Map();
    this.reads.files.set(path, file);
    return file;
  }

  filesOf<K extends FileKind>(kind: K): readonly SourceFile<K>[] {
    const files = this.answers.filesOf(kind);
    this.reads.kinds ??= new Map();
    this.reads.kinds.set(kind, files);
    return files as readonly SourceFile<K>[];
  }

  fact<Part, Joined>(fact: Fact<Part, Joined>): Joined {
    const { value, version } = this.answers.joined(fact);
    this.reads.facts ??= new Map();
    this.reads.facts.set(fact, version);
    return value as Joined;
  }
}
