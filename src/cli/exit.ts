/** Exit codes of the command line: part of its contract. */
export const exitCodes = {
  /** Nothing at or over the asked severity. */
  clean: 0,
  /** Findings at or over the asked severity, or a refused edit. */
  findings: 1,
  /** An item that was proven is not true any more. */
  regressed: 2,
  /** The plan itself cannot be read. */
  invalidPlan: 3,
  /** Wrong usage, or something could not be read. */
  couldNotRun: 64,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Stops a command with a sentence for the user; becomes exit code 64. */
export class CannotRun extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CannotRun";
  }
}
