import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { today } from "../../../../src/editor/today";
import { bytesOf, closeAll, create, itemOf, liftoff, replace, ruleOf } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

const plan = workspaceFile(".liftoff/plan.yaml");

/** Writes the plan's file as another program does: VS Code only hears of it from the disk. */
async function writeBehind(change: (text: string) => string): Promise<void> {
  await writeFile(plan.fsPath, change(await readFile(plan.fsPath, "utf8")));
}

/** The claim of an item as the text of a plan has it. */
function claimIn(text: string, id: string): string | undefined {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => line.trim() === `${id}:`);
  return lines[at + 1]?.trim().replace("status: ", "");
}

describe("several hands on one plan", () => {
  let api: LiftoffApi;
  let original: string;
  const tick = (itemId: string, panel: number, claim = "done") =>
    api.sendToChecklist(plan, { type: "claim", itemId, claim }, panel);

  before(async () => {
    api = await liftoff();
    await until(() => api.treeRow("image.user"), "the rows");
    original = await bytesOf(plan);
  });
  beforeEach(async () => {
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist", vscode.ViewColumn.One);
    await until(() => api.checklistState(plan)?.plan, "the checklist");
  });
  afterEach(async () => {
    await closeAll();
    await writeFile(plan.fsPath, original);
    await until(() => itemOf(api.planView(), "image.tag").claim === "todo", "the plan as it was");
    await until(() => itemOf(api.planView(), "data.notes").claim === "todo", "the plan as it was");
    await vscode.commands.executeCommand("notifications.clearAll");
    await api.whenIdle();
  });

  it("two checklists and the tree tick three items at once: all three are in the file", async () => {
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist", vscode.ViewColumn.Two);
    await until(() => api.checklistState(plan, 1)?.plan, "the other checklist");
    await Promise.all([
      tick("image.tag", 0),
      tick("data.notes", 1),
      vscode.commands.executeCommand("liftoff.markDone", api.treeRow("image.user")),
    ]);
    await api.whenIdle();
    const document = await vscode.workspace.openTextDocument(plan);
    const wanted = ["image.tag", "data.notes", "image.user"];
    // A tick that met another one in the same moment is refused, and the page says so; nothing else is touched.
    for (const id of wanted) {
      if (claimIn(document.getText(), id) !== "done") await tick(id, 0);
    }
    await document.save();
    const onDisk = await bytesOf(plan);
    assert.deepEqual(
      wanted.map((id) => claimIn(onDisk, id)),
      ["done", "done", "done"],
    );
    assert.equal(
      onDisk.replaceAll("status: done", "status: todo"),
      original.replaceAll("status: done", "status: todo"),
    );
    for (const panel of [0, 1]) {
      const claims = wanted.map((id) => itemOf(api.checklistState(plan, panel)?.plan, id).claim);
      assert.deepEqual(claims, ["done", "done", "done"]);
    }
  });

  it("a checklist and a text editor with unsaved words: the tick joins them and saves neither", async () => {
    const document = await vscode.workspace.openTextDocument(plan);
    await vscode.window.showTextDocument(document, vscode.ViewColumn.Two);
    await replace(document, "name: Kite launch", "name: Kite lifts off");
    await until(() => api.checklistState(plan)?.plan?.name === "Kite lifts off", "the checklist to follow");
    await tick("data.notes", 0);
    assert.match(document.getText(), /name: Kite lifts off/);
    assert.equal(claimIn(document.getText(), "data.notes"), "done");
    assert.ok(document.isDirty);
    assert.equal(await bytesOf(plan), original);
  });

  it("what another program writes shows in the open checklist, and the next tick keeps it", async () => {
    await writeBehind((text) => text.replace("title: Tag the image", "title: Tag and sign the image"));
    await until(
      () => itemOf(api.checklistState(plan)?.plan, "image.tag").title.startsWith("Tag and sign"),
      "the checklist to follow the disk",
      30_000,
    );
    await tick("data.notes", 0);
    await api.whenIdle();
    const onDisk = await bytesOf(plan);
    assert.match(onDisk, /title: Tag and sign the image/);
    assert.equal(claimIn(onDisk, "data.notes"), "done");
  });

  it("a tick in the moment in which another program writes: neither is lost, and no text is a mixture", async () => {
    const foreign = original.replace(
      "image.tag:\n            status: todo",
      "image.tag:\n            status: done",
    );
    assert.notEqual(foreign, original);
    await Promise.all([tick("data.notes", 0), writeFile(plan.fsPath, foreign)]);
    await api.whenIdle();
    const document = await vscode.workspace.openTextDocument(plan);
    const ticked = (text: string) =>
      text.replace("data.notes:\n            status: todo", "data.notes:\n            status: done");
    // Whoever came last, each text is one that somebody wrote.
    const whole = [original, foreign, ticked(original), ticked(foreign)];
    const onDisk = await readFile(plan.fsPath, "utf8");
    assert.ok(whole.includes(onDisk), onDisk);
    assert.ok(whole.includes(document.getText()), document.getText());
    const texts = [onDisk, document.getText()];
    assert.ok(
      texts.some((text) => claimIn(text, "data.notes") === "done"),
      "the tick is lost",
    );
    assert.ok(
      claimIn(onDisk, "image.tag") === "done" || claimIn(onDisk, "data.notes") === "done",
      "the file is as it was before both",
    );
  });

  it("an edit that is not saved yet is not on disk in part, and closing without saving leaves the file", async () => {
    const document = await vscode.workspace.openTextDocument(plan);
    await replace(document, "name: Kite launch", "name: Kite");
    await tick("image.tag", 0);
    assert.ok(document.isDirty);
    assert.equal(await readFile(plan.fsPath, "utf8"), original);
    await closeAll();
    assert.equal(await readFile(plan.fsPath, "utf8"), original);
    await until(
      () => itemOf(api.planView(), "image.tag").claim === "todo",
      "the tree to read the file again",
    );
  });
});

describe("a new day", () => {
  let api: LiftoffApi;
  const RealDate = Date;

  /** Sets what the clock on the wall shows; how much time has passed stays as it is. */
  const setDay = (day: Date) => {
    globalThis.Date = class extends RealDate {
      constructor(...given: ConstructorParameters<DateConstructor> | []) {
        if (given.length === 0) super(day);
        else super(...given);
      }
    } as DateConstructor;
  };

  before(async () => {
    api = await liftoff();
    await until(() => api.treeRow("image.user"), "the rows");
  });
  after(async () => {
    globalThis.Date = RealDate;
    api.lookAtCalendar();
    await closeAll();
    await api.whenIdle();
  });

  it("changes what is due, what has expired and which versions are cared for, without an edit", async () => {
    const record = await create(
      ".liftoff/evidence/data.backup.yaml",
      `item: data.backup\nevidence:\n  - at: ${today()}\n    by: kim\n    text: restored\n`,
    );
    const image = await create("Dockerfile", 'FROM python:3.14-slim\nUSER 1000\nCMD ["python"]\n');
    await vscode.commands.executeCommand("vscode.openWith", plan, "liftoff.checklist");
    await until(() => api.checklistState(plan)?.plan, "the checklist");
    await until(() => itemOf(api.planView(), "data.backup").shown === "verified", "fresh evidence");
    await until(() => vscode.languages.getDiagnostics(image).length > 0, "the image to be checked");
    const isOutdated = () =>
      vscode.languages.getDiagnostics(image).some((each) => ruleOf(each) === "dockerfile/eol-base-image");
    assert.ok(!isOutdated());
    const before = await bytesOf(plan);

    const now = new RealDate();
    setDay(new RealDate(now.getFullYear() + 12, now.getMonth(), now.getDate()));
    assert.equal(itemOf(api.planView(), "data.backup").verdict, "pass", "nobody has looked yet");
    api.lookAtCalendar();
    await until(() => itemOf(api.planView(), "data.backup").verdict === "stale", "the evidence to expire");
    await until(() => itemOf(api.checklistState(plan)?.plan, "data.backup").verdict === "stale", "the page");
    assert.equal(api.checklistState(plan)?.today, today());
    assert.match(today(), new RegExp(`^${now.getFullYear() + 12}-`));
    await until(isOutdated, "the version to be out of care");

    globalThis.Date = RealDate;
    api.lookAtCalendar();
    await until(() => itemOf(api.planView(), "data.backup").shown === "verified", "the day to be back");
    await until(() => !isOutdated(), "the version to be cared for again");
    assert.equal(await bytesOf(plan), before);
    for (const uri of [record, image]) await vscode.workspace.fs.delete(uri);
  });

  it("changes what the tree shows as due", async () => {
    const document = await vscode.workspace.openTextDocument(plan);
    const inDays = (days: number) => new RealDate(RealDate.now() + days * 86_400_000);
    await replace(document, "owner: kim\n", `owner: kim\n            due: ${today(inDays(20))}\n`);
    await until(() => itemOf(api.planView(), "image.user").due, "the item to be due");
    await vscode.commands.executeCommand("liftoff.filterItems", "due");
    await until(() => !api.treeRow("image.user"), "what is not due yet to be hidden");
    setDay(inDays(15));
    api.lookAtCalendar();
    await until(() => api.treeRow("image.user"), "the item that is due now");
    await vscode.commands.executeCommand("liftoff.clearFilter");
  });
});
