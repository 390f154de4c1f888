import { l10n, type QuickPickItem, type Uri, window } from "vscode";
import type { Liftoff } from "../liftoff";
import type { FolderPlans } from "../plan/folder-plans";
import { pathBelow } from "../positions";

/** Shows the plan at `uri`, or else asks which one where a workspace holds several. */
export async function choosePlan({ plans }: Liftoff, uri?: Uri): Promise<void> {
  for (const folder of plans.all) {
    const path = uri && pathBelow(folder.session.root, uri);
    if (path !== undefined && folder.candidates.includes(path)) return folder.choose(path);
  }
  const several = plans.all.length > 1;
  const picks = plans.all.flatMap((folder) =>
    folder.candidates.map((path): QuickPickItem & { folder: FolderPlans; path: string } => ({
      label: path,
      ...(several ? { description: folder.session.name } : {}),
      ...(folder.active?.path === path ? { detail: l10n.t("shown now") } : {}),
      folder,
      path,
    })),
  );
  if (picks.length === 0) {
    void window.showInformationMessage(l10n.t("There is no launch plan in this workspace."));
    return;
  }
  const title = l10n.t("Choose the plan to show");
  const picked = await window.showQuickPick(picks, {
    title,
    placeHolder: l10n.t("Launch plans of this workspace"),
  });
  if (picked) await picked.folder.choose(picked.path);
}
