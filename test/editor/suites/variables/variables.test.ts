import assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, liftoff } from "../../support/liftoff";
import { openWorkspaceFile, until } from "../../support/wait";

/** The place of `word` in a document, a little behind its start. */
function within(document: vscode.TextDocument, word: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(word) + 2);
}

function shown(places: readonly (vscode.Location | vscode.LocationLink)[]): string[] {
  return places
    .map((place) => {
      const [uri, range] = "uri" in place ? [place.uri, place.range] : [place.targetUri, place.targetRange];
      return `${vscode.workspace.asRelativePath(uri)}:${range.start.line + 1}`;
    })
    .sort();
}

/** Answers of a provider; other extensions may not be there yet, and the folder is read for the first question. */
async function ask<T>(command: string, uri: vscode.Uri, ...rest: readonly unknown[]): Promise<T[]> {
  return until(async () => {
    const found = await vscode.commands.executeCommand<T[]>(command, uri, ...rest);
    return found.length > 0 ? found : undefined;
  }, command);
}

describe("environment variables", () => {
  before(liftoff);
  afterEach(closeAll);

  it("lead from code to where they are set and explained", async () => {
    const { document } = await openWorkspaceFile("api/main.py");
    const found = await ask<vscode.LocationLink>(
      "vscode.executeDefinitionProvider",
      document.uri,
      within(document, "DATABASE_URL"),
    );
    assert.deepEqual(shown(found), [".env.example:2", ".env.production:1", "compose.yaml:5"]);
  });

  it("lead from an environment file to everything that names them", async () => {
    const { document } = await openWorkspaceFile(".env.production");
    const found = await ask<vscode.Location>(
      "vscode.executeReferenceProvider",
      document.uri,
      within(document, "DATABASE_URL"),
    );
    assert.deepEqual(shown(found), [
      ".env.example:2",
      ".env.production:1",
      "api/main.py:3",
      "compose.yaml:5",
      "compose.yaml:5",
    ]);
  });

  it("tell where they are set, explained and read, without a secret", async () => {
    const { document } = await openWorkspaceFile("api/main.py");
    const hovers = await ask<vscode.Hover>(
      "vscode.executeHoverProvider",
      document.uri,
      within(document, "DATABASE_URL"),
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((one) => (typeof one === "string" ? one : one.value)))
      .join("\n");
    assert.match(text, /\*\*DATABASE_URL\*\* is required/);
    assert.match(text, /Where the data are/);
    assert.match(text, /api\/main\.py:3/);
    assert.doesNotMatch(text, /tulip/);
  });

  it("are added to the example file, in one step that can be undone", async () => {
    const { document } = await openWorkspaceFile("api/main.py");
    const place = within(document, "MAIL_FROM");
    const [action] = await refactorings(document.uri, place);
    assert.equal(action?.title, "Add MAIL_FROM to .env.example");
    assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    const { document: example } = await openWorkspaceFile(".env.example");
    assert.match(example.getText(), /# used in api\/main\.py:4\nMAIL_FROM=\n/);
    await vscode.commands.executeCommand("undo");
    assert.doesNotMatch(example.getText(), /MAIL_FROM/);
  });

  it("take the place of a secret in code", async () => {
    const { document } = await openWorkspaceFile("api/main.py");
    const before = document.getText();
    const [action] = await refactorings(document.uri, within(document, "tulip-quay"));
    assert.equal(action?.title, "Move this secret to the environment as SMTP_PASSWORD");
    assert.ok(action?.edit && (await vscode.workspace.applyEdit(action.edit)));
    assert.match(document.getText(), /^smtp_password = os\.environ\["SMTP_PASSWORD"\]$/m);
    assert.doesNotMatch(document.getText(), /tulip/);
    const { document: example } = await openWorkspaceFile(".env.example");
    assert.match(example.getText(), /^SMTP_PASSWORD=$/m);
    await openWorkspaceFile("api/main.py");
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });
});

async function refactorings(uri: vscode.Uri, at: vscode.Position): Promise<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.RefactorExtract.value;
  return ask<vscode.CodeAction>("vscode.executeCodeActionProvider", uri, new vscode.Range(at, at), kind);
}
