import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { bytesOf, closeAll, liftoff } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

const accept = () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");

/** Answers the questions of a command with what they suggest, until `done`. */
async function acceptUntil(done: () => Promise<boolean>, message: string): Promise<void> {
  await until(async () => {
    if (await done()) return true;
    await accept();
    return false;
  }, message);
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

describe("a workspace without a plan", () => {
  let api: LiftoffApi;
  const plan = workspaceFile(".liftoff/plan.yaml");

  before(async () => {
    api = await liftoff();
  });
  after(closeAll);

  it("shows none and writes none", async () => {
    assert.equal(api.planView(), undefined);
    assert.equal(await isThere(plan), false);
  });

  it("gets a Dockerfile after a look at it, and keeps one that is there", async () => {
    const dockerfile = workspaceFile("Dockerfile");
    const running = vscode.commands.executeCommand("liftoff.scaffoldDockerfile");
    await until(
      () =>
        vscode.window.tabGroups.all.some(({ tabs }) =>
          tabs.some(({ input }) => input instanceof vscode.TabInputTextDiff),
        ),
      "the preview",
    );
    assert.equal(await isThere(dockerfile), false, "a preview writes nothing");
    await acceptUntil(() => isThere(dockerfile), "the Dockerfile");
    await running;
    assert.match(await bytesOf(dockerfile), /^(#.*\n)*FROM node:/);
    assert.equal(await isThere(workspaceFile(".dockerignore")), true);
    const previews = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.filter(({ input }) => input instanceof vscode.TabInputTextDiff),
    );
    assert.deepEqual(previews, []);
  });

  it("starts one from a template and opens it as a checklist", async () => {
    const running = vscode.commands.executeCommand("liftoff.startPlan");
    await acceptUntil(() => isThere(plan), "the plan file");
    await running;
    await api.whenIdle();
    const view = await until(() => api.planView(), "the plan");
    assert.equal(view.name, "lantern");
    assert.ok(view.progress.total > 0);
    assert.equal(view.editable, true);
    const isChecklist = () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.viewType === "liftoff.checklist";
    };
    await until(isChecklist, "the checklist");
    await until(() => api.checklistState(plan)?.plan, "the checklist's state");
  });

  it("does not write a second one over it", async () => {
    const before = await bytesOf(plan);
    void vscode.commands.executeCommand("liftoff.startPlan");
    await api.whenIdle();
    await vscode.commands.executeCommand("notifications.clearAll");
    assert.equal(await bytesOf(plan), before);
  });
});
