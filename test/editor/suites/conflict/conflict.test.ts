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
});
