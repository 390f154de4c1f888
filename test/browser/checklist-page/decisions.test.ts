import assert from "node:assert/strict";
import { fullPlan, fullState } from "./support/full-plan";
import { useChecklist } from "./support/harness";
import { aState } from "./support/plan";

describe("checklist page: decisions, money and risks", () => {
  const open = useChecklist();

  it("shows choices with cost, time and what another one changes, and takes one", async () => {
    const { page, show, sent } = await open();
    await show(fullState());
    const hosting = page.getByRole("region", { name: "Hosting" });
    const choices = hosting.locator(".choice");
    assert.match(
      (await choices.first().textContent()) ?? "",
      /^One server with Composechosenrecommended\$10 to 20 a month, 2 to 3 days/,
    );
    assert.match(
      (await choices.nth(1).textContent()) ?? "",
      /\$25 to 60 a month, 1 to 2 days, 2 to 4 days in all, leaves out “E-mail”/,
    );
    await choices.nth(1).getByText("1 for, 2 against").click();
    assert.deepEqual(await choices.nth(1).locator("li").allTextContents(), [
      "Nothing to patch",
      "Costs more with every service",
      "No UDP",
    ]);
    assert.equal(
      await choices
        .first()
        .getByRole("button", { name: /^Choose/ })
        .count(),
      0,
    );
    await choices.nth(1).getByRole("button", { name: "Choose this: Managed platform" }).click();
    assert.deepEqual(await sent(), [{ type: "choose", option: "hosting", choice: "paas" }]);
  });

  it("offers no choice where the plan says it in its own words", async () => {
    const { page, show } = await open();
    await show(aState({ ...fullPlan(), format: "markdown" }));
    assert.equal(await page.getByRole("button", { name: /^Choose this/ }).count(), 0);
  });

  it("adds up the budget and says where the plan states another sum", async () => {
    const { page, show } = await open();
    await show(fullState());
    const budget = page.getByRole("region", { name: "Budget" });
    const rows = await budget.getByRole("row").allTextContents();
    assert.deepEqual(rows, [
      "Server$12 to 20",
      "Database$15",
      "E-mail$15",
      "Error tracking, optional$26",
      "A month$42 to 50",
      "With what is optional$68 to 76",
    ]);
    await budget.getByText("The plan says $42 to 60 a month.").waitFor();
    await budget.getByText("Prices of 2026-09.").waitFor();
    await budget.getByText("With a thousand customers").click();
    await budget.getByRole("row", { name: "Everything $1,800 to 2,400 a year" }).waitFor();
  });

  it("puts the worst risk first and leads to what ends one", async () => {
    const { page, show, sent, focused } = await open();
    await show(fullState());
    const risks = page.getByRole("region", { name: "Risks" });
    assert.match((await risks.getByRole("listitem").first().textContent()) ?? "", /^highMail lands in spam/);
    await risks.getByRole("button", { name: "DNS records point to the server" }).click();
    assert.equal(await focused(), "item:dns");
    await risks.getByRole("button", { name: "Show “Mail lands in spam” in the plan" }).click();
    assert.deepEqual(await sent(), [{ type: "openLine", line: 41 }]);
  });

  it("shows targets, milestones, the team and where the app runs", async () => {
    const { page, show } = await open();
    await show(fullState());
    const text = async (name: string) => (await page.getByRole("region", { name }).textContent()) ?? "";
    assert.match(await text("Targets"), /Target: p95 < 200 msMeasured: 340 ms/);
    assert.match(await text("Targets"), /Target: >= 99\.5%/);
    assert.match(await text("Milestones"), /First customers, Dec 4After Core infrastructure/);
    assert.match(
      await text("Team"),
      /2 people, 6 hours a day, from Nov 23Kim Okafor, back end, 1 item to do/,
    );
    assert.match(await text("Environments"), /Production, one serverweb: https:\/\/shop\.example/);
  });
});
