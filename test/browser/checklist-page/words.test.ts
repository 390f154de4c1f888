import assert from "node:assert/strict";
import { dueWords, estimateWords, isOverdue } from "../../../webview/words";
import { useChecklist } from "./support/harness";
import { anItem, aPhase, aPlan, aSection, aState } from "./support/plan";

describe("checklist page: times in words", () => {
  const open = useChecklist();

  it("reads estimates, and leaves what it cannot read as it is", () => {
    const cases: [string, string][] = [
      ["30m", "30 minutes"],
      ["1h", "1 hour"],
      ["2d..3d", "2 to 3 days"],
      ["30m..2h", "30 minutes to 2 hours"],
      ["2w..", "2 weeks or more"],
      ["..3d", "..3d"],
      ["2d3d", "2d3d"],
      ["soon", "soon"],
      ["", ""],
    ];
    for (const [estimate, words] of cases) assert.equal(estimateWords(estimate), words, estimate);
  });

  it("names the year of a due date only when it is another one", () => {
    const today = new Date(2026, 10, 20);
    assert.equal(dueWords("2026-11-27", today, "en-GB"), "27 Nov");
    assert.equal(dueWords("2027-01-02", today, "en-GB"), "2 Jan 2027");
    assert.equal(dueWords("2026-13-40", today, "en-GB"), "2026-13-40");
    assert.equal(dueWords("next week", today, "en-GB"), "next week");
  });

  it("calls a day overdue from the day after, where the user is", () => {
    const today = new Date(2026, 10, 20, 0, 30);
    assert.equal(isOverdue("2026-11-20", today), false);
    assert.equal(isOverdue("2026-11-19", today), true);
    assert.equal(isOverdue("someday", today), false);
  });

  it("says overdue only of what is not done", async () => {
    const { show, item } = await open();
    const late = { due: "2001-02-03" };
    const items = [anItem("open", late), anItem("done", { ...late, claim: "done", shown: "claimed" })];
    await show(aState(aPlan([aPhase("p", [aSection("s", items)])])));
    assert.match((await item("open").row.locator("time").textContent()) ?? "", /^overdue /);
    assert.match((await item("done").row.locator("time").textContent()) ?? "", /^due /);
  });
});
