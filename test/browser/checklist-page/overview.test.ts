import assert from "node:assert/strict";
import { fullPlan, fullState } from "./support/full-plan";
import { useChecklist } from "./support/harness";
import { aState, richPlan, withItem } from "./support/plan";

describe("checklist page: the launch as a whole", () => {
  const open = useChecklist();

  it("shows only the parts that the plan has", async () => {
    const { page, show } = await open();
    const headings = () => page.getByRole("heading", { level: 2 }).allTextContents();
    await show(aState(richPlan()));
    assert.deepEqual(await headings(), [
      "Security and configuration first",
      "Core infrastructure",
      "Open blockers",
    ]);
    await show(fullState());
    const phases = ["Security and configuration first", "Core infrastructure", "E-mail"];
    const side = [
      "Open blockers",
      "Blockers named in the plan",
      "Milestones",
      "Hosting",
      "Budget",
      "Risks",
      "Targets",
    ];
    const below = ["Runbooks", "Commands", "Troubleshooting", "Team", "Environments"];
    assert.deepEqual(await headings(), ["Timeline", "Burn-up", ...phases, ...side, ...below]);
  });

  it("sums up what kind of launch it is, when it is and what it costs", async () => {
    const { page, show } = await open();
    await show(fullState());
    const header = (await page.locator(".heading").textContent()) ?? "";
    assert.match(header, /Production · One server with Compose · \.liftoff\/plan\.yaml/);
    const facts = await page.locator(".fact").allTextContents();
    assert.ok(facts.includes("forecast launchNov 27 to Dec 1"), facts.join());
    assert.ok(facts.includes("a month$42 to 50"), facts.join());
  });

  it("answers whether the launch can happen, says it, and leads to what is missing", async () => {
    const { page, show, said, focused, kept } = await open();
    await show(fullState());
    const ask = page.getByRole("button", { name: "Can we launch?" });
    assert.equal(await ask.getAttribute("aria-expanded"), "false");
    await ask.click();
    const answer = page.getByRole("region", { name: "Can we launch?" });
    const sentences = ["Go live: not yet, 2 items are missing.", "Open the beta: yes, all 2 items pass."];
    assert.equal(await said(), sentences.join(" "));
    for (const sentence of sentences) await answer.getByText(sentence).waitFor();
    await answer.getByText("4 of 12 done, 1 verified").waitFor();
    await answer.getByRole("button", { name: "Rate limit on the API" }).click();
    assert.equal(await focused(), "item:rate-limit");
    const again = await open({ kept: await kept() });
    await again.show(fullState());
    assert.equal(await again.page.getByRole("region", { name: "Can we launch?" }).count(), 1);
    await again.page.getByRole("button", { name: "Can we launch?" }).press("Enter");
    assert.equal(await again.page.getByRole("region", { name: "Can we launch?" }).count(), 0);
  });

  it("draws the phases in time, marks the critical path in words and leads to a phase", async () => {
    const { page, show, focused } = await open();
    await show(fullState());
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByText("It takes 3 to 5 days of working time; 2 to 4 days are left.").waitFor();
    const rows = await timeline.locator(".bars li").allTextContents();
    assert.deepEqual(rows, [
      "Security and configuration firstNov 23 to Nov 24, critical path",
      "Core infrastructureNov 25 to Nov 27, critical path",
      "E-mailNov 25, 1 to 2 days slack",
    ]);
    const places = await timeline.locator(".bar").evaluateAll((bars) =>
      bars.map((bar) => {
        const { left, width } = (bar as HTMLElement).style;
        return `${left} ${width}`;
      }),
    );
    assert.deepEqual(places, ["0% 40%", "40% 60%", "40% 20%"]);
    // Two working days have passed since Monday: today is where the second phase begins.
    const now = timeline.locator(".track .now").first();
    assert.equal(await now.evaluate((line) => (line as HTMLElement).style.left), "40%");
    await timeline.getByRole("button", { name: "E-mail" }).click();
    assert.equal(await focused(), "phase:mail");
    await timeline.getByRole("button", { name: "Hide the timeline" }).click();
    assert.equal(await timeline.locator(".bars").count(), 0);
    assert.equal(await focused(), "timeline");
  });

  it("says days instead of dates where the plan has no beginning, and names what is in no order", async () => {
    const { page, show } = await open();
    const plan = fullPlan();
    const phases = plan.phases.map((phase) => ({
      ...phase,
      schedule: phase.schedule && { ...phase.schedule, dates: undefined },
    }));
    const schedule = plan.schedule && {
      ...plan.schedule,
      basis: "order" as const,
      finish: undefined,
      outside: ["mail"],
      circular: ["security", "infrastructure"],
    };
    await show(aState({ ...plan, phases, schedule, details: { ...plan.details, team: undefined } }));
    const timeline = page.getByRole("region", { name: "Timeline" });
    await timeline.getByText("1 to 2 days, critical path").waitFor();
    const words = (await timeline.locator(".forecast").textContent()) ?? "";
    assert.match(words, /follow each other/);
    assert.match(words, /in a circle: Security and configuration first, Core infrastructure\./);
    assert.match(words, /Not part of any order: E-mail\./);
    assert.equal(await timeline.locator(".track .now").count(), 0);
  });

  it("draws how the plan was worked off, and says it", async () => {
    const { page, show } = await open();
    await show(fullState());
    const chart = page.getByRole("region", { name: "Burn-up" });
    await chart.getByText("0 of 9 done on Nov 2, 4 of 13 on Nov 25.").waitFor();
    const shapes = await chart
      .locator(".area")
      .evaluateAll((areas) => areas.map((area) => getComputedStyle(area).clipPath.startsWith("polygon(")));
    assert.deepEqual(shapes, [true, true]);
    await show(fullState({ burnUp: [] }));
    assert.equal(await chart.count(), 0);
  });

  it("says at each phase what it waits for, what ends it and where its estimates disagree", async () => {
    const { page, show, focused } = await open();
    await show(fullState());
    const first = page.getByRole("region", { name: "Security and configuration first" });
    await first.getByText("Nobody can read a secret; Every request is limited").waitFor();
    await first.getByText("The plan says 1 to 2 days; the items add up to 2 to 4 days.").waitFor();
    await first.getByText("gate: 2 items missing").waitFor();
    const second = page.getByRole("region", { name: "Core infrastructure" });
    await second.getByText("Domain registered").waitFor();
    await second.getByRole("button", { name: "Security and configuration first" }).click();
    assert.equal(await focused(), "phase:security");
  });

  it("says once what a whole phase waits for, and at an item only what that waits for besides", async () => {
    const { show, item } = await open();
    const phase = { id: "security", title: "Security and configuration first" };
    const waiting = (...blockedBy: { id: string; title: string }[]) =>
      fullState({ plan: withItem(fullPlan(), "certificate", { blockedBy }) });
    const summary = async () => (await item("certificate").row.locator(".text").textContent()) ?? "";
    await show(waiting(phase));
    assert.match(await summary(), /^Certificate issued blocked$/);
    await show(waiting(phase, { id: "dns", title: "DNS records point to the server" }));
    assert.match(await summary(), /blocked by DNS records point to the server$/);
  });
});
