import type { Shown } from "../../src/core/plan/view";
import { type Context, isUnfolded } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { stateWords } from "../words";
import { budget } from "./budget";
import { options } from "./options";
import { fold, icon, link, part, planText } from "./parts";
import { metrics, milestones, risks } from "./plan-facts";

const few = 8;

/** The column beside the list: what blocks the launch, what was decided, what it costs, and what the marks mean. */
export function aside(context: Context): View {
  return h("aside", { class: "side", "aria-label": "Overview" }, [
    blockers(context),
    written(context),
    milestones(context),
    ...options(context),
    budget(context),
    risks(context),
    metrics(context),
    help(context),
  ]);
}

function blockers(context: Context): View {
  const { plan, actions } = context;
  const name = "all-blockers";
  const isLong = isUnfolded(context, name);
  const all = plan.blockers;
  const entries = (isLong ? all : all.slice(0, few)).map(({ id, title, shown: state }) => {
    const go = link(planText(title), { onPress: () => actions.goTo(id), focus: `blocker:${id}` });
    const word = h("span", { class: "muted" }, [` ${stateWords[state].word}`]);
    return h("li", { class: state }, [icon(stateWords[state].icon), h("span", {}, [go, word])], id);
  });
  const more = link([isLong ? "Show fewer" : `Show all ${all.length}`], {
    focus: name,
    onPress: () => actions.togglePart(name, !isLong),
  });
  return part(context, "blockers", "Open blockers", [
    entries.length === 0
      ? h("p", { class: "muted" }, ["No critical item is failing."])
      : h("ul", { class: "entries" }, entries),
    all.length > few ? more : undefined,
  ]);
}

/** What stops everything, in the plan's own words: nobody can tell when it is over. */
function written(context: Context): Child {
  const entries = context.plan.details.blockers.map((text) => h("li", {}, planText(text), text));
  if (entries.length === 0) return undefined;
  return part(context, "written-blockers", "Blockers named in the plan", [
    h("ul", { class: "entries" }, entries),
  ]);
}

const keys: readonly (readonly [string, string])[] = [
  ["Up, Down", "move between items"],
  ["Space", "tick"],
  ["Enter", "show or hide details"],
  ["Left, Right", "fold, unfold"],
  ["/", "search"],
  ["Escape", "back to the item"],
];

function help(context: Context): View {
  return fold(context, { name: "help", title: ["States and keys"] }, (): Child[] => {
    const states = (Object.keys(stateWords) as Shown[]).map((shown) => {
      const { word, icon: name, meaning } = stateWords[shown];
      return h("div", { class: shown }, [h("dt", {}, [icon(name), word]), h("dd", {}, [meaning])], shown);
    });
    const shortcuts = keys.map(([key, does]) =>
      h("div", {}, [h("dt", {}, [h("kbd", {}, [key])]), h("dd", {}, [does])], key),
    );
    return [h("dl", { class: "states" }, states), h("dl", { class: "shortcuts" }, shortcuts)];
  });
}
