import assert from "node:assert/strict";
import { burnUp } from "../../../src/core/plan/history";

describe("the history of a plan", () => {
  it("gives one point a day, the last version of it, boxes over others left out", () => {
    const points = burnUp("plan.md", [
      { day: "2026-11-02", text: "# P\n- [x] a\n- [ ] b\n  - [x] c\n  - [ ] d\n" },
      { day: "2026-11-01", text: "# P\n- [ ] a\n" },
      { day: "2026-11-02", text: "# P\n- [x] a\n- [ ] b\n  - [x] c\n  - [x] d\n" },
    ]);
    assert.deepEqual(points, [
      { day: "2026-11-01", total: 1, done: 0 },
      { day: "2026-11-02", total: 3, done: 3 },
    ]);
  });

  it("leaves out what cannot be read, and what does not apply", () => {
    const item = (status: string) =>
      `liftoff: 1\nname: P\nphases:\n  p:\n    title: P\n    items:\n      a:\n        status: ${status}\n        title: A\n        reason: r\n`;
    assert.deepEqual(
      burnUp(".liftoff/plan.yaml", [
        { day: "2026-11-01", text: "<<<<<<< ours\n- [ ] a\n=======\n>>>>>>> theirs\n" },
        { day: "2026-11-02", text: item("na") },
      ]),
      [{ day: "2026-11-02", total: 0, done: 0 }],
    );
  });
});
