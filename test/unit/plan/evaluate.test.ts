import assert from "node:assert/strict";
import type { Evidence, Finding } from "../../../src/core/lint/finding";
import { evaluate } from "../../../src/core/plan/evaluate";
import { readPlan } from "../../../src/core/plan/read";
import type { ItemView, PlanView } from "../../../src/core/plan/view";
import type { Severity } from "../../../src/core/rules/rule";

interface World {
  readonly findings?: readonly Finding[];
  readonly proofs?: readonly Evidence[];
  readonly paths?: readonly string[];
  readonly unknownRules?: readonly string[];
}

const finding = (
  rule: string,
  severity: Severity = "warning",
  path = "Dockerfile",
  start = 0,
  fixes = 0,
): Finding => ({
  rule,
  severity,
  path,
  at: { start, end: start + 1 },
  message: `${rule} fails`,
  related: [],
  tag: undefined,
  equivalents: [],
  fixes: Array.from({ length: fixes }, () => ({ title: "Fix", kind: "safe" as const, edits: [] })),
});
const proof = (rule: string, path = "Dockerfile"): Evidence => ({
  rule,
  path,
  at: { start: 0, end: 1 },
  message: `${rule} holds`,
});

function viewOf(
  text: string,
  { findings = [], proofs = [], paths = [], unknownRules = [] }: World = {},
  path = ".liftoff/plan.yaml",
): PlanView {
  return evaluate(readPlan(path, text), {
    result: { findings, proofs, failures: [] },
    paths,
    lineOf: (_, offset) => ({ line: offset, character: 0 }),
    severityOf: (id) =>
      unknownRules.includes(id) ? undefined : id.startsWith("advice/") ? "info" : "warning",
  });
}

function all(view: PlanView): ItemView[] {
  const below = (item: ItemView): ItemView[] => [item, ...item.children.flatMap(below)];
  return view.phases.flatMap(({ sections }) => sections.flatMap(({ items }) => items.flatMap(below)));
}

/** A plan with one phase of items, given as the lines behind their title. */
function yaml(items: Readonly<Record<string, string>>, phase = ""): string {
  const lines = Object.entries(items).map(
    ([id, fields]) =>
      `      ${id}:\n${fields
        .split("; ")
        .map((field) => `        ${field}\n`)
        .join("")}        title: ${id}\n`,
  );
  return `liftoff: 1\nname: P\nphases:\n  p:\n    title: Phase\n${phase}    items:\n${lines.join("")}`;
}

/** What is shown of the only item. */
function shown(fields: string, world?: World) {
  const [item] = all(viewOf(yaml({ x: fields }), world));
  return [item?.verdict, item?.shown];
}

describe("the verdict of an item", () => {
  const rules = "status: done; verify: {rules: [a/x, a/y]}";

  it("is none without verification", () => assert.deepEqual(shown("status: todo"), ["none", "open"]));

  it("fails by a finding that is an error or a warning", () => {
    assert.deepEqual(shown(rules, { findings: [finding("a/y", "error")], proofs: [proof("a/x")] }), [
      "fail",
      "regressed",
    ]);
    assert.deepEqual(shown(rules, { findings: [finding("a/y", "warning")] }), ["fail", "regressed"]);
  });

  it("does not fail by advice or by other rules", () => {
    const findings = [finding("a/x", "info"), finding("a/y", "hint"), finding("b/z", "error")];
    assert.deepEqual(shown(rules, { findings }), ["unknown", "claimed"]);
    assert.deepEqual(shown(rules, { findings, proofs: [proof("a/x")] }), ["pass", "verified"]);
  });

  it("passes by one proof, rules that say nothing are skipped", () => {
    assert.deepEqual(shown(rules, { proofs: [proof("a/y")] }), ["pass", "verified"]);
  });

  it("is unknown while nothing speaks for or against it", () =>
    assert.deepEqual(shown(rules), ["unknown", "claimed"]));

  it("fails by advice when the item is about nothing else", () => {
    const advice = "status: done; verify: {rules: [advice/x, advice/y]}";
    const mixed = "status: done; verify: {rules: [advice/x, b/y]}";
    const info = { findings: [finding("advice/x", "info")] };
    assert.deepEqual(shown(advice, info), ["fail", "regressed"]);
    assert.deepEqual(shown(mixed, info), ["unknown", "claimed"]);
    assert.deepEqual(shown(mixed, { ...info, proofs: [proof("b/y")] }), ["pass", "verified"]);
    // A file of tests, or the configuration, made it milder.
    assert.deepEqual(shown(advice, { findings: [finding("advice/x", "hint")] }), ["unknown", "claimed"]);
  });

  it("is never a pass when one of its rules does not exist", () => {
    const world = { proofs: [proof("a/x")], unknownRules: ["a/y"] };
    assert.deepEqual(shown(rules, world), ["unknown", "claimed"]);
    assert.deepEqual(shown(rules, { ...world, findings: [finding("a/x")] }), ["fail", "regressed"]);
  });

  it("follows from files: each glob has to match", () => {
    const files = "status: todo; verify: {files: ['scripts/*.sh', '**/Dockerfile']}";
    assert.deepEqual(shown(files, { paths: ["scripts/a.sh", "api/Dockerfile"] }), ["pass", "ready"]);
    assert.deepEqual(shown(files, { paths: ["scripts/a.sh"] }), ["fail", "open"]);
    assert.deepEqual(
      shown("status: todo; verify: {files: ['./.github/workflows/*.yml']}", {
        paths: [".github/workflows/ci.yml"],
      }),
      ["pass", "ready"],
    );
    for (const glob of ["a*a*a*a*a*a*b", "**/a/**/a/**/b", "x".repeat(201)]) {
      const world = { paths: [`${"a".repeat(200)}`], proofs: [proof("a/x")] };
      assert.deepEqual(shown(`status: todo; verify: {rules: [a/x], files: ['${glob}']}`, world), [
        "unknown",
        "open",
      ]);
    }
  });

  it("shows what it comes from, failures first, the gravest before the others", () => {
    const world: World = {
      findings: [
        finding("a/x", "warning", "b", 5),
        finding("a/y", "error", "c", 7, 1),
        finding("a/x", "warning", "a", 9),
      ],
      proofs: [proof("a/x")],
    };
    const [item] = all(viewOf(yaml({ x: rules }), world));
    assert.deepEqual(
      item?.evidence.map(({ kind, path, line, fixable }) => [kind, path, line, fixable]),
      [
        ["fails", "c", 7, true],
        ["fails", "a", 9, false],
        ["fails", "b", 5, false],
        ["holds", "Dockerfile", 0, false],
      ],
    );
  });

  it("does not drown in evidence", () => {
    const findings = Array.from({ length: 500 }, (_, i) => finding("a/x", "warning", "f", i));
    const [item] = all(viewOf(yaml({ x: rules }), { findings }));
    assert.ok(item && item.evidence.length > 0 && item.evidence.length < 30);
  });
});

describe("what is shown of an item", () => {
  const verify = "verify: {rules: [a/x]}";
  const holds = { proofs: [proof("a/x")] };
  const fails = { findings: [finding("a/x")] };

  it("follows from claim and verdict", () => {
    const table = ["todo", "doing", "done", "na"].map((claim) =>
      [{}, holds, fails].map((world) => shown(`status: ${claim}; reason: r; ${verify}`, world)[1]),
    );
    assert.deepEqual(table, [
      ["open", "ready", "open"],
      ["doing", "ready", "doing"],
      ["claimed", "verified", "regressed"],
      ["na", "na", "na"],
    ]);
  });

  it("is blocked while what comes first is not done", () => {
    const plan = (first: string, world?: World) =>
      all(viewOf(yaml({ a: first, b: "status: todo; depends_on: [a]" }), world)).at(1);
    const waiting = plan("status: doing");
    assert.deepEqual([waiting?.shown, waiting?.blockedBy], ["blocked", [{ id: "a", title: "a" }]]);
    assert.equal(plan("status: done")?.shown, "open");
    assert.equal(plan("status: na; reason: r")?.shown, "open");
    assert.equal(plan(`status: done; ${verify}`, fails)?.shown, "blocked");
    assert.equal(plan(`status: todo; ${verify}`, holds)?.shown, "blocked");
  });

  it("is ready rather than blocked, and done rather than blocked", () => {
    const items = all(
      viewOf(
        yaml({
          a: "status: todo",
          b: `status: todo; depends_on: [a]; ${verify}`,
          c: "status: done; depends_on: [a]",
          d: "status: todo; depends_on: [nothing, d]",
        }),
        holds,
      ),
    );
    assert.deepEqual(
      items.map(({ shown: state }) => state),
      ["open", "ready", "claimed", "open"],
    );
  });

  it("is blocked by a phase that is not done", () => {
    const second =
      "  q:\n    title: Second\n    depends_on: [p]\n    items:\n      y:\n        status: todo\n        title: y\n";
    const state = (first: string) => all(viewOf(yaml({ x: first }) + second)).at(1);
    assert.deepEqual(
      [state("status: todo")?.shown, state("status: todo")?.blockedBy[0]?.title],
      ["blocked", "Phase"],
    );
    assert.equal(state("status: done")?.shown, "open");
  });
});

describe("a box over others", () => {
  const states = (text: string) => all(viewOf(`## A\n${text}`, {}, "p.md")).map(({ shown: state }) => state);

  it("keeps its own claim", () => {
    assert.deepEqual(states("- [x] a\n  - [ ] b\n"), ["claimed", "open"]);
  });

  it("is in work when some is done, and ready when all is", () => {
    assert.deepEqual(states("- [ ] a\n  - [x] b\n  - [ ] c\n"), ["doing", "claimed", "open"]);
    assert.deepEqual(states("- [ ] a\n  - [/] b\n  - [ ] c\n"), ["doing", "doing", "open"]);
    assert.deepEqual(states("- [ ] a\n  - [x] b\n  - [-] c\n"), ["ready", "claimed", "na"]);
    assert.deepEqual(states("- [ ] a\n  - [ ] b\n"), ["open", "open"]);
  });

  it("takes what is below out of the launch when it does not apply", () => {
    assert.deepEqual(states("- [-] a\n  - [ ] b\n  - [x] c\n"), ["na", "na", "na"]);
  });

  it("is not ready by its own proof while work below is open", () => {
    const text = "## A\n- [ ] a <!-- liftoff: a/x -->\n  - [ ] b\n";
    assert.equal(all(viewOf(text, { proofs: [proof("a/x")] }, "p.md"))[0]?.shown, "open");
    const ticked = text.replace("[ ] a", "[x] a");
    assert.equal(all(viewOf(ticked, { proofs: [proof("a/x")] }, "p.md"))[0]?.shown, "claimed");
  });
});

describe("priorities", () => {
  it("come from the item, the box above, the section, the heading above it, the phase", () => {
    const text = [
      "## Phase 1 (Priority: Low)",
      "- [ ] a",
      "### Big (Priority: Critical)",
      "#### Inner",
      "- [ ] b",
      "- [ ] c (P1)",
      "  - [ ] d",
      "### Small",
      "- [ ] e",
    ].join("\n");
    const items = all(viewOf(text, {}, "p.md"));
    assert.deepEqual(
      items.map(({ title, priority }) => [title, priority]),
      [
        ["a", "low"],
        ["b", "critical"],
        ["c", "high"],
        ["d", "high"],
        ["e", "low"],
      ],
    );
  });
});

describe("progress", () => {
  it("counts leaves, and leaves out what does not apply", () => {
    const text =
      "## A\n- [ ] group\n  - [x] a\n  - [ ] b\n  - [-] c\n- [/] d\n## B\n- [x] e <!-- liftoff: a/x -->\n- [x] f <!-- liftoff: a/y -->\n- [ ] g <!-- liftoff: a/x -->\n";
    const view = viewOf(text, { proofs: [proof("a/x")], findings: [finding("a/y")] }, "p.md");
    assert.deepEqual(view.progress, {
      total: 6,
      done: 2,
      verified: 1,
      claimed: 1,
      regressed: 1,
      ready: 1,
      blocked: 0,
      open: 2,
      notApplicable: 1,
    });
    assert.deepEqual(
      view.phases.map(({ progress }) => [progress.total, progress.done]),
      [
        [3, 1],
        [3, 1],
      ],
    );
  });
});

describe("blockers", () => {
  it("are what regressed, and critical work that fails; not what only waits", () => {
    const critical = "priority: critical";
    const view = viewOf(
      yaml({
        regressed: "status: done; verify: {rules: [a/x]}",
        failing: `status: doing; ${critical}; verify: {rules: [a/x]}`,
        minor: "status: todo; verify: {rules: [a/x]}",
        waiting: `status: todo; ${critical}; depends_on: [minor]`,
        stuck: `status: todo; ${critical}; depends_on: [minor]; verify: {rules: [a/x]}`,
        open: `status: todo; ${critical}`,
        fine: `status: done; ${critical}`,
      }),
      { findings: [finding("a/x")] },
    );
    assert.deepEqual(
      view.blockers.map(({ id, shown: state }) => [id, state]),
      [
        ["regressed", "regressed"],
        ["failing", "doing"],
        ["stuck", "blocked"],
      ],
    );
  });
});
