import { EventEmitter, FileType, type Uri, workspace } from "vscode";
import type { ManualEvidence } from "../../core/plan/model";
import type { Activity } from "../activity";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { openDocument, readFile } from "../documents";
import { pathBelow, uriBelow } from "../positions";
import { touches } from "../touches";
import { atMost, Debouncer } from "../work";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";

/** How long typing in a file of evidence has to pause before it is read again, in milliseconds. */
const TYPING_PAUSE = 200;
/** More files than a plan has items are a mistake, not evidence. */
const MAX_FILES = 1000;
const MAX_BYTES = 200_000;

interface Known {
  readonly text: string;
  readonly item: string;
  readonly records: readonly ManualEvidence[];
}

/** What people wrote down of the items of one folder's plans: the files below `.liftoff/evidence`, kept current. */
export class EvidenceFiles extends Disposable {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly typing: Debouncer;
  private readonly known = new Map<string, Known>();
  private readonly stale = new Set<string>();
  private all: ReadonlyMap<string, readonly ManualEvidence[]> = new Map();
  private last: Promise<void> = Promise.resolve();

  /** Something changed outside of `update`: whoever shows evidence should ask for it again. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly session: FolderSession,
    folders: Folders,
    private readonly core: Core,
    private readonly activity: Activity,
  ) {
    super();
    this.typing = this.own(new Debouncer(activity));
    this.own(
      folders.onDidChangeFiles(({ session: changed, paths }) => {
        if (changed !== session) return;
        if (touches(paths, core.EVIDENCE_FOLDER)) for (const path of this.known.keys()) this.stale.add(path);
        const below = [...paths].filter((path) => this.isEvidence(path));
        for (const path of below) this.stale.add(path);
        if (below.length > 0 || touches(paths, core.EVIDENCE_FOLDER)) this.changed.fire();
      }),
    );
    this.own(
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.note(document.uri, TYPING_PAUSE);
      }),
    );
    this.own(workspace.onDidOpenTextDocument(({ uri }) => this.note(uri, 0)));
    this.own(workspace.onDidCloseTextDocument(({ uri }) => this.note(uri, 0)));
  }

  /** Records by the id of their item, as of the last `update`; another object whenever something changed. */
  get records(): ReadonlyMap<string, readonly ManualEvidence[]> {
    return this.all;
  }

  /** Reads what is new or may have changed. One round waits for the one before it. */
  update(): Promise<void> {
    this.last = this.last.then(() => this.activity.track(this.read()));
    return this.last;
  }

  private isEvidence(path: string): boolean {
    return path.startsWith(`${this.core.EVIDENCE_FOLDER}/`) && path.endsWith(".yaml");
  }

  private note(uri: Uri, delay: number): void {
    const path = pathBelow(this.session.root, uri);
    if (path === undefined || !this.isEvidence(path)) return;
    this.stale.add(path);
    this.typing.schedule("evidence", delay, () => this.changed.fire());
  }

  private async read(): Promise<void> {
    const paths = await this.list();
    const wanted = paths.filter((path) => this.stale.has(path) || !this.known.has(path));
    this.stale.clear();
    let isNew = false;
    const there = new Set(paths);
    for (const path of [...this.known.keys()]) {
      if (!there.has(path)) isNew = this.known.delete(path) || isNew;
    }
    await atMost(8, wanted, async (path) => {
      const uri = uriBelow(this.session.root, path);
      const content = await readFile(uri, MAX_BYTES);
      // What was read may be older than what was typed while it was read.
      const text = openDocument(uri)?.getText() ?? ("text" in content ? content.text : "");
      if (this.known.get(path)?.text === text) return;
      const { item, records } = this.core.readEvidence(text);
      this.known.set(path, { text, item: item ?? nameOf(path), records });
      isNew = true;
    });
    if (isNew) this.all = this.joined();
  }

  private joined(): ReadonlyMap<string, readonly ManualEvidence[]> {
    const all = new Map<string, readonly ManualEvidence[]>();
    for (const path of [...this.known.keys()].sort()) {
      const file = this.known.get(path);
      if (file) all.set(file.item, [...(all.get(file.item) ?? []), ...file.records]);
    }
    return all;
  }

  private async list(): Promise<string[]> {
    try {
      const { EVIDENCE_FOLDER } = this.core;
      const entries = await workspace.fs.readDirectory(uriBelow(this.session.root, EVIDENCE_FOLDER));
      return entries
        .filter(([name, type]) => (type & FileType.File) !== 0 && name.endsWith(".yaml"))
        .slice(0, MAX_FILES)
        .map(([name]) => `${EVIDENCE_FOLDER}/${name}`);
    } catch {
      // No folder: nobody has written anything down yet.
      return [];
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(/\.yaml$/, "");
}
