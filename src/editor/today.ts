/** How often the calendar is looked at: a laptop that slept misses a timer for midnight. In milliseconds. */
const LOOK_EVERY = 15 * 60_000;

/** The day in the user's time zone, as `YYYY-MM-DD`. */
export function today(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Calls `onNewDay` when another day has begun, until it is disposed. */
export function watchDay(onNewDay: () => void, now: () => Date = () => new Date()): { dispose(): void } {
  let day = today(now());
  const look = () => {
    const next = today(now());
    if (next === day) return;
    day = next;
    onNewDay();
  };
  const timer = setInterval(look, LOOK_EVERY);
  return { dispose: () => clearInterval(timer) };
}
