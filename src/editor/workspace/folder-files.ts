import type { CancellationToken, TextDocument, Uri } from "vscode";
import type { FileKind } from "../../core/files/kind";
import type { Project } from "../../core/project/project";
import type { Core } from "../core";
import { exists, type FileContent } from "../documents";
import { pathBelow, uriBelow } from "../positions";
import { atMost } from "../work";
import { languageKind } from "./languages";
import { type Listing, listFolder, READS, readAll } from "./scan";

/** What reading a whole folder came to. */
export interface ScanSummary {
  readonly files: number;
  /** Whether there are more files than are read. */
  readonly capped: boolean;
  readonly tooLarge: readonly string[];
}

/** Keeps a project what its folder is: open documents with their unsaved edits, everything else as on disk. */
export class FolderFiles {
  /** Versions of the documents that the project holds, by path. */
  private readonly versions = new Map<string, number>();

  constructor(
    private readonly root: Uri,
    private readonly project: Project,
    private readonly core: Core,
  ) {}

  /** The document version that the project holds of `path`; undefined for a file read from disk. */
  versionOf(path: string): number | undefined {
    return this.versions.get(path);
  }

  /** Paths of the open documents. */
  openPaths(): Iterable<string> {
    return this.versions.keys();
  }

  /** Takes the text of an open document; false when it is known already. */
  update(document: TextDocument): boolean {
    const path = pathBelow(this.root, document.uri);
    if (path === undefined || this.versions.get(path) === document.version) return false;
    this.versions.set(path, document.version);
    this.put(path, document.getText(), languageKind(document.languageId));
    return true;
  }

  /** Lets the file on disk speak again for a document that was closed. */
  release(path: string): void {
    this.versions.delete(path);
  }

  /** Forgets a file, or a folder with all that is in it, except what is still open. */
  remove(path: string): void {
    for (const known of this.project.paths()) {
      const isInside = known === path || known.startsWith(`${path}/`);
      if (isInside && !this.versions.has(known)) this.project.remove(known);
    }
  }

  /** Reads single files again. */
  async reload(paths: readonly string[], isStopped: () => boolean): Promise<void> {
    const candidates = paths.filter((path) => this.core.isCandidate(path));
    const others = paths.filter((path) => !this.core.isCandidate(path));
    const files = new Map(candidates.map((path) => [path, uriBelow(this.root, path)]));
    await readAll(files, this.core.MAX_TEXT, (path, content) => this.take(path, content), isStopped);
    await atMost(READS, others, async (path) => {
      if (await exists(uriBelow(this.root, path))) this.project.setUnread(path);
      else this.project.remove(path);
    });
  }

  /** Reads the whole folder; changes nothing and returns undefined when it is cancelled. */
  async readFolder(
    token: CancellationToken,
    report: (done: number, all: number) => void,
  ): Promise<ScanSummary | undefined> {
    const listing = await listFolder(this.root, this.core.isCandidate, token);
    const contents = new Map<string, FileContent>();
    const collect = (path: string, content: FileContent) => {
      contents.set(path, content);
      report(contents.size, listing.files.size);
    };
    await readAll(listing.files, this.core.MAX_TEXT, collect, () => token.isCancellationRequested);
    return token.isCancellationRequested ? undefined : this.adopt(listing, contents);
  }

  /**
   * Parses what has not been parsed yet. Facts ask for many parsed files at once; parsing them beforehand, file by
   * file, lets the editor breathe in between.
   */
  *parse(isWanted: (path: string) => boolean): Generator<void, void> {
    for (const file of [...this.project.files.values()]) {
      if (file.role === "skip" || !isWanted(file.path)) continue;
      void file.form;
      yield;
    }
  }

  private adopt(listing: Listing, contents: ReadonlyMap<string, FileContent>): ScanSummary {
    for (const path of this.project.paths()) {
      if (!listing.names.has(path) && !this.versions.has(path)) this.project.remove(path);
    }
    for (const path of listing.names) if (!this.project.file(path)) this.project.setUnread(path);
    const tooLarge: string[] = [];
    for (const [path, content] of contents) {
      this.take(path, content);
      if ("skipped" in content && content.skipped === "too-large") tooLarge.push(path);
    }
    return { files: contents.size, capped: listing.capped, tooLarge };
  }

  /** Takes what was read from disk, unless a document was opened meanwhile. */
  private take(path: string, content: FileContent): void {
    if (this.versions.has(path)) return;
    if ("text" in content) {
      if (content.document) this.versions.set(path, content.document.version);
      this.put(path, content.text, content.document && languageKind(content.document.languageId));
    } else if (content.skipped === "missing") this.project.remove(path);
    else this.project.setUnread(path);
  }

  private put(path: string, text: string, language: FileKind | undefined): void {
    const named = this.core.kindOf(path, text);
    // A language says more than a general name: a `.yml` that the editor takes for Compose.
    const kind = named === undefined || named === "yaml" ? (language ?? named) : named;
    const known = this.project.file(path);
    if (known?.text === text && known.kind === kind) return;
    const file = this.core.SourceFile.create(path, text, kind);
    if (file) this.project.set(file);
    else this.project.setUnread(path);
  }
}
