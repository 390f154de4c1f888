import assert from "node:assert/strict";
import * as vscode from "vscode";
import { StubTools } from "../../../support/stub-tools";
import { bytesOf, create, itemOf, liftoff, onRow, replace, shows } from "../../support/liftoff";
import { openWorkspaceFile, workspaceFile } from "../../support/wait";

describe("the extension in Restricted Mode", () => {
  it("runs in a workspace that nobody has trusted", async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const api = await liftoff();
    await shows(api, "container.user", "verified");
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node\n", "");
    await shows(api, "container.user", "regressed");
  });

  it("ticks there as anywhere", async () => {
    const api = await liftoff();
    await onRow(api, "liftoff.markDone", "launch.dns");
    assert.equal(itemOf(api.planView(), "launch.dns").claim, "done");
    assert.match(await bytesOf(workspaceFile(".liftoff/plan.yaml")), /status: done\n {8}title: Point/);
  });

  it("starts no program", async () => {
    const api = await liftoff();
    const tools = new StubTools();
    const settings = vscode.workspace.getConfiguration("liftoff.tools");
    try {
      await settings.update(
        "zizmor",
        tools.write("zizmor", { out: "[]" }),
        vscode.ConfigurationTarget.Global,
      );
      await settings.update("checkOnSave", true, vscode.ConfigurationTarget.Global);
      const uri = await create(".github/workflows/ci.yml", "on: push\njobs: {}\n");
      const { document } = await openWorkspaceFile(".github/workflows/ci.yml");
      await replace(document, "push", "pull_request");
      assert.ok(await document.save());
      await vscode.commands.executeCommand("liftoff.checkWithTools");
      await api.whenIdle();
      assert.equal(document.uri.toString(), uri.toString());
      assert.deepEqual(tools.runsOf("zizmor"), []);
    } finally {
      await settings.update("zizmor", undefined, vscode.ConfigurationTarget.Global);
      await settings.update("checkOnSave", undefined, vscode.ConfigurationTarget.Global);
      tools.remove();
    }
  });
});
