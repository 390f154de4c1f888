import assert from "node:assert/strict";
import { fullState } from "./support/full-plan";
import { type ChecklistPage, useChecklist } from "./support/harness";

describe("checklist page: what is copied and opened", () => {
  const open = useChecklist();

  async function withFullPlan(): Promise<ChecklistPage> {
    const checklist = await open();
    await checklist.show(fullState());
    return checklist;
  }

  it("copies commands of runbooks and named commands, and says so", async () => {
    const checklist = await withFullPlan();
    const { page } = checklist;
    const runbooks = page.getByRole("region", { name: "Runbooks" });
    await runbooks.getByText("Roll back").click();
    await runbooks.getByText("When: errors above 2 % for five minutes").waitFor();
    assert.equal(await runbooks.getByRole("listitem").count(), 3);
    const copy = runbooks.getByRole("button", { name: "Copy the command of step 2 of Roll back" });
    await copy.click();
    assert.equal(await checklist.said(), "Copied.");
    await copy.locator(".codicon-check").waitFor();
    await copy.locator(".codicon-copy").waitFor();
    await page.getByRole("button", { name: "Copy Follow the logs" }).click();
    await runbooks.getByRole("button", { name: "Show in the plan: Roll back" }).click();
    assert.deepEqual(await checklist.sent(), [
      { type: "copy", of: { kind: "step", runbook: "rollback", index: 1 } },
      { type: "copy", of: { kind: "named", command: "logs" } },
      { type: "openLine", line: 80 },
    ]);
  });

  it("copies listings and the check of an item, and shows long ones in part", async () => {
    const checklist = await withFullPlan();
    const { item } = checklist;
    await item("proxy").twistie.click();
    const { row } = item("proxy");
    await row.getByText("For: /etc/nginx/conf.d/app.conf").waitFor();
    await row.getByText("31 more lines are copied with it.").waitFor();
    await row.getByRole("button", { name: /^Copy \/etc\/nginx/ }).click();
    await row.getByRole("button", { name: /^Copy the check of/ }).click();
    assert.deepEqual(await checklist.sent(), [
      { type: "copy", of: { kind: "attachment", itemId: "proxy", index: 1 } },
      { type: "copy", of: { kind: "command", itemId: "proxy" } },
    ]);
    await row
      .getByRole("button", { name: /^Copy the check of/ })
      .locator(".codicon-check")
      .waitFor();
  });

  it("opens documents by their place, never by their address", async () => {
    const checklist = await withFullPlan();
    await checklist.item("proxy").twistie.click();
    await checklist.item("proxy").row.getByRole("button", { name: "Open docs/proxy.md" }).click();
    assert.deepEqual(await checklist.sent(), [{ type: "openDoc", itemId: "proxy", index: 1 }]);
    assert.equal(await checklist.page.locator("a, [href]:not(link)").count(), 0);
  });

  it("unfolds troubles by keyboard and remembers what was unfolded", async () => {
    const first = await withFullPlan();
    await first.page.locator("summary", { hasText: "502 Bad Gateway" }).press("Enter");
    await first.page.getByText("Wait for the health check, then reload the proxy.").waitFor();
    const second = await open({ kept: await first.kept() });
    await second.show(fullState());
    await second.page.getByText("Why: The app is not listening yet").waitFor();
  });
});
