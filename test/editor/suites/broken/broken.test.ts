import assert from "node:assert/strict";
import * as vscode from "vscode";
import { bytesOf, liftoff } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

describe("a plan that cannot be read", () => {
  const plan = workspaceFile(".liftoff/plan.yaml");

  it("is shown as it is, and never written", async () => {
    const api = await liftoff();
    const before = await bytesOf(plan);
    const view = await until(() => api.planView(), "the plan");
    assert.equal(view.editable, false);
    assert.ok(view.problems.length > 0);
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist");
    await until(() => api.checklistState(plan)?.plan, "the checklist");
    assert.equal(api.checklistState(plan)?.fields, false);
    for (const message of [
      { type: "claim", itemId: "container.user", claim: "done" },
      { type: "notes", itemId: "container.user", notes: "x" },
    ]) {
      await api.sendToChecklist(plan, message);
    }
    await api.whenIdle();
    assert.equal(await bytesOf(plan), before);
    assert.ok(!vscode.workspace.textDocuments.some(({ isDirty }) => isDirty));
  });

  it("says where it is wrong, and leads there", async () => {
    const wrong = await until(
      () => vscode.languages.getDiagnostics(plan).find(({ source }) => source === "Liftoff"),
      "a problem in the plan",
    );
    assert.equal(wrong.severity, vscode.DiagnosticSeverity.Error);
    await vscode.commands.executeCommand("liftoff.openPlanText");
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path, plan.path);
    assert.equal(editor?.selection.active.line, wrong.range.start.line);
  });

  it("can be ticked once its text is in order", async () => {
    const api = await liftoff();
    const document = await vscode.workspace.openTextDocument(plan);
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    const text = document
      .getText()
      .replace('"Containers', "Containers")
      .replace("todo", "todo\n        title: A user");
    edit.replace(plan, whole, text);
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => api.planView()?.editable, "the plan to be readable");
    await api.sendToChecklist(plan, { type: "claim", itemId: "container.user", claim: "done" });
    await api.whenIdle();
    assert.match(document.getText(), /status: done/);
  });
});
