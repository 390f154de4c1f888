import type { Choice, OptionSet } from "../../src/core/plan/model";
import type { Context } from "../context";
import { tag } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { daysWords, estimateWords, moneyWords } from "../words";
import { fold, link, part, planText } from "./parts";

/** The decisions of a plan: what can be chosen, what speaks for it and what it changes. */
export function options(context: Context): readonly Child[] {
  return context.plan.details.options.map((set) =>
    part(
      context,
      context.id("option", set.id),
      set.title,
      [
        set.because === undefined
          ? undefined
          : h("p", { class: "muted" }, ["Because: ", ...planText(set.because)]),
        h(
          "ul",
          { class: "choices" },
          set.choices.map((choice) => choiceOf(context, set, choice)),
        ),
      ],
      set.line,
    ),
  );
}

function choiceOf(context: Context, set: OptionSet, choice: Choice): View {
  const { plan, actions, language } = context;
  const chosen = set.chosen === choice.id;
  const name = `choice ${set.id} ${choice.id}`;
  const facts = [
    choice.cost && moneyWords(choice.cost, language),
    choice.estimate && estimateWords(choice.estimate),
    ...effectWords(context, set, choice),
  ].filter((fact) => fact !== undefined);
  const points = [...choice.pros, ...choice.cons, ...choice.limits];
  const count = [choice.pros.length, choice.cons.length + choice.limits.length];
  const canChoose = plan.editable && plan.format === "yaml" && !chosen;
  const choose = () => actions.send({ type: "choose", option: set.id, choice: choice.id });
  return h(
    "li",
    { class: chosen ? "choice chosen" : "choice" },
    [
      h("p", {}, [
        h("span", { class: "choice-title" }, planText(choice.title)),
        chosen ? tag("chosen", "chosen") : undefined,
        choice.recommended ? h("span", { class: "muted" }, ["recommended"]) : undefined,
      ]),
      facts.length > 0 ? h("p", { class: "muted" }, [facts.join(", ")]) : undefined,
      points.length > 0
        ? fold(context, { name, title: [`${count[0]} for, ${count[1]} against`] }, () => [
            list("for", "For", choice.pros),
            list("against", "Against", choice.cons),
            list("limits", "Limits", choice.limits),
          ])
        : undefined,
      canChoose
        ? link(
            ["Choose this"],
            { label: `Choose this: ${choice.title}`, focus: name, onPress: choose },
            "choose",
          )
        : undefined,
    ],
    choice.id,
  );
}

/** What the plan would be with this choice, compared with what is chosen now. */
function effectWords({ plan, titleOf }: Context, set: OptionSet, choice: Choice): string[] {
  const effect = plan.effects.find((one) => one.option === set.id && one.choice === choice.id);
  if (effect === undefined) return [];
  const titles = (ids: readonly string[]) => ids.map((id) => `“${titleOf(id)}”`).join(" and ");
  const { duration, adds, removes } = effect;
  const now = plan.schedule?.duration;
  const differs = duration && (duration.low !== now?.low || duration.high !== now.high);
  return [
    ...(duration && differs ? [`${daysWords(duration)} in all`] : []),
    ...(adds.length > 0 ? [`adds ${titles(adds)}`] : []),
    ...(removes.length > 0 ? [`leaves out ${titles(removes)}`] : []),
  ];
}

function list(kind: string, label: string, points: readonly string[]): Child {
  if (points.length === 0) return undefined;
  const entries = points.map((point) => h("li", {}, planText(point)));
  return h(
    "div",
    { class: `points-of ${kind}` },
    [h("p", {}, [label]), h("ul", { class: "points" }, entries)],
    kind,
  );
}
