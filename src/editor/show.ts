import type { Position } from "vscode";
import { Range, type Uri, ViewColumn, window } from "vscode";

export interface ShowOptions {
  /** Beside the active editor, so that what the user reads stays in sight. */
  readonly beside?: boolean;
}

/** Opens the text of `uri` at a place, whatever editor is the default for it. */
export async function showText(uri: Uri, at: Position, { beside = false }: ShowOptions = {}): Promise<void> {
  await window.showTextDocument(uri, {
    selection: new Range(at, at),
    ...(beside ? { viewColumn: ViewColumn.Beside } : {}),
  });
}
