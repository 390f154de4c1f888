import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { PlanDetails } from "../../../src/core/plan/model";
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

  const one = { low: 1, high: 1 };
  const length = { slack: one, critical: false, stated: one, items: one };

  function hostileDetails(text: string): PlanDetails {
    const named = { id: text, title: text, line: 0 };
    const cost = { low: 1, high: 2, per: "month", currency: text } as const;
    return {
      level: "mvp",
      goal: text,
      nonGoals: [text],
      fields: [{ name: text, value: text }],
      team: { size: 1, hoursPerDay: 6, start: text, people: [{ id: text, name: text, role: text }] },
      environments: [
        { ...named, urls: [{ name: text, url: text }], health: text, mailDomain: text, platform: text },
      ],
      options: [
        {
          ...named,
          chosen: text,
          because: text,
          choices: [
            {
              ...named,
              recommended: true,
              pros: [text],
              cons: [text],
              limits: [text],
              estimate: text,
              cost,
            },
          ],
        },
      ],
      milestones: [{ ...named, due: text, phases: [text] }],
      blockers: [text],
      risks: [{ ...named, level: "high", impact: text, mitigation: text, status: text, closesWith: [text] }],
      metrics: [{ ...named, target: { subject: text, operator: "<", value: 1, unit: text }, measured: text }],
      budget: [{ ...named, asOf: text, lines: [{ ...named, cost, optional: true }], stated: cost }],
      runbooks: [{ ...named, trigger: text, steps: [{ text, command: text, line: 0 }] }],
      commands: [{ ...named, command: text }],
      troubles: [{ ...named, cause: text, remedy: text }],
      gates: [],
      template: text,
    };
  }

  function hostilePlan(text: string) {
    const missing = { id: text, title: text, shown: "open", priority: undefined } as const;
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
      blocker: text,
      aliasOf: text,
      command: text,
      docs: [text],
      waiver: { reason: text, by: text, until: text },
      records: [{ at: text, by: text, text, link: text }],
      expires: text,
      attachments: [{ kind: "file", language: text, text, target: text, line: 0 }],
      children: [
        anItem(`${text} child`, { title: text, shown: "blocked", blockedBy: [{ id: text, title: text }] }),
      ],
    });
    const section = aSection(text, [item], {
      title: `${text} section`,
      parents: [text],
      estimate: text,
      blockers: [text],
      outputs: [text],
    });
    const phase = aPhase(text, [section], {
      title: text,
      estimate: text,
      dependsOn: [text],
      needs: [text],
      success: [text],
      gate: { id: text, title: text, met: false, total: 1, missing: [missing] },
      schedule: { ...length, duration: one, start: one, end: one, dates: { start: text, end: text } },
    });
    return aPlan([phase], {
      name: text,
      details: hostileDetails(text),
      gates: [{ id: text, title: text, met: false, total: 1, missing: [missing] }],
      schedule: {
        basis: "dependencies",
        duration: one,
        serial: one,
        critical: [text],
        remaining: one,
        finish: { early: text, late: text },
        circular: [text],
        outside: [text],
      },
      effects: [
        { option: text, choice: text, duration: one, cost: undefined, adds: [text], removes: [text] },
      ],
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
      await page.getByRole("button", { name: "Can we launch?" }).click();
      for (let left = 20; left > 0 && (await page.locator("details:not([open])").count()) > 0; left -= 1) {
        await page.locator("details:not([open]) > summary").first().press("Enter");
      }
      await page.locator(".menu-button").first().click();
      assert.equal(
        await page
          .locator(".page img, .page script, .page b, .page [onerror], body [href], body [src]:not(script)")
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
