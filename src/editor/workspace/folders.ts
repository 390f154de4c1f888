import {
  EventEmitter,
  FileType,
  type TextDocument,
  type TextDocumentChangeEvent,
  Uri,
  type WorkspaceFolder,
  workspace,
} from "vscode";
import type { Activity } from "../activity";
import { Calendar } from "../calendar";
import { settings } from "../contributions";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import type { Log } from "../log";
import { pathBelow } from "../positions";
import { settingsOf } from "../settings";
import { Debouncer } from "../work";
import { FolderConfigs } from "./config";
import { FolderSession } from "./folder-session";
import { isSkipped } from "./patterns";
import { FileWatcher } from "./watcher";

/** How long typing has to pause before a document is checked, in milliseconds. */
const TYPING_PAUSE = 200;

export interface PathsOf {
  readonly session: FolderSession;
  /** The paths that the event is about. */
  readonly paths: ReadonlySet<string>;
}

/**
 * The folders under watch, one session each, and the events that keep them current: documents, files, folders
 * and settings. A file that was opened outside every folder gets a session for the place where it lies.
 */
export class Folders extends Disposable {
  private readonly sessions = new Map<string, FolderSession>();
  private readonly checked = this.own(new EventEmitter<PathsOf>());
  private readonly coverage = this.own(new EventEmitter<FolderSession>());
  private readonly listed = this.own(new EventEmitter<void>());
  private readonly filesMoved = this.own(new EventEmitter<PathsOf>());
  private readonly removed = this.own(new EventEmitter<FolderSession>());
  private readonly typing: Debouncer;
  private readonly configs: FolderConfigs;

  readonly onDidCheck = this.checked.event;
  readonly onDidChangeCoverage = this.coverage.event;
  /** A folder came, or its configuration changed whether it is checked at all. */
  readonly onDidChangeFolders = this.listed.event;
  /** Files changed on disk, open or not. */
  readonly onDidChangeFiles = this.filesMoved.event;
  readonly onDidRemove = this.removed.event;
  readonly calendar = this.own(new Calendar());

  constructor(
    private readonly core: Core,
    private readonly activity: Activity,
    private readonly log: Log,
  ) {
    super();
    this.typing = this.own(new Debouncer(activity));
    this.configs = this.own(new FolderConfigs(core, log));
    this.own(workspace.onDidOpenTextDocument((document) => this.take(document)));
    this.own(workspace.onDidSaveTextDocument((document) => this.take(document)));
    this.own(workspace.onDidChangeTextDocument((event) => this.changed(event)));
    this.own(workspace.onDidCloseTextDocument((document) => this.closed(document)));
    this.own(workspace.onDidChangeWorkspaceFolders(({ removed }) => this.foldersChanged(removed)));
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        const own = Object.values(settings).some((name) => event.affectsConfiguration(name));
        if (own) void this.activity.track(this.reconfigure());
      }),
    );
    this.own(
      this.calendar.onNewDay(() => {
        for (const session of this.sessions.values()) session.startDay();
      }),
    );
    this.own(new FileWatcher(activity, (changes) => this.filesChanged(changes)));
    this.own({ dispose: () => this.disposeSessions() });
  }

  /** Starts with what is open now. Resolves when the folders are configured and their documents taken. */
  async start(): Promise<void> {
    for (const folder of workspace.workspaceFolders ?? []) await this.add(folder.uri, folder);
    for (const document of workspace.textDocuments) await this.adopt(document);
    this.listed.fire();
  }

  /** Sessions of the workspace's folders, in the order of the Explorer. */
  get all(): readonly FolderSession[] {
    return (workspace.workspaceFolders ?? []).flatMap(({ uri }) => this.sessions.get(uri.toString()) ?? []);
  }

  /** The session that a file belongs to; undefined where nothing is checked. */
  of(uri: Uri): FolderSession | undefined {
    const folder = workspace.getWorkspaceFolder(uri);
    return this.sessions.get((folder?.uri ?? parentOf(uri)).toString());
  }

  /** Takes the present text of a document, in the session of its folder or of the place where it lies. */
  async adopt(document: TextDocument): Promise<void> {
    if (!isFile(document.uri)) return;
    const folder = workspace.getWorkspaceFolder(document.uri);
    const root = folder?.uri ?? parentOf(document.uri);
    const session = this.sessions.get(root.toString()) ?? (await this.add(root, folder));
    if (!session || document.isClosed) return;
    if (this.isConfigFile(session, document.uri)) await this.configure(session);
    session.update(document);
  }

  private async add(root: Uri, folder: WorkspaceFolder | undefined): Promise<FolderSession | undefined> {
    const key = root.toString();
    const known = this.sessions.get(key);
    if (known || !settingsOf(root).enabled) return known;
    const config = await this.configs.read(root);
    const raced = this.sessions.get(key);
    if (raced || this.isDisposed) return raced;
    const name = folder?.name ?? root.path;
    const session = new FolderSession(root, name, folder !== undefined, this.core, this.activity, this.log);
    session.configure(config);
    session.onDidCheck((paths) => this.checked.fire({ session, paths }));
    session.onDidChangeCoverage(() => this.coverage.fire(session));
    this.sessions.set(key, session);
    return session;
  }

  private drop(key: string): void {
    const session = this.sessions.get(key);
    if (!session) return;
    this.sessions.delete(key);
    this.configs.forget(session.root);
    this.removed.fire(session);
    session.dispose();
  }

  private disposeSessions(): void {
    for (const session of this.sessions.values()) session.dispose();
    this.sessions.clear();
  }

  private take(document: TextDocument): void {
    this.typing.cancel(document.uri.toString());
    void this.activity.track(this.adopt(document));
  }

  private changed({ document, contentChanges }: TextDocumentChangeEvent): void {
    const session = contentChanges.length > 0 ? this.of(document.uri) : undefined;
    if (!session || settingsOf(document.uri).run === "onSave") return;
    this.typing.schedule(document.uri.toString(), TYPING_PAUSE, () => this.take(document));
  }

  private closed(document: TextDocument): void {
    this.typing.cancel(document.uri.toString());
    const session = this.of(document.uri);
    if (!session) return;
    void this.activity.track(session.close(document));
    // What was opened alone is forgotten with its last document.
    const isLeft = workspace.textDocuments.some(
      (other) => other !== document && this.of(other.uri) === session,
    );
    if (!session.isFolder && !isLeft) this.drop(session.root.toString());
  }

  private foldersChanged(removed: readonly WorkspaceFolder[]): void {
    for (const folder of removed) this.drop(folder.uri.toString());
    void this.activity.track(this.start());
  }

  private async reconfigure(): Promise<void> {
    for (const session of [...this.sessions.values()]) {
      if (settingsOf(session.root).enabled) await this.configure(session);
      else this.drop(session.root.toString());
    }
    await this.start();
  }

  private async configure(session: FolderSession): Promise<void> {
    session.configure(await this.configs.read(session.root));
  }

  /** Takes what happened to files, all together. */
  private async filesChanged(changes: ReadonlyMap<string, "gone" | "there">): Promise<void> {
    const reloads = new Map<FolderSession, string[]>();
    const moved = new Map<FolderSession, Set<string>>();
    for (const [address, what] of changes) {
      const uri = Uri.parse(address, true);
      const session = this.of(uri);
      const path = session && pathBelow(session.root, uri);
      if (!session || path === undefined || !session.isFolder || isSkipped(path)) continue;
      if (this.isConfigFile(session, uri)) await this.configure(session);
      moved.set(session, (moved.get(session) ?? new Set()).add(path));
      if (what === "gone") session.remove(path);
      else if ((await typeOf(uri)) === FileType.Directory) void session.rescan();
      else reloads.set(session, [...(reloads.get(session) ?? []), path]);
    }
    for (const [session, paths] of reloads) await session.reload(paths);
    for (const [session, paths] of moved) this.filesMoved.fire({ session, paths });
  }

  private isConfigFile(session: FolderSession, uri: Uri): boolean {
    return pathBelow(session.root, uri) === this.core.CONFIG_PATH;
  }
}

/** Documents that stand for a file: not the output, a git revision or one side of a comparison. */
function isFile(uri: Uri): boolean {
  return (
    uri.scheme === "file" || uri.scheme === "untitled" || workspace.getWorkspaceFolder(uri) !== undefined
  );
}

function parentOf(uri: Uri): Uri {
  return uri.scheme === "untitled" ? uri.with({ path: "" }) : Uri.joinPath(uri, "..");
}

async function typeOf(uri: Uri): Promise<FileType> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return FileType.Unknown;
  }
}
