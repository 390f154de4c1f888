import { l10n, window } from "vscode";
import type { Liftoff } from "../liftoff";
import { editDocument } from "../plan/plan-edit";
import type { PlanFile } from "../plan/plan-file";

/** Writes a plan's text as it was before a program read it in the wrong encoding. One step, undoable. */
export async function repairEncoding({ core, plans }: Liftoff, plan = damaged(plans.active)): Promise<void> {
  const active = window.activeTextEditor?.document.uri;
  const target = plan ?? (active && plans.at(active));
  if (!target) {
    void window.showInformationMessage(l10n.t("No plan with broken characters is shown."));
    return;
  }
  const refusal = await editDocument(target.uri, (text) => {
    const damage = core.lintPlan(target.path, text).find(({ rule }) => rule === "plan/encoding-damage");
    const edits = damage?.fixes[0]?.edits;
    return edits ? { edits } : { refused: l10n.t("{0} has no broken characters.", target.path) };
  });
  if (refusal) void window.showWarningMessage(refusal);
  await target.reload();
}

function damaged(plans: readonly PlanFile[]): PlanFile | undefined {
  return plans.find(({ view }) => view?.repairedFrom !== undefined);
}
