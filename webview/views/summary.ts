import type { ManualEvidence } from "../../src/core/plan/model";
import type { ItemView } from "../../src/core/plan/view";
import { type Context, itemRow, tabindexIn } from "../context";
import { type Child, h } from "../ui/dom";
import { dueWords, plural } from "../words";
import { expiry } from "./item-facts";
import { link, placeLink, planText } from "./parts";

const longest = 140;

/** The one thing about an item worth reading while its details are closed. */
export function summary(context: Context, item: ItemView): Child {
  const content = words(context, item);
  return content.length === 0 ? undefined : h("span", { class: "summary" }, content, "summary");
}

function words(context: Context, item: ItemView): readonly Child[] {
  const fails = place(context, item, "fails");
  if (item.shown === "na" && item.reason !== undefined) return [": ", ...planText(shorten(item.reason))];
  if (item.shown === "blocked") return blockers(context, item);
  if (item.shown === "waived" && item.waiver !== undefined) {
    const { until, reason } = item.waiver;
    const day = dueWords(until, context.today, context.language);
    return [` until ${day}: `, ...planText(shorten(reason))];
  }
  const [record] = item.records.slice(-1);
  const isProved = item.evidence.some(({ kind }) => kind === "holds");
  if ((item.shown === "verified" || item.shown === "claimed") && record && !isProved) {
    return seen(context, item, record);
  }
  if (item.shown === "verified") return place(context, item, "holds", " by ");
  if (item.shown === "ready") return place(context, item, "holds", ": already true in ");
  if (fails.length > 0) return [`: ${plural(count(item, "fails"), "problem", "problems")} in `, ...fails];
  return item.notes === undefined ? [] : [": ", ...planText(shorten(item.notes))];
}

function count(item: ItemView, kind: "holds" | "fails"): number {
  return item.evidence.filter((evidence) => evidence.kind === kind).length;
}

/** The first place of that kind, and how many there are besides. */
function place(context: Context, item: ItemView, kind: "holds" | "fails", lead = ""): readonly Child[] {
  const index = item.evidence.findIndex((evidence) => evidence.kind === kind);
  const evidence = item.evidence[index];
  if (evidence === undefined) return [];
  const tabindex = tabindexIn(context, itemRow(item.id));
  const others = count(item, kind) - 1;
  const more = others > 0 && kind === "holds" ? ` and ${others} more` : "";
  return [lead, placeLink(context, { itemId: item.id, index, evidence }, tabindex), more];
}

/** What a person saw last, and how long it counts. */
function seen(context: Context, item: ItemView, { at, by, text }: ManualEvidence): readonly Child[] {
  const parts = [shorten(text ?? ""), dueWords(at.slice(0, 10), context.today, context.language), by ?? ""];
  const until = expiry(context, item);
  return [
    ": ",
    ...planText(parts.filter(Boolean).join(", ")),
    until === undefined ? undefined : `. ${until}`,
  ];
}

/** What it waits for itself: what its whole phase waits for stands at the phase. */
function blockers(context: Context, item: ItemView): readonly Child[] {
  const ofPhase = context.phaseOf(item.id)?.dependsOn ?? [];
  const [first, ...others] = item.blockedBy.filter(({ id }) => !ofPhase.includes(id));
  if (first === undefined)
    return item.blocker === undefined ? [] : [": ", ...planText(shorten(item.blocker))];
  const tabindex = tabindexIn(context, itemRow(item.id));
  const go = link(planText(first.title), { tabindex, onPress: () => context.actions.goTo(first.id) });
  return [" by ", go, others.length > 0 ? ` and ${others.length} more` : ""];
}

/** The first line, cut where it is long. */
function shorten(text: string): string {
  const line = text.slice(0, 1000).trimStart().split(/\r?\n/, 1)[0] ?? "";
  return line.length > longest ? `${line.slice(0, longest).trimEnd()}…` : line.trimEnd();
}
