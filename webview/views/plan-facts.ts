import type { MetricTarget } from "../../src/core/plan/model";
import { isOpen } from "../../src/shared/item-filter";
import type { Context } from "../context";
import { leaves } from "../filter";
import { tag } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { dueWords, plural } from "../words";
import { iconButton, joined, link, part, planText } from "./parts";

/** Dates that the plan wants to reach. */
export function milestones(context: Context): Child {
  const { plan, actions, today, language } = context;
  const entries = plan.details.milestones.map(({ id, title, due, phases }) => {
    const links = phases.map((phase) => {
      return [link(planText(context.titleOf(phase)), { onPress: () => actions.goTo(phase) }, phase)];
    });
    const day =
      due === undefined
        ? undefined
        : h("time", { class: "muted", datetime: due }, [`, ${dueWords(due, today, language)}`]);
    const after =
      links.length > 0 ? h("p", { class: "muted" }, ["After ", ...joined(links, ", ")]) : undefined;
    return h("li", {}, [h("span", {}, [...planText(title), day]), after], id);
  });
  return listPart(context, "milestones", "Milestones", entries);
}

/** What may go wrong, the worst first. */
export function risks(context: Context): Child {
  const order = ["high", "medium", "low", undefined];
  const sorted = context.plan.details.risks.toSorted(
    (a, b) => order.indexOf(a.level) - order.indexOf(b.level),
  );
  const entries = sorted.map((risk) =>
    h(
      "li",
      { class: `risk ${risk.level ?? ""}` },
      [
        risk.level === undefined ? undefined : tag(risk.level),
        h("div", {}, [
          h("p", {}, planText(risk.title)),
          said("Impact", risk.impact),
          said("Mitigation", risk.mitigation),
          said("Status", risk.status),
          risk.closesWith.length > 0
            ? h("p", { class: "muted" }, [
                "Ends with: ",
                ...joined(
                  risk.closesWith.map((id) => [
                    link(planText(context.titleOf(id)), { onPress: () => context.actions.goTo(id) }, id),
                  ]),
                  ", ",
                ),
              ])
            : undefined,
        ]),
        openLine(context, risk.title, risk.line),
      ],
      risk.id,
    ),
  );
  return listPart(context, "risks", "Risks", entries);
}

/** What the launch is measured by. */
export function metrics(context: Context): Child {
  const entries = context.plan.details.metrics.map(({ id, title, target, measured, line }) =>
    h(
      "li",
      { class: "metric" },
      [
        h("div", {}, [
          h("p", {}, planText(title)),
          said("Target", target && targetWords(target)),
          said("Measured", measured),
        ]),
        openLine(context, title, line),
      ],
      id,
    ),
  );
  return listPart(context, "metrics", "Targets", entries);
}

/** Who works on it, with what is left for each. */
export function team(context: Context): Child {
  const { plan, today, language } = context;
  const { team: all } = plan.details;
  if (all === undefined) return undefined;
  const open = leaves(plan).filter(isOpen);
  const people = all.people.map(({ id, name, role }) => {
    const count = open.filter(({ owner }) => owner === id).length;
    const left = `${role === undefined ? "" : `, ${role}`}, ${plural(count, "item", "items")} to do`;
    return h("li", {}, [h("span", {}, [name ?? id, h("span", { class: "muted" }, [left])])], id);
  });
  const facts = [
    all.size === undefined ? undefined : plural(all.size, "person", "people"),
    all.hoursPerDay === undefined ? undefined : `${plural(all.hoursPerDay, "hour", "hours")} a day`,
    all.start === undefined ? undefined : `from ${dueWords(all.start, today, language)}`,
  ].filter((fact) => fact !== undefined);
  if (people.length + facts.length === 0) return undefined;
  return part(context, "team", "Team", [
    facts.length > 0 ? h("p", { class: "muted" }, [facts.join(", ")]) : undefined,
    people.length > 0 ? h("ul", { class: "entries" }, people) : undefined,
  ]);
}

/** Where the app runs. Addresses are text: a plan is no reason to open them. */
export function environments(context: Context): Child {
  const entries = context.plan.details.environments.map((one) =>
    h(
      "li",
      {},
      [
        h("div", {}, [
          h("p", {}, [
            one.title,
            h("span", { class: "muted" }, [one.platform === undefined ? "" : `, ${one.platform}`]),
          ]),
          ...one.urls.map(({ name, url }) => said(name, url)),
          said("Health check", one.health),
          said("Mail", one.mailDomain),
        ]),
      ],
      one.id,
    ),
  );
  return listPart(context, "environments", "Environments", entries);
}

function listPart(context: Context, name: string, title: string, entries: readonly View[]): Child {
  return entries.length === 0
    ? undefined
    : part(context, name, title, [h("ul", { class: "entries" }, entries)]);
}

function said(label: string, text: string | undefined): Child {
  if (text === undefined || text === "") return undefined;
  return h("p", { class: "muted" }, [`${label}: `, ...planText(text)], label);
}

function openLine({ actions }: Context, title: string, line: number): View {
  return iconButton("go-to-file", `Show “${title}” in the plan`, () =>
    actions.send({ type: "openLine", line }),
  );
}

function targetWords({ subject, operator, value, unit }: MetricTarget): string {
  return [subject, operator, `${value}${unit === "%" ? unit : ""}`, unit === "%" ? undefined : unit]
    .filter((word) => word !== undefined && word !== "")
    .join(" ");
}
