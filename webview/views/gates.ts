import type { GateItem, GateView, LevelView } from "../../src/core/plan/view";
import { type Context, isUnfolded } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { levelWords, plural, stateWords } from "../words";
import { icon, link, part, planText } from "./parts";

const few = 10;

/** Whether a gate is open, in one sentence. */
export function gateSentence({ title, met, total, missing }: GateView): string {
  if (met) return `${title}: yes, ${total === 1 ? "the one item passes" : `all ${total} items pass`}.`;
  return `${title}: not yet, ${plural(missing.length, "item is", "items are")} missing.`;
}

/** The button that asks, and the answer it unfolds. */
export function gateButton(context: Context): View {
  const open = isUnfolded(context, "gates");
  return h(
    "button",
    {
      type: "button",
      class: "press",
      "aria-expanded": open,
      "data-focus": "gates",
      on: { click: () => context.actions.askGates() },
    },
    ["Can we launch?"],
  );
}

/** What each gate says, what is missing for it, and how far the plan is for each level of readiness. */
export function gates(context: Context): Child {
  const { plan } = context;
  if (!isUnfolded(context, "gates")) return undefined;
  return part(context, "gates", "Can we launch?", [
    ...plan.gates.map((gate) => gateOf(context, gate)),
    plan.levels.length > 0
      ? h("ul", { class: "levels", "aria-label": "Readiness" }, plan.levels.map(level))
      : undefined,
  ]);
}

function gateOf(context: Context, gate: GateView): View {
  const name = `gate ${gate.id}`;
  const all = isUnfolded(context, name);
  const shown = all ? gate.missing : gate.missing.slice(0, few);
  const more = link([all ? "Show fewer" : `Show all ${gate.missing.length}`], {
    focus: name,
    onPress: () => context.actions.togglePart(name, !all),
  });
  return h(
    "div",
    { class: gate.met ? "gate met" : "gate" },
    [
      h("p", { class: "answer" }, [icon(gate.met ? "pass-filled" : "error"), gateSentence(gate)]),
      shown.length > 0
        ? h(
            "ul",
            { class: "missing" },
            shown.map((one) => missing(context, one)),
          )
        : undefined,
      gate.missing.length > few ? more : undefined,
    ],
    gate.id,
  );
}

function missing({ actions }: Context, { id, title, shown }: GateItem): View {
  const { word, icon: name } = stateWords[shown];
  const go = link(planText(title), { onPress: () => actions.goTo(id) });
  return h(
    "li",
    { class: shown },
    [icon(name), h("span", {}, [go, h("span", { class: "muted" }, [` ${word}`])])],
    id,
  );
}

function level({ level: name, total, done, verified }: LevelView): View {
  const width = total === 0 ? "0" : `${(100 * done) / total}%`;
  return h(
    "li",
    {},
    [
      h("span", {}, [levelWords[name]]),
      h("span", { class: "meter", "aria-hidden": true }, [
        h("span", { class: "segment verified", style: { width } }),
      ]),
      h("span", { class: "muted" }, [`${done} of ${total} done, ${verified} verified`]),
    ],
    name,
  );
}
