import assert from "node:assert/strict";
import * as vscode from "vscode";
import { liftoff, replace, userFindings } from "../../support/liftoff";
import { openWorkspaceFile, until } from "../../support/wait";

describe("Liftoff switched off", () => {
  it("checks nothing and shows no plan, until it is switched on", async () => {
    const api = await liftoff();
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node", "USER root");
    await api.whenIdle();
    assert.deepEqual(userFindings(document.uri), []);
    assert.equal(api.planView(), undefined);
    const settings = vscode.workspace.getConfiguration("liftoff");
    await settings.update("enable", true, vscode.ConfigurationTarget.Workspace);
    await until(() => userFindings(document.uri).length === 1, "a finding");
    await until(() => api.planView(), "the plan");
    await settings.update("enable", false, vscode.ConfigurationTarget.Workspace);
    await until(() => userFindings(document.uri).length === 0, "no finding");
    await until(() => api.planView() === undefined, "no plan");
  });
});
