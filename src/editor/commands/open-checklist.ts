import { commands, l10n, type Uri, window } from "vscode";
import { customEditors, commands as ids } from "../contributions";
import type { Liftoff } from "../liftoff";

/** Opens the plan at `uri`, or else the shown one, as a checklist; asks where several folders have a plan. */
export async function openChecklist({ plans }: Liftoff, uri?: Uri): Promise<void> {
  if (uri && plans.known(uri)) return showChecklist(uri);
  const [only, ...others] = plans.active;
  if (!only) {
    const start = l10n.t("Start Launch Plan");
    const picked = await window.showInformationMessage(
      l10n.t("There is no launch plan in this workspace."),
      start,
    );
    if (picked === start) await commands.executeCommand(ids.startPlan);
    return;
  }
  if (others.length === 0) return showChecklist(only.uri);
  const picks = plans.active.map((plan) => ({ label: plan.session.name, description: plan.path, plan }));
  const picked = await window.showQuickPick(picks, { title: l10n.t("Open Checklist") });
  if (picked) await showChecklist(picked.plan.uri);
}

export async function showChecklist(uri: Uri): Promise<void> {
  const editor = uri.path.endsWith(".yaml") ? customEditors.plan : customEditors.markdown;
  await commands.executeCommand("vscode.openWith", uri, editor);
}
