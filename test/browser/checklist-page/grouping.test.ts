import assert from "node:assert/strict";
import { fullState } from "./support/full-plan";
import { type ChecklistPage, useChecklist } from "./support/harness";

describe("checklist page: by owner, and filters of people", () => {
  const open = useChecklist();

  const rows = ({ page }: ChecklistPage) =>
    page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".phases [data-row]")].map((row) => row.dataset.row),
    );

  async function grouped(): Promise<ChecklistPage> {
    const checklist = await open();
    await checklist.show(fullState());
    await checklist.page.getByRole("button", { name: "By owner" }).click();
    return checklist;
  }

  it("puts the leaves under their owners, the user first, with the whole they are part of", async () => {
    const checklist = await grouped();
    const { page, item, said } = checklist;
    assert.equal(await said(), "Items by owner.");
    const names = await page.locator(".phases").getByRole("heading", { level: 2 }).allTextContents();
    assert.deepEqual(names, ["Kim Okafor", "Ana Lima", "Nobody yet"]);
    assert.deepEqual((await rows(checklist)).slice(0, 7), [
      "phase:owner kim",
      "item:credentials",
      "item:restore",
      "phase:owner ana",
      "item:cors",
      "item:server-size",
      "item:server-ssh",
    ]);
    assert.match(
      (await item("server-ssh").row.textContent()) ?? "",
      /Server provisioned \/ Sign-in over SSH/,
    );
    await page.getByRole("region", { name: "Kim Okafor" }).getByText("1 of 2 done, 1 regressed").waitFor();
  });

  it("is as easy to walk through, and is remembered", async () => {
    const checklist = await grouped();
    await checklist.item("server-ssh").checkbox.focus();
    await checklist.page.keyboard.press("ArrowLeft");
    assert.equal(await checklist.focused(), "phase:owner ana");
    await checklist.page.keyboard.press("ArrowLeft");
    assert.equal(await checklist.item("cors").row.count(), 0);
    const again = await open({ kept: await checklist.kept() });
    await again.show(fullState());
    assert.equal((await rows(again)).includes("phase:owner kim"), true);
    await again.post({ type: "reveal", itemId: "cors" });
    assert.equal(await again.focused(), "item:cors");
  });

  it("goes back to phases for what has no owner: a phase, or an item over others", async () => {
    const checklist = await grouped();
    await checklist.post({ type: "reveal", itemId: "server" });
    assert.equal(await checklist.focused(), "item:server");
    assert.equal((await rows(checklist))[0], "phase:security");
  });

  it("filters what is mine and what is due within a week, together with the search", async () => {
    const checklist = await open();
    const { page, show } = checklist;
    await show(fullState());
    await page.getByRole("button", { name: "Mine 2" }).click();
    const items = async () => (await rows(checklist)).filter((row) => row?.startsWith("item:"));
    assert.deepEqual(await items(), ["item:credentials", "item:restore"]);
    await page.getByRole("textbox", { name: "Search items" }).fill("staging");
    assert.deepEqual(await items(), ["item:restore"]);
    await page.getByRole("textbox", { name: "Search items" }).fill("");
    await page.getByRole("button", { name: "Due soon 2" }).click();
    assert.deepEqual(await items(), ["item:credentials", "item:dns"]);
    await show(fullState({ today: "2026-11-26" }));
    assert.deepEqual(await items(), ["item:credentials", "item:proxy", "item:dns"]);
    await page.getByRole("button", { name: "By owner" }).click();
    assert.deepEqual(await items(), ["item:credentials", "item:dns", "item:proxy"]);
  });

  it("has no filter of mine where nobody knows who the user is", async () => {
    const { page, show } = await open();
    await show(fullState({ me: undefined }));
    assert.equal(await page.getByRole("button", { name: /^Mine/ }).count(), 0);
  });
});
