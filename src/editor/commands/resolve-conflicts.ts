import { commands, l10n, type QuickPickItem, type Uri, ViewColumn, window } from "vscode";
import type { Conflict, ConflictChoice, ItemVersion } from "../../core/api";
import type { Core } from "../core";
import type { Liftoff } from "../liftoff";
import type { PlanFile } from "../plan/plan-file";
import type { PreviewDocuments } from "../preview-documents";
import { claimWord } from "../tree/nodes";

/** How much of a side is shown where it is not about items, in characters. */
const MAX_SHOWN = 200;

/**
 * Goes through what a merge left behind in a plan, one place after the other, shows the outcome, and writes it as one
 * step that can be undone. Nothing is written before the last question is answered.
 */
export async function resolvePlanConflicts(
  { core, plans }: Liftoff,
  previews: PreviewDocuments,
  uri?: Uri,
): Promise<void> {
  const conflicted = plans.files.filter(({ source }) => source && core.conflictsIn(source).length > 0);
  const asked = uri && conflicted.find((plan) => plan.uri.toString() === uri.toString());
  const plan = asked ?? (conflicted.length > 1 ? await pickConflicted(conflicted) : conflicted[0]);
  if (!plan) {
    if (conflicted.length === 0)
      void window.showInformationMessage(l10n.t("No launch plan holds two merged versions."));
    return;
  }
  const text = plan.source ?? "";
  const choices = await askAll(core, plan, text);
  const resolved = choices && core.resolveConflicts(text, choices);
  if (choices === undefined || resolved === undefined) return;
  try {
    if (!(await confirm(plan, resolved, previews))) return;
  } finally {
    await previews.close();
  }
  const refusal = await plan.edit((current) => {
    if (current !== text)
      return { refused: l10n.t("{0} was edited meanwhile; nothing was written.", plan.path) };
    return {
      edits: core
        .conflictsIn(text)
        .map((conflict, i) => core.resolveConflict(text, conflict, choices[i] ?? "ours")),
    };
  });
  if (refusal) void window.showWarningMessage(refusal);
}

async function pickConflicted(plans: readonly PlanFile[]): Promise<PlanFile | undefined> {
  const picks = plans.map((plan) => ({ label: plan.path, description: plan.session.name, plan }));
  return (await window.showQuickPick(picks, { title: l10n.t("Resolve Plan Conflicts") }))?.plan;
}

async function askAll(core: Core, plan: PlanFile, text: string): Promise<ConflictChoice[] | undefined> {
  const conflicts = core.conflictsIn(text);
  const choices: ConflictChoice[] = [];
  for (const [i, conflict] of conflicts.entries()) {
    const title = `${l10n.t("Resolve Plan Conflicts")} (${i + 1}/${conflicts.length})`;
    const choice = await ask(core, plan, text, conflict, title);
    if (choice === undefined) return undefined;
    choices.push(choice);
  }
  return choices;
}

async function ask(
  core: Core,
  plan: PlanFile,
  text: string,
  conflict: Conflict,
  title: string,
): Promise<ConflictChoice | undefined> {
  const { ours, theirs, choices } = core.sidesOf(plan.path, text, conflict);
  const sideText = (side: readonly ItemVersion[], { start, end }: Conflict["ours"]) =>
    side.length > 0 ? side.map(versionText).join("; ") : linesText(text.slice(start, end));
  const details: Readonly<Record<ConflictChoice, Omit<QuickPickItem, "kind">>> = {
    ours: {
      label: l10n.t("Keep ours"),
      description: conflict.labels.ours,
      detail: sideText(ours, conflict.ours),
    },
    theirs: {
      label: l10n.t("Keep theirs"),
      description: conflict.labels.theirs,
      detail: sideText(theirs, conflict.theirs),
    },
    both: { label: l10n.t("Keep both"), detail: l10n.t("Theirs behind ours.") },
  };
  const picks = choices.map((choice) => ({ ...details[choice], choice }));
  const placeHolder = l10n.t("Line {0} of {1}: which version counts?", conflict.line + 1, plan.path);
  const picked = await window.showQuickPick(picks, { title, placeHolder, ignoreFocusOut: true });
  return picked?.choice;
}

/** `Rotate the keys: done`: what one side says of one item. */
function versionText({ title, claim, isNew }: ItemVersion): string {
  const word = claimWord(claim, l10n.t);
  return isNew ? l10n.t("{0}: {1}, only here", title, word) : `${title}: ${word}`;
}

function linesText(lines: string): string {
  const shown = lines
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .join(" ⏎ ");
  if (shown === "") return l10n.t("nothing");
  return shown.length > MAX_SHOWN ? `${shown.slice(0, MAX_SHOWN)}…` : shown;
}

async function confirm(plan: PlanFile, resolved: string, previews: PreviewDocuments): Promise<boolean> {
  const before = previews.add(plan.uri, plan.source ?? "");
  const after = previews.add(plan.uri, resolved);
  const name = l10n.t("{0} (resolved)", plan.path);
  await commands.executeCommand("vscode.diff", before, after, name, { viewColumn: ViewColumn.Active });
  const write: QuickPickItem = { label: l10n.t("Write This Version") };
  const cancel: QuickPickItem = { label: l10n.t("Cancel") };
  const picked = await window.showQuickPick([write, cancel], {
    title: l10n.t("Resolve Plan Conflicts"),
    placeHolder: l10n.t("The preview shows what will be written."),
    ignoreFocusOut: true,
  });
  return picked === write;
}
