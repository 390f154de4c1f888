import {
  commands,
  l10n,
  Range,
  type TextDocument,
  type Uri,
  ViewColumn,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { lineEdits } from "./line-edits";

const encoder = new TextEncoder();

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

/** Writes the changes as one undoable step, without saving. False when a file has changed since they were made. */
export async function applyChanges(changes: readonly TextChange[]): Promise<boolean> {
  if (!changes.every(isCurrent)) return false;
  const edit = new WorkspaceEdit();
  for (const { uri, document, before, after } of changes) {
    if (document) {
      for (const { start, end, text } of lineEdits(before, after)) {
        edit.replace(uri, document.validateRange(new Range(start, 0, end, 0)), text);
      }
    } else edit.createFile(uri, { overwrite: false, contents: encoder.encode(after) });
  }
  return workspace.applyEdit(edit);
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
