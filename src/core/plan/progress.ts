import type { ItemView, Progress } from "./view";

/** Counts the leaves among `items` by what is shown of them: a box over others is no work of its own. */
export function progressOf(items: readonly ItemView[]): Progress {
  const shown = leaves(items).map((item) => item.shown);
  const count = (...states: readonly ItemView["shown"][]) =>
    shown.filter((state) => states.includes(state)).length;
  const notApplicable = count("na");
  return {
    total: shown.length - notApplicable,
    done: count("claimed", "verified", "waived"),
    verified: count("verified"),
    claimed: count("claimed", "waived"),
    regressed: count("regressed"),
    ready: count("ready"),
    blocked: count("blocked"),
    open: count("open", "doing"),
    notApplicable,
  };
}

/** What repeats another item is no work of its own either. */
function leaves(items: readonly ItemView[]): ItemView[] {
  return items.flatMap((item) => {
    if (item.children.length > 0) return leaves(item.children);
    return item.aliasOf === undefined ? [item] : [];
  });
}
