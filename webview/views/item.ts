import type { Priority } from "../../src/core/plan/model";
import type { ItemView } from "../../src/core/plan/view";
import { isOpen } from "../../src/shared/item-filter";
import { type Context, copiedOf, itemRow, showsDetails, tabindexIn } from "../context";
import { type ItemSelection, leavesOf } from "../filter";
import { checkbox, tag } from "../ui/controls";
import { type Child, type ElementView, h, lazy, type View } from "../ui/dom";
import { dueWords, estimateWords, isOverdue, priorityWords, stateWords } from "../words";
import { details } from "./details";
import { icon, planText, spoken } from "./parts";
import { summary } from "./summary";

/** One item with its children. `above` is the priority that its place already shows. */
export function item(context: Context, selection: ItemSelection, above: Priority | undefined): View {
  const { item: it, children, within } = selection;
  const open = showsDetails(context.page, it);
  if (children.length > 0) return entry(context, selection, above, open);
  const { page, plan, state } = context;
  const basis = [
    it,
    above,
    within,
    open,
    context.tabStop === itemRow(it.id),
    context.pendingClaim(it.id),
    page.menu === it.id,
    page.draft?.itemId === it.id ? page.draft : undefined,
    plan.editable,
    state.fields,
    state.me,
    context.day,
    copiedOf(page, it.id),
  ];
  return lazy("li", basis, () => entry(context, selection, above, open), it.id);
}

function entry(
  context: Context,
  { item: it, children, within }: ItemSelection,
  above: Priority | undefined,
  open: boolean,
): ElementView {
  const nested = children.map((child) => item(context, child, it.priority ?? above));
  return h(
    "li",
    { class: `item ${it.shown}`, "data-row": itemRow(it.id) },
    [
      row(context, it, { open, above, within }),
      open ? details(context, it) : undefined,
      nested.length > 0
        ? h("ul", { class: "items nested", "aria-label": `Parts of ${it.title}` }, nested)
        : undefined,
    ],
    it.id,
  );
}

interface RowProps {
  readonly open: boolean;
  readonly above: Priority | undefined;
  readonly within: string | undefined;
}

function row(context: Context, it: ItemView, { open, above, within }: RowProps): View {
  const { actions } = context;
  const state = stateWords[it.shown];
  const stateId = context.id("state", it.id);
  const claim = context.pendingClaim(it.id) ?? it.claim;
  return h("div", { class: "row" }, [
    twistie(context, it, open),
    checkbox({
      label: it.title,
      describedBy: stateId,
      checked: claim === "done",
      readOnly: !context.plan.editable,
      focus: itemRow(it.id),
      tabindex: tabindexIn(context, itemRow(it.id)),
      onToggle: (next) => actions.claim(it.id, next ? "done" : "todo"),
    }),
    icon(state.icon, "state"),
    h(
      "div",
      { class: "text", on: { click: (event) => clickText(event, () => actions.toggleDetails(it.id)) } },
      [
        within === undefined
          ? undefined
          : h("span", { class: "muted" }, [...planText(within), " / "], "within"),
        h("span", { class: "title" }, planText(it.title), "title"),
        " ",
        h("span", { class: "word", id: stateId }, [state.word]),
        open ? undefined : summary(context, it),
      ],
    ),
    meta(context, it, above),
    menuButton(context, it),
  ]);
}

function twistie(context: Context, it: ItemView, open: boolean): View {
  return h(
    "button",
    {
      type: "button",
      class: "icon twistie",
      "aria-expanded": open,
      "aria-label": `Details of ${it.title}`,
      tabindex: tabindexIn(context, itemRow(it.id)),
      on: { click: () => context.actions.toggleDetails(it.id) },
    },
    [icon(open ? "chevron-down" : "chevron-right")],
    "twistie",
  );
}

/** The text is a larger target for the mouse; the button before it does the same for everybody. */
function clickText(event: Event, toggle: () => void): void {
  const onButton = event.target instanceof Element && event.target.closest("button") !== null;
  const selecting = document.getSelection()?.isCollapsed === false;
  if (!onButton && !selecting) toggle();
}

function meta(context: Context, it: ItemView, above: Priority | undefined): View {
  const { priority, estimate, owner, due } = it;
  return h("div", { class: "meta" }, [
    it.children.length > 0 ? h("span", { class: "tally" }, [partsDone(it)], "parts") : undefined,
    it.optional ? h("span", {}, ["optional"], "optional") : undefined,
    priority === undefined || priority === above ? undefined : tag(priorityWords[priority]),
    estimate === undefined
      ? undefined
      : h("span", { class: "estimate" }, [estimateWords(estimate)], "estimate"),
    owner === undefined ? undefined : h("span", { class: "owner" }, [spoken("Owner: "), owner], "owner"),
    due === undefined ? undefined : dueDate(context, it, due),
  ]);
}

function partsDone(it: ItemView): string {
  const leaves = leavesOf(it).filter(({ shown }) => shown !== "na");
  const done = leaves.filter(({ shown }) => ["claimed", "verified", "waived"].includes(shown));
  return `${done.length} of ${leaves.length} done`;
}

function dueDate({ today, language }: Context, it: ItemView, due: string): Child {
  const late = isOpen(it) && isOverdue(due, today);
  const words = `${late ? "overdue" : "due"} ${dueWords(due, today, language)}`;
  return h("time", { class: late ? "due late" : "due", datetime: due }, [words], "due");
}

function menuButton(context: Context, it: ItemView): View {
  return h(
    "button",
    {
      type: "button",
      class: "icon menu-button",
      title: "Status and actions",
      "aria-label": `Status and actions of ${it.title}`,
      "aria-haspopup": "menu",
      "aria-expanded": context.page.menu === it.id,
      "data-focus": `menu:${it.id}`,
      tabindex: tabindexIn(context, itemRow(it.id)),
      on: { click: () => context.actions.openMenu(it.id) },
    },
    [icon("ellipsis")],
    "menu",
  );
}
