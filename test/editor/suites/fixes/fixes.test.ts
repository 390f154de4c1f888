import assert from "node:assert/strict";
import * as vscode from "vscode";
import {
  closeAll,
  create,
  liftoff,
  quickFixes,
  remove,
  replace,
  ruleOf,
  userFindings,
} from "../../support/liftoff";
import { openWorkspaceFile, until } from "../../support/wait";

describe("fixes", () => {
  before(liftoff);
  afterEach(closeAll);

  const brokenDockerfile = async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node\n", "");
    const [finding] = await until(() => {
      const found = userFindings(document.uri);
      return found.length > 0 ? found : undefined;
    }, "a finding");
    assert.ok(finding);
    return { document, finding };
  };

  it("offer the fix first, then the rule, and ignoring last", async () => {
    const { document, finding } = await brokenDockerfile();
    const titles = (await quickFixes(document.uri, finding.range)).map(({ title }) => title);
    const own = titles.filter((title) => !title.startsWith("Show rule") && !title.startsWith("Ignore"));
    assert.ok(own.length > 0, titles.join());
    assert.deepEqual(titles.slice(0, own.length), own);
    assert.ok(titles.includes("Show rule dockerfile/non-root-user"));
    assert.match(titles.at(-1) ?? "", /^Ignore .* here…$/);
  });

  it("prefer one safe fix at most for each finding", async () => {
    const { document, finding } = await brokenDockerfile();
    const actions = await quickFixes(document.uri, finding.range);
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    assert.ok(preferred.length <= 1);
  });

  it("ignore here: a comment above the line, its reason selected", async () => {
    const { document, finding } = await brokenDockerfile();
    const ignore = (await quickFixes(document.uri, finding.range)).at(-1);
    assert.ok(ignore?.edit);
    const { line } = finding.range.start;
    assert.ok(await vscode.workspace.applyEdit(ignore.edit));
    assert.match(document.lineAt(line).text, /^# liftoff-ignore dockerfile\/non-root-user -- \S/);
    await until(() => userFindings(document.uri).length === 0, "the finding to be ignored");
    const editor = vscode.window.activeTextEditor;
    assert.ok(editor);
    assert.match(document.lineAt(line).text, new RegExp(`-- ${document.getText(editor.selection)}$`));
    assert.ok(!editor.selection.isEmpty);
  });

  it("fix all safe findings of the file when it is saved, and nothing else", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    const before = document.getText();
    await replace(document, '"src/server.js"]', '"src/server.js", "--port", "$PORT"]');
    await replace(document, "USER node\n", "");
    const edited = document.getText();
    await document.save();
    const after = document.getText();
    assert.notEqual(after, edited, "saving fixed nothing");
    assert.doesNotMatch(after, /^CMD \[.*\$PORT/m);
    assert.doesNotMatch(after, /^USER/m, "a fix that a person has to pick was applied");
    await replace(document, after, before);
    await document.save();
    assert.equal(document.getText(), before);
  });

  it("offer the generator of what is missing, for the folder of the finding", async () => {
    const uri = await create(
      ".github/workflows/lint.yml",
      "on: pull_request\njobs:\n  lint:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: npm run lint\n",
    );
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const finding = await until(
      () => vscode.languages.getDiagnostics(uri).find((each) => ruleOf(each) === "workflow/tests-not-run"),
      "the missing tests to be noticed",
    );
    const offer = await until(
      async () =>
        (await quickFixes(uri, finding.range)).find(({ command }) => command?.command === "liftoff.generate"),
      "the offer",
    );
    assert.equal(offer.title, "Make a pipeline that tests every change…");
    assert.deepEqual(
      offer.command?.arguments?.map((each) => String(each)),
      [uri.toString(), "gha.ci-cd"],
    );
    await remove(uri);
  });

  it("restore a plan whose characters were damaged", async () => {
    const uri = await create(
      "docs/go-live.md",
      "# Go-live plan\n\n- [ ] Deploy â€” to production\n- [ ] Point DNS at the server\n- [ ] TLS certificate\n",
    );
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const damage = await until(
      () => vscode.languages.getDiagnostics(uri).find((each) => ruleOf(each) === "plan/encoding-damage"),
      "the damage to be noticed",
    );
    // The first Markdown file starts VS Code's own Markdown extension; while that registers, answers are dropped.
    const restore = await until(
      async () => (await quickFixes(uri, damage.range)).find(({ edit }) => edit)?.edit,
      "the fix to be offered",
    );
    assert.ok(await vscode.workspace.applyEdit(restore));
    assert.match(document.getText(), /Deploy — to production/);
    await until(() => vscode.languages.getDiagnostics(uri).length === 0, "the damage to be gone");
    await remove(uri);
  });

  it("does not offer to fix everything unless it is asked for", async () => {
    const { document, finding } = await brokenDockerfile();
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      finding.range,
    );
    assert.ok(actions.some(({ title }) => title === "Show rule dockerfile/non-root-user"));
    assert.ok(!actions.some(({ kind }) => kind?.value.startsWith("source.fixAll")));
  });
});
