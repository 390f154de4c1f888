import type { Shown } from "../../src/core/plan/view";
import type { Context } from "../context";
import { h, type View } from "../ui/dom";
import { stateWords } from "../words";
import { icon, link, planText } from "./parts";

const few = 8;

/** The column beside the list: what blocks the launch, and what the marks mean. */
export function aside(context: Context): View {
  return h("aside", { class: "side", "aria-label": "Overview" }, [blockers(context), help(context)]);
}

function blockers({ plan, page, actions }: Context): View {
  const all = plan.blockers;
  const shown = page.allBlockers ? all : all.slice(0, few);
  const entries = shown.map(({ id, title, shown: state }) => {
    const go = link(planText(title), { onPress: () => actions.goTo(id), focus: `blocker:${id}` });
    const word = h("span", { class: "muted" }, [` ${stateWords[state].word}`]);
    return h("li", { class: state }, [icon(stateWords[state].icon), h("span", {}, [go, word])], id);
  });
  const more = link([page.allBlockers ? "Show fewer" : `Show all ${all.length}`], {
    focus: "all-blockers",
    onPress: () => actions.toggleAllBlockers(),
  });
  return h(
    "section",
    { "aria-labelledby": "blockers-heading" },
    [
      h("h2", { id: "blockers-heading" }, ["Open blockers"]),
      entries.length === 0
        ? h("p", { class: "muted" }, ["No critical item is failing."])
        : h("ul", { class: "blockers" }, entries),
      all.length > few ? more : undefined,
    ],
    "blockers",
  );
}

const keys: readonly (readonly [string, string])[] = [
  ["Up, Down", "move between items"],
  ["Space", "tick"],
  ["Enter", "show or hide details"],
  ["Left, Right", "fold, unfold"],
  ["/", "search"],
  ["Escape", "back to the item"],
];

function help({ page, actions }: Context): View {
  const onToggle = (event: Event) => {
    if (event.currentTarget instanceof HTMLDetailsElement) actions.toggleHelp(event.currentTarget.open);
  };
  const states = (Object.keys(stateWords) as Shown[]).map((shown) => {
    const { word, icon: name, meaning } = stateWords[shown];
    return h("div", { class: shown }, [h("dt", {}, [icon(name), word]), h("dd", {}, [meaning])], shown);
  });
  const shortcuts = keys.map(([key, does]) =>
    h("div", {}, [h("dt", {}, [h("kbd", {}, [key])]), h("dd", {}, [does])], key),
  );
  return h(
    "details",
    { class: "help", open: page.helpOpen, on: { toggle: onToggle } },
    [
      h("summary", {}, ["States and keys"]),
      h("dl", { class: "states" }, states),
      h("dl", { class: "shortcuts" }, shortcuts),
    ],
    "help",
  );
}
