import { l10n, Position, type Uri, window } from "vscode";
import type { Liftoff } from "../liftoff";
import { showText } from "../show";

/** Opens the text of the plan at `uri`, or else of the shown one, at what is wrong in it if anything is. */
export async function openPlanText({ plans }: Liftoff, uri?: Uri): Promise<void> {
  const asked = uri && plans.known(uri);
  const plan = asked ?? plans.active.find(({ view }) => view && !view.editable) ?? plans.active[0];
  if (!plan) {
    void window.showInformationMessage(l10n.t("There is no launch plan in this workspace."));
    return;
  }
  const [problem] = plan.view?.problems ?? [];
  await showText(plan.uri, new Position(problem?.line ?? 0, 0));
}
