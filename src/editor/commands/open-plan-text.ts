import { l10n, Position, window } from "vscode";
import type { Liftoff } from "../liftoff";
import { showText } from "../show";

/** Opens the text of the shown plan, at what is wrong in it if anything is. */
export async function openPlanText({ plans }: Liftoff): Promise<void> {
  const plan = plans.active.find(({ view }) => view && !view.editable) ?? plans.active[0];
  if (!plan) {
    void window.showInformationMessage(l10n.t("There is no launch plan in this workspace."));
    return;
  }
  const [problem] = plan.view?.problems ?? [];
  await showText(plan.uri, new Position(problem?.line ?? 0, 0));
}
