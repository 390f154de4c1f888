import type { EvidenceView, ItemView } from "../../src/core/plan/view";
import { type Context, itemRow, tabindexIn } from "../context";
import { button } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";
import { editor } from "./editor";
import { icon, link, placeLink, planText, spoken } from "./parts";

/** Everything about an item below its row. */
export function details(context: Context, item: ItemView): View {
  const { draft } = context.page;
  const writing = draft?.itemId === item.id ? draft : undefined;
  return h("div", { class: "details" }, [
    item.why === undefined ? undefined : h("p", { class: "why" }, planText(item.why), "why"),
    item.reason === undefined || writing?.field === "reason" ? undefined : labelled("Reason", item.reason),
    item.details.length > 0 ? list("points", item.details.map(planText)) : undefined,
    item.blockedBy.length > 0 ? blockedBy(context, item) : undefined,
    item.evidence.length > 0 ? evidence(context, item) : checks(item),
    item.notes === undefined || writing?.field === "notes" ? undefined : labelled("Notes", item.notes),
    writing === undefined ? undefined : editor(context, item, writing),
    writing === undefined ? actions(context, item) : undefined,
  ]);
}

function labelled(label: string, text: string): View {
  return h(
    "p",
    { class: "labelled" },
    [h("span", { class: "label" }, [`${label}: `]), ...planText(text)],
    label,
  );
}

function list(key: string, entries: readonly (readonly Child[])[]): View {
  return h(
    "ul",
    { class: key },
    entries.map((entry) => h("li", {}, entry)),
    key,
  );
}

function blockedBy(context: Context, item: ItemView): View {
  const tabindex = tabindexIn(context, itemRow(item.id));
  const links = item.blockedBy.flatMap(({ id, title }, index) => {
    const go = link(planText(title), { tabindex, onPress: () => context.actions.goTo(id) }, id);
    return index === 0 ? [go] : [", ", go];
  });
  return h("p", { class: "labelled" }, [h("span", { class: "label" }, ["Waits for: "]), ...links], "blocked");
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
  return h("p", { class: "labelled" }, [h("span", { class: "label" }, ["Checked by: "]), ...names], "checks");
}

function actions(context: Context, item: ItemView): View {
  const { plan, state, actions: act } = context;
  const tabindex = tabindexIn(context, itemRow(item.id));
  const scaffold = () => act.send({ type: "scaffold", itemId: item.id });
  const missing = item.scaffolds.length > 0 && item.shown !== "verified" && item.shown !== "na";
  const notes = item.notes === undefined ? "Add notes" : "Edit notes";
  const canWrite = plan.editable && state.fields;
  return h(
    "div",
    { class: "actions" },
    [
      missing
        ? button(
            { label: "Generate the missing files", kind: "secondary", tabindex, onPress: scaffold },
            "scaffold",
          )
        : undefined,
      canWrite
        ? link([notes], { tabindex, onPress: () => act.startDraft(item.id, "notes") }, "notes")
        : undefined,
      link(
        ["Show in the plan"],
        { tabindex, onPress: () => act.send({ type: "openItem", itemId: item.id }) },
        "open",
      ),
    ],
    "actions",
  );
}
