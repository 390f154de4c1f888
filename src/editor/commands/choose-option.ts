import { l10n, type QuickPickItem, window } from "vscode";
import type { PlanView } from "../../core/plan/view";
import type { PlanActions, Refusal } from "../plan/actions";
import { openOptions } from "../plan/items";
import { rangeText } from "../tree/phase-words";
import type { ReadPlan } from "./pick-plan";

type OptionSet = PlanView["details"]["options"][number];

/** Asks for a decision of the plan and what was decided, with what each choice would change, and writes it down. */
export async function chooseOption(actions: PlanActions, { plan, view }: ReadPlan): Promise<Refusal> {
  const title = l10n.t("Choose Option");
  const sets = openOptions(view);
  if (sets.length === 0) return l10n.t("{0} leaves no choice that can be made from here.", plan.path);
  const set = sets.length === 1 ? sets[0] : await pickSet(sets, title);
  const choice = set && (await pickChoice(view, set, title));
  return set && choice !== undefined ? actions.choose(plan, set.id, choice) : undefined;
}

async function pickSet(sets: readonly OptionSet[], title: string): Promise<OptionSet | undefined> {
  const picks = sets.map((set): QuickPickItem & { set: OptionSet } => {
    const chosen = set.choices.find(({ id }) => id === set.chosen)?.title;
    return { label: set.title, description: chosen ?? l10n.t("not decided yet"), set };
  });
  const placeHolder = l10n.t("What is to be decided?");
  return (await window.showQuickPick(picks, { title, placeHolder }))?.set;
}

async function pickChoice(view: PlanView, set: OptionSet, title: string): Promise<string | undefined> {
  const picks = set.choices.map((choice): QuickPickItem & { id: string } => {
    const said = [
      choice.id === set.chosen ? l10n.t("chosen") : undefined,
      choice.recommended ? l10n.t("recommended") : undefined,
    ];
    const more = [
      effectText(view, set, choice.id),
      ...choice.pros.map((pro) => `+ ${pro}`),
      ...choice.cons.map((con) => `− ${con}`),
    ];
    return {
      label: choice.title,
      description: said.filter((word) => word !== undefined).join(" · "),
      detail: more.filter((word) => word !== undefined && word !== "").join(" · "),
      id: choice.id,
    };
  });
  const picked = await window.showQuickPick(picks, { title: `${title}: ${set.title}`, matchOnDetail: true });
  return picked?.id;
}

/** What would be otherwise with another choice: how long it takes, and which phases come or go. */
function effectText(view: PlanView, set: OptionSet, choice: string): string | undefined {
  const effect = view.effects.find((one) => one.option === set.id && one.choice === choice);
  if (!effect) return undefined;
  const titles = (ids: readonly string[]) =>
    ids.map((id) => view.phases.find((phase) => phase.id === id)?.title ?? id).join(", ");
  const words = [
    effect.duration && l10n.t("{0} working days", rangeText(effect.duration)),
    effect.adds.length > 0 ? l10n.t("adds {0}", titles(effect.adds)) : undefined,
    effect.removes.length > 0 ? l10n.t("leaves out {0}", titles(effect.removes)) : undefined,
  ];
  return words.filter((word) => word !== undefined).join(" · ");
}
