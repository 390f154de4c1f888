import type { Fix, Severity } from "../../rules/rule";
import type { Span } from "../../text/span";

/** Something in the text of a plan that will not work out. The rule's id starts with `plan/`. */
export interface PlanFinding {
  readonly rule: string;
  readonly severity: Severity;
  /** The token it is about: offsets in the plan's text. */
  readonly at: Span;
  readonly message: string;
  /** All of them change the plan's text only, and only when picked. */
  readonly fixes: readonly Fix[];
}
