import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ItemView, PlanView } from "../../../../src/core/plan/view";
import type { LiftoffApi } from "../../../../src/editor/api";
import { today } from "../../../../src/editor/today";
import { bytesOf, closeAll, create, itemOf, liftoff, remove } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

const text = `liftoff: 1
name: Shop
options:
  hosting:
    chosen: vps
    choices:
      paas:
        title: Managed platform
      vps:
        title: One server
runbooks:
  rollback:
    title: Roll back
    steps:
      - Tell the others
      - text: Start the release before
        command: docker compose up -d app
phases:
  launch:
    title: Launch
    items:
      # The comment of the domain stays.
      dns:
        status: todo
        title: Point the domain
        owner: ana
        docs: [notes/dns.md, ../../outside.md, javascript:alert(1)]
      tls:
        status: todo
        title: Issue the certificate
`;

describe("what people add to a plan from the checklist", () => {
  let api: LiftoffApi;
  let plan: vscode.Uri;

  before(async () => {
    api = await liftoff();
  });

  beforeEach(async () => {
    plan = await create("shop/plan.yaml", text);
    await open(plan, "liftoff.checklist");
  });

  afterEach(async () => {
    await closeAll();
    await remove(workspaceFile("shop"));
  });

  async function open(uri: vscode.Uri, editor: string): Promise<void> {
    await vscode.commands.executeCommand("vscode.openWith", uri, editor);
    await until(() => api.checklistState(uri)?.plan, "the checklist to be shown");
  }

  const view = (uri = plan): PlanView | undefined => api.checklistState(uri)?.plan;

  async function send(message: object, uri = plan): Promise<void> {
    await api.sendToChecklist(uri, message);
    await api.whenIdle();
  }

  /** Sends a message, sees that the plan says so and that one undo brings the text back. */
  async function canBeUndone(message: object, shows: (item: ItemView) => void): Promise<string> {
    await send(message);
    shows(itemOf(view(), "dns"));
    const edited = await bytesOf(plan);
    assert.notEqual(edited, text);
    assert.ok(edited.includes("# The comment of the domain stays."));
    const document = await vscode.workspace.openTextDocument(plan);
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await document.save();
    await api.whenIdle();
    return edited;
  }

  it("sets and removes an owner, in one undoable edit", async () => {
    const edited = await canBeUndone({ type: "owner", itemId: "dns", owner: "kim" }, ({ owner }) =>
      assert.equal(owner, "kim"),
    );
    assert.equal(edited, text.replace("owner: ana", "owner: kim"));
    await canBeUndone({ type: "owner", itemId: "dns", owner: "" }, ({ owner }) =>
      assert.equal(owner, undefined),
    );
  });

  it("sets a due date, in one undoable edit", async () => {
    await canBeUndone({ type: "due", itemId: "dns", due: "2031-03-04" }, ({ due }) =>
      assert.equal(due, "2031-03-04"),
    );
  });

  it("accepts a failure and takes that back, in one undoable edit each", async () => {
    const waive = { type: "waive", itemId: "dns", reason: "no traffic: yet", until: "2031-03-04" };
    await canBeUndone(waive, ({ waiver, shown }) => {
      assert.equal(waiver?.reason, "no traffic: yet");
      assert.equal(shown, "waived");
    });
    await send(waive);
    await send({ type: "unwaive", itemId: "dns" });
    assert.equal(await bytesOf(plan), text);
  });

  it("accepts nothing until a day that is over", async () => {
    await send({ type: "waive", itemId: "dns", reason: "late", until: "2020-01-01" });
    assert.equal(await bytesOf(plan), text);
  });

  it("takes another choice, in one undoable edit", async () => {
    const edited = await canBeUndone({ type: "choose", option: "hosting", choice: "paas" }, () =>
      assert.equal(view()?.details.options[0]?.chosen, "paas"),
    );
    assert.equal(edited, text.replace("chosen: vps", "chosen: paas"));
  });

  it("writes evidence into a file of the item's own, and adds to it", async () => {
    await send({ type: "record", itemId: "dns", text: "It resolves", link: "notes/dns.md" });
    await send({ type: "record", itemId: "dns", text: "Still: it does" });
    assert.equal(await bytesOf(plan), text);
    const { records } = itemOf(view(), "dns");
    assert.deepEqual(
      records.map(({ at, text: said, link }) => [at, said, link]),
      [
        [today(), "It resolves", "notes/dns.md"],
        [today(), "Still: it does", undefined],
      ],
    );
    const file = workspaceFile(".liftoff/evidence/dns.yaml");
    assert.match(await bytesOf(file), /^item: dns\nevidence:\n/);
    await remove(file);
    await api.whenIdle();
    assert.deepEqual(itemOf(view(), "dns").records, []);
  });

  it("writes what a Markdown plan has no place for beside it", async () => {
    const markdown = await create(
      "shop/PLAN.md",
      "# Shop\n\n## Launch\n\n- [ ] Point the domain to the server\n- [ ] Tell everybody\n",
    );
    await open(markdown, "liftoff.checklistMarkdown");
    const before = await bytesOf(markdown);
    const [item] = view(markdown)?.phases[0]?.sections[0]?.items ?? [];
    assert.ok(item);
    const { id } = item;
    await send({ type: "owner", itemId: id, owner: "kim" }, markdown);
    await send({ type: "due", itemId: id, due: "2031-03-04" }, markdown);
    await send({ type: "waive", itemId: id, reason: "later", until: "2031-03-04" }, markdown);
    const after = itemOf(view(markdown), id);
    assert.deepEqual([after.owner, after.due, after.waiver?.reason], ["kim", "2031-03-04", "later"]);
    await send({ type: "unwaive", itemId: id }, markdown);
    assert.equal(itemOf(view(markdown), id).waiver, undefined);
    await send({ type: "choose", option: "a", choice: "b" }, markdown);
    assert.equal(await bytesOf(markdown), before);
    await remove(workspaceFile(".liftoff/overlay.yaml"));
  });

  it("copies what is named and nothing else", async () => {
    await vscode.env.clipboard.writeText("as before");
    await send({ type: "copy", of: { kind: "step", runbook: "rollback", index: 1 } });
    assert.equal(await vscode.env.clipboard.readText(), "docker compose up -d app");
    await vscode.env.clipboard.writeText("as before");
    await send({ type: "copy", of: { kind: "step", runbook: "rollback", index: 0 } });
    await send({ type: "copy", of: { kind: "command", itemId: "dns" } });
    assert.equal(await vscode.env.clipboard.readText(), "as before");
  });

  it("opens documents of the folder, and nothing outside of it", async () => {
    const notes = await create("notes/dns.md", "# DNS\n");
    await send({ type: "openDoc", itemId: "dns", index: 0 });
    const active = () => vscode.window.activeTextEditor?.document.uri.path;
    await until(() => active() === notes.path, "the document to be open");
    await send({ type: "openLine", line: 3 });
    await until(() => active() === plan.path, "the plan's text to be open");
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 3);
    for (const index of [1, 2, 3]) await send({ type: "openDoc", itemId: "dns", index });
    assert.equal(active(), plan.path);
    await remove(workspaceFile("notes"));
  });

  it("tells the page the day, which dates of the plan depend on", () => {
    assert.equal(api.checklistState(plan)?.today, today());
  });
});
