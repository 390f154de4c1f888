import assert from "node:assert/strict";
import { today, watchDay } from "../../../src/editor/today";

describe("the calendar", () => {
  it("names the day of the user's time zone", () => {
    assert.equal(today(new Date(2026, 0, 5, 0, 1)), "2026-01-05");
    assert.equal(today(new Date(2026, 11, 31, 23, 59)), "2026-12-31");
  });

  it("tells of a new day once, and of none after its end", () => {
    const real = { set: globalThis.setInterval, clear: globalThis.clearInterval };
    let look: (() => void) | undefined;
    globalThis.setInterval = ((task: () => void) => {
      look = task;
      return 1;
    }) as unknown as typeof setInterval;
    globalThis.clearInterval = (() => {
      look = undefined;
    }) as unknown as typeof clearInterval;
    try {
      let now = new Date(2026, 0, 5, 23, 50);
      let days = 0;
      const watch = watchDay(
        () => days++,
        () => now,
      );
      look?.();
      assert.equal(days, 0);
      now = new Date(2026, 0, 6, 0, 5);
      look?.();
      look?.();
      assert.equal(days, 1);
      now = new Date(2026, 0, 7, 8, 0);
      watch.look();
      assert.equal(days, 2);
      watch.dispose();
      assert.equal(look, undefined);
    } finally {
      globalThis.setInterval = real.set;
      globalThis.clearInterval = real.clear;
    }
  });
});
