import { EventEmitter, type Memento, type Uri } from "vscode";
import type { Activity } from "../activity";
import type { Core } from "../core";
import { Disposable } from "../disposable";
import { pathBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import type { Folders } from "../workspace/folders";
import { FolderPlans } from "./folder-plans";
import type { PlanFile } from "./plan-file";

/** The plans of all folders. */
export class Plans extends Disposable {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly readAgain = this.own(new EventEmitter<PlanFile>());
  private readonly byFolder = new Map<FolderSession, FolderPlans>();

  readonly onDidChange = this.changed.event;
  /** A plan was read or evaluated again, whether or not it is shown. */
  readonly onDidRead = this.readAgain.event;

  constructor(
    private readonly folders: Folders,
    private readonly core: Core,
    private readonly memory: Memento,
    private readonly activity: Activity,
  ) {
    super();
    this.own(folders.onDidChangeFolders(() => this.listFolders()));
    this.own(folders.onDidRemove((session) => this.remove(session)));
    this.listFolders();
  }

  /** One entry for each folder of the workspace, with or without a plan. */
  get all(): readonly FolderPlans[] {
    return this.folders.all.map((session) => this.of(session));
  }

  /** The plans that are shown, one for each folder that has any. */
  get active(): readonly PlanFile[] {
    return this.all.flatMap(({ active }) => active ?? []);
  }

  /** Every plan that was read, shown or not. */
  get files(): readonly PlanFile[] {
    return [...this.byFolder.values()].flatMap((folder) => folder.files);
  }

  /** The plan that was read from `uri`, if one was. */
  known(uri: Uri): PlanFile | undefined {
    const address = uri.toString();
    return this.files.find((file) => file.uri.toString() === address);
  }

  /** The plan that lives at `uri`; undefined where Liftoff is switched off. */
  at(uri: Uri): PlanFile | undefined {
    const session = this.folders.of(uri);
    const path = session && pathBelow(session.root, uri);
    return session && path !== undefined ? this.of(session).at(path) : undefined;
  }

  of(session: FolderSession): FolderPlans {
    const known = this.byFolder.get(session);
    if (known) return known;
    const plans = new FolderPlans(session, this.folders, this.core, this.memory, this.activity);
    plans.onDidChange(() => this.changed.fire());
    plans.onDidRead((file) => this.readAgain.fire(file));
    this.byFolder.set(session, plans);
    return plans;
  }

  override dispose(): void {
    for (const plans of this.byFolder.values()) plans.dispose();
    this.byFolder.clear();
    super.dispose();
  }

  private listFolders(): void {
    for (const session of this.folders.all) this.of(session);
    this.changed.fire();
  }

  private remove(session: FolderSession): void {
    this.byFolder.get(session)?.dispose();
    this.byFolder.delete(session);
    this.changed.fire();
  }
}
