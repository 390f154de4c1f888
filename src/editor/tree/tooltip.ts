import { l10n, MarkdownString } from "vscode";
import type { ItemView, PhaseView } from "../../core/plan/view";
import { progressText, stateWord } from "./nodes";
import { phaseSentences } from "./phase-words";

/** All that is known of a phase: how far it is, when it takes place, and whether it may end. */
export function phaseTooltip(phase: PhaseView): MarkdownString {
  const tooltip = new MarkdownString();
  tooltip.appendMarkdown("**").appendText(phase.title).appendMarkdown("**");
  const progress = progressText(phase.progress, l10n.t);
  const sentences = [...(progress === "" ? [] : [sentence(progress)]), ...phaseSentences(phase, l10n.t)];
  for (const each of sentences) tooltip.appendMarkdown("\n\n").appendText(each);
  return tooltip;
}

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
  for (const { at, by, text } of item.records.slice(-3)) {
    paragraph([at.slice(0, 10), by, text].filter((part) => part !== undefined).join(" · "));
  }
  if (item.expires) paragraph(l10n.t("What was written down counts until {0}.", item.expires));
  if (item.waiver) paragraph(l10n.t("Accepted until {0}: {1}", item.waiver.until, item.waiver.reason));
  if (item.blocker) paragraph(item.blocker);
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
      return item.blockedBy.length > 0
        ? l10n.t("Blocked by {0}.", item.blockedBy.map(({ title }) => title).join(", "))
        : sentence(stateWord(item.shown, l10n.t));
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
