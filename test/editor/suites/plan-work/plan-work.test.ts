import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { today } from "../../../../src/editor/today";
import { bytesOf, closeAll, create, itemOf, liftoff, onRow, remove, replace } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

const accept = () => vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");

/** Runs a command that asks, and answers with what is selected until it has ended. */
async function acceptAll(command: string, ...args: unknown[]): Promise<void> {
  let ended = false;
  const running = vscode.commands.executeCommand(command, ...args).then(() => {
    ended = true;
  });
  await until(
    async () => {
      if (!ended) await accept();
      return ended;
    },
    `${command} to end`,
    30_000,
  );
  await running;
}

describe("working on a plan", () => {
  let api: LiftoffApi;
  const plan = workspaceFile(".liftoff/plan.yaml");

  before(async () => {
    api = await liftoff();
    await until(() => api.treeRow("image.user"), "the rows");
  });
  after(closeAll);

  describe("evidence of people", () => {
    const file = workspaceFile(".liftoff/evidence/data.backup.yaml");

    it("is read from files of its own, and does not count for ever", () => {
      const item = itemOf(api.planView(), "data.backup");
      assert.equal(item.records[0]?.text, "restored into staging in 12 minutes");
      assert.equal(item.verdict, "stale");
    });

    it("counts again when somebody writes it down, saved or not", async () => {
      const document = await vscode.workspace.openTextDocument(file);
      await replace(document, "2020-01-15", today());
      await until(() => itemOf(api.planView(), "data.backup").shown === "verified", "fresh evidence");
      assert.ok(document.isDirty);
      await document.save();
    });

    it("is noticed when a file comes or goes", async () => {
      const added = await create(
        ".liftoff/evidence/data.notes.yaml",
        `item: data.notes\nevidence:\n  - at: ${today()}\n    by: kim\n`,
      );
      await until(() => itemOf(api.planView(), "data.notes").records.length === 1, "the new evidence");
      await remove(added);
      await until(() => itemOf(api.planView(), "data.notes").records.length === 0, "it to be gone");
    });
  });

  describe("the tree", () => {
    it("says when a phase takes place, and what keeps its gate closed", () => {
      let row = api.treeRow("image.user");
      while (row?.parent) row = row.parent;
      assert.match(row?.row.description ?? "", /2026-11-02/);
      assert.match(row?.row.description ?? "", /critical path/);
      assert.match(row?.row.description ?? "", /gate closed: 3 missing/);
    });

    it("moves an item up and down, as one step that can be undone", async () => {
      const before = await bytesOf(plan);
      await onRow(api, "liftoff.moveItemDown", "image.user");
      const after = await bytesOf(plan);
      assert.notEqual(after, before);
      assert.deepEqual(after.split("\n").sort(), before.split("\n").sort());
      assert.ok(after.indexOf("# the first thing") > after.indexOf("image.size:"));
      await onRow(api, "liftoff.moveItemUp", "image.user");
      assert.equal(await bytesOf(plan), before);
      await onRow(api, "liftoff.moveItemDown", "image.user");
      await vscode.commands.executeCommand("vscode.openWith", plan, "default");
      await vscode.commands.executeCommand("undo");
      await until(async () => (await vscode.workspace.openTextDocument(plan)).getText() === before, "undo");
      await (await vscode.workspace.openTextDocument(plan)).save();
      await api.whenIdle();
    });

    it("moves an item into the next section, and stops at the end of the phase", async () => {
      const before = await bytesOf(plan);
      await onRow(api, "liftoff.moveItemDown", "image.tag");
      const ids = () =>
        api.planView()?.phases[0]?.sections.map(({ items }) => items.map(({ id }) => id).join(" "));
      assert.deepEqual(ids(), ["image.user image.size", "image.tag data.backup data.notes"]);
      await onRow(api, "liftoff.moveItemUp", "image.tag");
      assert.deepEqual(ids(), ["image.user image.size image.tag", "data.backup data.notes"]);
      assert.deepEqual((await bytesOf(plan)).split("\n").sort(), before.split("\n").sort());
      const last = await bytesOf(plan);
      await onRow(api, "liftoff.moveItemDown", "data.notes");
      assert.equal(await bytesOf(plan), last);
      await vscode.commands.executeCommand("notifications.clearAll");
    });

    it("ends a waiver and offers what can be copied", async () => {
      const document = await vscode.workspace.openTextDocument(plan);
      await replace(
        document,
        "title: Run as an ordinary user\n",
        "title: Run as an ordinary user\n            waiver:\n              reason: later\n              until: 2099-01-01\n",
      );
      await document.save();
      await api.whenIdle();
      assert.ok(api.treeRow("image.user")?.row.traits.includes("waiver"));
      await onRow(api, "liftoff.endWaiver", "image.user");
      assert.ok(!(await bytesOf(plan)).includes("waiver"));
      await onRow(api, "liftoff.copyCommand", "image.tag");
      assert.equal(await vscode.env.clipboard.readText(), "docker image ls kite");
    });

    it("opens an item's document, and the item in the checklist", async () => {
      await onRow(api, "liftoff.openDocs", "image.tag");
      await until(
        () => vscode.window.activeTextEditor?.document.uri.path.endsWith("docs/tags.md"),
        "the document",
      );
      await onRow(api, "liftoff.openInChecklist", "image.tag");
      await until(() => api.checklistState(plan)?.plan, "the checklist");
    });

    it("shows the items of a filter only, and remembers it", async () => {
      await vscode.commands.executeCommand("liftoff.filterItems", "mine");
      await until(() => api.treeRow("image.tag") === undefined, "what is not mine to be gone");
      assert.ok(api.treeRow("image.user"));
      await vscode.commands.executeCommand("liftoff.clearFilter");
      assert.ok(api.treeRow("image.tag"));
    });
  });

  describe("nothing is lost", () => {
    it("takes a tick back with undo, whatever editor shows the plan", async () => {
      const before = await bytesOf(plan);
      await onRow(api, "liftoff.markDone", "data.notes");
      assert.notEqual(await bytesOf(plan), before);
      await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist");
      await vscode.commands.executeCommand("undo");
      const document = await vscode.workspace.openTextDocument(plan);
      await until(() => document.getText() === before, "undo");
      await until(() => itemOf(api.planView(), "data.notes").claim === "todo", "the tree to follow");
      await document.save();
    });

    it("keeps both when the plan is edited in the moment of a tick", async () => {
      const document = await vscode.workspace.openTextDocument(plan);
      const row = api.treeRow("data.notes");
      const edit = new vscode.WorkspaceEdit();
      edit.insert(plan, new vscode.Position(0, 0), "# a note\n");
      await Promise.all([
        vscode.commands.executeCommand("liftoff.markDone", row),
        vscode.workspace.applyEdit(edit),
        vscode.commands.executeCommand("liftoff.markDoing", api.treeRow("image.tag")),
      ]);
      await api.whenIdle();
      assert.match(document.getText(), /^# a note\nliftoff: 1\n/);
      // A tick that met the edit was refused, and nothing else was written.
      const ticks = document.getText().match(/status: \w+/g)?.length;
      assert.equal(ticks, 6);
      await vscode.commands.executeCommand("notifications.clearAll");
      await document.save();
    });

    it("keeps what another program wrote between two ticks", async () => {
      await closeAll();
      await onRow(api, "liftoff.markDone", "data.notes");
      const written = (await bytesOf(plan)).replace("name: Kite launch", "name: Kite lifts off");
      await vscode.workspace.fs.writeFile(plan, Buffer.from(written));
      await onRow(api, "liftoff.reopen", "data.notes");
      const document = await vscode.workspace.openTextDocument(plan);
      const onDisk = await bytesOf(plan);
      assert.match(onDisk, /name: Kite lifts off/);
      if (document.isDirty) {
        // VS Code has seen the conflict and asks: the tick is in the document, the other text on disk.
        assert.match(document.getText(), /data\.notes:\s+status: todo/);
        await vscode.window.showTextDocument(document);
        await vscode.commands.executeCommand("workbench.action.files.revert");
      } else assert.match(onDisk, /data\.notes:\s+status: todo/);
      await until(() => api.planView()?.name === "Kite lifts off", "the plan to be read again");
      await vscode.workspace.fs.writeFile(
        plan,
        Buffer.from((await bytesOf(plan)).replace("name: Kite lifts off", "name: Kite launch")),
      );
      await until(() => api.planView()?.name === "Kite launch", "the name to be back");
    });
  });

  describe("commands", () => {
    it("says what is missing for a launch and leads to it", async () => {
      const phase = api.treeRow("image.user")?.parent?.parent;
      assert.equal(phase?.row.kind, "phase");
      await acceptAll("liftoff.canWeLaunch", phase);
      await vscode.commands.executeCommand("liftoff.copyItemId");
      await until(async () => (await vscode.env.clipboard.readText()) === "image.user", "the row");
    });

    it("exports the plan", async () => {
      await acceptAll("liftoff.exportPlan");
      assert.match(await vscode.env.clipboard.readText(), /^# Kite launch\n/);
    });

    it("takes a choice, which leaves a phase out", async () => {
      await acceptAll("liftoff.chooseOption");
      await api.whenIdle();
      assert.match(await bytesOf(plan), /hosting:\n {4}chosen: vps\n/);
      await until(() => api.planView()?.phases[1]?.leftOut, "the phase to be left out");
      const row = api.treeRow("platform.account")?.parent;
      assert.equal(row?.row.description, "left out");
      assert.equal(row?.row.dimmed, true);
    });

    it("registers the merge driver after showing what it writes", async () => {
      await acceptAll("liftoff.registerMergeDriver");
      const text = await bytesOf(workspaceFile(".gitattributes"));
      assert.equal(text, "/.liftoff/plan.yaml merge=liftoff\n/docs/launch.md merge=liftoff\n");
      const command = await vscode.env.clipboard.readText();
      assert.match(command, /^git config merge\.liftoff\.driver ".*liftoff merge %O %A %B %P"$/);
    });

    it("shows another plan, and pins an item's id there", async () => {
      const other = workspaceFile("docs/launch.md");
      await vscode.commands.executeCommand("liftoff.choosePlan", other);
      await until(() => api.planView()?.name === "Side launch plan", "the other plan");
      const item = api.planView()?.phases[0]?.sections[0]?.items[1];
      assert.ok(item);
      await onRow(api, "liftoff.pinId", item.id);
      const text = await bytesOf(other);
      assert.ok(text.includes(`- [ ] Point the domain at it <!-- id: ${item.id} -->\n`));
      await onRow(api, "liftoff.moveItemUp", item.id);
      assert.match(await bytesOf(other), /Point the domain.*\n- \[ \] Rent/);
      await onRow(api, "liftoff.markDone", item.id);
      assert.match(await bytesOf(other), /- \[x\] Point the domain/);
    });
  });
});
