const part = /^(\d{1,9}(?:\.\d{1,6})?)(us|µs|ms|s|m|h)/;
const seconds: Readonly<Record<string, number>> = { us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** A duration as Compose writes it (`1m30s`), in seconds; undefined for what is none. */
export function durationIn(text: string): number | undefined {
  let rest = text.trim();
  if (rest === "") return undefined;
  let sum = 0;
  while (rest !== "") {
    const match = part.exec(rest);
    if (!match) return undefined;
    sum += Number(match[1]) * (seconds[match[2] ?? ""] ?? 0);
    rest = rest.slice(match[0].length);
  }
  return sum;
}
