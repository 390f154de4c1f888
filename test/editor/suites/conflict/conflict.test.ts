import assert from "node:assert/strict";
import * as vscode from "vscode";
import { bytesOf, liftoff } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

describe("a plan with merge conflicts", () => {
  it("keeps every byte, whatever is clicked", async () => {
    const plan = workspaceFile(".liftoff/plan.yaml");
    const api = await liftoff();
    const before = await bytesOf(plan);
    const view = await until(() => api.planView(), "the plan");
    assert.equal(view.editable, false);
    assert.ok(view.problems.some(({ kind }) => kind === "conflict"));
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist");
    await until(() => api.checklistState(plan)?.plan, "the checklist");
    for (const itemId of ["container.user", "container.lock"]) {
      const row = api.treeRow(itemId);
      if (row) void vscode.commands.executeCommand("liftoff.markDone", row);
      await api.sendToChecklist(plan, { type: "claim", itemId, claim: "done" });
      await api.sendToChecklist(plan, { type: "notes", itemId, notes: "x" });
    }
    await api.whenIdle();
    assert.equal(await bytesOf(plan), before);
    assert.ok(!vscode.workspace.textDocuments.some(({ isDirty }) => isDirty));
  });

  it("is resolved item by item after a look at the outcome, in one step that can be undone", async () => {
    const plan = workspaceFile(".liftoff/plan.yaml");
    const api = await liftoff();
    const before = await bytesOf(plan);
    let ended = false;
    const running = vscode.commands.executeCommand("liftoff.resolveConflicts", plan).then(() => {
      ended = true;
    });
    await until(
      async () => {
        if (!ended) await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
        return ended;
      },
      "the conflicts to be resolved",
      30_000,
    );
    await running;
    const text = await bytesOf(plan);
    assert.doesNotMatch(text, /^[<=>]{7}/m);
    assert.equal(api.planView()?.editable, true);
    await vscode.commands.executeCommand("vscode.openWith", plan, "default");
    await vscode.commands.executeCommand("undo");
    const document = await vscode.workspace.openTextDocument(plan);
    await until(() => document.getText() === before, "the conflicts to be back");
    await vscode.commands.executeCommand("redo");
    await until(() => document.getText() === text, "the outcome again");
    await document.save();
  });
});
