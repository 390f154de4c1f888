export type Core = typeof import("../core/api");

/**
 * Loads the engine: parsers, rules and plans, some hundred kilobytes that nobody should pay for at start-up.
 * The module system keeps it after the first call.
 */
export function loadCore(): Promise<Core> {
  return import("../core/api");
}
