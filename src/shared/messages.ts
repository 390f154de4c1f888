import type { Claim } from "../core/plan/model";
import type { PlanView } from "../core/plan/view";

/** What the checklist page shows: always the whole state, never a difference. */
export interface ChecklistState {
  /** Grows with every state sent, so that an older one never replaces a newer one. */
  readonly revision: number;
  /** Path of the plan file in its workspace folder. */
  readonly path: string;
  /** Undefined while the first check runs. */
  readonly plan: PlanView | undefined;
  /** Whether findings are still being computed: verdicts may change. */
  readonly checking: boolean;
  /** Whether what a person adds to items can be edited here: notes, owner, due date, evidence, waivers. */
  readonly fields: boolean;
  /** Who uses the editor, as `owner` names people, where it is known: for the filter "mine". */
  readonly me?: string | undefined;
  /** `YYYY-MM-DD`: what is due and what has expired depends on it. */
  readonly today?: string;
  /** Done and verified items by day, from the history of the plan file; undefined where there is none. */
  readonly burnUp?: readonly BurnUpPoint[];
}

/** How much was ticked at the end of a day. */
export interface BurnUpPoint {
  /** `YYYY-MM-DD` */
  readonly day: string;
  readonly total: number;
  readonly done: number;
}

/** The longest texts that a person may enter in the page, in UTF-16 units. */
export const textLimits = { notes: 20_000, reason: 2_000, owner: 80, link: 1_000 } as const;

export type ToPage =
  | { readonly type: "state"; readonly state: ChecklistState }
  /** Move keyboard focus to an item, opening its phase. */
  | { readonly type: "reveal"; readonly itemId: string }
  /** Why the last request changed nothing. */
  | { readonly type: "refused"; readonly message: string };

/** A text of the plan, named by where it stands. */
export type CopySource =
  | { readonly kind: "attachment"; readonly itemId: string; readonly index: number }
  | { readonly kind: "command"; readonly itemId: string }
  | { readonly kind: "step"; readonly runbook: string; readonly index: number }
  | { readonly kind: "named"; readonly command: string };

/** Messages name items, evidence by number and actions only: never paths, commands or texts to run. */
export type ToHost =
  | { readonly type: "ready" }
  | { readonly type: "claim"; readonly itemId: string; readonly claim: Claim; readonly reason?: string }
  | { readonly type: "notes"; readonly itemId: string; readonly notes: string }
  /** Empty removes it. */
  | { readonly type: "owner"; readonly itemId: string; readonly owner: string }
  /** `YYYY-MM-DD`, empty removes it. */
  | { readonly type: "due"; readonly itemId: string; readonly due: string }
  /** What a person saw, with today's date. */
  | { readonly type: "record"; readonly itemId: string; readonly text: string; readonly link?: string }
  | { readonly type: "waive"; readonly itemId: string; readonly reason: string; readonly until: string }
  | { readonly type: "unwaive"; readonly itemId: string }
  /** Takes a choice of an option. */
  | { readonly type: "choose"; readonly option: string; readonly choice: string }
  | { readonly type: "openItem"; readonly itemId: string }
  /** Opens a document or a record's link, by its place in the item's list. */
  | { readonly type: "openDoc"; readonly itemId: string; readonly index: number }
  | { readonly type: "openRecord"; readonly itemId: string; readonly index: number }
  /** Copies an attachment, the item's command, a runbook's step or a named command to the clipboard. */
  | { readonly type: "copy"; readonly of: CopySource }
  /** Shows a line of the plan's text: of a risk, a phase, a budget. */
  | { readonly type: "openLine"; readonly line: number }
  | { readonly type: "openEvidence"; readonly itemId: string; readonly index: number }
  | { readonly type: "fixEvidence"; readonly itemId: string; readonly index: number }
  | { readonly type: "showRule"; readonly itemId: string; readonly index: number }
  | { readonly type: "scaffold"; readonly itemId: string }
  | { readonly type: "openText" }
  /** Asks in which form, and where to. */
  | { readonly type: "exportPlan" }
  | { readonly type: "checkWorkspace" };
