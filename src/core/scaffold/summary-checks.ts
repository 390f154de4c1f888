import { choiceOf, commandOf } from "./detected";

/** Why an answer cannot be taken, as a sentence; undefined when it can. */
export type Check = (answer: string) => string | undefined;

/** Whatever a command line or a file can take. */
export const anything: Check = (answer) =>
  choiceOf({ answer }, "answer") === undefined
    ? "Letters, digits and . / : = + , @ - _ only: it ends up in commands and files."
    : undefined;

/** A command that needs no shell. */
export const command: Check = (answer) =>
  anything(answer) ??
  (commandOf({ answer }, "answer") ? undefined : "A command begins with the name of a program.");

/** One of a few. */
export function among(allowed: readonly string[]): Check {
  return (answer) => (allowed.includes(answer.trim()) ? undefined : `One of ${allowed.join(", ")}.`);
}

/** A text of which `pattern` decides whether it can be taken; `example` is a sentence. */
export function like(pattern: RegExp, example: string): Check {
  return (answer) => (pattern.test(answer.trim()) ? undefined : example);
}
