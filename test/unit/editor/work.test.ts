import assert from "node:assert/strict";
import { Activity } from "../../../src/editor/activity";
import { Disposable } from "../../../src/editor/disposable";
import { nextTurn } from "../../../src/editor/turns";
import { atMost, Debouncer, inSlices } from "../../../src/editor/work";

describe("work in slices", () => {
  it("returns what the work returns", async () => {
    const work = (function* () {
      yield;
      yield;
      return 42;
    })();
    assert.deepEqual(await inSlices(work, () => false), { value: 42 });
  });

  it("lets events in between when the work takes long", async () => {
    let turns = 0;
    let running = true;
    const others = (async () => {
      while (running) {
        await nextTurn();
        turns++;
      }
    })();
    const long = (function* () {
      for (let i = 0; i < 5; i++) {
        const end = performance.now() + 10;
        while (performance.now() < end);
        yield;
      }
    })();
    await inSlices(long, () => false);
    running = false;
    await others;
    assert.ok(turns >= 4, `others had ${turns} turns`);
  });

  it("stops between two slices", async () => {
    let steps = 0;
    const endless = (function* (): Generator<void, void> {
      for (;;) {
        steps++;
        yield;
      }
    })();
    assert.equal(await inSlices(endless, () => steps > 0), "stopped");
  });

  it("passes on what the work throws", async () => {
    const broken = (function* (): Generator<void, void> {
      yield;
      throw new Error("broken");
    })();
    await assert.rejects(
      inSlices(broken, () => false),
      /broken/,
    );
  });
});

describe("tasks at most so many at a time", () => {
  it("does all of them, and never more at once", async () => {
    let active = 0;
    let most = 0;
    const done: number[] = [];
    const items = Array.from({ length: 30 }, (_, i) => i);
    await atMost(8, items, async (item) => {
      active++;
      most = Math.max(most, active);
      await nextTurn();
      active--;
      done.push(item);
    });
    assert.equal(most, 8);
    assert.deepEqual(
      done.toSorted((a, b) => a - b),
      items,
    );
  });

  it("stops when told to", async () => {
    const done: number[] = [];
    await atMost(
      1,
      [1, 2, 3],
      async (item) => void done.push(item),
      () => done.length === 2,
    );
    assert.deepEqual(done, [1, 2]);
  });
});

describe("waiting for a pause", () => {
  it("runs the latest task of each key, and counts as activity until then", async () => {
    const activity = new Activity();
    const debouncer = new Debouncer(activity);
    const ran: string[] = [];
    debouncer.schedule("a", 0, () => ran.push("a1"));
    debouncer.schedule("a", 0, () => ran.push("a2"));
    debouncer.schedule("b", 0, () => ran.push("b"));
    await activity.whenIdle();
    assert.deepEqual(ran, ["a2", "b"]);
  });

  it("runs nothing that was cancelled, and nothing after its end", async () => {
    const activity = new Activity();
    const debouncer = new Debouncer(activity);
    const ran: string[] = [];
    debouncer.schedule("a", 0, () => ran.push("a"));
    debouncer.cancel("a");
    debouncer.schedule("b", 0, () => ran.push("b"));
    debouncer.dispose();
    debouncer.schedule("c", 0, () => ran.push("c"));
    await activity.whenIdle();
    assert.deepEqual(ran, []);
  });
});

describe("activity", () => {
  it("is idle when all work has ended, however it ended", async () => {
    const activity = new Activity();
    const failing = activity.track(Promise.reject(new Error("no")));
    const end = activity.begin();
    let idle = false;
    const waited = activity.whenIdle().then(() => {
      idle = true;
    });
    await assert.rejects(failing);
    await nextTurn();
    assert.equal(idle, false);
    end();
    end();
    await waited;
    assert.equal(idle, true);
    await activity.whenIdle();
  });

  it("is not idle between one piece of work and the next that it starts", async () => {
    const activity = new Activity();
    const log: string[] = [];
    const chain = async () => {
      await activity.track(nextTurn());
      await activity.track(nextTurn());
      log.push("second");
    };
    const running = chain();
    await activity.whenIdle();
    assert.deepEqual(log, ["second"]);
    await running;
  });
});

describe("disposing", () => {
  class Parts extends Disposable {
    keep(name: string, log: string[]): void {
      this.own({ dispose: () => log.push(name) });
    }
  }

  it("ends its parts once, the latest first, and ends what comes too late", () => {
    const log: string[] = [];
    const parts = new Parts();
    parts.keep("first", log);
    parts.keep("second", log);
    parts.dispose();
    parts.dispose();
    assert.deepEqual(log, ["second", "first"]);
    parts.keep("late", log);
    assert.deepEqual(log, ["second", "first", "late"]);
  });
});
