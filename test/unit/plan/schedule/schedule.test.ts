import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../../src/core/plan/evaluate";
import { readPlan } from "../../../../src/core/plan/read";
import { addWorkingDays, daysOf } from "../../../../src/core/plan/schedule/days";
import { inOrder, timesOf } from "../../../../src/core/plan/schedule/network";
import type { PlanView } from "../../../../src/core/plan/view";

interface PhaseSpec {
  readonly estimate?: string;
  readonly after?: readonly string[];
  readonly items?: string;
}

function viewOf(phases: Readonly<Record<string, PhaseSpec>>, head = "", today?: string): PlanView {
  const body = Object.entries(phases).map(
    ([id, { estimate, after = [], items = "" }]) =>
      `  ${id}:\n    title: ${id}\n${estimate ? `    estimate: ${estimate}\n` : ""}    depends_on: [${after}]\n    items:\n${items || `      ${id}-item:\n        status: todo\n        title: Work\n`}`,
  );
  return evaluate(readPlan(".liftoff/plan.yaml", `liftoff: 1\nname: P\n${head}phases:\n${body.join("")}`), {
    result: { findings: [], proofs: [], failures: [] },
    paths: [],
    lineOf: () => ({ line: 0, character: 0 }),
    severityOf: () => "warning",
    ...(today && { today }),
  });
}

const tenPhases = {
  p1: { estimate: "2d..3d" },
  p2: { estimate: "1d..2d", after: ["p1"] },
  p3: { estimate: "1d" },
  p4: { estimate: "2d..3d", after: ["p2", "p3"] },
  p5: { estimate: "1d..2d" },
  p6: { estimate: "1d..2d", after: ["p2"] },
  p7: { estimate: "1d..2d", after: ["p1", "p2"] },
  p8: { estimate: "2d..3d", after: ["p4", "p5"] },
  p9: { estimate: "1d", after: ["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8"] },
  p10: { after: ["p9"] },
};

describe("the schedule of a plan", () => {
  it("is the longest chain of phases, once with short and once with long estimates", () => {
    const { schedule, phases } = viewOf(tenPhases);
    assert.deepEqual(schedule?.critical, ["p1", "p2", "p4", "p8", "p9"]);
    assert.deepEqual(schedule?.duration, { low: 8, high: 12 });
    assert.deepEqual(schedule?.serial, { low: 12, high: 19 });
    const slack = Object.fromEntries(
      phases.map(({ id, schedule: own }) => [id, own && [own.slack.low, own.slack.high]]),
    );
    assert.deepEqual(
      [slack.p3, slack.p5, slack.p6, slack.p7],
      [
        [2, 4],
        [4, 6],
        [3, 4],
        [3, 4],
      ],
    );
    assert.equal(slack.p10, undefined);
  });

  it("takes the order of the text where phases say nothing of one", () => {
    const { schedule } = viewOf({ a: { estimate: "1d" }, b: {}, c: { estimate: "2d..3d" } });
    assert.equal(schedule?.basis, "order");
    assert.deepEqual(schedule?.duration, { low: 3, high: 4 });
    assert.deepEqual(schedule?.critical, ["a", "c"]);
  });

  it("leaves out what is not linked and what goes in circles, and says so", () => {
    const { schedule } = viewOf({
      a: { estimate: "1d" },
      b: { estimate: "1d", after: ["a"] },
      alone: { estimate: "9d" },
      c: { estimate: "1d", after: ["d"] },
      d: { estimate: "1d", after: ["c"] },
    });
    assert.deepEqual(schedule?.duration, { low: 2, high: 2 });
    assert.deepEqual(schedule?.outside, ["alone"]);
    assert.deepEqual(schedule?.circular, ["c", "d"]);
  });

  it("takes items that add up to more than their phase states, and says both", () => {
    const items = ["a", "b"]
      .map((id) => `      ${id}:\n        status: todo\n        title: ${id}\n        estimate: 2d..4d\n`)
      .join("");
    const [phase] = viewOf({ p: { estimate: "3d", items } }).phases;
    assert.deepEqual(phase?.schedule?.stated, { low: 3, high: 3 });
    assert.deepEqual(phase?.schedule?.items, { low: 4, high: 8 });
    assert.deepEqual(phase?.schedule?.duration, { low: 4, high: 8 });
  });

  it("has none without estimates", () => {
    assert.equal(viewOf({ p: {} }).schedule, undefined);
  });

  it("ends after what is left, from today", () => {
    const done = "      x:\n        status: done\n        title: x\n";
    const { schedule } = viewOf(
      { a: { estimate: "2d", items: done }, b: { estimate: "3d", after: ["a"] } },
      "",
      "2026-11-20",
    );
    assert.deepEqual(schedule?.remaining, { low: 3, high: 3 });
    // A Friday, and two days of the week after.
    assert.deepEqual(schedule?.finish, { early: "2026-11-24", late: "2026-11-24" });
  });
});

describe("working days", () => {
  it("are read from estimates", () => {
    assert.deepEqual(daysOf("4h..2d"), { low: 0.5, high: 2 });
    assert.deepEqual(daysOf("2w.."), { low: 10, high: 10 });
    assert.deepEqual(daysOf("6h", 6), { low: 1, high: 1 });
    assert.equal(daysOf("soon"), undefined);
  });

  it("leave out weekends", () => {
    assert.equal(addWorkingDays("2026-11-20", 1), "2026-11-23");
    assert.equal(addWorkingDays("2026-11-21", 0), "2026-11-23");
    assert.equal(addWorkingDays("2026-11-20", 11), "2026-12-07");
    assert.equal(addWorkingDays("2026-13-40", 1), undefined);
  });

  it("are Mondays to Fridays, as many as were asked for", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 300 }), (start, days) => {
        const first = new Date(start * 86_400_000);
        const end = new Date(`${addWorkingDays(first.toISOString().slice(0, 10), days)}T00:00:00Z`);
        let counted = 0;
        const day = new Date(first);
        while (day.getUTCDay() % 6 === 0) day.setUTCDate(day.getUTCDate() + 1);
        for (; day < end; day.setUTCDate(day.getUTCDate() + 1)) if (day.getUTCDay() % 6 !== 0) counted++;
        assert.equal(counted, days);
        assert.notEqual(end.getUTCDay() % 6, 0);
      }),
    );
  });
});

describe("the critical path method", () => {
  const networks = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.array(fc.nat({ max: 20 }), { maxLength: 4 })), {
      minLength: 1,
      maxLength: 20,
    })
    .map((tasks) =>
      tasks.map(([length, after], i) => ({
        id: `t${i}`,
        length,
        after: [...new Set(after.filter((j) => j < i).map((j) => `t${j}`))],
      })),
    );

  it("starts nothing before what it waits for, and slack moves no end", () => {
    fc.assert(
      fc.property(networks, (tasks) => {
        const length = new Map(tasks.map((task) => [task.id, task.length]));
        const { order, circular } = inOrder(tasks.toReversed());
        assert.deepEqual(circular, []);
        const durationOf = (id: string) => length.get(id) ?? 0;
        const times = timesOf(order, durationOf);
        const total = Math.max(...[...times.values()].map(({ end }) => end));
        for (const { id, after } of tasks) {
          for (const need of after) assert.ok((times.get(need)?.end ?? 0) <= (times.get(id)?.start ?? 0));
          const late = timesOf(
            order,
            (one) => durationOf(one) + (one === id ? (times.get(id)?.slack ?? 0) : 0),
          );
          assert.equal(Math.max(...[...late.values()].map(({ end }) => end)), total);
          const tooLate = timesOf(
            order,
            (one) => durationOf(one) + (one === id ? (times.get(id)?.slack ?? 0) + 1 : 0),
          );
          assert.equal(Math.max(...[...tooLate.values()].map(({ end }) => end)), total + 1);
        }
      }),
    );
  });
});
