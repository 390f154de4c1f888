import { commands, l10n, Range, type TextDocument, Uri, ViewColumn, WorkspaceEdit, workspace } from "vscode";
import { exists } from "../documents";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { lineEdits } from "./line-edits";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** One file of a change: its new text, and the document as it is; without one the file is created. */
export interface TextChange {
  readonly path: string;
  readonly uri: Uri;
  readonly document: TextDocument | undefined;
  readonly before: string;
  readonly after: string;
}

/**
 * What `texts` make of the files of a folder; undefined when one of them is not, or no more, what the texts were
 * computed from.
 */
export async function textChanges(
  session: FolderSession,
  texts: ReadonlyMap<string, string>,
): Promise<readonly TextChange[] | undefined> {
  const changes: TextChange[] = [];
  for (const [path, after] of texts) {
    const uri = uriBelow(session.root, path);
    const before = session.file(path)?.text;
    const document = before === undefined ? undefined : await open(uri);
    const change = { path, uri, document, before: before ?? "", after };
    if ((before !== undefined && !document) || !isCurrent(change)) return undefined;
    changes.push(change);
  }
  return changes;
}

/** Shows each file as a comparison of what is there with what would be; the first one on top. */
export async function previewChanges(
  changes: readonly TextChange[],
  previews: PreviewDocuments,
): Promise<void> {
  for (const { path, uri, document, after } of changes.toReversed()) {
    const left = document ? uri : previews.add(uri, "");
    const title = document ? l10n.t("{0} (to be changed)", path) : l10n.t("{0} (to be created)", path);
    const right = previews.add(uri, after);
    await commands.executeCommand("vscode.diff", left, right, title, {
      preview: false,
      viewColumn: ViewColumn.Active,
    });
  }
}

/**
 * Writes the changes as one undoable step, without saving. False when a file has changed since they were made, or when
 * the file system refuses one of them: then none is left behind.
 */
export async function applyChanges(changes: readonly TextChange[]): Promise<boolean> {
  if (!changes.every(isCurrent)) return false;
  const created = changes.filter(({ document }) => !document);
  const missing = await missingPlaces(created);
  const edit = new WorkspaceEdit();
  // New files first: they are what may be refused, and what is typed into documents can wait for them.
  for (const { uri, after } of created)
    edit.createFile(uri, { overwrite: false, contents: encoder.encode(after) });
  for (const { uri, document, before, after } of changes) {
    if (!document) continue;
    for (const { start, end, text } of lineEdits(before, after))
      edit.replace(uri, document.validateRange(new Range(start, 0, end, 0)), text);
  }
  const isDone = await Promise.resolve(workspace.applyEdit(edit)).catch(() => false);
  if (!isDone) await takeBack(created, missing);
  return isDone;
}

/** The files, and the folders that they need, which are not there yet; the innermost first. */
async function missingPlaces(created: readonly TextChange[]): Promise<Uri[]> {
  const places = new Map<string, Uri>();
  for (const { path, uri } of created) {
    const parts = path.split("/").length;
    for (let up = 0; up < parts; up++) {
      const place = up === 0 ? uri : Uri.joinPath(uri, ...new Array<string>(up).fill(".."));
      const key = place.toString();
      if (!places.has(key) && !(await exists(place))) places.set(key, place);
    }
  }
  return [...places.values()].sort((a, b) => b.path.length - a.path.length);
}

/** Removes what a refused change has left: files that hold what it wrote, and folders that it made for them. */
async function takeBack(created: readonly TextChange[], missing: readonly Uri[]): Promise<void> {
  for (const place of missing) {
    const own = created.find(({ uri }) => uri.toString() === place.toString());
    try {
      if (own && decoder.decode(await workspace.fs.readFile(place)) !== own.after) continue;
      await workspace.fs.delete(place, { recursive: false, useTrash: false });
    } catch {
      // It was not made, or somebody has put something else there.
    }
  }
}

/** The line at which most is inserted, from 0: what else changes is what that needs. */
export function mainLineOf({ before, after }: TextChange): number {
  let shift = 0;
  let main = { line: 0, size: -1 };
  for (const { start, end, text } of lineEdits(before, after)) {
    const size = text.split("\n").length - 1;
    if (size > main.size) main = { line: start + shift, size };
    shift += size - (end - start);
  }
  return main.line;
}

/** A document has one kind of line break, whatever the file on disk mixes. */
function isCurrent({ document, before }: Omit<TextChange, "path" | "uri" | "after">): boolean {
  const plain = (text: string) => text.replaceAll("\r\n", "\n");
  return !document || (!document.isClosed && plain(document.getText()) === plain(before));
}

async function open(uri: Uri): Promise<TextDocument | undefined> {
  return workspace.openTextDocument(uri).then(
    (document) => document,
    () => undefined,
  );
}
