import type { PlanProblem } from "../../src/core/plan/model";
import type { Context } from "../context";
import { button } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { icon, planText } from "./parts";

const most = 4;

/** What stands between the user and the plan: refused edits, damaged files. */
export function notices(context: Context, refusal: string | undefined): View {
  return h("div", { class: "notices" }, [
    refusal === undefined ? undefined : refused(context, refusal),
    problems(context),
    repaired(context),
  ]);
}

function refused({ actions }: Context, message: string): View {
  return notice("warning", "refused", [h("p", {}, [message])], {
    label: "Dismiss",
    focus: "dismiss",
    onPress: () => actions.dismissRefusal(),
  });
}

function problems({ plan, actions }: Context): Child {
  const shown = plan.problems.filter(({ kind }) => kind !== "empty");
  const open = {
    label: "Open the text",
    focus: "open-problem",
    onPress: () => actions.send({ type: "openText" }),
  };
  if (shown.length === 0) {
    if (plan.editable) return undefined;
    return notice("info", "read-only", [h("p", {}, ["This plan can be read here, not changed."])], open);
  }
  const lines = shown.slice(0, most).map(({ message, line }, index) => {
    return h(
      "li",
      {},
      [...planText(message), h("span", { class: "muted" }, [` line ${line + 1}`])],
      `${index}`,
    );
  });
  if (shown.length > most)
    lines.push(h("li", { class: "muted" }, [`and ${shown.length - most} more`], "more"));
  const lead = `${leads[worst(shown)]}${plan.editable ? "" : " Until it is repaired, nothing is changed from here."}`;
  return notice(
    plan.editable ? "warning" : "error",
    "problems",
    [h("p", {}, [lead]), h("ul", {}, lines)],
    open,
  );
}

const leads: Readonly<Record<PlanProblem["kind"], string>> = {
  broken: "The plan file cannot be read completely.",
  conflict: "The plan file has conflict markers of a merge.",
  "too-large": "The plan file is too large.",
  invalid: "Parts of the plan file mean nothing here.",
  empty: "",
};

function worst(problems: readonly PlanProblem[]): PlanProblem["kind"] {
  const order = ["conflict", "too-large", "broken", "invalid"] as const;
  return order.find((kind) => problems.some((problem) => problem.kind === kind)) ?? "invalid";
}

function repaired({ plan, actions }: Context): Child {
  if (plan.repairedFrom === undefined) return undefined;
  const text = `The file was once saved in the wrong encoding (${plan.repairedFrom}). Its text is shown repaired; the file is as it was.`;
  return notice("info", "repaired", [h("p", {}, [text])], {
    label: "Open the text",
    focus: "open-repaired",
    onPress: () => actions.send({ type: "openText" }),
  });
}

interface NoticeAction {
  readonly label: string;
  readonly focus: string;
  onPress(): void;
}

function notice(
  kind: "info" | "warning" | "error",
  key: string,
  content: Child[],
  action: NoticeAction,
): View {
  const parts = [
    icon(kind),
    h("div", { class: "notice-text" }, content),
    button({ ...action, kind: "secondary" }),
  ];
  return h("div", { class: `notice ${kind}` }, parts, key);
}
