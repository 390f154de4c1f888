import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { closeAll, create, liftoff, remove, replace, ruleOf, userFindings } from "../../support/liftoff";
import { openWorkspaceFile, until, workspaceFile } from "../../support/wait";

describe("diagnostics", () => {
  let api: LiftoffApi;

  before(async () => {
    api = await liftoff();
  });
  afterEach(closeAll);

  it("come and go while an unsaved buffer is typed into", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    assert.deepEqual(userFindings(document.uri), []);
    await replace(document, "USER node", "USER root");
    await until(() => userFindings(document.uri).length === 1, "a finding");
    await replace(document, "USER root", "USER node");
    await until(() => userFindings(document.uri).length === 0, "no finding");
  });

  it("underline a token, say who found it and link to the rule's page", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node", "USER root");
    const [finding] = await until(() => {
      const found = userFindings(document.uri);
      return found.length > 0 ? found : undefined;
    }, "a finding");
    assert.ok(finding);
    assert.equal(finding.source, "Liftoff");
    assert.ok(finding.range.isSingleLine && !finding.range.isEmpty);
    assert.ok(typeof finding.code === "object");
    assert.equal(finding.code.value, "dockerfile/non-root-user");
    assert.equal(finding.code.target.scheme, "command");
    assert.equal(finding.code.target.path, "liftoff.showRuleById");
    assert.deepEqual(JSON.parse(decodeURIComponent(finding.code.target.query)), ["dockerfile/non-root-user"]);
  });

  it("belong to the newest text, however fast it changes", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    for (let i = 0; i < 12; i++) {
      await replace(
        document,
        i % 2 === 0 ? "USER node" : "USER root",
        i % 2 === 0 ? "USER root" : "USER node",
      );
    }
    await api.whenIdle();
    assert.deepEqual(userFindings(document.uri), []);
    await replace(document, "FROM node", "# one line more\nFROM node");
    await replace(document, "USER node", "USER root");
    await until(() => userFindings(document.uri).length === 1, "a finding");
    assert.match(
      document.lineAt(userFindings(document.uri)[0]?.range.start.line ?? 0).text,
      /USER root|CMD|FROM/,
    );
  });

  it("go back to the file on disk when edits are thrown away", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node", "USER root");
    await until(() => userFindings(document.uri).length === 1, "a finding");
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until(() => userFindings(document.uri).length === 0, "no finding");
  });

  it("follow files that are written, renamed and deleted", async () => {
    const uri = await create("worker/Dockerfile", 'FROM node:24-slim\nCMD ["node"]\n');
    await until(() => userFindings(uri).length === 1, "a finding in the new file");
    const renamed = workspaceFile("jobs/Dockerfile");
    const rename = new vscode.WorkspaceEdit();
    rename.renameFile(uri, renamed);
    assert.ok(await vscode.workspace.applyEdit(rename));
    await until(
      () => userFindings(uri).length === 0 && userFindings(renamed).length === 1,
      "the finding to move",
    );
    await remove(workspaceFile("jobs"));
    await until(() => userFindings(renamed).length === 0, "no finding in a file that is gone");
  });

  it("appear in a document that was never saved", async () => {
    const document = await vscode.workspace.openTextDocument({
      language: "dockerfile",
      content: 'FROM node:24-slim\nUSER root\nCMD ["node"]\n',
    });
    await until(() => userFindings(document.uri).length === 1, "a finding");
  });

  it("stop when a rule is switched off in the repository, and name what is wrong there", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node", "USER root");
    await until(() => userFindings(document.uri).length === 1, "a finding");
    const config = await create(".liftoff/config.yaml", "rules:\n  dockerfile/non-root-user: off\n");
    await until(() => userFindings(document.uri).length === 0, "no finding");
    await create(".liftoff/config.yaml", "rules:\n  dockerfile/non-root-user: sometimes\n");
    await until(() => userFindings(document.uri).length === 1, "the default again");
    const [problem] = await until(() => {
      const found = vscode.languages.getDiagnostics(config).filter(({ source }) => source === "Liftoff");
      return found.length > 0 ? found : undefined;
    }, "a problem in the configuration");
    assert.equal(problem?.range.start.line, 1);
    await remove(config);
    await until(
      () => vscode.languages.getDiagnostics(config).length === 0,
      "no problem in a file that is gone",
    );
  });

  it("obey the user's settings", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node", "USER root");
    await until(() => userFindings(document.uri).length === 1, "a finding");
    const settings = vscode.workspace.getConfiguration("liftoff");
    await settings.update(
      "rules",
      { "dockerfile/non-root-user": "hint" },
      vscode.ConfigurationTarget.Workspace,
    );
    const isHint = () => userFindings(document.uri)[0]?.severity === vscode.DiagnosticSeverity.Hint;
    await until(isHint, "the finding to be a hint");
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await until(() => !isHint(), "the rule's own severity");
  });

  it("say so where a file is too large to be checked", async () => {
    const uri = await create("Dockerfile.large", `FROM node:24-slim\n${"# filler line\n".repeat(90_000)}`);
    await vscode.window.showTextDocument(uri);
    const note = await until(
      () => vscode.languages.getDiagnostics(uri).find(({ source }) => source === "Liftoff"),
      "a note",
    );
    assert.equal(note.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(ruleOf(note), undefined);
    await remove(uri);
  });

  it("lead to the page of the rule, and to no other file", async () => {
    const isPreview = () =>
      vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
    await vscode.commands.executeCommand("liftoff.showRuleById", "../../package");
    assert.equal(vscode.window.tabGroups.activeTabGroup.activeTab, undefined);
    await vscode.commands.executeCommand("liftoff.showRuleById", "dockerfile/non-root-user");
    await until(isPreview, "the page");
  });
});
