import type { ItemView, PlanView } from "../../src/core/plan/view";
import type { Context } from "../context";
import { type Draft, type DraftField, draftProblem, writtenText } from "../drafts";
import { button, dateField, textArea, textField } from "../ui/controls";
import { type Child, h, type View } from "../ui/dom";

interface Form {
  /** What is asked, above the field. */
  readonly question: string;
  /** The field's name for an item, for those who do not see the row above. */
  label(title: string): string;
  readonly save: string;
  /** Several lines: Enter is part of the text. */
  readonly long?: boolean;
}

const forms: Readonly<Record<DraftField, Form>> = {
  notes: { question: "Notes", label: (title) => `Notes on ${title}`, save: "Save notes", long: true },
  reason: {
    question: "Why does it not apply?",
    label: (title) => `Why ${title} does not apply`,
    save: "Mark as not applicable",
  },
  owner: { question: "Who takes care of it?", label: (title) => `Owner of ${title}`, save: "Save owner" },
  due: { question: "When is it due?", label: (title) => `Day on which ${title} is due`, save: "Save date" },
  record: {
    question: "What did you see?",
    label: (title) => `What you saw of ${title}`,
    save: "Add evidence",
    long: true,
  },
  waiver: {
    question: "Why is it acceptable for now?",
    label: (title) => `Why ${title} is accepted for now`,
    save: "Accept until then",
  },
};

/** Where something is written for an item. Escape leaves it, Enter or Ctrl+Enter saves. */
export function editor(context: Context, item: ItemView, draft: Draft): View {
  const { actions, day } = context;
  const form = forms[draft.field];
  const now = writtenText(item, draft.field);
  const wrong = draft.tried ? draftProblem(draft, day) : undefined;
  const changed = now !== draft.base && now !== draft.text;
  return h(
    "div",
    { class: "editor", on: { keydown: (event) => onKey(event, context, form) } },
    [
      h("span", { class: "label", "aria-hidden": true }, [form.question]),
      field(context, item, draft, form),
      ...more(context, item, draft),
      wrong === undefined ? undefined : h("p", { class: "problem" }, [wrong], "problem"),
      changed
        ? h("p", { class: "muted" }, ["The plan was changed here meanwhile; saving replaces that."])
        : undefined,
      h("div", { class: "actions" }, [
        button({ label: form.save, kind: "primary", onPress: () => actions.saveDraft() }, "save"),
        button({ label: "Cancel", kind: "secondary", onPress: () => actions.cancelDraft() }, "cancel"),
        h("span", { class: "muted keys" }, [
          form.long ? "Ctrl+Enter saves, Escape cancels" : "Enter saves, Escape cancels",
        ]),
      ]),
    ],
    `editor ${draft.field}`,
  );
}

function field({ actions, plan, state }: Context, item: ItemView, draft: Draft, form: Form): View {
  const props = {
    label: form.label(item.title),
    value: draft.text,
    focus: "draft",
    onInput: (text: string) => actions.writeDraft({ text }),
  };
  if (draft.field === "due") return dateField(props, "field");
  if (draft.field === "owner") return textField({ ...props, offers: known(plan, state.me) }, "field");
  return form.long ? textArea(props, "field") : textField(props, "field");
}

/** The second field of a draft that has one. */
function more({ actions }: Context, { title }: ItemView, { field: name, extra }: Draft): Child[] {
  const onInput = (text: string) => actions.writeDraft({ extra: text });
  if (name === "waiver") {
    return [
      h("span", { class: "label", "aria-hidden": true }, ["Until which day?"], "second"),
      dateField({ label: `Last day on which ${title} is accepted`, value: extra, onInput }, "extra"),
    ];
  }
  if (name !== "record") return [];
  const label = `Where the evidence of ${title} can be seen`;
  return [
    h("span", { class: "label", "aria-hidden": true }, ["Where can it be seen? (optional)"], "second"),
    textField(
      { label, placeholder: "https address or file of the workspace", value: extra, onInput },
      "extra",
    ),
  ];
}

/** People that the plan knows, the user first. */
function known({ phases, details }: PlanView, me: string | undefined): readonly string[] {
  const owners = phases.flatMap(({ sections }) =>
    sections.flatMap(({ items }) => items.map(({ owner }) => owner)),
  );
  const people = details.team?.people.map(({ id }) => id) ?? [];
  return [...new Set([me, ...people, ...owners].filter((name) => name !== undefined))].slice(0, 50);
}

function onKey(event: Event, { actions }: Context, { long }: Form): void {
  if (!(event instanceof KeyboardEvent) || event.isComposing) return;
  const inLine = event.composedPath()[0] instanceof HTMLInputElement;
  const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey || (!long && inLine));
  if (event.key !== "Escape" && !saves) return;
  event.preventDefault();
  event.stopPropagation();
  if (saves) actions.saveDraft();
  else actions.cancelDraft();
}
