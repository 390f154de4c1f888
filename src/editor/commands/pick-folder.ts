import { l10n, type QuickPickItem, window } from "vscode";
import type { Liftoff } from "../liftoff";
import type { FolderSession } from "../workspace/folder-session";

/** The folder that a command is for: the only one, or the one the user picks. */
export async function pickFolder({ folders }: Liftoff, title: string): Promise<FolderSession | undefined> {
  const [only, ...others] = folders.all;
  if (!only) {
    void window.showInformationMessage(l10n.t("Open a folder first."));
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
