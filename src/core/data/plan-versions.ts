/**
 * Release lines of what plans name besides images: frameworks, platforms, systems. Source: https://endoflife.date (MIT),
 * as `data/eol.ts`, which says how to refresh it.
 */
import type { Product } from "./eol";

export const as_of = "2026-11-20";

/** The newest line comes first; lines older than the last one have ended before it. */
function lines(title: string, current: string, table: string): Product {
  const cycles = table
    .trim()
    .split(/\s*,\s*/)
    .map((entry) => {
      const [cycle = "", end = "-"] = entry.split(" ");
      return { cycle, end: end === "-" ? undefined : end };
    });
  return { title, current, variants: [], cycles };
}

export const planProducts: Readonly<Record<string, Product>> = {
  next: lines(
    "Next.js",
    "16",
    "16 -, 15 2026-10-21, 14 2025-10-26, 13 2024-12-21, 12 2022-11-21, 11 2022-01-27, 10 2021-06-15, 9 2020-10-27",
  ),
  django: lines(
    "Django",
    "5.2",
    "6.0 2027-04-30, 5.2 2028-04-30, 5.1 2025-12-03, 5.0 2025-04-02, 4.2 2026-04-07, 4.1 2023-12-01, 4.0 2023-04-01, 3.2 2024-04-01, 3.1 2021-12-07, 3.0 2021-04-06, 2.2 2022-04-01",
  ),
  laravel: lines(
    "Laravel",
    "12",
    "12 -, 11 2026-03-12, 10 2025-02-04, 9 2024-02-08, 8 2023-01-24, 7 2021-03-03, 6 2022-09-06",
  ),
  dotnet: lines(
    ".NET",
    "10",
    "10 2028-11-14, 9 2026-11-10, 8 2026-11-10, 7 2024-05-14, 6 2024-11-12, 5 2022-05-10, 3.1 2022-12-13",
  ),
  mongodb: lines(
    "MongoDB",
    "8.0",
    "8.0 2029-10-31, 7.0 2027-08-31, 6.0 2025-07-31, 5.0 2024-10-31, 4.4 2024-02-29, 4.2 2023-04-30, 4.0 2022-04-30, 3.6 2021-04-30",
  ),
  centos: lines("CentOS Linux", "", "8 2021-12-31, 7 2024-06-30, 6 2020-11-30"),
};
