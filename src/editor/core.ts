import type { Rule } from "../core/rules/rule";

/** What makes files that are missing: generators and templates of plans. */
export type NewFiles = typeof import("../core/new-files");

export type Core = typeof import("../core/api") & { readonly rules: readonly Rule[] };

/**
 * Loads the engine: parsers, rules and plans, some hundred kilobytes that nobody should pay for at start-up.
 * The module system keeps it after the first call.
 */
export async function loadCore(): Promise<Core> {
  const [engine, { rules }] = await Promise.all([import("../core/api"), import("../core/rules/list")]);
  return { ...engine, rules };
}

/** Loads what makes files: only the commands that do need it. */
export function loadNewFiles(): Promise<NewFiles> {
  return import("../core/new-files");
}
