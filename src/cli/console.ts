/** Where a command writes and reads: the process's streams, or a test's. */
export interface Console {
  out(text: string): void;
  err(text: string): void;
  readStdin(): Promise<string>;
  readonly cwd: string;
  /** Today as `YYYY-MM-DD`. */
  readonly today: string;
}
