import { EventEmitter, type Memento } from "vscode";
import type { SourceFile } from "../../core/files/source";
import type { Activity } from "../activity";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { exists } from "../documents";
import { uriBelow } from "../positions";
import { touches } from "../touches";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";
import { EvidenceFiles } from "./evidence-files";
import { PlanFile } from "./plan-file";

/** The plans of one folder, and the one that tree and status bar show. */
export class FolderPlans extends Disposable {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly readAgain = this.own(new EventEmitter<PlanFile>());
  private readonly byPath = new Map<string, PlanFile>();
  private readonly evidence: EvidenceFiles;
  private readonly isPlan = new WeakMap<SourceFile, boolean>();
  private ownPlan = false;
  private paths: readonly string[] = [];
  private shown: PlanFile | undefined;

  readonly onDidChange = this.changed.event;
  readonly onDidRead = this.readAgain.event;

  constructor(
    readonly session: FolderSession,
    private readonly folders: Folders,
    private readonly core: Core,
    private readonly memory: Memento,
    private readonly activity: Activity,
  ) {
    super();
    this.evidence = this.own(new EvidenceFiles(session, folders, core, activity));
    this.own(folders.onDidCheck((checked) => checked.session === session && this.look()));
    this.own(folders.onDidChangeCoverage((changed) => changed === session && this.changed.fire()));
    this.own(
      folders.onDidChangeFiles(({ session: changed, paths }) => {
        if (changed === session && touches(paths, core.PLAN_PATH)) void this.findOwnPlan();
      }),
    );
    void this.findOwnPlan();
  }

  /** Paths of all plans that are known, the default first. */
  get candidates(): readonly string[] {
    return this.paths;
  }

  /** The plan that is shown; undefined where there is none. */
  get active(): PlanFile | undefined {
    return this.shown;
  }

  /** Every plan that was read, shown or not. */
  get files(): readonly PlanFile[] {
    return [...this.byPath.values()];
  }

  /** Shows another plan of the folder, now and next time. */
  async choose(path: string): Promise<void> {
    await this.memory.update(this.memoryKey, path);
    this.settle();
  }

  /** The plan at `path`, whether or not it is the shown one: a checklist may be open for any. */
  at(path: string): PlanFile {
    const known = this.byPath.get(path);
    if (known) return known;
    const { session, folders, core, activity, evidence } = this;
    const file = this.own(new PlanFile(path, session, folders, core, activity, evidence));
    this.byPath.set(path, file);
    file.onDidChange(() => {
      this.readAgain.fire(file);
      if (file === this.shown) this.changed.fire();
    });
    return file;
  }

  /** Looks for the folder's own plan file: the one thing that is worth a look before anything is read. */
  async findOwnPlan(): Promise<void> {
    const uri = uriBelow(this.session.root, this.core.PLAN_PATH);
    this.ownPlan = await this.activity.track(exists(uri));
    this.look();
  }

  private get memoryKey(): string {
    return `plan:${this.session.root.toString()}`;
  }

  /** Finds plans among the files that are known. */
  private look(): void {
    if (this.isDisposed) return;
    const found: { path: string; boxes: number }[] = [];
    for (const path of this.session.markdownPaths()) {
      const file = this.session.file(path);
      if (file && this.isPlanFile(file)) found.push({ path, boxes: countBoxes(file.text) });
    }
    found.sort((a, b) => b.boxes - a.boxes || depth(a.path) - depth(b.path) || (a.path < b.path ? -1 : 1));
    this.paths = [...(this.ownPlan ? [this.core.PLAN_PATH] : []), ...found.map(({ path }) => path)];
    // What is open is shown to be right or wrong, whichever plan the tree shows.
    for (const path of this.paths) if (this.session.versionOf(path) !== undefined) this.at(path);
    this.settle();
  }

  private isPlanFile(file: SourceFile): boolean {
    const known = this.isPlan.get(file);
    if (known !== undefined) return known;
    const answer = this.core.isPlan(file.path, file.text);
    this.isPlan.set(file, answer);
    return answer;
  }

  private settle(): void {
    const wanted = this.memory.get<string>(this.memoryKey);
    const path = wanted !== undefined && this.paths.includes(wanted) ? wanted : this.paths[0];
    const next = path === undefined ? undefined : this.at(path);
    if (next === this.shown) return;
    this.shown = next;
    // A plan wants verdicts, and verdicts need the whole folder.
    if (next) void this.session.ensureScanned();
    this.changed.fire();
  }
}

/** How many check boxes a text has: of several Markdown plans the longest is the likeliest. */
function countBoxes(text: string): number {
  return (
    text.match(/(?:^[ \t>]{0,40}(?:[-*+]|\d{1,9}[.)])[ \t]|\|[ \t]{0,40})(?:\[[ xX]\]|[☐☑])/gm)?.length ?? 0
  );
}

function depth(path: string): number {
  return path.split("/").length;
}
