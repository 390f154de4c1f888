import assert from "node:assert/strict";
import { readPlan } from "../../../../src/core/plan/read";

const read = (text: string) => readPlan("plan.md", text).plan;
const details = (text: string) => read(text).details;

describe("what a Markdown plan says beside its boxes", () => {
  it("is read from lines under the title", () => {
    const { fields, goal, team } = details(
      "# Launch\n\n**Timeline**: 2 weeks  \n**Team:** 2-3 people\n**Ziel**: Live\n\nText: with a colon.\n\n## A\n- [ ] x\n\n**Not a field**: here\n",
    );
    assert.deepEqual(
      fields.map(({ name, value }) => `${name}=${value}`),
      ["Timeline=2 weeks", "Team=2-3 people", "Ziel=Live"],
    );
    assert.equal(goal, "Live");
    assert.equal(team?.size, 2);
  });

  it("holds options with their pros and cons, and what was decided", () => {
    const { options } = details(
      "# P\n## Where to host\n### Option A: Render (Recommended) - 2 days\n**Pros**:\n- simple\n- fast\n\n**Cons**:\n- price\n\n**Monthly cost**: $20-30 (two services)\n\n### Option B: Own server\n- **Pros**\n  - cheap\n\n**Decision**: Render, for now\n",
    );
    const [set] = options;
    assert.deepEqual([set?.title, set?.chosen], ["Where to host", "render"]);
    const [render, own] = set?.choices ?? [];
    assert.deepEqual(
      [render?.title, render?.recommended, render?.pros, render?.cons, render?.estimate],
      ["Render", true, ["simple", "fast"], ["price"], "2d"],
    );
    assert.deepEqual([render?.cost?.low, render?.cost?.high], [20, 30]);
    assert.deepEqual([own?.title, own?.recommended, own?.pros], ["Own server", false, ["cheap"]]);
  });

  it("holds budgets with the sum that is stated, however it is written", () => {
    const { budget } = details(
      "# P\n## Monthly costs\n**Small (0-100 users):**\n- Server: $20-40\n- Data: $1,000 (large)\n- **Total: ~$1,020-1,040/month**\n\n### Beta\n**Monthly Cost**: $25-50+\n- Host: $20\n- Data: $5\n\n## Budget: $50-100/Month\n```\n├─ Host: $25/month\n├─ Data: $9/month\n\nFor a start you only need: $34/month\n```\n",
    );
    assert.deepEqual(
      budget.map(({ lines, stated }) => [lines.map(({ cost }) => cost.high), stated?.low, stated?.high]),
      [
        [[40, 1000], 1020, 1040],
        [[20, 5], 25, 50],
        [[25, 9], 50, 100],
      ],
    );
  });

  it("holds a command with all its lines", () => {
    const { commands } = details(
      "# P\n## Commands\n```bash\n# Configure\nheroku config:set \\\n  A=1 \\\n  --app shop\nheroku logs\n```\n",
    );
    assert.deepEqual(
      commands.map(({ command, line }) => [command, line]),
      [
        ["heroku config:set \\\n  A=1 \\\n  --app shop", 4],
        ["heroku logs", 7],
      ],
    );
  });

  it("holds risks with what is done about them, and no boxes", () => {
    const { risks } = details(
      "# P\n## Risks\n1. **Mail lands in spam** → a second provider\n2. **DNS is slow** HIGH\n   - Impact: nobody gets in\n   - Mitigation: lower the TTL\n- [ ] a box\n- only words\n",
    );
    assert.deepEqual(
      risks.map(({ title, level, impact, mitigation }) => [title, level, impact, mitigation]),
      [
        ["Mail lands in spam", undefined, undefined, "a second provider"],
        ["DNS is slow", "high", "nobody gets in", "lower the TTL"],
      ],
    );
  });

  it("holds metrics that have a number to reach", () => {
    const { metrics } = details(
      "# P\n## Success metrics\n- [ ] Uptime 99.9%\n- p95 < 200 ms\n- People are happy\n```\n✅ <1 second pages\n```\n",
    );
    assert.deepEqual(
      metrics.map(({ target }) => target && `${target.operator}${target.value}${target.unit}`),
      [">=99.9%", "<200ms", "<1second"],
    );
  });

  it("holds budgets by tier, from lists and from drawn trees", () => {
    const { budget } = details(
      "# P\n## Budget\n**Small:**\n- Server: $20-40\n- Database: $25 (managed)\n- Logs: Free tier\n- Total: $45-65\n\n### Later\n```\nCosts:\n├─ App: €25/month\n├─ Mail: €9\nOptional:\n└─ Cache: €15\n```\n- Docs: see wiki\n",
    );
    assert.deepEqual(
      budget.map(({ title, lines, stated }) => [
        title,
        lines.map(
          ({ title: name, cost, optional }) => `${name} ${cost.low}-${cost.high}${optional ? "?" : ""}`,
        ),
        stated?.low,
      ]),
      [
        ["Small", ["Server 20-40", "Database 25-25", "Logs 0-0"], 45],
        ["Later", ["App 25-25", "Mail 9-9", "Cache 15-15?"], undefined],
      ],
    );
  });

  it("holds runbooks, commands and known trouble", () => {
    const { runbooks, commands, troubles } = details(
      '# P\n## Rollback steps\n1. Stop: `docker compose down`\n2. Look around\n\n## Useful commands\n```bash\n# Logs\ndocker compose logs -f\n\nls\n```\n```python\n# Not this\nprint(1)\n```\n\n## Troubleshooting\n- **Blank page**: look at the console\n\n### Issue: "502"\n**Solution**:\n```\nrestart it\n```\n',
    );
    assert.deepEqual(
      runbooks.map(({ title, steps }) => [
        title,
        steps.map(({ text, command, line }) => [text, command, line]),
      ]),
      [
        [
          "Rollback steps",
          [
            ["Stop", "docker compose down", 2],
            ["Look around", undefined, 3],
          ],
        ],
      ],
    );
    assert.deepEqual(
      commands.map(({ title, command }) => [title, command]),
      [["Logs", "docker compose logs -f"]],
    );
    assert.deepEqual(
      troubles.map(({ title, remedy }) => [title, remedy]),
      [
        ["Blank page", "look at the console"],
        ["502", "restart it"],
      ],
    );
  });

  it("holds blockers and what is not done, but nothing where it says none", () => {
    const { blockers, nonGoals } = details(
      "# P\n## Blockers\n- Account not verified\n- None\n\n## What we are not doing\n❌ Kubernetes\n❌ A second region\n",
    );
    assert.deepEqual(blockers, ["Account not verified"]);
    assert.deepEqual(nonGoals, ["Kubernetes", "A second region"]);
  });

  it("is nothing in a plan that says nothing of it", () => {
    const {
      fields,
      goal,
      nonGoals,
      team,
      options,
      blockers,
      risks,
      metrics,
      budget,
      runbooks,
      commands,
      troubles,
    } = details("# P\n## A\nText.\n- [ ] x\n- y: z\n");
    assert.deepEqual(
      [fields, nonGoals, options, blockers, risks, metrics, budget, runbooks, commands, troubles].flat(),
      [],
    );
    assert.deepEqual([goal, team], [undefined, undefined]);
  });
});

describe("what a Markdown plan says of phases, sections and items", () => {
  it("comes from a table of phases", () => {
    const { phases } = read(
      "# P\n## Phase 1: Build\n- [ ] a\n## Phase 2: Mail\n- [ ] b\n## Phase 3: Launch\n- [ ] c\n\n| Phase | Duration | Depends on | Priority |\n|---|---|---|---|\n| Phase 1 | 2-3 days | Domain, hosting | High |\n| Phase 2 | 1 day | None | |\n| Phase 3 | Ongoing | Phase 1,2 | Critical |\n",
    );
    assert.deepEqual(
      phases.map(({ estimate, dependsOn, needs, priority }) => [estimate, dependsOn.length, needs, priority]),
      [
        ["2d..3d", 0, ["Domain", "hosting"], "high"],
        ["1d", 0, [], undefined],
        [undefined, 2, [], "critical"],
      ],
    );
  });

  it("comes from lines and listings under their headings", () => {
    const [phase] = read(
      "# P\n## Week 1: Build\n### Morning\n```\nTASKS:\n1. Look\nTIME: 4 hours\nBLOCKER: None\nOUTPUT: An image\n```\n- [ ] a\n### Afternoon\nBlocker: the registry\n- [ ] b\n\n**Success Criteria**: it runs\n",
    ).phases;
    assert.deepEqual(
      phase?.sections.map(({ title, estimate, blockers, outputs }) => [title, estimate, blockers, outputs]),
      [
        ["Morning", "4h", [], ["An image"]],
        ["Afternoon", undefined, ["the registry"], []],
      ],
    );
    assert.deepEqual(phase?.success, ["it runs"]);
  });

  it("has steps of runbooks in whole sentences, commands in them or behind them", () => {
    const [runbook] = read(
      "# P\n\n## Rollback steps\n\n1. `systemctl stop app` on the new server\n2. Start the old one: `make old`\n3. Bring it back by `make restore`\n4. **Tell people**\n   - the team\n   - the users\n5. **Later**\n   - [ ] Write it down\n",
    ).details.runbooks;
    assert.deepEqual(
      runbook?.steps.map(({ text, command }) => [text, command]),
      [
        ["systemctl stop app on the new server", "systemctl stop app"],
        ["Start the old one", "make old"],
        ["Bring it back by make restore", "make restore"],
        ["the team", undefined],
        ["the users", undefined],
      ],
    );
  });

  it("reads time and priority of phases from a table of them, with any line break", () => {
    const text =
      "# P\n\n## Phase 1: A\n- [ ] a\n## Phase 2: B\n- [ ] b\n\n## Timeline\n\n| Phase | Priority | Estimated Effort |\n|--|--|--|\n| Phase 1: A | High | 2-3 hours |\n| Phase 2 | Low | 1 day |\n";
    for (const written of [text, text.replaceAll("\n", "\r\n")]) {
      assert.deepEqual(
        read(written).phases.map(({ priority, estimate }) => [priority, estimate]),
        [
          ["high", "2h..3h"],
          ["low", "1d"],
        ],
      );
    }
  });

  it("takes no blank of a form as a field", () => {
    assert.deepEqual(read("# P\n\n**Date:** ____\n**Lead:** Kim\n\n## A\n- [ ] a\n").details.fields, [
      { name: "Lead", value: "Kim" },
    ]);
  });

  it("holds listings below a box, with where they go", () => {
    const items = read(
      "# P\n## A\n- [ ] Start it\n  ```bash\n  ./run\n  ```\n- [ ] Create `/etc/app/app.env`:\n  ```ini\n  A=1\n  ```\n- [!] Wait\n",
    ).phases[0]?.sections[0]?.items;
    assert.deepEqual(
      items?.map(({ attachments }) =>
        attachments.map(({ kind, language, target, text }) => [kind, language, target, text.trim()]),
      ),
      [[["command", "bash", undefined, "./run"]], [["file", "ini", "/etc/app/app.env", "A=1"]], []],
    );
    assert.deepEqual(
      items?.map(({ blocker }) => blocker !== undefined),
      [false, false, true],
    );
  });
});
