import {
  l10n,
  type QuickInputButton,
  type QuickPickItem,
  ThemeIcon,
  type Uri,
  ViewColumn,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import type { Template } from "../../core/plan/template";
import type { Suggestion, Surroundings } from "../../core/plan/workspace";
import { loadNewFiles, type NewFiles } from "../core";
import { exists, readFile } from "../documents";
import type { Liftoff } from "../liftoff";
import { scaffoldExists } from "../plan/items";
import { uriBelow } from "../positions";
import type { PreviewDocuments } from "../preview-documents";
import type { FolderSession } from "../workspace/folder-session";
import { showChecklist } from "./open-checklist";
import { pickFolder, readFolder } from "./pick-folder";

/**
 * Writes a plan from a template: asks for the template, of which each can be looked at first, and for a name, both with
 * a good guess, and opens the result.
 */
export async function startPlan(liftoff: Liftoff, previews: PreviewDocuments): Promise<void> {
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
  const newFiles = await loadNewFiles();
  const surroundings = core.surroundingsOf(session.view());
  const ruleIds = new Set(core.rules.map(({ id }) => id));
  const write = (template: Template, name: string) =>
    newFiles.instantiate(template, {
      name,
      surroundings,
      ruleExists: (id) => ruleIds.has(id),
      scaffoldExists,
    });
  const guess = await guessName(session);
  try {
    const template = await pickTemplate(newFiles, surroundings, title, (chosen) =>
      window.showTextDocument(previews.add(uri, write(chosen, guess)), {
        preview: true,
        preserveFocus: true,
        viewColumn: ViewColumn.Active,
      }),
    );
    const name = template && (await askName(guess, title));
    if (template && name !== undefined) await create(uri, write(template, name), core.PLAN_PATH);
    else return;
  } finally {
    await previews.close();
  }
  await plans.of(session).findOwnPlan();
  if (await exists(uri)) await showChecklist(uri);
}

async function create(uri: Uri, text: string, path: string): Promise<void> {
  const edit = new WorkspaceEdit();
  edit.createFile(uri, { overwrite: false, contents: new TextEncoder().encode(text) });
  if (await workspace.applyEdit(edit)) return;
  void window.showWarningMessage(l10n.t("{0} exists by now; nothing was written.", path));
}

async function offerExisting(uri: Uri): Promise<void> {
  const open = l10n.t("Open Checklist");
  const message = l10n.t("This folder has a launch plan already.");
  if ((await window.showInformationMessage(message, open)) === open) await showChecklist(uri);
}

/** Templates with the one that fits first, and why it does. Undefined when nothing is chosen. */
async function pickTemplate(
  newFiles: NewFiles,
  surroundings: Surroundings,
  title: string,
  look: (template: Template) => Thenable<unknown>,
): Promise<Template | undefined> {
  const suggestion: Suggestion = newFiles.suggestTemplate(surroundings);
  const { template: suggested, why } = suggestion;
  const preview: QuickInputButton = { iconPath: new ThemeIcon("open-preview"), tooltip: l10n.t("Preview") };
  const picks = [suggested, ...newFiles.templates.filter((template) => template !== suggested)].map(
    (template): QuickPickItem & { template: Template } => ({
      label: template.title,
      ...(template === suggested && { description: l10n.t("suggested: {0}", why) }),
      detail: template.summary,
      buttons: [preview],
      template,
    }),
  );
  const input = window.createQuickPick<(typeof picks)[number]>();
  input.title = `${title} (1/2)`;
  input.placeholder = l10n.t("Choose a template");
  input.items = picks;
  // Looking at a preview moves the focus.
  input.ignoreFocusOut = true;
  return new Promise((resolve) => {
    input.onDidTriggerItemButton(({ item }) => void look(item.template));
    input.onDidAccept(() => {
      resolve(input.activeItems[0]?.template);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
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
