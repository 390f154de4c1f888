import assert from "node:assert/strict";
import * as vscode from "vscode";
import { liftoff } from "../../support/liftoff";

describe("a window without a folder", () => {
  for (const command of ["insertSecurityHeaders", "restrictCors", "addRateLimiting", "scaffoldDockerfile"]) {
    it(`answers ${command} with a word, and opens nothing`, async () => {
      const api = await liftoff();
      await vscode.commands.executeCommand(`liftoff.${command}`);
      await api.whenIdle();
      await vscode.commands.executeCommand("notifications.clearAll");
      assert.deepEqual(
        vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs),
        [],
      );
    });
  }
});
