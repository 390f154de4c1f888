import { type Cycle, type Product, products } from "./eol";

/** A release line and when it ends. */
export interface Life {
  readonly product: Product;
  /** The line, as its product counts: `18`, `3.9`. */
  readonly cycle: string;
  /** The last day with security fixes for everybody. */
  readonly end: string;
  /** The last day with fixes from a long-term team or for subscribers, where there are any. */
  readonly extended: string | undefined;
}

export type LifeState = "ended" | "extended" | "ending" | "supported";

/** Within so many days of its end a line is `ending`. */
const NOTICE_DAYS = 120;

/** The facts about the Docker official image `image`, where there are any. */
export function productOf(image: string): Product | undefined {
  return Object.hasOwn(products, image) ? products[image] : undefined;
}

/**
 * The line that `version` (`3.9.17`, `18`, `bookworm`) belongs to. A version that names several lines stands for the
 * newest of them, as the tag does. Undefined when the line is not known or has no announced end.
 */
export function lifeOf(product: Product, version: string): Life | undefined {
  const cycle = cycleOf(product, version);
  if (cycle?.end === undefined) return undefined;
  return { product, cycle: cycle.cycle, end: cycle.end, extended: cycle.extended };
}

/** What `today` (`YYYY-MM-DD`) makes of a line. */
export function stateOf(life: Life, today: string): LifeState {
  if (life.end < today) return life.extended !== undefined && life.extended >= today ? "extended" : "ended";
  return daysBetween(today, life.end) < NOTICE_DAYS ? "ending" : "supported";
}

/** Whole days from one date (`YYYY-MM-DD`) to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** The codename of the line that `version` belongs to: `trixie` for Debian 13. */
export function codenameOf(product: Product, version: string): string | undefined {
  return product.cycles.find(({ cycle }) => cycle === version)?.codename;
}

function cycleOf(product: Product, version: string): Cycle | undefined {
  const named = product.cycles.find(({ cycle, codename }) => cycle === version || codename === version);
  if (named || !/^\d+(\.\d+)*$/.test(version)) return named;
  const within = product.cycles.find(({ cycle }) => version.startsWith(`${cycle}.`));
  if (within) return within;
  const newest = product.cycles.find(({ cycle }) => cycle.startsWith(`${version}.`));
  if (newest) return newest;
  const oldest = product.cycles.reduce((a, b) => (compareVersions(a.cycle, b.cycle) <= 0 ? a : b));
  return compareVersions(version, oldest.cycle) < 0 ? { cycle: version, end: oldest.end } : undefined;
}

/** Below 0 when `a` comes before `b`, part by part as numbers. */
export function compareVersions(a: string, b: string): number {
  const left = a.split(".").map(Number);
  const right = b.split(".").map(Number);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
