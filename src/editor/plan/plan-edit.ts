import { l10n, type TextDocument, type Uri, WorkspaceEdit, workspace } from "vscode";
import type { TextEdit } from "../../core/text/edits";
import { exists, isReadOnly } from "../documents";
import { rangeIn } from "../positions";

/** What core computed for a text: the edits, or the reason why there are none. */
export type EditOutcome = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

const encoder = new TextEncoder();

/**
 * Edits the document at `uri` as `compute` says for the text it has now, and saves it when it had no unsaved edits
 * before. Returns why nothing was written, or undefined when it was. The editor refuses the edit itself when the
 * document changes underneath.
 */
export async function editDocument(
  uri: Uri,
  compute: (text: string) => EditOutcome,
): Promise<string | undefined> {
  if (await isReadOnly(uri)) return l10n.t("{0} is read-only.", workspace.asRelativePath(uri));
  const document = await open(uri);
  if (!document) return l10n.t("{0} is not there any more.", workspace.asRelativePath(uri));
  const wasClean = !document.isDirty;
  const outcome = compute(document.getText());
  if ("refused" in outcome) return outcome.refused;
  if (outcome.edits.length === 0) return undefined;
  const edit = new WorkspaceEdit();
  for (const { span, text } of outcome.edits) edit.replace(uri, rangeIn(document, span), text);
  if (!(await workspace.applyEdit(edit))) {
    return l10n.t("{0} changed at the same moment; nothing was written.", workspace.asRelativePath(uri));
  }
  if (wasClean) await document.save();
  return undefined;
}

/** The same for a file that need not exist yet: `compute` gets an empty text then, and the file is created. */
export async function editOrCreate(
  uri: Uri,
  compute: (text: string) => EditOutcome,
  apply: (text: string, edits: readonly TextEdit[]) => string,
): Promise<string | undefined> {
  if (await exists(uri)) return editDocument(uri, compute);
  const outcome = compute("");
  if ("refused" in outcome) return outcome.refused;
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: encoder.encode(apply("", outcome.edits)) });
  if (await workspace.applyEdit(edit)) return undefined;
  return l10n.t("{0} could not be created.", workspace.asRelativePath(uri));
}

async function open(uri: Uri): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
}
