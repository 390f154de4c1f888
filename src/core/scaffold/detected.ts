import type { Answers } from "./generator";
import type { Doubt } from "./stack";

/** What was found, and what could not be told for sure on the way. */
export interface Detected<T> {
  readonly found: T | undefined;
  readonly doubts: readonly Doubt[];
}

export const nothing: Detected<never> = { found: undefined, doubts: [] };

/** The id of a doubt about the service in `folder`: `entry:api`, `entry:.` for the workspace itself. */
export function doubtId(about: "entry" | "port" | "manager" | "adapter", folder: string): string {
  return `${about}:${folder === "" ? "." : folder}`;
}

/** What a person has answered to a doubt; undefined when nobody has, or when no file could take it. */
export function choiceOf(choices: Answers, id: string): string | undefined {
  const choice = choices[id]?.trim();
  // Answers end up in commands: nothing that a shell or a quote would take for more than a name.
  return choice !== undefined && /^[\w@./: -]{1,200}(?:\(\))?$/.test(choice) ? choice : undefined;
}

/** `folder` for people. */
export function placeOf(folder: string): string {
  return folder === "" ? "this folder" : folder;
}
