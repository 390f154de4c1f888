import type { Claim } from "../src/core/plan/model";
import type { ItemView, PlanView } from "../src/core/plan/view";
import type { ChecklistState, ToHost } from "../src/shared/messages";
import type { Filter } from "./filter";
import type { Draft, PageState } from "./state";

/** What a view may cause. */
export interface Actions {
  send(message: ToHost): void;
  claim(itemId: string, claim: Claim): void;
  filter(filter: Filter): void;
  search(query: string): void;
  showAll(): void;
  togglePhase(phaseId: string): void;
  toggleDetails(itemId: string): void;
  /** Moves to an item or a phase wherever it is: unfolds the phase and drops a filter that hides it. */
  goTo(id: string): void;
  openMenu(itemId: string): void;
  closeMenu(): void;
  startDraft(itemId: string, field: Draft["field"]): void;
  writeDraft(text: string): void;
  saveDraft(): void;
  cancelDraft(): void;
  dismissRefusal(): void;
  toggleAllBlockers(): void;
  toggleHelp(open: boolean): void;
}

/** What every view gets. */
export interface Context {
  readonly state: ChecklistState;
  readonly plan: PlanView;
  readonly page: PageState;
  readonly actions: Actions;
  /** Row of the list that Tab leads to: `item:<id>` or `phase:<id>`. */
  readonly tabStop: string | undefined;
  /** A claim that was asked for and not answered yet. */
  pendingClaim(itemId: string): Claim | undefined;
  /** An element id for something of the plan: ids of a plan may hold anything, spaces included. */
  id(kind: string, of: string): string;
  readonly today: Date;
  readonly language: string;
}

export function itemRow(itemId: string): string {
  return `item:${itemId}`;
}

export function phaseRow(phaseId: string): string {
  return `phase:${phaseId}`;
}

/** Controls inside a row can be reached by Tab only while the row is the list's tab stop. */
export function tabindexIn(context: Context, row: string): number {
  return context.tabStop === row ? 0 : -1;
}

/** Whether the details of an item are open: as the user left them, else where something went wrong. */
export function showsDetails(page: PageState, { id, shown }: Pick<ItemView, "id" | "shown">): boolean {
  return page.draft?.itemId === id || (page.details.get(id) ?? shown === "regressed");
}
