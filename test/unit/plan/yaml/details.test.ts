import assert from "node:assert/strict";
import { readPlan } from "../../../../src/core/plan/read";

const text = `liftoff: 1
name: Shop
level: production
goal: Sell to everybody
non_goals: [Mobile app]
template: vps-compose@1
team:
  size: 2
  hours_per_day: 6
  start: 2026-11-23
  people:
    kim:
      name: Kim Doe
      role: Backend
environments:
  production:
    web: https://shop.example.com
    health: /readyz
    mail_domain: example.com
options:
  hosting:
    chosen: vps
    because: one bill
    choices:
      vps:
        title: One server
        recommended: true
        pros: [cheap]
        cost: 12..20
        estimate: 2d..3d
      paas:
        cons: [price]
milestones:
  beta:
    title: Beta
    due: 2026-12-01
    phases: [build]
blockers:
  - Account not verified
risks:
  mail:
    level: high
    title: Mail lands in spam
    closes_with: [mail.inbox]
metrics:
  latency:
    title: Fast
    target: p95 < 200 ms
budget:
  launch:
    currency: EUR
    lines:
      server: 12..20
      backup:
        cost: 60/year
        optional: true
    total: 15..25
rollback:
  steps:
    - Stop the deployment
    - text: Go back
      command: ./deploy.sh --tag previous
runbooks:
  restore:
    title: Restore
    trigger: Data is gone
commands:
  logs: docker compose logs -f
troubleshooting:
  502:
    cause: The app is down
    remedy: Restart it
gates:
  go-live:
    require: verified
    of: [critical, high]
    waivers: false
phases:
  build:
    title: Build
    needs: [Domain]
    success: [It runs]
    only_if: hosting.vps
    level: mvp
    optional: true
    gate:
      of: [critical]
    sections:
      images:
        title: Images
        blockers: [Registry]
        outputs: [Two images]
        items:
          api:
            status: done
            title: API image
            waiver:
              reason: small
              until: 2026-12-31
            evidence:
              - at: 2026-11-18
                by: kim
                text: built it
                link: docs/build.md
            ttl: 90d
            docs: [https://example.com/docs]
            blocker: waits for the registry
            alias_of: other
            optional: true
            verify:
              command: docker build .
`;

describe("what a plan says beside its phases", () => {
  const { plan, problems } = readPlan(".liftoff/plan.yaml", text);
  const { details } = plan;
  const [phase] = plan.phases;

  it("is valid", () => {
    assert.deepEqual(problems, []);
  });

  it("is read: aims, people, places", () => {
    assert.deepEqual(
      [details.level, details.goal, details.nonGoals, details.template],
      ["production", "Sell to everybody", ["Mobile app"], "vps-compose@1"],
    );
    assert.deepEqual(details.team, {
      size: 2,
      hoursPerDay: 6,
      start: "2026-11-23",
      people: [{ id: "kim", name: "Kim Doe", role: "Backend" }],
    });
    const [production] = details.environments;
    assert.deepEqual(production?.urls, [{ name: "web", url: "https://shop.example.com" }]);
    assert.deepEqual([production?.health, production?.mailDomain], ["/readyz", "example.com"]);
    assert.deepEqual(
      details.milestones.map(({ id, due, phases }) => [id, due, phases]),
      [["beta", "2026-12-01", ["build"]]],
    );
    assert.deepEqual(details.blockers, ["Account not verified"]);
  });

  it("is read: options with their choices", () => {
    const [hosting] = details.options;
    assert.deepEqual([hosting?.title, hosting?.chosen, hosting?.because], ["hosting", "vps", "one bill"]);
    const [vps, paas] = hosting?.choices ?? [];
    assert.deepEqual(
      [vps?.title, vps?.recommended, vps?.pros, vps?.estimate],
      ["One server", true, ["cheap"], "2d..3d"],
    );
    assert.deepEqual(vps?.cost, { low: 12, high: 20, per: "month", currency: undefined });
    assert.deepEqual([paas?.title, paas?.cons, paas?.recommended], ["paas", ["price"], false]);
  });

  it("is read: risks, metrics, money", () => {
    assert.deepEqual(
      details.risks.map(({ level, title, closesWith }) => [level, title, closesWith]),
      [["high", "Mail lands in spam", ["mail.inbox"]]],
    );
    assert.deepEqual(details.metrics[0]?.target, { subject: "p95", operator: "<", value: 200, unit: "ms" });
    const [tier] = details.budget;
    assert.deepEqual(
      tier?.lines.map(({ id, cost, optional }) => [id, cost.low, cost.per, cost.currency, optional]),
      [
        ["server", 12, "month", "EUR", false],
        ["backup", 60, "year", "EUR", true],
      ],
    );
    assert.deepEqual([tier?.stated?.low, tier?.stated?.high], [15, 25]);
  });

  it("is read: what to do", () => {
    assert.deepEqual(
      details.runbooks.map(({ id, title, steps }) => [id, title, steps.length]),
      [
        ["rollback", "Rollback", 2],
        ["restore", "Restore", 0],
      ],
    );
    assert.deepEqual(details.runbooks[0]?.steps[1], {
      text: "Go back",
      command: "./deploy.sh --tag previous",
      line: text.split("\n").indexOf("    - text: Go back"),
    });
    assert.deepEqual(
      details.commands.map(({ id, command }) => [id, command]),
      [["logs", "docker compose logs -f"]],
    );
    assert.deepEqual(
      details.troubles.map(({ title, remedy }) => [title, remedy]),
      [["502", "Restart it"]],
    );
    assert.deepEqual(
      details.gates.map(({ id, require, of, waivers }) => [id, require, of, waivers]),
      [["go-live", "verified", ["critical", "high"], false]],
    );
  });

  it("is read: of phases, sections and items", () => {
    assert.deepEqual(
      [phase?.needs, phase?.success, phase?.onlyIf, phase?.level, phase?.optional],
      [["Domain"], ["It runs"], "hosting.vps", "mvp", true],
    );
    assert.deepEqual(phase?.gate, { require: "done", of: ["critical"], waivers: true });
    const [section] = phase?.sections ?? [];
    assert.deepEqual([section?.blockers, section?.outputs], [["Registry"], ["Two images"]]);
    const [item] = section?.items ?? [];
    assert.deepEqual(item?.waiver, { reason: "small", until: "2026-12-31", by: undefined });
    assert.deepEqual(item?.records, [
      { at: "2026-11-18", by: "kim", text: "built it", link: "docs/build.md" },
    ]);
    assert.deepEqual(
      [item?.ttl, item?.docs, item?.blocker, item?.aliasOf, item?.optional],
      ["90d", ["https://example.com/docs"], "waits for the registry", "other", true],
    );
    assert.equal(item?.verify.command, "docker build .");
  });

  it("is said to be wrong where it is, and nothing else is lost by it", () => {
    const wrong = [
      ["level: production", "level: huge", "no level"],
      ["server: 12..20", "server: a lot", "sum"],
      ["until: 2026-12-31", "until: soon", "YYYY-MM-DD"],
      ["ttl: 90d", "ttl: long", "90d"],
      ["chosen: vps", "chosen: [vps]", "id"],
      ["- at: 2026-11-18", "- at: yesterday", "YYYY-MM-DD"],
      ["require: verified", "require: perfect", "verified"],
    ] as const;
    for (const [right, broken, message] of wrong) {
      const reading = readPlan(".liftoff/plan.yaml", text.replace(right, broken));
      assert.equal(reading.problems.length, 1, broken);
      assert.match(reading.problems[0]?.message ?? "", new RegExp(message), broken);
      assert.equal(
        reading.problems[0]?.line,
        text.split("\n").findIndex((line) => line.includes(right)),
        broken,
      );
      assert.equal(reading.plan.phases.length, 1);
    }
  });
});
