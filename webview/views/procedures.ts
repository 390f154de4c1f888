import type { Runbook } from "../../src/core/plan/model";
import type { Context } from "../context";
import { type Child, h, type View } from "../ui/dom";
import { plural } from "../words";
import { copyable, fold, link, part, planText } from "./parts";

/** What to do when something happens, step by step. Commands are copied, never run. */
export function runbooks(context: Context): Child {
  const all = context.plan.details.runbooks;
  if (all.length === 0) return undefined;
  const entries = all.map((runbook) => {
    const count = plural(runbook.steps.length, "step", "steps");
    const title = [...planText(runbook.title), h("span", { class: "muted" }, [`, ${count}`])];
    return fold(context, { name: `runbook ${runbook.id}`, title }, () => steps(context, runbook));
  });
  return part(context, "runbooks", "Runbooks", entries);
}

function steps(context: Context, { id, title, trigger, steps: all, line }: Runbook): Child[] {
  const entries = all.map(({ text, command }, index) => {
    const of = { kind: "step", runbook: id, index } as const;
    const what = `the command of step ${index + 1} of ${title}`;
    return h(
      "li",
      {},
      [
        h("p", {}, planText(text)),
        command === undefined ? undefined : copyable(context, { of, text: command, what }),
      ],
      `${index}`,
    );
  });
  return [
    trigger === undefined
      ? undefined
      : h("p", { class: "muted" }, ["When: ", ...planText(trigger)], "trigger"),
    h("ol", { class: "steps" }, entries),
    showLine(context, title, line),
  ];
}

function showLine({ actions }: Context, title: string, line: number): View {
  const onPress = () => actions.send({ type: "openLine", line });
  return link(["Show in the plan"], { label: `Show in the plan: ${title}`, onPress }, "show");
}

/** Commands that have a name. */
export function namedCommands(context: Context): Child {
  const entries = context.plan.details.commands.map(({ id, title, command }) =>
    h(
      "li",
      {},
      [
        h("p", {}, planText(title)),
        copyable(context, { of: { kind: "named", command: id }, text: command, what: title }),
      ],
      id,
    ),
  );
  if (entries.length === 0) return undefined;
  const title: Child[] = [plural(entries.length, "command", "commands")];
  return part(context, "commands", "Commands", [
    fold(context, { name: "commands", title, usually: entries.length <= 8 }, () => [
      h("ul", { class: "entries" }, entries),
    ]),
  ]);
}

/** What goes wrong, why, and what helps. */
export function troubles(context: Context): Child {
  const entries = context.plan.details.troubles.map(({ id, title, cause, remedy, line }): View => {
    return fold(context, { name: `trouble ${id}`, title: planText(title) }, () => [
      cause === undefined ? undefined : h("p", { class: "muted" }, ["Why: ", ...planText(cause)], "cause"),
      h("p", {}, planText(remedy), "remedy"),
      showLine(context, title, line),
    ]);
  });
  return entries.length === 0 ? undefined : part(context, "troubles", "Troubleshooting", entries);
}
