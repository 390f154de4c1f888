import type { Item } from "./model";
import type { ItemView, Shown, Verdict } from "./view";

/** What is shown of an item for itself. `waived`: its failure is accepted for now. */
export function shownOf(
  { claim }: Pick<Item, "claim">,
  verdict: Verdict,
  state: { readonly waived: boolean; readonly blocked: boolean },
): Shown {
  if (claim === "na") return "na";
  if (claim === "done" && verdict === "pass") return "verified";
  if (state.waived && verdict !== "pass") return "waived";
  if (claim === "done") return verdict === "fail" ? "regressed" : "claimed";
  if (verdict === "pass") return "ready";
  if (claim === "doing") return "doing";
  return state.blocked ? "blocked" : "open";
}

/**
 * A box over others keeps what it claims. While it is open it is ready to tick when all below it is done, and in
 * work when some is; one that is ticked and proves itself counts as verified only with all that is below it.
 */
export function shownOfParent(own: Shown, verdict: Verdict, children: readonly ItemView[]): Shown {
  const relevant = children.filter((child) => child.shown !== "na");
  if (relevant.length === 0) return own;
  if (own === "verified")
    return relevant.every((child) => child.shown === "verified") ? "verified" : "claimed";
  if (own !== "open" && own !== "doing" && own !== "ready" && own !== "blocked") return own;
  if (relevant.every(isFinished) && verdict !== "fail") return "ready";
  if (own === "blocked") return own;
  return own === "doing" || relevant.some((child) => isFinished(child) || child.shown === "doing")
    ? "doing"
    : "open";
}

function isFinished({ shown }: ItemView): boolean {
  return shown === "claimed" || shown === "verified" || shown === "waived";
}
