import {
  type CancellationToken,
  CancellationTokenSource,
  EventEmitter,
  RelativePattern,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import type { SourceFile } from "../../core/files/source";
import type { Config } from "../../core/lint/config";
import type { Description } from "../../core/lint/describe";
import type { Finding, LintResult } from "../../core/lint/finding";
import type { Insertions, Protection } from "../../core/lint/insertion";
import type { OutsideFinding } from "../../core/lint/outside/tool";
import type { LintSession } from "../../core/lint/session";
import type { Project } from "../../core/project/project";
import type { Activity } from "../activity";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { openDocument } from "../documents";
import { describeError, type Log } from "../log";
import { pathBelow } from "../positions";
import { today } from "../today";
import { nextTurn } from "../turns";
import { Debouncer, inSlices } from "../work";
import { FolderFiles, type ScanSummary } from "./folder-files";
import { type Exclude, excludeBelow, trackedBelow } from "./tracked";

/** Git writes its index several times in one action; this long a pause ends it, in milliseconds. */
const INDEX_PAUSE = 250;

/** How much of the folder the findings speak for. */
export type Coverage = "open-documents" | "reading" | "folder";

/**
 * One workspace folder under watch: its project and its findings, brought up to date in the background. Until the
 * folder has been read, only open documents are checked and only what they show by themselves is reported.
 */
export class FolderSession extends Disposable {
  private readonly changed = this.own(new EventEmitter<ReadonlySet<string>>());
  private readonly covered = this.own(new EventEmitter<void>());
  /** Paths whose findings are new, after each round of checks; empty when only proofs may have changed. */
  readonly onDidCheck = this.changed.event;
  readonly onDidChangeCoverage = this.covered.event;

  private readonly project: Project;
  private readonly files: FolderFiles;
  private lint: LintSession;
  private config: Config;
  /** The files that git has; undefined where nobody knows. */
  private tracked: ReadonlySet<string> | undefined;
  private exclude: Exclude | undefined;
  private known: ReadonlyMap<string, readonly Finding[]> = new Map();
  private readonly reported = new Set<string>();
  /** Whether the folder has been read; a later scan does not take that back. */
  private complete = false;
  private summary: ScanSummary | undefined;
  private scanning: { readonly promise: Promise<void>; readonly cancel: () => void } | undefined;
  private running: Promise<void> | undefined;
  private again = false;

  constructor(
    readonly root: Uri,
    readonly name: string,
    /** A folder of the workspace; otherwise the place of a single file that was opened alone. */
    readonly isFolder: boolean,
    private readonly core: Core,
    private readonly activity: Activity,
    private readonly log: Log,
  ) {
    super();
    this.config = core.defaultConfig;
    this.project = new core.Project({ today: today(), target: this.config.target });
    this.files = new FolderFiles(root, this.project, core);
    this.lint = new core.LintSession(this.project, core.rules, this.config);
    if (isFolder) this.watchTracked();
  }

  get coverage(): Coverage {
    if (this.complete) return "folder";
    return this.scanning ? "reading" : "open-documents";
  }

  get lastScan(): ScanSummary | undefined {
    return this.summary;
  }

  result(): LintResult {
    return this.lint.result();
  }

  file(path: string): SourceFile | undefined {
    return this.project.file(path);
  }

  /** What rules and plans may ask of the folder's files. */
  view(): ReturnType<Project["watch"]>["view"] {
    return this.project.watch().view;
  }

  /** The findings of one file as they were last reported. */
  findingsOf(path: string): readonly Finding[] {
    return this.known.get(path) ?? [];
  }

  /** What there is to tell about the place at `offset` of the file at `path`. */
  describe(path: string, offset: number): Description | undefined {
    const file = this.file(path);
    return file && this.core.describeAt(file, offset, this.core.rules, today());
  }

  /** All known paths of the folder, sorted. */
  paths(): readonly string[] {
    return this.project.paths();
  }

  /** The Markdown files that are known. */
  *markdownPaths(): Iterable<string> {
    for (const file of this.project.files.values()) if (file.kind === "markdown") yield file.path;
  }

  /** Every path that has findings. */
  reportedPaths(): Iterable<string> {
    return this.known.keys();
  }

  /** The document version that the findings of `path` belong to; undefined for a file read from disk. */
  versionOf(path: string): number | undefined {
    return this.files.versionOf(path);
  }

  /** Uses another configuration from now on. */
  configure(config: Config): void {
    this.config = config;
    this.configureProject();
    this.lint = new this.core.LintSession(this.project, this.core.rules, config);
    void this.check();
  }

  /** What is added to git, or taken out of it, changes the index; what it leaves alone may be said beside it. */
  private watchTracked(): void {
    const soon = this.own(new Debouncer(this.activity));
    const files = new RelativePattern(this.root, ".git/{index,info/exclude}");
    const watcher = this.own(workspace.createFileSystemWatcher(files));
    const look = () =>
      soon.schedule("index", INDEX_PAUSE, () => {
        if (this.complete || this.scanning) void this.activity.track(this.readTracked());
      });
    this.own(watcher.onDidCreate(look));
    this.own(watcher.onDidChange(look));
  }

  /** Looks again which files git has; what asks for that is checked again when it has changed. */
  private async readTracked(): Promise<void> {
    const tracked = await trackedBelow(this.root, this.core);
    const exclude = await excludeBelow(this.root);
    if (this.isDisposed || (hasSame(tracked, this.tracked) && exclude?.text === this.exclude?.text)) return;
    this.tracked = tracked;
    this.exclude = exclude;
    this.configureProject();
    if (this.complete) await this.check();
  }

  /** The text of one file after all safe fixes that stay inside it; undefined when there are none. */
  fixedText(path: string): string | undefined {
    // Before the folder has been read, only what a file shows by itself is sure enough to be changed.
    const sure = this.complete ? {} : { rules: new Set(this.findingsOf(path).map(({ rule }) => rule)) };
    const options = { kinds: "safe", covers: (other: string) => other === path, ownFileOnly: true } as const;
    return this.core
      .fixAll(this.project, this.core.rules, this.config, { ...options, ...sure })
      .texts.get(path);
  }

  /** Where `protection` can be inserted, as the texts are at this moment, and who provides it. */
  async insertions(protection: Protection): Promise<Insertions> {
    const { core, project, config } = this;
    const work = core.findInsertions(project, core.rules, config, protection);
    const outcome = await this.activity.track(inSlices(work, () => this.isDisposed));
    return outcome === "stopped" ? { places: [], covered: [] } : outcome.value;
  }

  /** The workflows that are checked. */
  workflows(): readonly SourceFile[] {
    const files = [...this.project.files.values()];
    return files.filter(({ kind, path }) => kind === "workflow" && !this.config.isExcluded(path));
  }

  /** What other tools found and is not reported here already. */
  settle(findings: readonly OutsideFinding[]): readonly OutsideFinding[] {
    const { core, config, project } = this;
    const fileAt = (path: string) => project.file(path);
    return core.settle(findings, { own: this.lint.result().findings, rules: core.rules, config, fileAt });
  }

  /** Takes the text of an open document. */
  update(document: TextDocument): void {
    if (this.files.update(document)) void this.check();
  }

  /** Brings the findings of an open document up to its present text. */
  async checked(document: TextDocument): Promise<readonly Finding[]> {
    this.update(document);
    await this.settled();
    const path = pathBelow(this.root, document.uri);
    return path !== undefined && this.versionOf(path) === document.version ? this.findingsOf(path) : [];
  }

  /** Resolves when nothing is being checked; a scan under way is not waited for. */
  async settled(): Promise<void> {
    while (this.running) await this.running;
  }

  /** Goes back to what is on disk, or forgets a document that nothing else knows. */
  async close(document: TextDocument): Promise<void> {
    const path = pathBelow(this.root, document.uri);
    if (path === undefined || openDocument(document.uri)) return;
    this.files.release(path);
    if (this.complete) await this.reload([path]);
    else this.remove(path);
  }

  /** Reads files again that changed on disk; open documents speak for themselves. */
  async reload(paths: readonly string[]): Promise<void> {
    if (!this.complete) return;
    await this.activity.track(this.files.reload(paths, () => this.isDisposed));
    await this.check();
  }

  /** Forgets a file, or a folder with all that is in it. */
  remove(path: string): void {
    this.files.remove(path);
    void this.check();
  }

  /** Reads the folder once; later calls return at once. */
  ensureScanned(): Promise<void> {
    if (this.complete || !this.isFolder) return Promise.resolve();
    return this.scanning?.promise ?? this.scan();
  }

  /** Reads the folder again when it had been read: more has changed than single events tell. */
  rescan(): Promise<void> {
    return this.complete ? this.scan() : Promise.resolve();
  }

  /** Reads the whole folder again. Rejects never; cancelling keeps what was known before. */
  async scan(
    token?: CancellationToken,
    report: (done: number, all: number) => void = () => {},
  ): Promise<void> {
    while (this.scanning) {
      this.scanning.cancel();
      await this.scanning.promise;
    }
    const source = new CancellationTokenSource();
    const cancelled = token?.onCancellationRequested(() => source.cancel());
    const promise = this.activity
      .track(this.readFolder(source.token, report))
      .catch((error) => this.log.error(`Reading ${this.name} failed: ${describeError(error)}`))
      .finally(() => {
        cancelled?.dispose();
        source.dispose();
        this.scanning = undefined;
        this.covered.fire();
      });
    this.scanning = { promise, cancel: () => source.cancel() };
    this.covered.fire();
    await promise;
  }

  override dispose(): void {
    this.scanning?.cancel();
    super.dispose();
  }

  private async readFolder(
    token: CancellationToken,
    report: (done: number, all: number) => void,
  ): Promise<void> {
    const started = performance.now();
    await this.readTracked();
    const summary = await this.files.readFolder(token, report);
    if (!summary || this.isDisposed) return;
    this.summary = summary;
    for (const path of summary.tooLarge) this.log.warn(`${this.name}/${path} is over 1 MB: not checked`);
    if (summary.capped) this.log.warn(`${this.name} has more files than are read; see liftoff.exclude`);
    await inSlices(
      this.files.parse((path) => !this.config.isExcluded(path)),
      () => this.isDisposed,
    );
    this.complete = true;
    await this.check();
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    this.log.info(`${this.name}: ${summary.files} files read and checked in ${seconds} s`);
  }

  /** Checks again what depends on the day. */
  startDay(): void {
    this.configureProject();
    void this.check();
  }

  private configureProject(): void {
    const { tracked, exclude, config } = this;
    const isTracked = tracked && ((path: string) => tracked.has(path));
    const excluded = exclude && this.core.readGitExclude(exclude.text, exclude.prefix);
    this.project.configure({ today: today(), target: config.target, tracked: isTracked, excluded });
  }

  /** Checks what changed; called while a check runs, it makes that one start over. */
  private check(): Promise<void> {
    this.again = true;
    this.running ??= this.activity.track(this.checkUntilCurrent()).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async checkUntilCurrent(): Promise<void> {
    while (this.again && !this.isDisposed) {
      // Changes of the same turn belong together.
      await nextTurn();
      this.again = false;
      try {
        const outcome = await inSlices(this.lint.refresh(), () => this.again || this.isDisposed);
        if (outcome !== "stopped" && !this.isDisposed) this.publish();
      } catch (error) {
        this.log.error(`Checking ${this.name} failed: ${describeError(error)}`);
      }
    }
  }

  private publish(): void {
    const result = this.lint.result();
    for (const failure of result.failures) this.reportFailure(failure);
    const next = this.complete ? byPath(result.findings) : this.openFindings();
    const changed = new Set<string>();
    for (const path of new Set([...this.known.keys(), ...next.keys()])) {
      if (!isSame(this.known.get(path), next.get(path))) changed.add(path);
    }
    this.known = next;
    this.changed.fire(changed);
  }

  /** What open documents show by themselves. A finding that other files may explain away asks for those first. */
  private openFindings(): ReadonlyMap<string, readonly Finding[]> {
    const next = new Map<string, readonly Finding[]>();
    let needsMore = false;
    for (const path of this.files.openPaths()) {
      const own = this.lint.ownFindingsOf(path);
      if (own.length > 0) next.set(path, own);
      needsMore ||= this.lint.findingsOf(path).length > own.length;
    }
    if (needsMore && !this.scanning) void this.ensureScanned();
    return next;
  }

  private reportFailure({ rule, path, error }: LintResult["failures"][number]): void {
    const key = `${rule} ${path ?? ""}`;
    if (this.reported.has(key)) return;
    this.reported.add(key);
    this.log.error(`Rule ${rule} failed on ${path ?? this.name}: ${describeError(error)}`);
  }
}

function byPath(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else groups.set(finding.path, [finding]);
  }
  return groups;
}

/** A finding that was not computed again is the same object. */
function isSame(a: readonly Finding[] = [], b: readonly Finding[] = []): boolean {
  return a.length === b.length && a.every((finding, i) => finding === b[i]);
}

function hasSame(a: ReadonlySet<string> | undefined, b: ReadonlySet<string> | undefined): boolean {
  if (!a || !b) return a === b;
  return a.size === b.size && [...a].every((path) => b.has(path));
}
