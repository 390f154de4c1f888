import { EventEmitter, RelativePattern, Uri, workspace } from "vscode";
import type { LintResult } from "../../core/lint/finding";
import type { ItemRef } from "../../core/plan/item-ref";
import type { PlanFinding } from "../../core/plan/lint/finding";
import type { SnippetCache } from "../../core/plan/lint/snippets";
import type { Item, ManualEvidence, PlanReading } from "../../core/plan/model";
import type { PlanView } from "../../core/plan/view";
import type { Severity } from "../../core/rules/rule";
import type { Activity } from "../activity";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { isReadOnly, openDocument, readFile } from "../documents";
import { uriBelow } from "../positions";
import { today } from "../today";
import { touches } from "../touches";
import { Debouncer } from "../work";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";
import type { EvidenceFiles } from "./evidence-files";
import { type EditOutcome, editDocument } from "./plan-edit";

/** How long typing in a plan has to pause before it is read again, in milliseconds. */
const TYPING_PAUSE = 200;

/**
 * One launch plan: read from its document or from disk, and compared with the findings of its folder whenever
 * either changes.
 */
export class PlanFile extends Disposable {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly typing: Debouncer;
  private text: string | undefined;
  private overlay: string | undefined;
  private records: ReadonlyMap<string, readonly ManualEvidence[]> = new Map();
  private locked = false;
  private reads = 0;
  private reading: PlanReading | undefined;
  private found: readonly PlanFinding[] = [];
  private evaluated: PlanView | undefined;
  /** How grave each rule is by itself. */
  private readonly severities: ReadonlyMap<string, Severity>;
  private readonly snippets: SnippetCache;
  /** What `found` was computed for, beside the text. */
  private lintedFor: string | undefined;

  readonly onDidChange = this.changed.event;
  readonly uri: Uri;
  readonly overlayUri: Uri;

  constructor(
    readonly path: string,
    readonly session: FolderSession,
    folders: Folders,
    private readonly core: Core,
    private readonly activity: Activity,
    private readonly evidence: EvidenceFiles,
  ) {
    super();
    this.uri = uriBelow(session.root, path);
    this.overlayUri = uriBelow(session.root, core.OVERLAY_PATH);
    this.severities = new Map(core.rules.map(({ id, severity }) => [id, severity]));
    this.snippets = new core.SnippetCache();
    this.typing = this.own(new Debouncer(activity));
    this.own(
      folders.onDidCheck(({ session: checked }) => {
        if (checked !== session || !this.reading) return;
        this.lint();
        this.evaluate();
      }),
    );
    this.own(
      folders.onDidChangeFiles(({ session: changed, paths }) => {
        if (changed !== session) return;
        if (touches(paths, path) || touches(paths, core.OVERLAY_PATH)) void this.reload();
      }),
    );
    this.own(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.reloadFor(document.uri, TYPING_PAUSE);
      }),
    );
    this.own(workspace.onDidOpenTextDocument(({ uri }) => this.reloadFor(uri, 0)));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.reloadFor(uri, 0)));
    // The watch over a whole workspace fails where there are too many files for it; a plan that somebody else ticks is
    // worth one of its own, over the folder that it lies in.
    const beside = new RelativePattern(Uri.joinPath(this.uri, ".."), "*");
    const watcher = this.own(workspace.createFileSystemWatcher(beside));
    this.own(watcher.onDidChange((uri) => this.reloadFor(uri, TYPING_PAUSE)));
    this.own(evidence.onDidChange(() => void this.reload()));
    // Evidence, waivers and versions that are still cared for end by the calendar.
    this.own(
      folders.calendar.onNewDay(() => {
        this.lint();
        this.evaluate();
      }),
    );
    void this.reload();
  }

  /** The plan with everything computed; undefined while it is first read and when it is gone. */
  get view(): PlanView | undefined {
    return this.evaluated;
  }

  /** Whether verdicts may still change by themselves: the folder is being read, or soon will be. */
  get isChecking(): boolean {
    return this.session.isFolder && this.isUnread;
  }

  /** What names an item so that it is found again in a text that was edited since. */
  ref(itemId: string): ItemRef | undefined {
    return this.reading && this.core.itemRef(this.reading.plan, itemId);
  }

  /** What is wrong with the plan itself; offsets into `source`. */
  get findings(): readonly PlanFinding[] {
    return this.found;
  }

  /** The text that `view` was read from. */
  get source(): string | undefined {
    return this.text;
  }

  /** Reads the plan again at once: after an edit of ours, nobody should wait. */
  async reload(): Promise<void> {
    this.typing.cancel("plan");
    await this.activity.track(this.read());
  }

  /** Edits the plan's text as `compute` says for the text it has now; returns why nothing was written, or undefined. */
  async edit(compute: (text: string) => EditOutcome): Promise<string | undefined> {
    const refusal = await editDocument(this.uri, compute);
    await this.reload();
    return refusal;
  }

  /** Whether nothing can be said of what the code shows. */
  private get isUnread(): boolean {
    return this.session.coverage !== "folder";
  }

  private reloadFor(uri: Uri, delay: number): void {
    const address = uri.toString();
    if (address !== this.uri.toString() && address !== this.overlayUri.toString()) return;
    this.typing.schedule("plan", delay, () => void this.reload());
  }

  private async read(): Promise<void> {
    this.reads++;
    const turn = this.reads;
    const [text, overlay, locked] = await Promise.all([
      this.readText(this.uri),
      this.readText(this.overlayUri),
      isReadOnly(this.uri),
      this.evidence.update(),
    ]);
    const { records } = this.evidence;
    const isSame = text === this.text && overlay === this.overlay && records === this.records;
    const isKnown = isSame && locked === this.locked;
    const isLate = turn !== this.reads;
    if (this.isDisposed || isLate || (this.reading && isKnown)) return;
    this.locked = locked;
    this.text = text;
    this.overlay = overlay;
    this.records = records;
    if (text === undefined) {
      this.reading = undefined;
      this.found = [];
      this.evaluated = undefined;
      this.changed.fire();
      return;
    }
    const { core } = this;
    const reading = core.readPlan(this.path, text);
    const known = core.readOverlay(overlay ?? "");
    const plan = core.withEvidence(core.withOverlay(reading.plan, known), records);
    this.reading = { ...reading, plan, editable: reading.editable && !locked };
    this.lintedFor = undefined;
    this.lint();
    this.evaluate();
  }

  /** Checks the plan's text, unless neither it nor what the folder says of it is another than before. */
  private lint(): void {
    const { core, severities, session, snippets, text } = this;
    const around = this.isUnread ? undefined : core.folderFactsOf(session.view());
    const key = `${today()} ${[...(around?.services ?? [])].join()} ${[...(around?.paths ?? [])].join("\n")}`;
    if (text === undefined || key === this.lintedFor) return;
    this.lintedFor = key;
    this.found = core.lintPlan(this.path, text, {
      ruleExists: (id) => severities.has(id),
      overlay: core.readOverlay(this.overlay ?? ""),
      today: today(),
      rules: core.rules,
      snippets,
      ...around,
    });
  }

  private async readText(uri: Uri): Promise<string | undefined> {
    const content = await readFile(uri, this.core.MAX_TEXT * 4);
    if (!("text" in content)) return undefined;
    // What was read may be older than what was typed while it was read.
    return openDocument(uri)?.getText() ?? content.text;
  }

  private evaluate(): void {
    if (!this.reading) return;
    const { session, severities, isUnread } = this;
    this.evaluated = this.core.evaluate(isUnread ? withoutFiles(this.reading) : this.reading, {
      result: isUnread ? nothing : session.result(),
      paths: session.paths(),
      lineOf: (path, offset) => session.file(path)?.lines.positionAt(offset) ?? { line: 0, character: 0 },
      severityOf: (id) => severities.get(id),
      today: today(),
    });
    this.changed.fire();
  }
}

const nothing: LintResult = { findings: [], proofs: [], failures: [] };

/** A plan that asks for no files: in a folder that has not been read every file would be missing. */
function withoutFiles(reading: PlanReading): PlanReading {
  const bare = (item: Item): Item => ({
    ...item,
    verify: { ...item.verify, files: [] },
    children: item.children.map(bare),
  });
  const phases = reading.plan.phases.map((phase) => ({
    ...phase,
    sections: phase.sections.map((section) => ({ ...section, items: section.items.map(bare) })),
  }));
  return { ...reading, plan: { ...reading.plan, phases } };
}
