import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { testHost } from "../support/host";
import { useChecklist } from "./support/harness";
import { anEvidence, anItem, aPhase, aPlan, aSection, aState } from "./support/plan";

const hostile = [
  `<img src=x onerror="window.hit=1">`,
  `"><script>window.hit=1</script>`,
  `</li></ul><h1>Owned</h1>`,
  "javascript:window.hit=1",
  "{{constructor.constructor('window.hit=1')()}}",
  "`<b>code</b>` and `unclosed",
  "a\u202Ereversed\u202C b\u0000c",
  "__proto__",
  "x".repeat(5000),
];

describe("checklist page: text that it must not trust", () => {
  const open = useChecklist();

  function hostilePlan(text: string) {
    const item = anItem(text, {
      title: text,
      why: text,
      claim: "done",
      shown: "regressed",
      priority: "critical",
      estimate: text,
      owner: text,
      due: text,
      notes: text,
      reason: text,
      details: [text],
      rules: [text],
      evidence: [anEvidence({ path: text, message: text, rule: text, fixable: true })],
      blockedBy: [{ id: text, title: text }],
      children: [
        anItem(`${text} child`, { title: text, shown: "blocked", blockedBy: [{ id: text, title: text }] }),
      ],
    });
    const section = aSection(text, [item], { title: `${text} section`, parents: [text], estimate: text });
    return aPlan([aPhase(text, [section], { title: text, estimate: text })], {
      name: text,
      blockers: [{ id: text, title: text, shown: "regressed" }],
      problems: [{ kind: "invalid", message: text, at: { start: 0, end: 0 }, line: 0 }],
      repairedFrom: text,
    });
  }

  for (const text of hostile) {
    it(`shows ${JSON.stringify(text.slice(0, 40))} as text everywhere`, async () => {
      const checklist = await open();
      await checklist.show(aState(hostilePlan(text), { path: text }));
      await checklist.post({ type: "refused", message: text });
      const { page } = checklist;
      await page.locator(".menu-button").first().click();
      assert.equal(
        await page
          .locator("main img, main script, main b, main [onerror], body [href], body [src]:not(script)")
          .count(),
        0,
      );
      assert.equal(await page.evaluate(() => "hit" in globalThis), false);
      assert.equal(await page.locator("h1").count(), 1);
      const title = await page.locator(".title").first().textContent();
      assert.equal(title?.replaceAll("`", ""), text.replaceAll("`", ""));
      assert.deepEqual(await checklist.violations(), []);
      assert.deepEqual(checklist.errors(), []);
    });
  }

  it("survives items with the same id", async () => {
    const checklist = await open();
    const items = ["one", "two"].map((title) => anItem("same", { title }));
    await checklist.show(aState(aPlan([aPhase("p", [aSection("s", items)])])));
    await checklist.show(aState(aPlan([aPhase("p", [aSection("s", items)])])));
    assert.deepEqual(await checklist.page.locator(".title").allTextContents(), ["one", "two"]);
    assert.deepEqual(checklist.errors(), []);
  });

  for (const kept of [
    "text",
    7,
    { details: "no", collapsedPhases: 3, draft: { itemId: 4 }, filter: "x" },
    [null],
  ]) {
    it(`starts afresh from ${JSON.stringify(kept)} as its kept state`, async () => {
      const checklist = await open({ kept });
      await checklist.show(aState(aPlan([aPhase("p", [aSection("s", [anItem("a")])])])));
      assert.equal(await checklist.item("a").row.count(), 1);
      assert.deepEqual(checklist.errors(), []);
    });
  }

  it("never makes markup from text, and keeps the toolkit behind one file", async () => {
    const folder = path.join(testHost().root, "webview");
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".ts"));
    assert.ok(names.length > 10);
    for (const name of names) {
      const source = await readFile(path.join(folder, name), "utf8");
      assert.doesNotMatch(
        source,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/,
        name,
      );
      const own = name === path.join("ui", "controls.ts");
      assert.equal(source.includes('from "@vscode/webview-ui-toolkit"'), own, name);
    }
  });
});
