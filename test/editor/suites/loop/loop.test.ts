import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import {
  bytesOf,
  create,
  itemOf,
  liftoff,
  onRow,
  quickFixes,
  remove,
  replace,
  shows,
  userFindings,
} from "../../support/liftoff";
import { openWorkspaceFile, until, workspaceFile } from "../../support/wait";

describe("the loop from code to plan and back", () => {
  let api: LiftoffApi;
  const plan = workspaceFile(".liftoff/plan.yaml");

  before(async () => {
    api = await liftoff();
  });

  const openChecklist = async (uri: vscode.Uri, editor: string) => {
    await vscode.commands.executeCommand("vscode.openWith", uri, editor);
    await until(() => api.checklistState(uri)?.plan, "the checklist to be shown");
  };
  const claimInChecklist = async (uri: vscode.Uri, itemId: string, claim: string) => {
    await api.sendToChecklist(uri, { type: "claim", itemId, claim });
    await api.whenIdle();
  };

  it("says how long the start took", () => {
    console.log(`load ${api.timings.load.toFixed(1)} ms, activate ${api.timings.activate.toFixed(1)} ms`);
    assert.ok(api.timings.load > 0 && api.timings.activate > 0);
  });

  it("shows what the code proves", async () => {
    const item = await shows(api, "container.user", "verified");
    assert.equal(item.evidence[0]?.path, "Dockerfile");
    assert.equal(itemOf(api.planView(), "container.docs").shown, "open");
    assert.equal(itemOf(api.planView(), "launch.dns").shown, "blocked");
  });

  it("ticks from the tree: one token of the file, and the checklist follows", async () => {
    await openChecklist(plan, "liftoff.checklist");
    const before = await bytesOf(plan);
    await onRow(api, "liftoff.markDone", "launch.tell");
    const after = await bytesOf(plan);
    assert.equal(after, before.replace("status: doing", "status: done"));
    assert.equal(itemOf(api.planView(), "launch.tell").claim, "done");
    assert.equal(itemOf(api.checklistState(plan)?.plan, "launch.tell").claim, "done");
    assert.equal(api.treeRow("launch.tell")?.row.checkbox?.checked, true);
  });

  it("ticks from the checklist: the tree and the file follow", async () => {
    const before = await bytesOf(plan);
    await claimInChecklist(plan, "launch.tell", "todo");
    assert.equal(
      await bytesOf(plan),
      before.replace("status: done\n        title: Tell", "status: todo\n        title: Tell"),
    );
    assert.equal(api.treeRow("launch.tell")?.row.checkbox?.checked, false);
  });

  it("follows the text: a tick typed into the file shows in tree and checklist, unsaved", async () => {
    const document = await vscode.workspace.openTextDocument(plan);
    await replace(document, "status: todo\n        title: Point", "status: done\n        title: Point");
    await api.whenIdle();
    assert.ok(document.isDirty);
    assert.equal(itemOf(api.planView(), "launch.dns").claim, "done");
    assert.equal(itemOf(api.checklistState(plan)?.plan, "launch.dns").claim, "done");
  });

  it("leaves a document with unsaved edits unsaved", async () => {
    const document = await vscode.workspace.openTextDocument(plan);
    const before = await bytesOf(plan);
    await onRow(api, "liftoff.markDone", "launch.tell");
    assert.ok(document.isDirty);
    assert.equal(await bytesOf(plan), before);
    assert.equal(itemOf(api.planView(), "launch.tell").claim, "done");
    await document.save();
    assert.notEqual(await bytesOf(plan), before);
  });

  it("keeps comments and order of the plan", async () => {
    const text = await bytesOf(plan);
    assert.match(text, /^# The launch of the harbour app\. This comment stays where it is\.\n/);
    assert.match(text, /title: Write the runbook {3}# with the phone numbers\n/);
  });

  it("stores notes from the checklist beside the item", async () => {
    await api.sendToChecklist(plan, { type: "notes", itemId: "launch.dns", notes: "TTL: 300\nthen wait" });
    await api.whenIdle();
    assert.equal(itemOf(api.planView(), "launch.dns").notes, "TTL: 300\nthen wait");
  });

  it("ignores what the page has no business to say", async () => {
    const before = await bytesOf(plan);
    await api.sendToChecklist(plan, { type: "claim", itemId: "launch.dns", claim: "done", path: "/etc" });
    await api.sendToChecklist(plan, { type: "execute", command: "rm" });
    await api.sendToChecklist(plan, "x".repeat(1_048_576));
    await api.whenIdle();
    assert.equal(await bytesOf(plan), before);
  });

  it("re-opens a verified item when the code regresses, and leads to the line", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    await replace(document, "USER node\n", "");
    const item = await shows(api, "container.user", "regressed");
    assert.ok(document.isDirty, "an unsaved buffer is enough");
    const [evidence] = item.evidence;
    assert.equal(evidence?.path, "Dockerfile");
    const [finding] = userFindings(document.uri);
    assert.equal(evidence?.line, finding?.range.start.line);
    await vscode.commands.executeCommand("workbench.action.closeOtherEditors");
    await vscode.window.showTextDocument(
      await vscode.workspace.openTextDocument(workspaceFile("package.json")),
    );
    const row = api.treeRow("container.user")?.children[0];
    await vscode.commands.executeCommand("liftoff.openNode", row);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.path, document.uri.path);
    assert.equal(editor?.selection.active.line, evidence?.line);
    assert.ok(api.planView()?.blockers.some(({ id }) => id === "container.user"));
  });

  it("is verified again after the quick fix, and open again after undo", async () => {
    const { document } = await openWorkspaceFile("Dockerfile");
    const [finding] = userFindings(document.uri);
    assert.ok(finding, "there is no finding to fix");
    const [fix] = await quickFixes(document.uri, finding.range);
    assert.ok(fix?.edit, "there is no fix");
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await shows(api, "container.user", "verified");
    await vscode.commands.executeCommand("undo");
    await shows(api, "container.user", "regressed");
  });

  it("applies the same fix from the tree", async () => {
    await onRow(api, "liftoff.fixItem", "container.user");
    await shows(api, "container.user", "verified");
    const { document } = await openWorkspaceFile("Dockerfile");
    assert.match(document.getText(), /^USER /m);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("notices files that appear and disappear", async () => {
    assert.equal(itemOf(api.planView(), "container.docs").verdict, "fail");
    const runbook = await create("docs/runbook.md", "# Runbook\n");
    await shows(api, "container.docs", "ready");
    await remove(runbook);
    await shows(api, "container.docs", "open");
  });

  it("ticks a Markdown plan in one character", async () => {
    const markdown = workspaceFile("docs/launch.md");
    await openChecklist(markdown, "liftoff.checklistMarkdown");
    const items = api
      .checklistState(markdown)
      ?.plan?.phases.flatMap(({ sections }) => sections.flatMap((section) => section.items));
    const item = items?.find(({ title }) => title === "Rent the production server");
    assert.ok(item);
    const before = await bytesOf(markdown);
    await claimInChecklist(markdown, item.id, "done");
    assert.equal(await bytesOf(markdown), before.replace("- [ ] Rent", "- [x] Rent"));
    assert.equal(itemOf(api.checklistState(markdown)?.plan, item.id).claim, "done");
    await claimInChecklist(markdown, item.id, "todo");
    assert.equal(await bytesOf(markdown), before);
  });

  it("writes nothing for an item that is gone from the text", async () => {
    const markdown = workspaceFile("docs/launch.md");
    const stale = api.checklistState(markdown)?.plan?.phases[0]?.sections[0]?.items[0];
    assert.ok(stale);
    const document = await vscode.workspace.openTextDocument(markdown);
    await replace(document, "- [ ] Rent the production server\n", "");
    const without = document.getText();
    await api.sendToChecklist(markdown, { type: "claim", itemId: stale.id, claim: "done" });
    await api.whenIdle();
    assert.equal(document.getText(), without);
  });
});
