import type { Activity } from "./activity";
import { Disposable } from "./disposable";
import { nextTurn } from "./turns";

/** How long one slice of work may keep the event loop, in milliseconds. */
const SLICE = 8;

/**
 * Runs `work` to its end, a few milliseconds at a time. Returns what it returned, or `"stopped"` when `isStopped`
 * said so between two slices. Whatever `work` throws is passed on.
 */
export async function inSlices<T>(
  work: Iterator<unknown, T>,
  isStopped: () => boolean,
): Promise<{ readonly value: T } | "stopped"> {
  let sliceEnd = performance.now() + SLICE;
  for (;;) {
    const step = work.next();
    if (step.done) return { value: step.value };
    if (performance.now() < sliceEnd) continue;
    await nextTurn();
    if (isStopped()) return "stopped";
    sliceEnd = performance.now() + SLICE;
  }
}

/** Calls `task` for every item, at most `limit` at a time, until all are done or `isStopped` says so. */
export async function atMost<T>(
  limit: number,
  items: readonly T[],
  task: (item: T) => Promise<void>,
  isStopped: () => boolean = () => false,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < items.length && !isStopped()) {
      const item = items[next++] as T;
      await task(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
}

/** Runs the latest task given for a key once nothing new came for that key for a while. */
export class Debouncer extends Disposable {
  private readonly waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; end: () => void }>();

  constructor(private readonly activity: Activity) {
    super();
  }

  /** Replaces what waits for `key` by `task`, to run in `delay` milliseconds. */
  schedule(key: string, delay: number, task: () => void): void {
    this.cancel(key);
    if (this.isDisposed) return;
    const end = this.activity.begin();
    const timer = setTimeout(() => {
      this.waiting.delete(key);
      try {
        task();
      } finally {
        end();
      }
    }, delay);
    this.waiting.set(key, { timer, end });
  }

  cancel(key: string): void {
    const entry = this.waiting.get(key);
    if (!entry) return;
    this.waiting.delete(key);
    clearTimeout(entry.timer);
    entry.end();
  }

  override dispose(): void {
    for (const key of [...this.waiting.keys()]) this.cancel(key);
    super.dispose();
  }
}
