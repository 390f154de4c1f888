import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { testHost } from "./support/host";
import { useEditor } from "./support/session";

describe("VS Code in the browser", () => {
  const editor = useEditor({ workspace: "test/editor/workspaces/basic" });

  it("opens the workspace", async () => {
    const { page } = editor();
    await page.locator(".explorer-folders-view").getByText("Dockerfile", { exact: true }).waitFor();
    assert.match(await page.title(), /basic/);
  });

  it("shows every view container that the extension contributes", async () => {
    const manifest = await readFile(path.join(testHost().extensionPath, "package.json"), "utf8");
    const containers: { title: string }[] =
      JSON.parse(manifest).contributes?.viewsContainers?.activitybar ?? [];
    for (const { title } of containers) {
      await editor().page.locator(".activitybar").getByRole("tab", { name: title }).waitFor();
    }
    await editor().screenshot("smoke");
  });
});
