import { EventEmitter, l10n, type Memento, workspace } from "vscode";
import type { PlanView } from "../../core/plan/view";
import { type ItemFilter, passesFilter } from "../../shared/item-filter";
import { settings } from "../contributions";
import { Disposable } from "../disposable";
import { type Author, authorAt } from "../git";
import { nameInPlan } from "../plan/identity";
import type { PlanFile } from "../plan/plan-file";
import { today } from "../today";
import type { RowFilter } from "./nodes";

const memoryKey = "filter";

export const itemFilters: readonly ItemFilter[] = [
  "all",
  "open",
  "mine",
  "due",
  "critical",
  "unverified",
  "regressed",
];

/** Which items the tree shows, remembered for the workspace. */
export class TreeFilter extends Disposable {
  private readonly changed = this.own(new EventEmitter<void>());
  private readonly authors = new Map<PlanFile, Author | undefined>();

  readonly onDidChange = this.changed.event;

  constructor(private readonly memory: Memento) {
    super();
    this.own(
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(settings.me)) return;
        this.authors.clear();
        this.changed.fire();
      }),
    );
  }

  get name(): ItemFilter {
    const name = this.memory.get<string>(memoryKey);
    return itemFilters.find((one) => one === name) ?? "all";
  }

  async choose(name: ItemFilter): Promise<void> {
    await this.memory.update(memoryKey, name);
    this.changed.fire();
  }

  /** What the rows of a plan are chosen by; undefined where all are shown. */
  rowsOf(plan: PlanFile, view: PlanView): RowFilter | undefined {
    const { name } = this;
    return name === "all" ? undefined : { name, passes: this.test(name, plan, view) };
  }

  /** Whether `filter` leaves an item over. */
  test(filter: ItemFilter, plan: PlanFile, view: PlanView): RowFilter["passes"] {
    const basis = { me: filter === "mine" ? this.nameIn(plan, view) : undefined, today: today() };
    return (item, owner) => passesFilter(item, filter, basis, owner);
  }

  /** How the plan names who uses the editor; undefined until that is known, and where it is not. */
  private nameIn(plan: PlanFile, view: PlanView): string | undefined {
    const author = this.authors.get(plan);
    return author && nameInPlan(view, author);
  }

  /** Finds out who uses the editor, for plans of which that is not known. */
  async ask(plans: readonly PlanFile[]): Promise<void> {
    let isNew = false;
    for (const plan of plans) {
      if (this.authors.get(plan)) continue;
      const author = await authorAt(plan.uri);
      this.authors.set(plan, author);
      isNew ||= author !== undefined;
    }
    if (isNew && this.name === "mine") this.changed.fire();
  }
}

/** What a filter is called. */
export function filterLabel(filter: ItemFilter): string {
  switch (filter) {
    case "all":
      return l10n.t("All");
    case "open":
      return l10n.t("Open");
    case "mine":
      return l10n.t("Mine");
    case "due":
      return l10n.t("Due within a week");
    case "critical":
      return l10n.t("Critical");
    case "unverified":
      return l10n.t("Unverified");
    case "regressed":
      return l10n.t("Regressed");
  }
}

/** What to say when a filter leaves nothing. */
export function nothingLeft(filter: ItemFilter): string {
  switch (filter) {
    case "all":
      return "";
    case "open":
      return l10n.t("Nothing is open.");
    case "mine":
      return l10n.t("No item has you as its owner. The setting liftoff.me says who you are.");
    case "due":
      return l10n.t("Nothing is due within a week.");
    case "critical":
      return l10n.t("No item is critical.");
    case "unverified":
      return l10n.t("Nothing is claimed without proof.");
    case "regressed":
      return l10n.t("Nothing has regressed.");
  }
}
