import type { Span } from "../../text/span";

/** Whether the code does without the variable: there is a fallback, or a test whether it is set. */
export type Need = "required" | "optional";

/** A place where code reads an environment variable. */
export interface VariableRead {
  readonly name: string;
  /** The name as it stands in the code, without quotes. */
  readonly at: Span;
  readonly need: Need;
  /** Whether the value ends up in what browsers get. */
  readonly side: "client" | "server";
}

/** A call that may read a variable: that depends on what the project's function of that name does. */
export interface HelperCall extends VariableRead {
  readonly helper: string;
}

/** What one file of code says about the environment. */
export interface CodeReads {
  readonly reads: readonly VariableRead[];
  readonly calls: readonly HelperCall[];
  /** Functions defined here that read the variable which their first argument names. */
  readonly helpers: readonly string[];
  /** Variables that the code sets itself. */
  readonly sets: readonly string[];
  /** The libraries by which it gets variables whose names it does not spell out. */
  readonly derived: readonly string[];
}

/** More reads in one file are generated: nobody looks them through. */
export const MAX_READS = 2_000;

export const noReads: CodeReads = { reads: [], calls: [], helpers: [], sets: [], derived: [] };

/** Reads in order, one for each place; the stricter of two for the same place. */
export function ordered<T extends VariableRead>(reads: readonly T[]): readonly T[] {
  const byPlace = new Map<number, T>();
  for (const read of reads) {
    const known = byPlace.get(read.at.start);
    if (!known || (known.need === "optional" && read.need === "required")) byPlace.set(read.at.start, read);
  }
  return [...byPlace.values()].sort((a, b) => a.at.start - b.at.start);
}

/** Where a file asks whether a variable is set, all its other reads may take it that it is. */
export function withGuards<T extends VariableRead>(
  reads: readonly T[],
  guarded: ReadonlySet<string>,
): readonly T[] {
  if (guarded.size === 0) return reads;
  return reads.map((read) => (guarded.has(read.name) ? { ...read, need: "optional" } : read));
}
