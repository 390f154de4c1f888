import assert from "node:assert/strict";
import { useChecklist } from "./support/harness";
import { anItem, aPhase, aPlan, aSection, aState, richPlan, withItem } from "./support/plan";

describe("checklist page: ticking", () => {
  const open = useChecklist();

  it("says it is ready once and waits", async () => {
    const { page, sent } = await open();
    const all = await page.evaluate(() => (globalThis as unknown as { sent: unknown[] }).sent);
    assert.deepEqual(all, [{ type: "ready" }]);
    assert.deepEqual(await sent(), []);
    await page.getByText("Reading the plan…").waitFor();
  });

  it("asks for a claim when a box is clicked, and shows it ticked at once", async () => {
    const { show, item, sent } = await open();
    await show(aState(richPlan()));
    await item("dns").checkbox.click();
    assert.deepEqual(await sent(), [{ type: "claim", itemId: "dns", claim: "done" }]);
    await item("dns").ticked(true);
  });

  it("takes a tick back with a second click before the host has answered", async () => {
    const { show, item, sent } = await open();
    await show(aState(richPlan()));
    await item("dns").checkbox.click();
    await item("dns").checkbox.click();
    const claims = (await sent()).map((message) => (message.type === "claim" ? message.claim : message.type));
    assert.deepEqual(claims, ["done", "todo"]);
  });

  it("ticks the focused item with Space", async () => {
    const { page, show, item, sent } = await open();
    await show(aState(richPlan()));
    await item("dns").checkbox.focus();
    await page.keyboard.press("Space");
    assert.deepEqual(await sent(), [{ type: "claim", itemId: "dns", claim: "done" }]);
  });

  it("unticks to do, also what has regressed", async () => {
    const { show, item, sent } = await open();
    await show(aState(richPlan()));
    await item("credentials").ticked(true);
    await item("credentials").checkbox.click();
    assert.deepEqual(await sent(), [{ type: "claim", itemId: "credentials", claim: "todo" }]);
  });

  it("sends nothing when the host changes a claim, however often", async () => {
    const { show, item, sent } = await open();
    const plan = richPlan();
    for (let round = 0; round < 10; round += 1) {
      const done = round % 2 === 0;
      await show(
        aState(withItem(plan, "dns", { claim: done ? "done" : "todo", shown: done ? "claimed" : "open" })),
      );
      await item("dns").ticked(done);
    }
    assert.deepEqual(await sent(), []);
  });

  it("answers a tick that the host echoes with nothing more", async () => {
    const { show, item, sent } = await open();
    const plan = richPlan();
    await show(aState(plan));
    await item("dns").checkbox.click();
    await show(aState(withItem(plan, "dns", { claim: "done", shown: "claimed" }), { revision: 2 }));
    await show(aState(withItem(plan, "dns", { claim: "done", shown: "claimed" }), { revision: 3 }));
    assert.equal((await sent()).length, 1);
  });

  it("puts a refused tick back and says why", async () => {
    const { page, show, post, item, sent, said } = await open();
    await show(aState(richPlan()));
    await item("dns").checkbox.click();
    await post({ type: "refused", message: "The line is not there any more." });
    await item("dns").ticked(false);
    assert.equal(
      await page.locator(".notice.warning").getByText("The line is not there any more.").count(),
      1,
    );
    assert.equal(await said(), "The line is not there any more.");
    await page.getByRole("button", { name: "Dismiss" }).click();
    assert.equal(await page.locator(".notice").count(), 0);
    assert.equal((await sent()).length, 1);
  });

  it("changes nothing in a plan that can only be read", async () => {
    const { page, show, item, sent } = await open();
    await show(aState({ ...richPlan(), editable: false }));
    await item("dns").checkbox.click();
    await item("dns").checkbox.focus();
    await page.keyboard.press("Space");
    await item("dns").ticked(false);
    assert.deepEqual(await sent(), []);
    await page.getByText("This plan can be read here, not changed.").waitFor();
  });

  it("says aloud how far the phase is now", async () => {
    const { show, said } = await open();
    const plan = aPlan([
      aPhase(
        "docker",
        [
          aSection(
            "s",
            ["a", "b", "c"].map((id) => anItem(id)),
          ),
        ],
        { title: "Docker" },
      ),
    ]);
    await show(aState(plan));
    assert.equal(await said(), "");
    await show(aState(withItem(plan, "b", { claim: "done", shown: "claimed" })));
    assert.equal(await said(), "Item b: claimed. Docker: 1 of 3 done.");
  });

  it("says only the sum when much changes at once", async () => {
    const { show, said } = await open();
    const items = (shown: "open" | "claimed") =>
      Array.from({ length: 9 }, (_, index) => anItem(`${index}`, { shown }));
    const plan = (shown: "open" | "claimed") => aPlan([aPhase("p", [aSection("s", items(shown))])]);
    await show(aState(plan("open")));
    await show(aState(plan("claimed")));
    assert.equal(await said(), "9 items changed. Plan: 9 of 9 done.");
  });
});
