import type { Claim } from "../../src/core/plan/model";
import type { ItemView } from "../../src/core/plan/view";
import type { Context } from "../context";
import type { DraftField } from "../drafts";
import { type Child, h, type View } from "../ui/dom";
import { claimWords } from "../words";
import { icon } from "./parts";

const claims: readonly Claim[] = ["todo", "doing", "done", "na"];

/** The menu of an item. The page puts it beside the item's button and gives it the focus. */
export function menu(context: Context, item: ItemView): View {
  const { plan, state, actions } = context;
  const entries: Child[] = [];
  if (plan.editable) {
    entries.push(...claims.map((claim) => claimEntry(context, item, claim)), separator("status"));
    if (state.fields) entries.push(...writing(context, item), separator("writing"));
  }
  if (item.scaffolds.length > 0) {
    const generate = () => actions.send({ type: "scaffold", itemId: item.id });
    entries.push(entry(context, "Generate the missing files", generate));
  }
  entries.push(entry(context, "Show in the plan", () => actions.send({ type: "openItem", itemId: item.id })));
  const on = { keydown: (event: Event) => moveInMenu(event, context) };
  return h(
    "div",
    { class: "menu", role: "menu", "aria-label": `Status and actions of ${item.title}`, on },
    entries,
    "menu",
  );
}

/** What people add to an item. */
function writing(context: Context, item: ItemView): Child[] {
  const { state, actions } = context;
  const { id: itemId, owner, due, waiver } = item;
  const write = (field: DraftField, label: string) =>
    entry(context, `${label}…`, () => actions.startDraft(itemId, field));
  const { me } = state;
  const take = () => actions.send({ type: "owner", itemId, owner: me ?? "" });
  return [
    me === undefined || me === owner ? undefined : entry(context, "Take it", take),
    write("owner", owner === undefined ? "Set owner" : "Change owner"),
    write("due", due === undefined ? "Set due date" : "Change due date"),
    write("notes", item.notes === undefined ? "Add notes" : "Edit notes"),
    write("record", "Add evidence"),
    waiver === undefined
      ? write("waiver", "Accept for now")
      : entry(context, "Take the acceptance back", () => actions.send({ type: "unwaive", itemId })),
  ];
}

function claimEntry(context: Context, item: ItemView, claim: Claim): View {
  const { state, actions } = context;
  const asks = claim === "na" && state.fields;
  const act = () => (asks ? actions.startDraft(item.id, "reason") : actions.claim(item.id, claim));
  const label = asks ? `${claimWords[claim]}…` : claimWords[claim];
  return entry(context, label, act, (context.pendingClaim(item.id) ?? item.claim) === claim);
}

function entry({ actions }: Context, label: string, act: () => void, checked?: boolean): View {
  const press = () => {
    actions.closeMenu();
    act();
  };
  return h(
    "button",
    {
      type: "button",
      class: "menu-entry",
      role: checked === undefined ? "menuitem" : "menuitemradio",
      "aria-checked": checked,
      tabindex: -1,
      on: { click: press },
    },
    [h("span", { class: "mark" }, [checked === true ? icon("check") : undefined]), label],
    label,
  );
}

function separator(key: string): View {
  return h("div", { class: "separator", role: "separator" }, [], key);
}

function moveInMenu(event: Event, { actions }: Context): void {
  if (!(event instanceof KeyboardEvent) || !(event.currentTarget instanceof HTMLElement)) return;
  const entries = [...event.currentTarget.querySelectorAll("button")];
  const at = entries.findIndex((candidate) => candidate.matches(":focus"));
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: (at + 1) % entries.length,
    ArrowUp: (at + entries.length - 1) % entries.length,
    Home: 0,
    End: entries.length - 1,
  };
  const target = targets[event.key];
  event.stopPropagation();
  if (target !== undefined) entries[target]?.focus();
  else if (event.key === "Escape" || event.key === "Tab") actions.closeMenu();
  else return;
  event.preventDefault();
}
