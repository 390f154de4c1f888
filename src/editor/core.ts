import type { Rule } from "../core/rules/rule";

export type Core = typeof import("../core/api") & { readonly rules: readonly Rule[] };

/**
 * Loads the engine: parsers, rules and plans, some hundred kilobytes that nobody should pay for at start-up.
 * The module system keeps it after the first call.
 */
export async function loadCore(): Promise<Core> {
  const [engine, { rules }] = await Promise.all([import("../core/api"), import("../core/rules/list")]);
  return { ...engine, rules };
}
