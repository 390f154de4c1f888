import type { Answers } from "./generator";
import type { Doubt } from "./stack";

/** What was found, and what could not be told for sure on the way. */
export interface Detected<T> {
  readonly found: T | undefined;
  readonly doubts: readonly Doubt[];
}

export const nothing: Detected<never> = { found: undefined, doubts: [] };

/** What is told about one service, and may be said otherwise. */
export type ServiceFact =
  | "service"
  | "version"
  | "framework"
  | "manager"
  | "entry"
  | "adapter"
  | "build"
  | "start"
  | "output"
  | "port"
  | "worker";

/** The id of a fact about the service in `folder`: `entry:api`, `entry:.` for the workspace itself. */
export function doubtId(about: ServiceFact, folder: string): string {
  return `${about}:${folder === "" ? "." : folder}`;
}

/** What ids call the Node service of a folder that holds a Python service as well; theirs is the folder alone. */
export function besidePython(folder: string): string {
  return `${folder === "" ? "." : folder}#node`;
}

/** What a person has answered; undefined when nobody has, or when no file could take it. */
export function choiceOf(choices: Answers, id: string): string | undefined {
  const choice = choices[id]?.trim();
  // Answers end up in commands and in YAML: nothing that a shell, a quote or a colon would take for more than a name.
  return choice !== undefined && /^(?!.*:(?: |$))[\w@./:=+, -]{1,200}(?:\(\))?$/.test(choice)
    ? choice
    : undefined;
}

/** The answer, where it is one of `allowed`. */
export function choiceAmong<T extends string>(
  choices: Answers,
  id: string,
  allowed: readonly T[],
): T | undefined {
  const choice = choiceOf(choices, id);
  return allowed.find((one) => one === choice);
}

/** The answer as the words of a command that no shell has to read; undefined for anything else. */
export function commandOf(choices: Answers, id: string): readonly string[] | undefined {
  const words = choiceOf(choices, id)?.split(/ +/);
  return words && /^(?!.*\.\.)[\w./][\w@./-]*$/.test(words[0] ?? "") ? words : undefined;
}

/** The answer as a file below the folder that it is relative to: `dist/main.js`; undefined for anything else. */
export function fileChoice(choices: Answers, id: string): string | undefined {
  const path = choiceOf(choices, id)?.replace(/^\.\//, "");
  return path !== undefined && isInside(path) ? path : undefined;
}

/** The answer as what a Python service begins with: `app.main:app`, `app.main:create_app()`, `bot.py`, `-m shop`. */
export function entryChoice(choices: Answers, id: string): string | undefined {
  const entry = choiceOf(choices, id);
  const isModule = /^(?:[A-Za-z_][\w.]*:[A-Za-z_]\w*(?:\(\))?|-m [A-Za-z_][\w.]*)$/.test(entry ?? "");
  return isModule || entry?.endsWith(".py") ? (isModule ? entry : fileChoice(choices, id)) : undefined;
}

/** Whether `path` leads to something below the folder that it is relative to. */
export function isInside(path: string): boolean {
  return /^[\w.-]+(?:\/[\w.-]+)*$/.test(path) && !path.split("/").some((part) => /^\.\.?$/.test(part));
}

/** The answer that something is not there. */
export const NONE = "none";

/** `folder` for people. */
export function placeOf(folder: string): string {
  return folder === "" ? "this folder" : folder;
}
