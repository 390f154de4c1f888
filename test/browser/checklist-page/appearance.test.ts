import assert from "node:assert/strict";
import type { PlanProblem } from "../../../src/core/plan/model";
import { fullState } from "./support/full-plan";
import { type ChecklistPage, themeNames, useChecklist } from "./support/harness";
import { anItem, aPhase, aPlan, aSection, aState, longPlan, richPlan } from "./support/plan";
import themes from "./support/themes.json";

describe("checklist page: appearance and accessibility", () => {
  const open = useChecklist();

  async function isClean(checklist: ChecklistPage): Promise<void> {
    assert.deepEqual(await checklist.axe(), []);
    assert.deepEqual(await checklist.violations(), []);
    assert.deepEqual(checklist.errors(), []);
  }

  /** Opens what can be open at a time. */
  async function openEverything({ page, item }: ChecklistPage): Promise<void> {
    await page.getByRole("button", { name: "Can we launch?" }).click();
    while ((await page.locator("details:not([open])").count()) > 0) {
      await page.locator("details:not([open]) > summary").first().click();
    }
    for (const id of ["proxy", "rotation", "certificate", "cors", "pool", "restore"]) {
      await item(id).twistie.click();
    }
    await item("dns").menuButton.click();
    await page.getByRole("menuitem", { name: "Accept for now…" }).click();
    await page.getByRole("button", { name: "Accept until then" }).click();
    await item("server").menuButton.click();
  }

  for (const theme of themeNames) {
    for (const width of [1200, 320]) {
      it(`is clean in ${themes[theme].name}, ${width} px wide`, async () => {
        const checklist = await open({ theme, viewport: { width, height: 900 } });
        await checklist.show(fullState({ checking: true }));
        await isClean(checklist);
        await openEverything(checklist);
        await isClean(checklist);
        const overflow = await checklist.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0);
      });
    }
  }

  it("is clean while it waits, without items, with problems and with nothing found", async () => {
    const checklist = await open();
    await isClean(checklist);
    await checklist.show(aState(aPlan([])));
    await isClean(checklist);
    const at = { start: 0, end: 0 };
    const problems: PlanProblem[] = [
      { kind: "conflict", message: "There are conflict markers.", at, line: 11 },
      { kind: "invalid", message: "`priority` is one of critical, high, medium, low.", at, line: 20 },
    ];
    const damaged = { ...richPlan(), problems, editable: false, repairedFrom: "windows-1252" };
    await checklist.show(aState(damaged));
    await checklist.post({ type: "refused", message: "The plan has changed." });
    await checklist.page.getByText("nothing is changed from here").waitFor();
    await checklist.page.getByText("line 12").waitFor();
    await isClean(checklist);
    await checklist.page.getByRole("textbox", { name: "Search items" }).fill("nowhere");
    await isClean(checklist);
  });

  it("has no items to show but the reason when the file cannot be read", async () => {
    const { page, show, sent } = await open();
    const problem = {
      kind: "broken",
      message: "A mapping has no end.",
      at: { start: 0, end: 0 },
      line: 2,
    } as const;
    await show(aState({ ...aPlan([]), problems: [problem], editable: false }));
    await page.getByText("A mapping has no end.").waitFor();
    assert.equal(await page.getByText("This plan has no items yet").count(), 0);
    await page.getByRole("button", { name: "Open the text" }).click();
    assert.deepEqual(await sent(), [{ type: "openText" }]);
  });

  it("follows the theme when it changes", async () => {
    const { page, show, item } = await open({ theme: "dark" });
    await show(aState(richPlan()));
    const { bodyClass, kind, variables } = themes.light;
    await page.evaluate(
      ([className, themeKind, values]) => {
        for (const [name, value] of values) document.documentElement.style.setProperty(name, value);
        document.body.dataset.vscodeThemeKind = themeKind;
        document.body.className = `vscode-body ${className}`;
      },
      [bodyClass, kind, Object.entries(variables)] as const,
    );
    const box = item("dns").checkbox.locator("css=[part=control]");
    await page.waitForFunction(
      ([element, expected]) => element && getComputedStyle(element).backgroundColor === expected,
      [await box.elementHandle(), rgb(variables["--vscode-checkbox-background"])] as const,
    );
  });

  it("grows with the editor's font size", async () => {
    const { page, show, item } = await open();
    await show(aState(richPlan()));
    const height = async () => (await item("dns").row.boundingBox())?.height ?? 0;
    const before = await height();
    await page.evaluate(() => document.documentElement.style.setProperty("--vscode-font-size", "26px"));
    assert.ok((await height()) > before * 1.8);
  });

  it("says every state in a word that the box refers to", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    const words = await page.evaluate(() =>
      [...document.querySelectorAll("li[data-row]")].map((row) => {
        const box = row.querySelector("[role=checkbox]");
        return document.getElementById(box?.getAttribute("aria-describedby") ?? "")?.textContent;
      }),
    );
    const expected = [
      "regressed",
      "verified",
      "ready",
      "not applicable",
      "doing",
      "claimed",
      "doing",
      "open",
      "blocked",
    ];
    assert.deepEqual(words, [...expected, "claimed", "waived", "open"]);
  });

  it("has headings for plan, phases and sections, and a named section for every phase", async () => {
    const { page, show } = await open();
    await show(aState(richPlan()));
    const headings = async (level: number) =>
      page.locator("main, header").getByRole("heading", { level }).allTextContents();
    assert.deepEqual(await headings(1), ["Checkout go-live"]);
    assert.deepEqual(await headings(2), ["Security and configuration first", "Core infrastructure"]);
    assert.deepEqual(await headings(3), ["Base / Machines", "Base / Web"]);
    assert.equal(await page.getByRole("region", { name: "Core infrastructure" }).count(), 1);
  });

  it("puts sections under the headings that are there, and names what has none", async () => {
    const { page, show } = await open();
    const section = (title: string, parents: string[]) =>
      aSection(title, [anItem(title)], { title, parents });
    const week = aSection("week", [], { title: "Week 1", estimate: "5d" });
    const day = section("Day 1", ["Week 1"]);
    const sections = [week, day, section("Tests", ["Week 1", "Day 2"]), section("Costs", ["Money"])];
    await show(aState(aPlan([aPhase("p", sections)])));
    const headings = await page.evaluate(() =>
      [...document.querySelectorAll(".section-head")].map((head) => {
        const heading = head.querySelector("h3, h4, h5");
        return `${heading?.localName} ${heading?.textContent}`;
      }),
    );
    assert.deepEqual(headings, ["h3 Week 1", "h4 Day 1", "h4 Day 2 / Tests", "h3 Money / Costs"]);
  });

  it("stands still for those who asked for it", async () => {
    const checklist = await open({ context: { reducedMotion: "reduce" } });
    await checklist.show(aState(richPlan(), { checking: true }));
    const moving = await checklist.page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === "running").length,
    );
    assert.equal(moving, 0);
  });

  it("keeps the parts of the meter apart when the system replaces the colours", async () => {
    const checklist = await open({ theme: "highContrast", context: { forcedColors: "active" } });
    await checklist.show(aState(richPlan()));
    const backgrounds = await checklist.page.evaluate(() =>
      [...document.querySelectorAll(".progress .segment")].map((segment) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(segment);
        return `${backgroundColor} ${backgroundImage}`;
      }),
    );
    assert.equal(backgrounds.length, 4);
    assert.equal(new Set(backgrounds).size, 4);
  });

  it("stays clean with 300 items", async () => {
    const checklist = await open();
    await checklist.show(aState(longPlan(300)));
    await checklist.show(aState(longPlan(300), { revision: 2 }));
    assert.deepEqual(await checklist.sent(), []);
    assert.deepEqual(await checklist.violations(), []);
    assert.deepEqual(checklist.errors(), []);
  });
});

function rgb(hex: string): string {
  const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${r}, ${g}, ${b})`;
}
