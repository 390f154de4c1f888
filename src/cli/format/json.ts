import type { CheckReport } from "../report";

/** Version 1 of the machine-readable output. */
export function formatJson(report: CheckReport): string {
  const { files, elapsedMs, findings } = report;
  return JSON.stringify({ version: 1, files, elapsed_ms: elapsedMs, findings }, undefined, 2);
}
