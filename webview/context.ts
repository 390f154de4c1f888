import type { Claim } from "../src/core/plan/model";
import type { ItemView, PhaseView, PlanView } from "../src/core/plan/view";
import type { ChecklistState, CopySource, ToHost } from "../src/shared/messages";
import type { Draft, DraftField } from "./drafts";
import type { Filter } from "./filter";
import type { Grouping, PageState } from "./state";

/** What a view may cause. */
export interface Actions {
  send(message: ToHost): void;
  claim(itemId: string, claim: Claim): void;
  filter(filter: Filter): void;
  group(grouping: Grouping): void;
  search(query: string): void;
  showAll(): void;
  togglePhase(phaseId: string): void;
  toggleDetails(itemId: string): void;
  /** Moves to an item or a phase wherever it is: unfolds the phase and drops a filter that hides it. */
  goTo(id: string): void;
  openMenu(itemId: string): void;
  closeMenu(): void;
  startDraft(itemId: string, field: DraftField): void;
  writeDraft(change: Partial<Pick<Draft, "text" | "extra">>): void;
  saveDraft(): void;
  cancelDraft(): void;
  dismissRefusal(): void;
  /** Unfolds or folds a part beside the list. */
  togglePart(name: string, open: boolean): void;
  /** Shows or hides what keeps the gates closed, and says it. */
  askGates(): void;
  copy(of: CopySource): void;
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
  /** The phase that an item belongs to. */
  phaseOf(itemId: string): PhaseView | undefined;
  /** The title of an item or a phase; its id where the plan has it no more. */
  titleOf(id: string): string;
  /** An element id for something of the plan: ids of a plan may hold anything, spaces included. */
  id(kind: string, of: string): string;
  readonly today: Date;
  /** The same day as `YYYY-MM-DD`. */
  readonly day: string;
  readonly language: string;
}

/** Whether a part beside the list is unfolded: as the user left it. */
export function isUnfolded({ page }: Context, name: string, usually = false): boolean {
  return page.parts.get(name) ?? usually;
}

/** What of an item was copied a moment ago. */
export function copiedOf({ copied }: PageState, itemId: string): string | undefined {
  return copied?.includes(`"itemId":${JSON.stringify(itemId)}`) ? copied : undefined;
}

/** A name for what can be copied, to tell which was. */
export function copyName(of: CopySource): string {
  return JSON.stringify(of);
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
