import { l10n, type QuickPickItem, window } from "vscode";
import type { ItemFilter } from "../../shared/item-filter";
import type { Liftoff } from "../liftoff";
import { leavesOf } from "../plan/items";
import { filterLabel, itemFilters, type TreeFilter } from "../tree/filter";

/** Shows the items that `wanted` names, or else asks, with how many each filter would leave. */
export async function filterItems({ plans }: Liftoff, filter: TreeFilter, wanted?: unknown): Promise<void> {
  const named = itemFilters.find((name) => name === wanted);
  if (named) return filter.choose(named);
  await filter.ask(plans.active);
  const count = (name: ItemFilter) =>
    plans.active.reduce((sum, plan) => {
      const { view } = plan;
      if (!view) return sum;
      const passes = filter.test(name, plan, view);
      return sum + [...leavesOf(view)].filter(({ item, owner }) => passes(item, owner)).length;
    }, 0);
  const picks = itemFilters.map((name): QuickPickItem & { name: ItemFilter } => ({
    label: filterLabel(name),
    description: [String(count(name)), name === filter.name ? l10n.t("shown now") : ""]
      .filter((word) => word !== "")
      .join(" · "),
    name,
  }));
  const picked = await window.showQuickPick(picks, {
    title: l10n.t("Filter Items"),
    placeHolder: l10n.t("Which items does the tree show?"),
  });
  if (picked) await filter.choose(picked.name);
}
