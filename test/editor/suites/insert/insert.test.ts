import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { bytesOf, closeAll, liftoff, ruleOf } from "../../support/liftoff";
import { openWorkspaceFile, until, workspaceFile } from "../../support/wait";

/** Comparisons that are shown, by the path of the file that they are about. */
function previews(): string[] {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.flatMap(({ input }) =>
    input instanceof vscode.TabInputTextDiff ? vscode.workspace.asRelativePath(input.original) : [],
  );
}

/** Accepts what is selected in a list, again and again, until `done`: the list may not be there yet. */
async function acceptUntil(done: () => boolean, message: string): Promise<void> {
  await until(async () => {
    if (done()) return true;
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return false;
  }, message);
}

describe("inserting protection", () => {
  let api: LiftoffApi;
  const proxy = workspaceFile("nginx/app.conf");
  const app = workspaceFile("api/main.py");
  const rulesAt = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri).map(ruleOf);
  const lacksHeaders = (uri: vscode.Uri) =>
    rulesAt(uri).some((rule) => /missing-(hsts|frame-options|security-headers)$/.test(rule ?? ""));

  before(async () => {
    api = await liftoff();
    await openWorkspaceFile("api/main.py");
    await openWorkspaceFile("nginx/app.conf");
    await api.whenIdle();
    await until(() => lacksHeaders(proxy) && lacksHeaders(app), "headers to be missing everywhere");
  });
  afterEach(closeAll);

  it("puts headers into the outermost layer after a look at them, in one step that can be undone", async () => {
    const text = await bytesOf(proxy);
    const running = vscode.commands.executeCommand("liftoff.insertSecurityHeaders");
    await acceptUntil(() => previews().length > 0, "the preview");
    assert.deepEqual(previews(), ["nginx/app.conf"]);
    const document = await vscode.workspace.openTextDocument(proxy);
    assert.equal(document.getText(), text, "a preview writes nothing");
    await acceptUntil(() => document.isDirty, "the headers");
    await running;
    assert.equal(document.getText().match(/add_header .* always;/g)?.length, 4);
    assert.equal(await bytesOf(proxy), text, "nothing is saved");
    assert.deepEqual(previews(), []);
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), proxy.toString());
    await until(() => !lacksHeaders(proxy) && !lacksHeaders(app), "the findings to be gone from both layers");

    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await until(() => lacksHeaders(proxy) && lacksHeaders(app), "the findings to be back");
  });

  it("restricts CORS where it is open", async () => {
    const running = vscode.commands.executeCommand("liftoff.restrictCors");
    const document = await vscode.workspace.openTextDocument(app);
    await acceptUntil(() => document.isDirty, "the origin");
    await running;
    assert.match(document.getText(), /allow_origins=\["https:\/\/app\.example\.com"\]/);
    await until(() => !rulesAt(app).includes("fastapi/cors-wildcard"), "the finding to be gone");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.isDirty, false);
  });

  it("adds a rate limit to the layer in front, which settles it for the application", async () => {
    const running = vscode.commands.executeCommand("liftoff.addRateLimiting");
    const document = await vscode.workspace.openTextDocument(proxy);
    await acceptUntil(() => document.isDirty, "the limit");
    await running;
    assert.match(document.getText(), /limit_req zone=/);
    const lacksLimit = () =>
      [...rulesAt(proxy), ...rulesAt(app)].some((rule) => rule?.endsWith("/missing-rate-limit"));
    await until(() => !lacksLimit(), "the findings to be gone");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.isDirty, false);
    await until(lacksLimit, "the finding to be back");
  });

  it("takes what was typed a moment ago, and never inserts a second time", async () => {
    const { document } = await openWorkspaceFile("nginx/app.conf");
    const edit = new vscode.WorkspaceEdit();
    const lines = [
      'X-Frame-Options "SAMEORIGIN"',
      'X-Content-Type-Options "nosniff"',
      'Referrer-Policy "no-referrer"',
      'Strict-Transport-Security "max-age=31536000"',
    ].map((header) => `    add_header ${header} always;\n`);
    edit.insert(proxy, new vscode.Position(3, 0), lines.join(""));
    assert.ok(await vscode.workspace.applyEdit(edit));
    const typed = document.getText();
    // It waits for an answer to its message, which says who sends them.
    void vscode.commands.executeCommand("liftoff.insertSecurityHeaders");
    await api.whenIdle();
    await until(() => !lacksHeaders(proxy) && !lacksHeaders(app), "the findings to be gone");
    await vscode.commands.executeCommand("notifications.clearAll");
    assert.equal(document.getText(), typed);
    assert.deepEqual(previews(), []);
  });
});
