import { round } from "./days";

/** A piece of work and what it waits for. */
export interface Task {
  readonly id: string;
  readonly after: readonly string[];
}

/** When a task can take place, in days from the start. */
export interface TaskTimes {
  readonly start: number;
  readonly end: number;
  /** How long it may be late before everything is. */
  readonly slack: number;
}

/** `tasks` in an order in which each follows what it waits for, and those that wait for each other in a circle. */
export function inOrder(tasks: readonly Task[]): {
  readonly order: readonly Task[];
  readonly circular: readonly string[];
} {
  const known = new Map(tasks.map((task) => [task.id, task]));
  const waiting = new Map(tasks.map((task) => [task.id, new Set(task.after.filter((id) => known.has(id)))]));
  const followers = new Map<string, string[]>();
  for (const [id, needs] of waiting)
    for (const need of needs) followers.set(need, [...(followers.get(need) ?? []), id]);
  const order: Task[] = [];
  const free = tasks.filter(({ id }) => waiting.get(id)?.size === 0);
  for (let task = free.shift(); task; task = free.shift()) {
    order.push(task);
    for (const follower of followers.get(task.id) ?? []) {
      const needs = waiting.get(follower);
      needs?.delete(task.id);
      const next = known.get(follower);
      if (needs?.size === 0 && next) free.push(next);
    }
  }
  const placed = new Set(order.map(({ id }) => id));
  return { order, circular: tasks.filter(({ id }) => !placed.has(id)).map(({ id }) => id) };
}

/**
 * Critical path method over tasks `order`ed as `inOrder` gives them: the earliest times of each and its slack, for
 * durations in days.
 */
export function timesOf(
  order: readonly Task[],
  durationOf: (id: string) => number,
): ReadonlyMap<string, TaskTimes> {
  const ends = new Map<string, number>();
  const starts = new Map<string, number>();
  for (const { id, after } of order) {
    const start = Math.max(0, ...after.map((need) => ends.get(need) ?? 0));
    starts.set(id, start);
    ends.set(id, start + durationOf(id));
  }
  const total = Math.max(0, ...ends.values());
  const latest = new Map<string, number>();
  for (const { id, after } of order.toReversed()) {
    const end = latest.get(id) ?? total;
    latest.set(id, end);
    for (const need of after) {
      const until = end - durationOf(id);
      latest.set(need, Math.min(latest.get(need) ?? total, until));
    }
  }
  return new Map(
    order.map(({ id }) => {
      const end = ends.get(id) ?? 0;
      return [
        id,
        { start: round(starts.get(id) ?? 0), end: round(end), slack: round((latest.get(id) ?? total) - end) },
      ];
    }),
  );
}
