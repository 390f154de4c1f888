import { env, l10n, type QuickPickItem, window, workspace } from "vscode";
import type { PlanView } from "../../core/plan/view";
import type { Core } from "../core";
import { today } from "../today";

type Format = "markdown" | "pullRequest" | "gantt";

/** Hands the plan out as text for other places: to the clipboard, or into a document that nobody has saved yet. */
export async function exportPlan(core: Core, view: PlanView): Promise<void> {
  const title = l10n.t("Export Plan");
  const formats: readonly (QuickPickItem & { format: Format })[] = [
    {
      label: l10n.t("Checklist in Markdown"),
      detail: l10n.t("For a wiki or a page of its own."),
      format: "markdown",
    },
    {
      label: l10n.t("Body of a pull request"),
      detail: l10n.t("Where it stands and what stops it, the phases folded."),
      format: "pullRequest",
    },
    {
      label: l10n.t("Gantt chart in Mermaid"),
      detail: l10n.t("The phases by the calendar."),
      format: "gantt",
    },
  ];
  const picked = await window.showQuickPick(formats, {
    title: `${title} (1/2)`,
    placeHolder: l10n.t("Choose a form"),
  });
  if (!picked) return;
  const text = textOf(core, view, picked.format);
  if (text === undefined) {
    void window.showInformationMessage(l10n.t("The plan gives no estimates: there is nothing to draw."));
    return;
  }
  const copy: QuickPickItem = { label: l10n.t("Copy to Clipboard") };
  const open: QuickPickItem = { label: l10n.t("Open as New Document") };
  const where = await window.showQuickPick([copy, open], {
    title: `${title} (2/2)`,
    placeHolder: picked.label,
  });
  if (where === copy) await env.clipboard.writeText(text);
  else if (where === open) {
    await window.showTextDocument(await workspace.openTextDocument({ language: "markdown", content: text }));
  }
}

function textOf(core: Core, view: PlanView, format: Format): string | undefined {
  if (format === "markdown") return core.planMarkdown(view);
  if (format === "pullRequest") return core.pullRequestBody(view);
  const chart = core.ganttOf(view, today());
  return chart === undefined ? undefined : `\`\`\`mermaid\n${chart}\`\`\`\n`;
}
