import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { bytesOf, create, itemOf, liftoff, onRow, userFindings } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

describe("a workspace of several folders", () => {
  let api: LiftoffApi;
  const folder = (index: number) => vscode.workspace.workspaceFolders?.[index]?.uri;

  before(async () => {
    await openFolders();
    api = await liftoff();
  });

  it("has a plan for each, judged by its own files", async () => {
    const shown = (index: number, id: string) => itemOf(api.planView(folder(index)), id).shown;
    await until(() => shown(0, "api.user") === "verified", "api to be verified");
    await until(() => shown(1, "shop.user") === "regressed", "shop to be regressed");
    assert.equal(api.planView(folder(0))?.name, "Api launch");
    assert.equal(api.planView(folder(1))?.name, "Shop launch");
  });

  it("shows a level for the folders", () => {
    for (const [id, name] of [
      ["api.user", "api"],
      ["shop.user", "shop"],
    ] as const) {
      let row = api.treeRow(id);
      while (row?.parent) row = row.parent;
      assert.equal(row?.row.kind, "folder");
      assert.equal(row?.row.label, name);
    }
  });

  it("has findings where they belong", async () => {
    await until(() => userFindings(workspaceFile("Dockerfile", 1)).length === 1, "a finding in shop");
    assert.deepEqual(userFindings(workspaceFile("Dockerfile", 0)), []);
  });

  it("ticks in the plan of the folder, and in no other", async () => {
    const other = await bytesOf(workspaceFile(".liftoff/plan.yaml", 0));
    await onRow(api, "liftoff.reopen", "shop.user");
    assert.match(await bytesOf(workspaceFile(".liftoff/plan.yaml", 1)), /status: todo/);
    assert.equal(await bytesOf(workspaceFile(".liftoff/plan.yaml", 0)), other);
  });

  it("filters the plans of all folders, and keeps the level for folders", async () => {
    await vscode.commands.executeCommand("liftoff.filterItems", "open");
    await until(() => api.treeRow("api.user") === undefined, "what is verified to be gone");
    let row = api.treeRow("shop.user");
    while (row?.parent) row = row.parent;
    assert.equal(row?.row.kind, "folder");
    await vscode.commands.executeCommand("liftoff.clearFilter");
    assert.ok(api.treeRow("api.user"));
  });

  it("writes evidence into the folder of the item", async () => {
    await create(".liftoff/evidence/shop.user.yaml", "item: shop.user\nevidence:\n  - at: 2026-01-02\n", 1);
    const records = (index: number, id: string) => itemOf(api.planView(folder(index)), id).records.length;
    await until(() => records(1, "shop.user") === 1, "the evidence");
    assert.equal(records(0, "api.user"), 0);
  });

  it("forgets a folder that is taken out of the workspace", async () => {
    const shop = workspaceFile("Dockerfile", 1);
    assert.ok(vscode.workspace.updateWorkspaceFolders(1, 1));
    await until(() => vscode.workspace.workspaceFolders?.length === 1, "the folder to be gone");
    await until(() => userFindings(shop).length === 0, "its findings to be gone");
    await until(() => api.treeRow("shop.user") === undefined, "its rows to be gone");
    assert.equal(api.treeRow("api.user")?.parent?.row.kind, "phase");
  });
});

/** The VS Code server sometimes opens a .code-workspace file without the folders in it: they are added then. */
async function openFolders(): Promise<void> {
  const file = vscode.workspace.workspaceFile;
  assert.ok(file, "the suite needs a .code-workspace file");
  if (vscode.workspace.workspaceFolders?.length) return;
  const folders = ["api", "shop"].map((name) => ({ uri: vscode.Uri.joinPath(file, "..", name) }));
  assert.ok(vscode.workspace.updateWorkspaceFolders(0, 0, ...folders));
  await until(() => vscode.workspace.workspaceFolders?.length === 2, "the folders to be there");
}
