import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { LiftoffApi } from "../../../../src/editor/api";
import { actionlintReport, StubTools, zizmorReport } from "../../../support/stub-tools";
import { bytesOf, closeAll, liftoff, replace, ruleOf } from "../../support/liftoff";
import { openWorkspaceFile, until, workspaceFile } from "../../support/wait";

const file = ".github/workflows/ci.yml";

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("the user's own actionlint and zizmor", () => {
  // Scripts are programs by their first line here; nothing like it exists on Windows.
  if (process.platform === "win32") return;
  let api: LiftoffApi;
  let text: string;
  let tools: StubTools;
  const uri = workspaceFile(file);
  const settings = () => vscode.workspace.getConfiguration("liftoff.tools");

  /** What is shown of a tool: code and text of the place. */
  const shown = (tool: string, at = uri) =>
    vscode.languages
      .getDiagnostics(at)
      .filter(({ source }) => source === tool)
      .map(({ code, range }) => [typeof code === "object" ? code.value : code, range.start.line]);
  const write = (of: string) => {
    tools.write("actionlint", {
      out: JSON.stringify([actionlintReport(file, of, "runs-on", "runner-label", "label is unknown")]),
      code: 1,
    });
    const reports = [
      zizmorReport(file, of, "github.event.issue.title", "template-injection"),
      zizmorReport(file, of, "echo $done", "obfuscation"),
    ];
    tools.write("zizmor", { out: JSON.stringify(reports), code: 14 });
  };
  /** The command ends when its message is closed, which nobody does here. */
  const check = () => void vscode.commands.executeCommand("liftoff.checkWithTools");
  const use = async (actionlint: string | undefined, zizmor: string | undefined) => {
    await settings().update("actionlint", actionlint, vscode.ConfigurationTarget.Global);
    await settings().update("zizmor", zizmor, vscode.ConfigurationTarget.Global);
    await api.whenIdle();
  };

  before(async () => {
    api = await liftoff();
    text = await bytesOf(uri);
  });
  beforeEach(async () => {
    tools = new StubTools();
    write(text);
    await use(`${tools.folder}/actionlint`, `${tools.folder}/zizmor`);
  });
  afterEach(async () => {
    await settings().update("checkOnSave", undefined, vscode.ConfigurationTarget.Workspace);
    const { document } = await openWorkspaceFile(file);
    await replace(document, document.getText(), "on: push\n");
    await until(() => shown("zizmor").length + shown("actionlint").length === 0, "old results to be dropped");
    await replace(document, document.getText(), text);
    assert.ok(await document.save());
    await closeAll();
    await use(undefined, undefined);
    tools.remove();
  });

  it("say what Liftoff does not say itself, each under its own name", async () => {
    check();
    await until(() => shown("zizmor").length > 0 && shown("actionlint").length > 0, "results");
    assert.deepEqual(shown("actionlint"), [["runner-label", 4]]);
    assert.deepEqual(shown("zizmor"), [["obfuscation", 8]]);
    const rules = vscode.languages.getDiagnostics(uri).map(ruleOf);
    assert.ok(rules.includes("workflow/template-injection"), rules.join());
    const [run, ...more] = tools.runsOf("zizmor");
    assert.deepEqual(more, []);
    assert.equal(run?.cwd, vscode.workspace.workspaceFolders?.[0]?.uri.fsPath);
    assert.deepEqual(run?.args.slice(-2).sort(), [`./${file}`, "./.github/workflows/other.yml"]);
  });

  it("are silent about a text that they have not seen", async () => {
    const { document } = await openWorkspaceFile(file);
    check();
    await until(() => shown("zizmor").length > 0, "results");
    await replace(document, "echo $done", "echo $over");
    await until(() => shown("zizmor").length + shown("actionlint").length === 0, "results to be dropped");
  });

  it("leave out what is not saved", async () => {
    const { document } = await openWorkspaceFile(file);
    await replace(document, "echo $done", "echo $over");
    check();
    await until(() => tools.runsOf("zizmor").length > 0, "zizmor to be started");
    await api.whenIdle();
    assert.deepEqual(tools.runsOf("zizmor")[0]?.args.slice(-1), ["./.github/workflows/other.yml"]);
    assert.ok(!tools.runsOf("zizmor")[0]?.args.includes(`./${file}`));
    assert.deepEqual(shown("zizmor"), []);
  });

  it("are started on save only where that is asked for", async () => {
    const { document } = await openWorkspaceFile(file);
    await replace(document, "echo $done", "echo $over");
    assert.ok(await document.save());
    await api.whenIdle();
    await settings().update("checkOnSave", true, vscode.ConfigurationTarget.Workspace);
    const saved = document.getText().replace("echo $over", "echo $done");
    write(saved);
    await replace(document, "echo $over", "echo $done");
    assert.ok(await document.save());
    await until(() => shown("zizmor").length > 0 && shown("actionlint").length > 0, "results");
    assert.deepEqual(shown("zizmor"), [["obfuscation", 8]]);
    assert.equal(tools.runsOf("zizmor").length, 1, "the first save has started nothing");
    assert.deepEqual(tools.runsOf("zizmor")[0]?.args.slice(-1), [`./${file}`]);
  });

  it("are stopped when a newer text is saved", async () => {
    await settings().update("checkOnSave", true, vscode.ConfigurationTarget.Workspace);
    tools.write("zizmor", { hangs: true });
    const { document } = await openWorkspaceFile(file);
    await replace(document, "echo $done", "echo $over");
    assert.ok(await document.save());
    const slow = await until(() => tools.runsOf("zizmor")[0], "the slow one to be started");
    write(text);
    await replace(document, "echo $over", "echo $done");
    assert.ok(await document.save());
    await until(() => shown("zizmor").length > 0, "results of the second one");
    await until(() => !isAlive(slow.pid), "the slow one to be gone");
  });

  it("fail one without the other", async () => {
    tools.write("actionlint", { err: "could not parse config\n", code: 3 });
    check();
    await until(() => shown("zizmor").length > 0, "results of zizmor");
    assert.deepEqual(shown("actionlint"), []);
  });

  it("need not both be there", async () => {
    await use(`${tools.folder}/gone`, `${tools.folder}/zizmor`);
    check();
    await until(() => shown("zizmor").length > 0, "results of zizmor");
    assert.deepEqual(tools.runsOf("actionlint"), []);
  });
});
