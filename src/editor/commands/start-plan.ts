import { l10n, type QuickPickItem, type Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { Template } from "../../core/plan/template";
import { exists, readFile } from "../documents";
import type { Liftoff } from "../liftoff";
import { scaffoldExists } from "../plan/items";
import { uriBelow } from "../positions";
import type { FolderSession } from "../workspace/folder-session";
import { showChecklist } from "./open-checklist";
import { pickFolder, readFolder } from "./pick-folder";

/** Writes a plan from a template: asks for the template and a name, both with a good guess, and opens the result. */
export async function startPlan(liftoff: Liftoff): Promise<void> {
  const { core, plans } = liftoff;
  const title = l10n.t("Start Launch Plan");
  const session = await pickFolder(liftoff, title);
  if (!session) return;
  const uri = uriBelow(session.root, core.PLAN_PATH);
  if (await exists(uri)) {
    await offerExisting(uri);
    return;
  }
  await readFolder(session);
  const template = await pickTemplate(core.templates, core.suggestTemplate(session.view()), title);
  if (!template) return;
  const name = await askName(await guessName(session), title);
  if (name === undefined) return;
  const edit = new WorkspaceEdit();
  const ruleIds = new Set(core.rules.map(({ id }) => id));
  const text = core.instantiate(template, {
    name,
    paths: session.paths(),
    ruleExists: (id) => ruleIds.has(id),
    scaffoldExists,
  });
  const contents = new TextEncoder().encode(text);
  edit.createFile(uri, { overwrite: false, contents });
  if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage(l10n.t("{0} exists by now; nothing was written.", core.PLAN_PATH));
    return;
  }
  await plans.of(session).findOwnPlan();
  await showChecklist(uri);
}

async function offerExisting(uri: Uri): Promise<void> {
  const open = l10n.t("Open Checklist");
  const message = l10n.t("This folder has a launch plan already.");
  if ((await window.showInformationMessage(message, open)) === open) await showChecklist(uri);
}

async function pickTemplate(
  templates: readonly Template[],
  suggested: Template,
  title: string,
): Promise<Template | undefined> {
  const ordered = [suggested, ...templates.filter((template) => template !== suggested)];
  const picks = ordered.map((template): QuickPickItem & { template: Template } => ({
    label: template.title,
    detail: template.summary,
    template,
  }));
  const options = { title: `${title} (1/2)`, placeHolder: l10n.t("Choose a template") };
  return (await window.showQuickPick(picks, options))?.template;
}

async function askName(value: string, title: string): Promise<string | undefined> {
  const name = await window.showInputBox({
    title: `${title} (2/2)`,
    prompt: l10n.t("Name of the launch"),
    value,
    validateInput: (typed) => (typed.trim() === "" ? l10n.t("A name is needed.") : undefined),
  });
  return name?.trim();
}

/** What package.json calls the app, or else the folder. */
async function guessName(session: FolderSession): Promise<string> {
  const content = await readFile(uriBelow(session.root, "package.json"), 1_000_000);
  if (!("text" in content)) return session.name;
  try {
    const { name } = JSON.parse(content.text) as { name?: unknown };
    return typeof name === "string" && name !== "" ? name : session.name;
  } catch {
    return session.name;
  }
}
