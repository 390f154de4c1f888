export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface Row extends Summary {
  readonly name: string;
  readonly note?: string;
}

/** Median, 95th percentile and maximum of measured times, in milliseconds; the first tenth is warm-up. */
export function summary(times: readonly number[]): Summary {
  const sorted = times.slice(Math.floor(times.length / 10)).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), max: sorted.at(-1) ?? 0 };
}

/** The rows as a text table, in milliseconds. */
export function table(rows: readonly Row[]): string {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const head = `${"ms".padEnd(width)}  ${["p50", "p95", "max"].map((word) => word.padStart(7)).join(" ")}`;
  const lines = rows.map(({ name, p50, p95, max, note }) => {
    const figures = [p50, p95, max].map((value) => value.toFixed(2).padStart(7)).join(" ");
    return `${name.padEnd(width)}  ${figures}${note ? `  ${note}` : ""}`;
  });
  return [head, ...lines].join("\n");
}
