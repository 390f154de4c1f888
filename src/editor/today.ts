/** How often the calendar is looked at: a laptop that slept misses a timer for midnight. In milliseconds. */
const LOOK_EVERY = 15 * 60_000;

/** The day in the user's time zone, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A look at the calendar that is taken again and again, until it is disposed; `look` takes one at once. */
export interface DayWatch {
  look(): void;
  dispose(): void;
}

/** Calls `onNewDay` when another day has begun. */
export function watchDay(onNewDay: () => void, now: () => Date = () => new Date()): DayWatch {
  let day = today(now());
  const look = () => {
    const next = today(now());
    if (next === day) return;
    day = next;
    onNewDay();
  };
  const timer = setInterval(look, LOOK_EVERY);
  return { look, dispose: () => clearInterval(timer) };
}
