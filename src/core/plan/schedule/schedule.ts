import type { Item, Phase, Plan } from "../model";
import type { PhaseSchedule, Range, Schedule } from "../view";
import { addRanges, addWorkingDays, daysOf, round } from "./days";
import { inOrder, type TaskTimes, timesOf } from "./network";

/** What is computed of a plan's time: as a whole, and of each phase that takes any, by its id. */
export interface Forecast {
  readonly schedule: Schedule;
  readonly phases: ReadonlyMap<string, PhaseSchedule>;
}

export interface ForecastInput {
  readonly plan: Plan;
  /** Ids of phases that the choices made leave out. */
  readonly leftOut: ReadonlySet<string>;
  /** The share of a phase that is done, from 0 to 1. */
  readonly doneShare: (phase: Phase) => number;
  /** Today, `YYYY-MM-DD`, if the forecast is to count from it. */
  readonly today: string | undefined;
}

/**
 * The forecast of a plan by the critical path method: once with all phases as short as estimated, once as long. Phases
 * are ordered by what they wait for; a plan that says nothing of it is taken in the order of its text. Undefined
 * where no phase has an estimate.
 */
export function forecast(input: ForecastInput): Forecast | undefined {
  const { plan, leftOut } = input;
  const active = plan.phases.filter(({ id }) => !leftOut.has(id));
  const lengths = new Map(active.flatMap((phase) => withLength(phase, plan)));
  if (lengths.size === 0) return undefined;
  const { tasks, basis, outside } = chainOf(active, lengths);
  const { order, circular } = inOrder(tasks);
  const durationOf = (edge: keyof Range) => (id: string) => lengths.get(id)?.duration[edge] ?? 0;
  const times = { low: timesOf(order, durationOf("low")), high: timesOf(order, durationOf("high")) };
  const isCritical = (id: string) =>
    (lengths.get(id)?.duration.high ?? 0) > 0 && durations(id, times, "slack").low === 0;
  const critical = order.map(({ id }) => id).filter(isCritical);
  const left = new Map(
    active.map((phase) => [phase.id, lengths.get(phase.id) === undefined ? 0 : 1 - input.doneShare(phase)]),
  );
  const remaining = rangeOf((edge) =>
    lengthOf(timesOf(order, (id) => durationOf(edge)(id) * (left.get(id) ?? 0))),
  );
  const first = startOf(input);
  const begun = [...left.values()].some((share) => share < 1);
  const schedule: Schedule = {
    basis,
    duration: rangeOf((edge) => lengthOf(times[edge])),
    serial: rounded(
      order.flatMap(({ id }) => lengths.get(id)?.duration ?? []).reduce(addRanges, { low: 0, high: 0 }),
    ),
    critical,
    remaining,
    finish: finishOf(begun && input.today && first && input.today > first ? input.today : first, remaining),
    circular,
    outside,
  };
  const phases = new Map(
    order.flatMap(({ id }) => {
      const length = lengths.get(id);
      return length
        ? [[id, phaseSchedule(id, length, times, isCritical(id), plan.details.team?.start)] as const]
        : [];
    }),
  );
  return { schedule, phases };
}

/** How long a phase takes: what it states or what its items add up to, whichever is more. */
interface Length {
  readonly duration: Range;
  readonly stated: Range | undefined;
  readonly items: Range | undefined;
}

function withLength(phase: Phase, { details }: Plan): [string, Length][] {
  const { size = 1, hoursPerDay } = details.team ?? {};
  const people = Math.max(1, size ?? 1);
  const days = (estimate: string | undefined) => daysOf(estimate, hoursPerDay);
  const stated = days(phase.estimate) ?? sumOf(phase.sections.map((section) => days(section.estimate)));
  const work = sumOf(phase.sections.flatMap((section) => section.items).map((item) => itemDays(item, days)));
  const items = work && { low: round(work.low / people), high: round(work.high / people) };
  if (!stated && !items) return [];
  const duration = {
    low: Math.max(stated?.low ?? 0, items?.low ?? 0),
    high: Math.max(stated?.high ?? 0, items?.high ?? 0),
  };
  return [[phase.id, { duration, stated, items }]];
}

/** What an item over others states for all of them wins over their sum. */
function itemDays(item: Item, days: (estimate: string | undefined) => Range | undefined): Range | undefined {
  if (item.claim === "na" || item.aliasOf !== undefined) return undefined;
  return days(item.estimate) ?? sumOf(item.children.map((child) => itemDays(child, days)));
}

function sumOf(ranges: readonly (Range | undefined)[]): Range | undefined {
  const known = ranges.filter((range) => range !== undefined);
  return known.length === 0 ? undefined : rounded(known.reduce(addRanges));
}

/** The phases that have an order, with what they wait for. */
function chainOf(active: readonly Phase[], lengths: ReadonlyMap<string, Length>) {
  const ids = new Set(active.map(({ id }) => id));
  const waits = (phase: Phase) => phase.dependsOn.filter((id) => ids.has(id) && id !== phase.id);
  const awaited = new Set(active.flatMap(waits));
  if (awaited.size === 0) {
    const timed = active.filter(({ id }) => lengths.has(id));
    const tasks = timed.map(({ id }, i) => ({
      id,
      after: timed.slice(Math.max(0, i - 1), i).map((one) => one.id),
    }));
    return { tasks, basis: "order" as const, outside: [] };
  }
  const linked = active.filter((phase) => awaited.has(phase.id) || waits(phase).length > 0);
  const outside = active
    .filter((phase) => lengths.has(phase.id) && !linked.includes(phase))
    .map(({ id }) => id);
  const tasks = linked.map((phase) => ({ id: phase.id, after: waits(phase) }));
  return { tasks, basis: "dependencies" as const, outside };
}

type Times = Readonly<Record<keyof Range, ReadonlyMap<string, TaskTimes>>>;

function phaseSchedule(
  id: string,
  length: Length,
  times: Times,
  critical: boolean,
  first: string | undefined,
): PhaseSchedule {
  const start = durations(id, times, "start");
  const end = durations(id, times, "end");
  const from = first && addWorkingDays(first, Math.floor(start.low));
  const to = first && addWorkingDays(first, Math.max(0, Math.ceil(end.high) - 1));
  return {
    ...length,
    start,
    end,
    slack: durations(id, times, "slack"),
    critical,
    dates: from && to ? { start: from, end: to } : undefined,
  };
}

function durations(id: string, times: Times, field: keyof TaskTimes): Range {
  const values = [times.low.get(id)?.[field] ?? 0, times.high.get(id)?.[field] ?? 0];
  return { low: Math.min(...values), high: Math.max(...values) };
}

function startOf({ plan, today }: ForecastInput): string | undefined {
  return plan.details.team?.start ?? today;
}

/** The last working day of `remaining` days of work of which the first is `start`. */
function finishOf(start: string | undefined, remaining: Range): Schedule["finish"] {
  if (start === undefined) return undefined;
  const last = (days: number) => addWorkingDays(start, Math.max(0, Math.ceil(days) - 1));
  const [early, late] = [last(remaining.low), last(remaining.high)];
  return early && late ? { early, late } : undefined;
}

function lengthOf(times: ReadonlyMap<string, TaskTimes>): number {
  return Math.max(0, ...[...times.values()].map(({ end }) => end));
}

function rangeOf(value: (edge: keyof Range) => number): Range {
  const [low, high] = [value("low"), value("high")];
  return { low: round(low), high: round(high) };
}

function rounded({ low, high }: Range): Range {
  return { low: round(low), high: round(high) };
}
