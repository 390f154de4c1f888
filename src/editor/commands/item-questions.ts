import { l10n, type QuickPickItem, window } from "vscode";
import type { ItemView, PlanView } from "../../core/plan/view";
import { daysAfter } from "../../shared/item-filter";
import { itemsOf } from "../plan/items";
import { today } from "../today";
import { pickOrType } from "./pick-or-type";

type Pick = QuickPickItem & { readonly value: string };

/** Asks who takes care of an item, from those the plan names; an empty answer means nobody. */
export function askOwner(
  view: PlanView,
  item: ItemView,
  me: string | undefined,
): Promise<string | undefined> {
  const people = view.details.team?.people ?? [];
  const owners = [...itemsOf(view)].flatMap(({ owner }) => owner ?? []);
  const names = [...new Set([...(me === undefined ? [] : [me]), ...people.map(({ id }) => id), ...owners])];
  const picks = names.map((name): Pick => {
    const person = people.find(({ id }) => id === name);
    const said = [name === me ? l10n.t("you") : undefined, person?.name, person?.role];
    return { label: name, value: name, description: said.filter((word) => word !== undefined).join(" · ") };
  });
  return pickOrType({
    title: item.title,
    placeholder: l10n.t("Who takes care of this? Choose or type a name"),
    picks: item.owner === undefined ? picks : [...picks, { label: l10n.t("Nobody"), value: "" }],
    typed: (text) =>
      text === "" ? undefined : { label: text, value: text, description: l10n.t("as typed") },
  });
}

/** Asks for the day an item is due; an empty answer means none. */
export function askDue(item: ItemView): Promise<string | undefined> {
  const days = [
    { label: l10n.t("Tomorrow"), value: daysAfter(today(), 1) },
    { label: l10n.t("In a week"), value: daysAfter(today(), 7) },
    { label: l10n.t("In two weeks"), value: daysAfter(today(), 14) },
    { label: l10n.t("In four weeks"), value: daysAfter(today(), 28) },
  ];
  return askDay(
    item.title,
    l10n.t("When is this due? Choose, or type a date such as {0}", daysAfter(today(), 3)),
    item.due === undefined ? days : [...days, { label: l10n.t("No date"), value: "" }],
  );
}

/** Asks why a failure is accepted, and up to which day. */
export async function askWaiver(item: ItemView): Promise<{ reason: string; until: string } | undefined> {
  const reason = await window.showInputBox({
    title: `${item.title} (1/2)`,
    // What was typed is not lost with a look at another place.
    ignoreFocusOut: true,
    prompt: l10n.t("Why can the launch go on without this for now?"),
    validateInput: (value) => (value.trim() === "" ? l10n.t("A reason is needed.") : undefined),
  });
  if (reason === undefined) return undefined;
  const until = await askDay(
    `${item.title} (2/2)`,
    l10n.t("Until when? Choose, or type a date such as {0}", daysAfter(today(), 30)),
    [
      { label: l10n.t("For two weeks"), value: daysAfter(today(), 14) },
      { label: l10n.t("For a month"), value: daysAfter(today(), 30) },
      { label: l10n.t("For three months"), value: daysAfter(today(), 90) },
    ],
  );
  return until === undefined ? undefined : { reason: reason.trim(), until };
}

/** Asks what a person saw, and where more of it is. */
export async function askEvidence(item: ItemView): Promise<{ text: string; link?: string } | undefined> {
  const text = await window.showInputBox({
    title: `${item.title} (1/2)`,
    // What was typed is not lost with a look at another place.
    ignoreFocusOut: true,
    prompt: l10n.t("What did you do or see? It is written down with today's date."),
    validateInput: (value) => (value.trim() === "" ? l10n.t("Say what you saw.") : undefined),
  });
  if (text === undefined) return undefined;
  const link = await window.showInputBox({
    title: `${item.title} (2/2)`,
    ignoreFocusOut: true,
    prompt: l10n.t(
      "Where is more of it? An https address or a path of this folder; leave it empty for none.",
    ),
  });
  if (link === undefined) return undefined;
  return { text: text.trim(), ...(link.trim() === "" ? {} : { link: link.trim() }) };
}

function askDay(title: string, placeholder: string, picks: readonly Pick[]): Promise<string | undefined> {
  return pickOrType({
    title,
    placeholder,
    picks: picks.map((pick) => (pick.value === "" ? pick : { ...pick, description: pick.value })),
    typed: (text) => (isDay(text) ? { label: text, value: text } : undefined),
  });
}

/** Whether a text is a day of the calendar, `YYYY-MM-DD`. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && daysAfter(text, 0) === text && !Number.isNaN(Date.parse(text));
}
