import { l10n, ProgressLocation, type QuickPickItem, window, workspace } from "vscode";
import type { Liftoff } from "../liftoff";
import type { FolderSession } from "../workspace/folder-session";

/** The folder that a command is for: the only one, or the one the user picks. */
export async function pickFolder({ folders }: Liftoff, title: string): Promise<FolderSession | undefined> {
  const [only, ...others] = folders.all;
  if (!only) {
    sayThereIsNoFolder();
    return undefined;
  }
  if (others.length === 0) return only;
  const picks = folders.all.map((session): QuickPickItem & { session: FolderSession } => ({
    label: session.name,
    session,
  }));
  const picked = await window.showQuickPick(picks, { title, placeHolder: l10n.t("Choose a folder") });
  return picked?.session;
}

/** Says why there is nothing to work on: no folder is open, or Liftoff is off in all of them. */
export function sayThereIsNoFolder(): void {
  const message =
    (workspace.workspaceFolders ?? []).length === 0
      ? l10n.t("Open the folder of your app first.")
      : l10n.t("Liftoff is switched off for this workspace (liftoff.enable).");
  void window.showInformationMessage(message);
}

/** Reads the folder where that has not been done, and says so in the status bar meanwhile. */
export async function readFolder(session: FolderSession): Promise<void> {
  const title = l10n.t("Reading {0}", session.name);
  await window.withProgress({ location: ProgressLocation.Window, title }, () => session.ensureScanned());
}

/** Takes what was typed into the folder's documents a moment ago: it counts as well. */
export function takeTypedText({ folders }: Liftoff, session: FolderSession): void {
  for (const document of workspace.textDocuments) {
    if (folders.of(document.uri) === session) session.update(document);
  }
}
