const dayLength = 86_400_000;

/**
 * Working days (Monday to Friday) from the day `start` to the day `end`, both `YYYY-MM-DD`; negative where `end` is
 * before. Undefined for what is no day.
 */
export function workingDaysBetween(start: string, end: string): number | undefined {
  const [from, to] = [start, end].map(workingDaysSince);
  return from === undefined || to === undefined ? undefined : to - from;
}

/** Working days before the day, counted from a Monday long ago; a weekend counts as the Monday after it. */
function workingDaysSince(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time)) return undefined;
  // 5 January 1970 was a Monday.
  const days = Math.floor(time / dayLength) - 4;
  const weekday = ((days % 7) + 7) % 7;
  return Math.floor(days / 7) * 5 + Math.min(weekday, 5);
}
