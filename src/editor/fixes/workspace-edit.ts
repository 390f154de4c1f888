import { WorkspaceEdit } from "vscode";
import type { Finding } from "../../core/lint/finding";
import type { Fix, OtherFileChange } from "../../core/rules/rule";
import type { TextEdit } from "../../core/text/edits";
import { openDocument } from "../documents";
import { rangeOf, uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";

const encoder = new TextEncoder();

/**
 * A fix as one undoable step over all files it touches; undefined when one of them has changed since the fix was
 * computed. A file to create must not exist yet: the editor refuses the whole step otherwise.
 */
export function editOf(session: FolderSession, finding: Finding, fix: Fix): WorkspaceEdit | undefined {
  return editOfChanges(session, [{ path: finding.path, edits: fix.edits }, ...(fix.also ?? [])]);
}

/** Changes of several files as one undoable step, as `editOf`. */
export function editOfChanges(
  session: FolderSession,
  changes: readonly OtherFileChange[],
): WorkspaceEdit | undefined {
  const edit = new WorkspaceEdit();
  for (const change of changes) {
    if ("create" in change) {
      const contents = encoder.encode(change.create);
      edit.createFile(uriBelow(session.root, change.path), { overwrite: false, contents });
    } else if (!addEdits(edit, session, change.path, change.edits)) return undefined;
  }
  return edit;
}

function addEdits(
  edit: WorkspaceEdit,
  session: FolderSession,
  path: string,
  edits: readonly TextEdit[],
): boolean {
  if (edits.length === 0) return true;
  const file = session.file(path);
  const uri = uriBelow(session.root, path);
  const document = openDocument(uri);
  if (!file || (document && document.version !== session.versionOf(path))) return false;
  for (const { span, text } of edits) edit.replace(uri, rangeOf(span, file.lines), text);
  return true;
}
