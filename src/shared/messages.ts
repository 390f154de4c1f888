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
  /** Notes, owner and due date can be edited here (Markdown plans hold the claim only). */
  readonly fields: boolean;
}

/** The longest texts that a person may enter in the page, in UTF-16 units. */
export const textLimits = { notes: 20_000, reason: 2_000 } as const;

export type ToPage =
  | { readonly type: "state"; readonly state: ChecklistState }
  /** Move keyboard focus to an item, opening its phase. */
  | { readonly type: "reveal"; readonly itemId: string }
  /** Why the last request changed nothing. */
  | { readonly type: "refused"; readonly message: string };

/** Messages name items, evidence by number and actions only: never paths, commands or texts to run. */
export type ToHost =
  | { readonly type: "ready" }
  | { readonly type: "claim"; readonly itemId: string; readonly claim: Claim; readonly reason?: string }
  | { readonly type: "notes"; readonly itemId: string; readonly notes: string }
  | { readonly type: "openItem"; readonly itemId: string }
  | { readonly type: "openEvidence"; readonly itemId: string; readonly index: number }
  | { readonly type: "fixEvidence"; readonly itemId: string; readonly index: number }
  | { readonly type: "showRule"; readonly itemId: string; readonly index: number }
  | { readonly type: "scaffold"; readonly itemId: string }
  | { readonly type: "openText" }
  | { readonly type: "checkWorkspace" };
