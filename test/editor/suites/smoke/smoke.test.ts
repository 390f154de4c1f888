import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openWorkspaceFile } from "../../support/wait";

describe("the extension in VS Code", () => {
  it("is present and activates", async () => {
    const extension = vscode.extensions.getExtension("liftoff-launch.liftoff");
    assert.ok(extension, "VS Code does not know the extension");
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it("opens the suite's workspace, trusted", async () => {
    const editor = await openWorkspaceFile("Dockerfile");
    assert.match(editor.document.getText(), /^FROM /);
    assert.equal(vscode.workspace.isTrusted, true);
  });
});
