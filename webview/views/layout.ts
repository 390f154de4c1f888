import { type Context, itemRow } from "../context";
import { countShown, filters, type PhaseSelection, type Place } from "../filter";
import { button, progressRing } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { aside } from "./aside";
import { burnUp } from "./burn-up";
import { filterBar } from "./filters";
import { gates } from "./gates";
import { header } from "./header";
import { menu } from "./menu";
import { phase } from "./phase";
import { environments, team } from "./plan-facts";
import { namedCommands, runbooks, troubles } from "./procedures";
import { timeline } from "./timeline";

export interface PageContent {
  readonly context: Context;
  readonly selection: readonly PhaseSelection[];
  readonly places: ReadonlyMap<string, Place>;
  readonly refusal: string | undefined;
}

/** The whole page of a plan. */
export function layout({ context, selection, places, refusal }: PageContent): readonly Child[] {
  const menuOf = context.page.menu === undefined ? undefined : places.get(context.page.menu);
  const hasItems = places.size > 0;
  return [
    header(context, refusal),
    gates(context),
    h("div", { class: "overview" }, [timeline(context), burnUp(context)], "overview"),
    h("main", { class: hasItems ? "" : "wide" }, [
      hasItems ? filterBar(context, countShown(selection)) : emptyPlan(context),
      hasItems && selection.length === 0 ? nothingFound(context) : undefined,
      hasItems
        ? h(
            "div",
            { class: "phases" },
            selection.map((one) => phase(context, one)),
          )
        : undefined,
      menuOf === undefined ? undefined : menu(context, menuOf.item),
    ]),
    hasItems ? aside(context) : undefined,
    h(
      "div",
      { class: "procedures" },
      [runbooks(context), namedCommands(context), troubles(context), team(context), environments(context)],
      "procedures",
    ),
  ];
}

/** Before the first state has come. */
export function waiting(path: string | undefined): readonly Child[] {
  const what = path === undefined ? "Reading the plan…" : `Reading ${path}…`;
  return [
    h("main", { class: "wide waiting" }, [
      h("h1", { class: "spoken" }, ["Launch plan"]),
      progressRing(),
      what,
    ]),
  ];
}

function nothingFound({ page: { filter, query }, actions }: Context): View {
  const words = filters.find((one) => one.filter === filter);
  const none =
    query.trim() === "" ? (words?.none ?? "") : `No item matches “${query.trim()}”${within(words?.label)}.`;
  return h("div", { class: "empty" }, [
    h("p", {}, [none]),
    button({
      label: "Show all items",
      kind: "secondary",
      focus: "show-all",
      onPress: () => actions.showAll(),
    }),
  ]);
}

function within(label: string | undefined): string {
  return label === undefined || label === "All" ? "" : ` in ${label}`;
}

function emptyPlan({ plan, actions }: Context): Child {
  const readable = plan.problems.every(({ kind }) => kind === "empty" || kind === "invalid");
  if (!readable) return undefined;
  const how =
    plan.format === "markdown"
      ? "Every task list line of the file, “- [ ] something to do”, becomes an item here."
      : "Phases hold sections, and sections hold items. Completion in the text editor offers the fields.";
  return h("div", { class: "empty" }, [
    h("h2", {}, ["This plan has no items yet"]),
    h("p", { class: "muted" }, [how]),
    button({
      label: "Open the text",
      kind: "primary",
      focus: "open-empty",
      onPress: () => actions.send({ type: "openText" }),
    }),
  ]);
}

/** The rows of the list in the order of the page: what the arrow keys move through. */
export function rows(selection: readonly PhaseSelection[], collapsed: ReadonlySet<string>): string[] {
  return selection.flatMap(({ phase: { id }, sections }) => {
    const items = sections.flatMap((section) => section.items.flatMap(rowsOf));
    return collapsed.has(id) ? [`phase:${id}`] : [`phase:${id}`, ...items];
  });
}

function rowsOf(item: PhaseSelection["sections"][number]["items"][number]): string[] {
  return [itemRow(item.item.id), ...item.children.flatMap(rowsOf)];
}
