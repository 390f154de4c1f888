import { l10n, MarkdownString } from "vscode";
import type { ItemView } from "../../core/plan/view";
import { stateWord } from "./nodes";

/** All that is known of an item. Its texts come from the workspace, so they are appended as text, never as Markdown. */
export function itemTooltip(item: ItemView): MarkdownString {
  const tooltip = new MarkdownString();
  const paragraph = (text: string) => tooltip.appendText(text).appendMarkdown("\n\n");
  tooltip.appendMarkdown("**").appendText(item.title).appendMarkdown("**\n\n");
  if (item.why) paragraph(item.why);
  paragraph(stateSentence(item));
  for (const detail of item.details) tooltip.appendMarkdown("- ").appendText(detail).appendMarkdown("\n");
  if (item.details.length > 0) tooltip.appendMarkdown("\n");
  if (item.notes) paragraph(item.notes);
  const facts = [
    item.priority && l10n.t("Priority {0}", item.priority),
    item.estimate && l10n.t("Estimate {0}", item.estimate),
    item.owner && l10n.t("Owner {0}", item.owner),
    item.due && l10n.t("Due {0}", item.due),
  ].filter((fact) => fact !== undefined && fact !== "");
  if (facts.length > 0) paragraph(facts.join(" · "));
  if (item.rules.length > 0) paragraph(l10n.t("Proved by {0}", item.rules.join(", ")));
  return tooltip;
}

function stateSentence(item: ItemView): string {
  switch (item.shown) {
    case "blocked":
      return l10n.t("Blocked by {0}.", item.blockedBy.map(({ title }) => title).join(", "));
    case "ready":
      return l10n.t("The code shows that this is done: tick it.");
    case "verified":
      return l10n.t("Done, and the code proves it.");
    case "claimed":
      return l10n.t("Done by a person's word; nothing in the code tells.");
    case "regressed":
      return l10n.t("This was done, and the code contradicts it now.");
    case "na":
      return item.reason ? l10n.t("Does not apply: {0}", item.reason) : l10n.t("Does not apply.");
    case "open":
    case "doing":
    case "waived":
      return sentence(stateWord(item.shown, l10n.t));
  }
}

function sentence(words: string): string {
  return `${words.charAt(0).toLocaleUpperCase()}${words.slice(1)}.`;
}
