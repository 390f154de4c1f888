import assert from "node:assert/strict";
import { lstat, mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { obstacleTo, readOnlyFolder } from "../../../../src/editor/fixes/obstacles";
import { bytesOf, closeAll, itemOf, liftoff, onRow, replace, ruleOf } from "../../support/liftoff";
import { MemoryFiles } from "../../support/memory-files";
import { until, workspaceFile } from "../../support/wait";

const plan = (id: string) => `liftoff: 1
name: ${id} launch
phases:
  build:
    title: Build
    sections:
      image:
        title: Image
        items:
          ${id}.user:
            status: done
            title: Run as an ordinary user
            verify:
              rules: [dockerfile/non-root-user]
          ${id}.env:
            status: todo
            title: Say which variables there are
            scaffolds: [env-example]
          ${id}.updates:
            status: todo
            title: Keep what is used up to date
            scaffolds: [env-example, dependabot]
`;

const app = (id: string) => ({
  "package.json": `{ "name": "${id}", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n`,
  "package-lock.json": "{}\n",
  "server.js":
    'import express from "express";\n\nconst app = express();\napp.get("/health", (_req, res) => res.json({ level: process.env.LOG_LEVEL }));\napp.listen(process.env.PORT ?? 3000);\n',
  ".liftoff/plan.yaml": plan(id),
});

const previews = () =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(({ input }) => input instanceof vscode.TabInputTextDiff);

/** Accepts what is selected, again and again, until `done`: the list may not be there yet. */
async function acceptUntil(done: () => boolean | Promise<boolean>, message: string): Promise<void> {
  await until(async () => {
    if (await done()) return true;
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    return false;
  }, message);
}

describe("generating files where not everything can be written", () => {
  let api: LiftoffApi;
  const memory = new MemoryFiles("memfs", {
    ...Object.fromEntries(Object.entries(app("shop")).map(([name, text]) => [`shop/${name}`, text])),
    "shop/Dockerfile": 'FROM node:24-alpine\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
  });
  const fixed = new MemoryFiles(
    "fixedfs",
    Object.fromEntries(Object.entries(app("kiosk")).map(([name, text]) => [`kiosk/${name}`, text])),
    { isReadonly: true },
  );
  const disk = () => path.join(path.dirname(vscode.workspace.workspaceFile?.fsPath ?? ""), "disk");

  before(async () => {
    for (const [name, text] of Object.entries({ ".liftoff/plan.yaml": plan("harbour") })) {
      await mkdir(path.dirname(path.join(disk(), name)), { recursive: true });
      await writeFile(path.join(disk(), name), text);
    }
    const hasAll = () => (vscode.workspace.workspaceFolders ?? []).length === 3;
    // The window may be there before it has read which folders its file names.
    const known = vscode.workspace.workspaceFolders?.length ?? 0;
    const all = [
      { uri: vscode.Uri.file(disk()), name: "disk" },
      { uri: memory.uri("shop"), name: "shop" },
      { uri: fixed.uri("kiosk"), name: "kiosk" },
    ];
    assert.ok(vscode.workspace.updateWorkspaceFolders(known, 0, ...all.slice(known)));
    await until(hasAll, "the folders");
    api = await liftoff();
  });
  beforeEach(() => {
    memory.refuse = () => false;
  });
  afterEach(closeAll);
  after(() => {
    memory.dispose();
    fixed.dispose();
  });

  /** Runs the generator of a plan item up to its preview. */
  const start = async (itemId: string) => {
    const row = await until(() => api.treeRow(itemId), `a row for ${itemId}`);
    const running = vscode.commands.executeCommand("liftoff.scaffoldItem", row);
    await until(() => previews().length > 0, `the preview of ${itemId}`);
    return { running };
  };

  it("checks a virtual folder, and shows what is found", async () => {
    const uri = memory.uri("shop/Dockerfile");
    const rules = () => vscode.languages.getDiagnostics(uri).map(ruleOf);
    await until(() => rules().includes("dockerfile/non-root-user"), "the finding");
    await until(
      () => itemOf(api.planView(memory.uri("shop")), "shop.user").shown === "regressed",
      "the item to be regressed",
    );
  });

  it("ticks in the plan of a virtual folder", async () => {
    await onRow(api, "liftoff.markDone", "shop.updates");
    const doneCount = () => memory.text("shop/.liftoff/plan.yaml")?.match(/status: done/g)?.length;
    await until(() => doneCount() === 2, "the tick");
    assert.equal(itemOf(api.planView(memory.uri("shop")), "shop.updates").claim, "done");
  });

  it("calls a run off in the middle, and leaves nothing", async () => {
    const before = memory.files;
    const { running } = await start("shop.env");
    // The list comes after the preview.
    await until(async () => {
      await vscode.commands.executeCommand("workbench.action.closeQuickOpen");
      return previews().length === 0;
    }, "the preview to be closed");
    await running;
    assert.deepEqual(memory.files, before);
  });

  it("leaves nothing half written when one of several files is refused", async () => {
    const before = [memory.files, memory.folders];
    memory.refuse = (name) => name.startsWith("shop/.github/");
    const { running } = await start("shop.updates");
    await acceptUntil(() => previews().length === 0, "the end");
    await running;
    assert.deepEqual([memory.files, memory.folders], before);
  });

  it("writes into a virtual folder, and adds to what is there", async () => {
    const { running } = await start("shop.env");
    await acceptUntil(() => memory.files.includes("shop/.env.example"), "the file");
    await running;
    assert.match(memory.text("shop/.env.example") ?? "", /LOG_LEVEL=/);
  });

  it("says before it asks that a folder is read-only", async () => {
    assert.equal(
      readOnlyFolder(fixed.uri("kiosk"), "kiosk"),
      "kiosk is read-only: no file can be written there.",
    );
    const before = fixed.files;
    const row = await until(() => api.treeRow("kiosk.env"), "the row");
    await vscode.commands.executeCommand("liftoff.scaffoldItem", row);
    assert.deepEqual([fixed.files, previews().length], [before, 0]);
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  it("writes through no link, neither a folder nor a file", async () => {
    const elsewhere = path.join(disk(), "..", "elsewhere");
    await mkdir(elsewhere, { recursive: true });
    await writeFile(path.join(elsewhere, "shared.env"), "SHARED=\n");
    await symlink(elsewhere, path.join(disk(), ".github"));
    await symlink(path.join(elsewhere, "shared.env"), path.join(disk(), ".env.example"));
    const root = workspaceFile("", 0);
    const told = (name: string) =>
      obstacleTo(root, [{ path: name, uri: vscode.Uri.joinPath(root, name), document: undefined }]);
    assert.equal(
      await told(".github/dependabot.yml"),
      ".github is a symbolic link, and Liftoff writes through none. Nothing was written.",
    );
    assert.match((await told(".env.example")) ?? "", /^\.env\.example is a symbolic link/);
    assert.equal(await told("scripts/deploy.sh"), undefined);
    assert.equal(await told("package.json"), "package.json exists by now. Nothing was written.");
    for (const item of ["harbour.updates", "harbour.env"]) {
      const row = await until(() => api.treeRow(item), `the row of ${item}`);
      await vscode.commands.executeCommand("liftoff.scaffoldItem", row);
      assert.equal(previews().length, 0, item);
    }
    await vscode.commands.executeCommand("notifications.clearAll");
    assert.deepEqual(await readdir(elsewhere), ["shared.env"]);
    assert.equal(await readFile(path.join(elsewhere, "shared.env"), "utf8"), "SHARED=\n");
    assert.ok((await lstat(path.join(disk(), ".env.example"))).isSymbolicLink());
  });

  it("adds to a document with unsaved edits, and to them", async () => {
    const uri = memory.uri("shop/.env.example");
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const saved = await bytesOf(uri);
    await replace(document, "LOG_LEVEL=", "# typed a moment ago\nLOG_FORMAT=");
    await start("shop.env");
    await acceptUntil(() => /LOG_FORMAT=[\s\S]*LOG_LEVEL=/.test(document.getText()), "what is missing");
    assert.match(document.getText(), /^[\s\S]*# typed a moment ago\nLOG_FORMAT=/);
    assert.ok(document.isDirty);
    assert.equal(await bytesOf(uri), saved);
  });

  it("writes nothing over a document that changes during the preview", async () => {
    const uri = memory.uri("shop/.env.example");
    const { document } = await vscode.workspace
      .openTextDocument(uri)
      .then((one) => vscode.window.showTextDocument(one));
    await replace(document, "LOG_LEVEL=", "LOG_FORMAT=");
    await start("shop.env");
    await replace(document, "LOG_FORMAT=", "LOG_COLOUR=");
    const text = document.getText();
    await acceptUntil(() => previews().length === 0, "the end");
    await api.whenIdle();
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand("notifications.clearAll");
  });
});
