import type { ItemView } from "../../src/core/plan/view";
import type { Context } from "../context";
import { type Draft, draftProblem } from "../state";
import { button, textArea, textField } from "../ui/controls";
import { h, type View } from "../ui/dom";

/** Where the notes or the reason of an item are written. Escape leaves it, Ctrl+Enter saves. */
export function editor(context: Context, item: ItemView, draft: Draft): View {
  const { actions } = context;
  const notes = draft.field === "notes";
  const field = {
    label: notes ? `Notes on ${item.title}` : `Why ${item.title} does not apply`,
    value: draft.text,
    focus: "draft",
    onInput: (text: string) => actions.writeDraft(text),
  };
  const inPlan = (notes ? item.notes : item.reason) ?? "";
  const wrong = draft.tried ? draftProblem(draft) : undefined;
  const changed = inPlan !== draft.base && inPlan !== draft.text;
  return h(
    "div",
    { class: "editor", on: { keydown: (event) => onKey(event, context, draft) } },
    [
      h("span", { class: "label", "aria-hidden": true }, [notes ? "Notes" : "Why does it not apply?"]),
      notes ? textArea(field, "field") : textField(field, "field"),
      wrong === undefined ? undefined : h("p", { class: "problem" }, [wrong], "problem"),
      changed
        ? h("p", { class: "muted" }, ["The plan was changed here meanwhile; saving replaces that."])
        : undefined,
      h("div", { class: "actions" }, [
        button(
          {
            label: notes ? "Save notes" : "Mark as not applicable",
            kind: "primary",
            onPress: () => actions.saveDraft(),
          },
          "save",
        ),
        button({ label: "Cancel", kind: "secondary", onPress: () => actions.cancelDraft() }, "cancel"),
        h("span", { class: "muted keys" }, [
          notes ? "Ctrl+Enter saves, Escape cancels" : "Enter saves, Escape cancels",
        ]),
      ]),
    ],
    `editor ${draft.field}`,
  );
}

function onKey(event: Event, { actions }: Context, draft: Draft): void {
  if (!(event instanceof KeyboardEvent) || event.isComposing) return;
  const inField = event.composedPath()[0] instanceof HTMLInputElement;
  const saves =
    event.key === "Enter" && (event.ctrlKey || event.metaKey || (draft.field === "reason" && inField));
  if (event.key !== "Escape" && !saves) return;
  event.preventDefault();
  event.stopPropagation();
  if (saves) actions.saveDraft();
  else actions.cancelDraft();
}
