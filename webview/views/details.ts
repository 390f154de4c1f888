import type { EvidenceView, ItemView } from "../../src/core/plan/view";
import { type Context, itemRow, tabindexIn } from "../context";
import type { DraftField } from "../drafts";
import { button } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { editor } from "./editor";
import { canWrite, docs, labelled, listings, people, records, waits, waiver } from "./item-facts";
import { icon, link, placeLink, planText, spoken } from "./parts";

/** Everything about an item below its row. */
export function details(context: Context, item: ItemView): View {
  const { draft } = context.page;
  const writing = draft?.itemId === item.id ? draft : undefined;
  const written = (field: DraftField, label: string, text: string | undefined) =>
    text === undefined || writing?.field === field ? undefined : labelled(label, planText(text));
  return h("div", { class: "details" }, [
    item.why === undefined ? undefined : h("p", { class: "why" }, planText(item.why), "why"),
    written("reason", "Reason", item.reason),
    writing?.field === "waiver" ? undefined : waiver(context, item),
    ...waits(context, item),
    item.details.length > 0 ? list("points", item.details.map(planText)) : undefined,
    item.evidence.length > 0 ? evidence(context, item) : checks(item),
    records(context, item),
    ...listings(context, item),
    docs(context, item),
    written("notes", "Notes", item.notes),
    writing === undefined ? people(context, item) : editor(context, item, writing),
    writing === undefined ? actions(context, item) : undefined,
  ]);
}

function list(key: string, entries: readonly (readonly Child[])[]): View {
  return h(
    "ul",
    { class: key },
    entries.map((entry) => h("li", {}, entry)),
    key,
  );
}

function evidence(context: Context, item: ItemView): View {
  const entries = item.evidence.map((found, index) => evidenceEntry(context, item, found, index));
  return h("ul", { class: "evidence", "aria-label": "Evidence" }, entries, "evidence");
}

function evidenceEntry(context: Context, item: ItemView, found: EvidenceView, index: number): View {
  const { actions } = context;
  const tabindex = tabindexIn(context, itemRow(item.id));
  const itemId = item.id;
  const fails = found.kind === "fails";
  const act = (name: string, label: string, onPress: () => void, mark?: View) =>
    link([mark, name], { label: `${name}: ${label}`, tabindex, onPress }, name);
  const fix = () => actions.send({ type: "fixEvidence", itemId, index });
  return h("li", { class: found.kind }, [
    icon(fails ? "error" : "pass"),
    h("span", { class: "finding" }, [
      spoken(fails ? "Problem: " : "Holds: "),
      placeLink(context, { itemId, index, evidence: found }, tabindex),
      " ",
      h("span", { class: "message" }, planText(found.message)),
      found.fixable ? act("Fix", found.message, fix, icon("lightbulb-autofix")) : undefined,
      found.rule === undefined
        ? undefined
        : act("Show rule", found.rule, () => actions.send({ type: "showRule", itemId, index })),
    ]),
  ]);
}

/** What would prove the item, while nothing was found either way. */
function checks({ rules }: ItemView): Child {
  if (rules.length === 0) return undefined;
  const names = rules.flatMap((rule, index) => [index === 0 ? undefined : ", ", h("code", {}, [rule], rule)]);
  return labelled("Checked by", names);
}

function actions(context: Context, item: ItemView): View {
  const { actions: act } = context;
  const tabindex = tabindexIn(context, itemRow(item.id));
  const write = (field: DraftField, label: string) =>
    link([label], { tabindex, onPress: () => act.startDraft(item.id, field) }, field);
  const missing = item.scaffolds.length > 0 && item.shown !== "verified" && item.shown !== "na";
  const canBeAccepted = item.verdict === "fail" && item.waiver === undefined && item.shown !== "na";
  const generate = {
    label: "Generate the missing files",
    kind: "secondary",
    tabindex,
    onPress: () => act.send({ type: "scaffold", itemId: item.id }),
  } as const;
  const open = () => act.send({ type: "openItem", itemId: item.id });
  return h(
    "div",
    { class: "actions" },
    [
      missing ? button(generate, "scaffold") : undefined,
      ...(canWrite(context)
        ? [
            write("notes", item.notes === undefined ? "Add notes" : "Edit notes"),
            write("record", "Add evidence"),
            canBeAccepted ? write("waiver", "Accept for now") : undefined,
          ]
        : []),
      link(["Show in the plan"], { tabindex, onPress: open }, "open"),
    ],
    "actions",
  );
}
