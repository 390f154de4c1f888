import type { Context } from "../context";
import { button, progressRing } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { legend, meter } from "./meter";
import { icon, link, planText } from "./parts";

export function header(context: Context): View {
  const { plan, state, actions } = context;
  const path = link([state.path], {
    title: "Open the plan as text",
    onPress: () => actions.send({ type: "openText" }),
  });
  return h("header", { class: "page-header" }, [
    h("div", { class: "heading" }, [
      h("h1", {}, planText(plan.name || "Launch plan")),
      h("p", { class: "muted" }, ["Plan file ", path]),
    ]),
    h("div", { class: "check" }, [checking(context)]),
    ...(plan.progress.total > 0 ? overview(context) : []),
  ]);
}

function checking({ state, actions }: Context): Child {
  if (state.checking)
    return h("span", { class: "checking muted" }, [progressRing(), "Checking the workspace…"]);
  const onPress = () => actions.send({ type: "checkWorkspace" });
  return button({ label: "Check again", kind: "secondary", focus: "check", onPress });
}

function overview({ plan }: Context): Child[] {
  const { total, verified, claimed, regressed } = plan.progress;
  const blockers = plan.blockers.length;
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
