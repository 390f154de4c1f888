import * as vscode from "vscode";
import { closeAll, liftoff, ruleOf } from "../../support/liftoff";
import { until, workspaceFile } from "../../support/wait";

/** An index of git of version 2 that names one file. */
function indexWith(name: string): Buffer {
  const header = Buffer.from("DIRC\0\0\0\x02\0\0\0\x01", "latin1");
  const entry = Buffer.alloc(Math.ceil((62 + name.length + 1) / 8) * 8);
  entry.writeUInt16BE(name.length, 60);
  entry.write(name, 62);
  return Buffer.concat([header, entry, Buffer.alloc(20)]);
}

describe("what git keeps", () => {
  before(liftoff);
  afterEach(closeAll);

  it("is told from its index, and followed", async () => {
    // Ends with a message that waits for somebody, so it is not awaited.
    void vscode.commands.executeCommand("liftoff.checkWorkspace");
    const secrets = workspaceFile(".env.production");
    const committed = () =>
      vscode.languages.getDiagnostics(secrets).some((it) => ruleOf(it) === "secrets/env-file-committed");
    const git = workspaceFile(".git");
    await vscode.workspace.fs.createDirectory(git);
    try {
      await vscode.workspace.fs.writeFile(workspaceFile(".git/HEAD"), Buffer.from("ref: refs/heads/main\n"));
      await vscode.workspace.fs.writeFile(workspaceFile(".git/index"), indexWith(".env.production"));
      await until(committed, "a finding about the committed file");
      await vscode.workspace.fs.writeFile(workspaceFile(".git/index"), indexWith("compose.yaml"));
      await until(() => !committed(), "the finding to go once git forgets the file");
      const ignore = workspaceFile(".gitignore");
      const exposed = () =>
        vscode.languages.getDiagnostics(ignore).some((it) => ruleOf(it) === "secrets/gitignore-missing");
      const write = new vscode.WorkspaceEdit();
      write.createFile(ignore, { contents: Buffer.from("node_modules\n") });
      await vscode.workspace.applyEdit(write);
      await until(exposed, "a finding about what is not ignored");
      await vscode.workspace.fs.createDirectory(workspaceFile(".git/info"));
      await vscode.workspace.fs.writeFile(workspaceFile(".git/info/exclude"), Buffer.from(".env*\n"));
      await until(() => !exposed(), "the finding to go once this machine ignores the file");
    } finally {
      await vscode.workspace.fs.delete(git, { recursive: true });
      const remove = new vscode.WorkspaceEdit();
      remove.deleteFile(workspaceFile(".gitignore"), { ignoreIfNotExists: true });
      await vscode.workspace.applyEdit(remove);
    }
  });
});
