import type { Context } from "../context";
import { button, progressRing } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { amountWords, levelWords, periodWords } from "../words";
import { firstSum } from "./budget";
import { gateButton } from "./gates";
import { legend, meter } from "./meter";
import { notices } from "./notices";
import { icon, link, planText } from "./parts";

export function header(context: Context, refusal: string | undefined): View {
  const { plan, state, actions } = context;
  const path = link([state.path], {
    title: "Open the plan as text",
    onPress: () => actions.send({ type: "openText" }),
  });
  const hasItems = plan.progress.total > 0;
  const { goal } = plan.details;
  return h("header", { class: "page-header" }, [
    h("div", { class: "heading" }, [
      h("h1", {}, planText(plan.name || "Launch plan")),
      h("p", { class: "muted" }, [...about(context).flatMap((words) => [...planText(words), " · "]), path]),
      goal === undefined ? undefined : h("p", { class: "goal" }, planText(goal)),
    ]),
    h("div", { class: "check" }, [
      hasItems ? gateButton(context) : undefined,
      hasItems ? exporting(context) : undefined,
      checking(context),
    ]),
    ...(hasItems ? overview(context) : []),
    notices(context, refusal),
  ]);
}

/** What kind of launch it is: its level and what was chosen. */
function about({ plan: { details } }: Context): string[] {
  const chosen = details.options.flatMap(
    (set) => set.choices.find(({ id }) => id === set.chosen)?.title ?? [],
  );
  return [...(details.level === undefined ? [] : [levelWords[details.level]]), ...chosen];
}

function exporting({ actions }: Context): Child {
  const onPress = () => actions.send({ type: "exportPlan" });
  return button({ label: "Export", kind: "secondary", focus: "export", onPress }, "export");
}

function checking({ state, actions }: Context): Child {
  if (state.checking)
    return h("span", { class: "checking muted" }, [progressRing(), "Checking the workspace…"]);
  const onPress = () => actions.send({ type: "checkWorkspace" });
  return button({ label: "Check again", kind: "secondary", focus: "check", onPress }, "check");
}

function overview(context: Context): Child[] {
  const { plan, today, language } = context;
  const { total, verified, claimed, regressed } = plan.progress;
  const blockers = plan.blockers.length;
  const finish = plan.schedule?.finish;
  const cost = firstSum(context);
  return [
    h("dl", { class: "facts" }, [
      fact("verified", `${verified} of ${total}`, "items verified"),
      fact("claimed", `${claimed}`, "claimed, not proved"),
      fact("regressed", `${regressed}`, "regressed", regressed > 0 ? "warning" : undefined),
      fact(
        "blockers",
        `${blockers}`,
        blockers === 1 ? "open blocker" : "open blockers",
        blockers > 0 ? "error" : undefined,
      ),
      finish && fact("finish", periodWords(finish.early, finish.late, today, language), "forecast launch"),
      cost && fact("cost", amountWords(cost, language), "a month"),
    ]),
    h("div", { class: "progress" }, [meter(plan.progress), legend(plan.progress)]),
  ];
}

function fact(key: string, value: string, label: string, mark?: "warning" | "error"): View {
  const figure = [mark === undefined ? undefined : icon(mark), value];
  return h(
    "div",
    { class: mark === undefined ? "fact" : `fact ${mark}` },
    [h("dt", {}, [label]), h("dd", {}, figure)],
    key,
  );
}
