import assert from "node:assert/strict";
import { lintText, tokensOf } from "../../../support/plan-lint";

describe("sums of money", () => {
  const wrong = (text: string, path?: string) => tokensOf("plan/budget-sum", text, path);
  const list = (total: string) =>
    `## Costs\n\n**Small:**\n- Server: $20-40\n- Database: $25 (Supabase Pro)\n- Mail: $15\n- ${total}\n`;

  it("are those of the lines", () => {
    assert.deepEqual(wrong(list("**Total: ~$100-120/month**")), ["~$100-120"]);
    assert.deepEqual(wrong(list("**Total: ~$60-80/month**")), []);
    assert.deepEqual(wrong(list("Total: $60-82")), []);
    assert.deepEqual(wrong(list("Total: $70")), []);
    assert.match(lintText(list("Total: $100-120"))[0]?.message ?? "", /\$60–80/);
  });

  it("are those of the heading, and of the line beside a list", () => {
    assert.deepEqual(
      wrong(
        "# P\n\n**Cost**: $50-100/month\n\n## Budget: $50-100/Month\n\n```\n├─ Server: $25/month\n├─ Data: $34/month\n└─ Total: $59/month\n\nOptional:\n├─ Logs: $10/month\n```\n",
      ),
      ["$50-100", "$50-100"],
    );
    assert.deepEqual(
      wrong("## Costs\n### MVP\n**Monthly Cost**: $25-50\n- Host: $20\n- Domain: $12/year\n- Data: $5-10\n"),
      ["$25-50"],
    );
    assert.deepEqual(
      wrong("## Costs\n### MVP\n**Monthly Cost**: $25-30\n- Host: $20\n- Domain: $12/year\n- Data: $5-10\n"),
      [],
    );
    assert.deepEqual(
      wrong("## Costs\n### Scale (1,000-10,000 users)\n- A: $600\n- B: $550\n- Total: $1,150\n"),
      [],
    );
  });

  it("are those of the columns of a table", () => {
    const table = (total: string) =>
      `| Item | Monthly cost |\n|---|---|\n| Server | $20 |\n| Data | $25-35 |\n| **Total** | **${total}** |\n`;
    assert.deepEqual(wrong(table("$80")), ["$80"]);
    assert.deepEqual(wrong(table("$45-55")), []);
    assert.deepEqual(wrong(table("$50")), []);
    assert.deepEqual(wrong(table("$80").replace("$20", "varies")), []);
  });

  it("are those of a plan in YAML", () => {
    const yaml = (total: string) =>
      `liftoff: 1\nname: P\nphases: {}\nbudget:\n  launch:\n    lines:\n      server: 12..20\n      data: 15\n    total: ${total}\n`;
    assert.deepEqual(wrong(yaml("60"), "plan.yaml"), ["60"]);
    assert.deepEqual(wrong(yaml("27..35"), "plan.yaml"), []);
  });

  it("are not compared across currencies", () => {
    assert.deepEqual(wrong("## Costs\n- A: $20\n- B: €30\n- Total: $90\n"), []);
    assert.deepEqual(wrong("## Costs\n- A: €20\n- B: €30\n- Total: $90\n"), []);
  });
});

describe("sums of time", () => {
  const wrong = (text: string, path?: string) => tokensOf("plan/schedule-sum", text, path);

  it("are those of the steps under a heading", () => {
    const steps = "### Step 1: A (15 minutes)\nText.\n### Step 2: B (50 minutes)\nText.\n";
    assert.deepEqual(wrong(`## Fast track (1-2 hours)\n${steps}`), ["1-2 hours"]);
    assert.deepEqual(wrong(`## Fast track (1 hour)\n${steps}`), []);
    assert.deepEqual(wrong(`## Fast track (1-1.5 hours)\n${steps}`), []);
    assert.deepEqual(wrong(`## Fast track\n${steps}\n**Total time: 3 hours**\n`), ["3 hours"]);
    assert.deepEqual(wrong(`## Fast track (1-2 hours)\n${steps}### Step 3: C\n`), []);
  });

  it("are those of a table and of a list", () => {
    const table = (total: string) =>
      `| Step | Duration |\n|---|---|\n| A | 15 minutes |\n| B | 45 minutes |\n| **TOTAL** | **${total}** |\n`;
    assert.deepEqual(wrong(table("3 hours")), ["3 hours"]);
    assert.deepEqual(wrong(table("1 hour")), []);
    assert.deepEqual(wrong("- Setup: 2 days\n- Tests: 1 week\n- **Total: 1 week**\n"), ["1 week"]);
    assert.deepEqual(wrong("- Setup: 2 days\n- Tests: 3 days\n- **Total: 1 week**\n"), []);
  });

  it("leave room for phases beside each other, and none for what comes before", () => {
    const phase = (title: string) => `## ${title}\n- [ ] ${title} is done\n\n`;
    const rows =
      "| Phase | Duration | Dependencies |\n|---|---|---|\n| Phase 1 | 5 days | None |\n| Phase 2 | 5 days | None |\n| Phase 3 | 5 days | Phase 1,2 |\n\n";
    const plan = (opening: string, total: string) =>
      `# P\n\n${opening}${["Phase 1", "Phase 2", "Phase 3"].map(phase).join("")}## Times\n\n${rows}**Total time: ${total}**\n`;
    assert.deepEqual(wrong(plan("", "2-3 weeks")), []);
    assert.deepEqual(wrong(plan("", "1 week")), ["1 week"]);
    assert.deepEqual(
      wrong(plan("## Before all\n### 3 Week Security Sprint\n- [ ] Rotate keys\n\n", "2-3 weeks")),
      ["2-3 weeks"],
    );
  });

  it("are those of the items of a phase in YAML", () => {
    const yaml = (estimate: string) =>
      `liftoff: 1\nname: P\nphases:\n  a:\n    title: A\n    estimate: ${estimate}\n    items:\n      x:\n        status: todo\n        title: X\n        estimate: 3d\n      y:\n        status: todo\n        title: Y\n        estimate: 2d\n`;
    assert.deepEqual(wrong(yaml("2d"), "plan.yaml"), ["2d"]);
    assert.deepEqual(wrong(yaml("1w"), "plan.yaml"), []);
  });
});

describe("what a plan says twice", () => {
  const times = (text: string) => tokensOf("plan/schedule-conflict", text);
  const claims = (text: string) => tokensOf("plan/claim-conflict", text);

  it("gives a stage one time", () => {
    const text = (time: string) =>
      `## Options\n### Option 2: MVP production - 4-6 weeks\n## Times\n### Scenario 2: Deploy MVP\n**Timeline**: ${time}\n`;
    assert.deepEqual(times(text("6-8 weeks")), ["6-8 weeks"]);
    assert.deepEqual(times(text("5 weeks")), []);
    assert.deepEqual(times(text("4-6 weeks")), []);
    assert.deepEqual(times("### MVP backend (2 weeks)\n### MVP frontend (4 weeks)\n"), []);
    assert.deepEqual(
      times("### Full production - 12+ weeks\n### Deploy full product\n**Timeline**: 12-16 weeks\n"),
      [],
    );
  });

  it("gives a phase one time", () => {
    const text = (time: string) =>
      `## Phase 1: Setup (2-3 days)\n- [ ] x\n\n| Phase | Duration |\n|---|---|\n| Phase 1: Setup | ${time} |\n`;
    assert.deepEqual(times(text("1 week")), ["1 week"]);
    assert.deepEqual(times(text("3 days")), []);
    assert.deepEqual(times("## A\n### Step 1: x (2 days)\n## B\n### Step 1: y (5 days)\n"), []);
  });

  it("ends when it says", () => {
    const text = (time: string) =>
      `# P\n\n**Timeline**: ${time}\n\n## Week 1-2: A\n- [ ] a\n## Weeks 3-4: B\n- [ ] b\n## Post-launch (week 6)\n- [ ] c\n`;
    assert.deepEqual(times(text("3 weeks")), ["3 weeks"]);
    assert.deepEqual(times(text("4 weeks (part time)")), []);
    assert.deepEqual(times("**Duration**: 1-2 weeks (Week 19-22)\n"), ["1-2 weeks"]);
    assert.deepEqual(times("**Duration**: 4 weeks (Week 19-22)\n"), []);
  });

  it("sets a goal once", () => {
    assert.deepEqual(
      claims(
        "## A\n- Unit tests (70%+ coverage)\n## B\n- Unit tests: 80% coverage\n- Component tests: 70% coverage\n",
      ),
      ["80%"],
    );
    assert.deepEqual(claims("```\nAim for A rating\nOUTPUT: A+ SSL rating\n```\n"), ["A+"]);
    assert.deepEqual(claims("- RTO: 4 hours\n\n## Later\n- RTO: 60 minutes\n"), ["60 minutes"]);
    assert.deepEqual(claims("## Goals\n- 99.9% uptime\n## Alerts\n- Uptime below 99.5 %\n"), ["99.5 %"]);
  });

  it("sets other goals for other stages and things", () => {
    for (const fine of [
      "### MVP\n- 99.5% uptime\n### Full production\n- 99.9% uptime\n",
      "```\nBackend server:\n  - Uptime: 99.5%\nDatabase server:\n  - Uptime: 99.9%\n```\n",
      "## Week 1\n- Unit test coverage 60%\n## Week 4\n- Unit test coverage 80%\n",
      "- Test coverage is 60% today\n\n## Goals\n- Test coverage 80%\n",
      "- Feature coverage 100%\n- Test coverage 80%\n",
    ]) {
      assert.deepEqual(claims(fine), [], fine);
    }
  });
});
