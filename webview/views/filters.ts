import type { Context } from "../context";
import { countShown, type FilterWords, filters, leaves, select } from "../filter";
import type { Grouping } from "../state";
import { textField } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";

/** Chips and search above the list. One chip is a tab stop; the arrows move between them. */
export function filterBar(context: Context, shown: number): View {
  const { plan, page, actions, day, state } = context;
  const items = leaves(plan);
  const viewer = { me: state.me, day };
  const chips = filters
    .filter(({ filter }) => filter !== "mine" || state.me !== undefined || page.filter === filter)
    .map((words) => chip(context, words, countShown(select(plan, words.filter, "", viewer))));
  const narrowed = page.filter !== "all" || page.query !== "";
  return h("div", { class: "filter-bar", role: "search", "aria-label": "Items" }, [
    h(
      "div",
      { class: "chips", role: "toolbar", "aria-label": "Filter", on: { keydown: moveBetweenChips } },
      chips,
    ),
    items.some(({ owner }) => owner !== undefined) || page.grouping === "owner"
      ? groupings(context)
      : undefined,
    textField(
      {
        label: "Search items",
        placeholder: "Search items",
        value: page.query,
        focus: "search",
        onInput: (query) => actions.search(query),
      },
      "search",
    ),
    narrowed ? summary(shown, items.length) : undefined,
  ]);
}

function chip({ page, actions }: Context, { filter, label }: FilterWords, count: number): View {
  const pressed = page.filter === filter;
  const text: Child[] = [label, " ", h("span", { class: "count" }, [String(count)])];
  return h(
    "button",
    {
      type: "button",
      class: count === 0 ? "chip none" : "chip",
      "aria-pressed": pressed,
      "data-focus": `filter:${filter}`,
      tabindex: pressed ? 0 : -1,
      on: { click: () => actions.filter(filter) },
    },
    text,
    filter,
  );
}

/** Whether the list is by phase or by owner. */
function groupings({ page, actions }: Context): View {
  const choice = (grouping: Grouping, label: string) => {
    const pressed = page.grouping === grouping;
    return h(
      "button",
      {
        type: "button",
        class: "chip",
        "aria-pressed": pressed,
        "data-focus": `group:${grouping}`,
        tabindex: pressed ? 0 : -1,
        on: { click: () => actions.group(grouping) },
      },
      [label],
      grouping,
    );
  };
  return h(
    "div",
    { class: "chips", role: "toolbar", "aria-label": "Group by", on: { keydown: moveBetweenChips } },
    [choice("phase", "By phase"), choice("owner", "By owner")],
    "groupings",
  );
}

function summary(shown: number, total: number): View {
  return h("p", { class: "muted shown" }, [`${shown} of ${total} items`]);
}

function moveBetweenChips(event: Event): void {
  if (!(event instanceof KeyboardEvent) || !(event.currentTarget instanceof HTMLElement)) return;
  const chips = [...event.currentTarget.querySelectorAll("button")];
  const at = chips.findIndex((candidate) => candidate.matches(":focus"));
  const targets: Readonly<Record<string, number>> = {
    ArrowLeft: (at + chips.length - 1) % chips.length,
    ArrowRight: (at + 1) % chips.length,
    Home: 0,
    End: chips.length - 1,
  };
  const target = targets[event.key];
  if (target === undefined || at < 0) return;
  event.preventDefault();
  chips[target]?.focus();
}
