// The extension under test, as its own tests see it.
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ItemView, PlanView } from "../../../src/core/plan/view";
import type { LiftoffApi } from "../../../src/editor/api";
import { itemsOf } from "../../../src/editor/plan/items";
import { until, workspaceFile } from "./wait";

const rule = "dockerfile/non-root-user";

/** Activates the extension and waits until it has nothing left to do. */
export async function liftoff(): Promise<LiftoffApi> {
  const extension = vscode.extensions.getExtension<LiftoffApi>("liftoff-launch.liftoff");
  assert.ok(extension, "VS Code does not know the extension");
  const api = await extension.activate();
  await api.whenIdle();
  return api;
}

/** An item of a plan; fails when it is not there. */
export function itemOf(view: PlanView | undefined, id: string): ItemView {
  assert.ok(view, "there is no plan");
  const item = [...itemsOf(view)].find((each) => each.id === id);
  assert.ok(item, `the plan has no item ${id}`);
  return item;
}

/** Waits until an item of the shown plan is in a state. */
export async function shows(api: LiftoffApi, id: string, shown: ItemView["shown"]): Promise<ItemView> {
  await until(() => itemOf(api.planView(), id).shown === shown, `${id} to be shown as ${shown}`);
  return itemOf(api.planView(), id);
}

/** What is on disk, byte for byte. */
export async function bytesOf(uri: vscode.Uri): Promise<string> {
  return Buffer.from(await vscode.workspace.fs.readFile(uri)).toString("utf8");
}

/** Creates a file as the editor's own commands do; what the disk alone knows takes a file watcher to be seen. */
export async function create(relative: string, text: string, folder = 0): Promise<vscode.Uri> {
  const uri = workspaceFile(relative, folder);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { contents: Buffer.from(text), overwrite: true });
  assert.ok(await vscode.workspace.applyEdit(edit));
  return uri;
}

export async function remove(uri: vscode.Uri): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.deleteFile(uri, { recursive: true });
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Runs a command on a row of the tree, as its menu does. */
export async function onRow(api: LiftoffApi, command: string, itemId: string): Promise<void> {
  const row = await until(() => api.treeRow(itemId), `a row for ${itemId}`);
  await vscode.commands.executeCommand(command, row);
  await api.whenIdle();
}

/** Replaces the first occurrence of `text` in a document, without saving. */
export async function replace(document: vscode.TextDocument, text: string, by: string): Promise<void> {
  const at = document.getText().indexOf(text);
  assert.ok(at >= 0, `the document does not hold ${JSON.stringify(text)}`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(at), document.positionAt(at + text.length));
  edit.replace(document.uri, range, by);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** Findings of the rule that the fixtures are about. */
export function userFindings(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => ruleOf(diagnostic) === rule);
}

export function ruleOf({ source, code }: vscode.Diagnostic): string | undefined {
  if (source !== "Liftoff") return undefined;
  return typeof code === "object" ? String(code.value) : code?.toString();
}

/** Our quick fixes at a place, without what other extensions offer. */
export async function quickFixes(uri: vscode.Uri, range: vscode.Range): Promise<vscode.CodeAction[]> {
  // VS Code cancels the question when something else about the document happens in the same moment.
  const actions = await until(
    async () =>
      await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      ),
    "quick fixes",
  );
  return actions.filter(({ edit, command }) => edit || command?.command.startsWith("liftoff."));
}

/** Throws away every unsaved edit and closes all editors, so that the next test starts from what is on disk. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}
