import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, liftoff } from "../../support/liftoff";
import { openWorkspaceFile, until, workspaceFile } from "../../support/wait";

function within(document: vscode.TextDocument, word: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(word) + 2);
}

async function referencesTo(uri: vscode.Uri, at: vscode.Position): Promise<string[]> {
  const found = await vscode.commands.executeCommand<vscode.Location[]>(
    "vscode.executeReferenceProvider",
    uri,
    at,
  );
  return found
    .map(({ uri: path, range }) => `${vscode.workspace.asRelativePath(path)}:${range.start.line + 1}`)
    .sort();
}

describe("environment variables of Go and PHP", () => {
  before(liftoff);
  afterEach(closeAll);

  it("lead from Go to where they are explained", async () => {
    const { document } = await openWorkspaceFile("worker/main.go");
    const links = await until(async () => {
      const found = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        "vscode.executeDefinitionProvider",
        document.uri,
        within(document, "QUEUE_URL"),
      );
      return found.length > 0 ? found : undefined;
    }, "a definition");
    assert.deepEqual(
      links.map(
        ({ targetUri, targetRange }) =>
          `${vscode.workspace.asRelativePath(targetUri)}:${targetRange.start.line + 1}`,
      ),
      [".env.example:3"],
    );
  });

  it("are completed with what the workspace explains", async () => {
    const { document } = await openWorkspaceFile("worker/main.go");
    const at = document.positionAt(document.getText().indexOf("QUEUE_URL"));
    const items = await until(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        "vscode.executeCompletionItemProvider",
        document.uri,
        at,
        '"',
      );
      const own = list.items.filter(({ kind }) => kind === vscode.CompletionItemKind.Constant);
      return own.length > 0 ? own : undefined;
    }, "completions");
    const shown = items.map(({ label }) =>
      typeof label === "string" ? label : `${label.label} ${label.description}`,
    );
    assert.ok(shown.includes("QUEUE_URL .env.example"), shown.join());
  });

  it("follow files that come and go", async () => {
    const { document } = await openWorkspaceFile(".env.example");
    const at = within(document, "QUEUE_URL");
    await until(
      async () => (await referencesTo(document.uri, at)).includes("worker/main.go:5") || undefined,
      "the read in Go",
    );
    const added = workspaceFile("queue.php");
    const listed = () => referencesTo(document.uri, at);
    const create = new vscode.WorkspaceEdit();
    create.createFile(added, { contents: Buffer.from("<?php\n\n$url = getenv('QUEUE_URL');\n") });
    assert.ok(await vscode.workspace.applyEdit(create));
    await until(async () => (await listed()).includes("queue.php:3") || undefined, "the read in PHP");
    const remove = new vscode.WorkspaceEdit();
    remove.deleteFile(added);
    assert.ok(await vscode.workspace.applyEdit(remove));
    await until(async () => !(await listed()).includes("queue.php:3") || undefined, "the read to go");
  });

  it("are added to the example file, and take the place of a secret", async () => {
    const { document } = await openWorkspaceFile("worker/main.go");
    const before = document.getText();
    const [listed] = await refactorings(document.uri, within(document, "QUEUE_TOPIC"));
    assert.equal(listed?.title, "Add QUEUE_TOPIC to .env.example");
    const [moved] = await refactorings(document.uri, within(document, "tulip-quay"));
    assert.equal(moved?.title, "Move this secret to the environment as SMTP_PASSWORD");
    assert.ok(moved?.edit && (await vscode.workspace.applyEdit(moved.edit)));
    assert.match(document.getText(), /^var smtpPassword = os\.Getenv\("SMTP_PASSWORD"\)$/m);
    await openWorkspaceFile("worker/main.go");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });
});

async function refactorings(uri: vscode.Uri, at: vscode.Position): Promise<vscode.CodeAction[]> {
  return until(async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      uri,
      new vscode.Range(at, at),
      vscode.CodeActionKind.RefactorExtract.value,
    );
    return found.length > 0 ? found : undefined;
  }, "a refactoring");
}
