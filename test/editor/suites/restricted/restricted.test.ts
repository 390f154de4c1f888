import assert from "node:assert/strict";
import * as vscode from "vscode";
import { bytesOf, itemOf, liftoff, onRow, replace, shows } from "../../support/liftoff";
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
});
