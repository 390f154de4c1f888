import { type Uri, workspace } from "vscode";
import type { Activity } from "../activity";
import { Disposable } from "../disposable";
import { Debouncer } from "../work";
import { watchedFiles } from "./patterns";

/** Events of one action (a checkout, a build) come in a burst; this long a pause ends it, in milliseconds. */
const BURST_PAUSE = 250;

/** Watches the files that Liftoff reads and hands over what happened to them, burst by burst. */
export class FileWatcher extends Disposable {
  private readonly burst: Debouncer;
  private changes = new Map<string, "gone" | "there">();

  constructor(
    private readonly activity: Activity,
    private readonly take: (changes: ReadonlyMap<string, "gone" | "there">) => Promise<void>,
  ) {
    super();
    this.burst = this.own(new Debouncer(activity));
    const watcher = this.own(workspace.createFileSystemWatcher(watchedFiles));
    this.own(watcher.onDidCreate((uri) => this.note(uri, "there")));
    this.own(watcher.onDidChange((uri) => this.note(uri, "there")));
    this.own(watcher.onDidDelete((uri) => this.note(uri, "gone")));
    // What happens in the editor itself is told at once and for certain; a folder that is moved or deleted is one
    // event, and none for what it holds.
    this.own(
      workspace.onDidCreateFiles(({ files }) => {
        for (const uri of files) this.note(uri, "there");
      }),
    );
    this.own(
      workspace.onDidDeleteFiles(({ files }) => {
        for (const uri of files) this.note(uri, "gone");
      }),
    );
    this.own(
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) {
          this.note(oldUri, "gone");
          this.note(newUri, "there");
        }
      }),
    );
  }

  private note(uri: Uri, what: "gone" | "there"): void {
    this.changes.set(uri.toString(), what);
    this.burst.schedule("files", BURST_PAUSE, () => {
      const changes = this.changes;
      this.changes = new Map();
      void this.activity.track(this.take(changes));
    });
  }
}
