import { l10n, type QuickPickItem, type Uri, window } from "vscode";
import type { PlanView } from "../../core/plan/view";
import type { Liftoff } from "../liftoff";
import type { PlanFile } from "../plan/plan-file";

/** A plan that was read. */
export interface ReadPlan {
  readonly plan: PlanFile;
  readonly view: PlanView;
}

/** The plan that a command is for: the one at `uri`, the only one that is shown, or the one the user picks. */
export async function pickPlan({ plans }: Liftoff, title: string, uri?: Uri): Promise<PlanFile | undefined> {
  const asked = uri && plans.known(uri);
  if (asked) return asked;
  const [only, ...others] = plans.active;
  if (!only) void window.showInformationMessage(l10n.t("There is no launch plan in this workspace."));
  if (others.length === 0) return only;
  const picks = plans.active.map((plan): QuickPickItem & { plan: PlanFile } => ({
    label: plan.view?.name ?? plan.path,
    description: `${plan.session.name} · ${plan.path}`,
    plan,
  }));
  const placeHolder = l10n.t("Launch plans of this workspace");
  return (await window.showQuickPick(picks, { title, placeHolder }))?.plan;
}

/** The same with its view; says so when there is none. */
export async function pickReadPlan(
  liftoff: Liftoff,
  title: string,
  uri?: Uri,
): Promise<ReadPlan | undefined> {
  const plan = await pickPlan(liftoff, title, uri);
  const view = plan?.view;
  if (plan && !view) void window.showWarningMessage(l10n.t("{0} cannot be read.", plan.path));
  return plan && view && { plan, view };
}
