import type { CheckReport } from "../report";

/** For a person: one line a finding, as compilers print them, lines and columns from 1, and a summary. */
export function formatText(report: CheckReport): string {
  const lines = report.findings.map(({ path, start, severity, message, rule, fixes }) => {
    const fixable = fixes.length > 0 ? " [fixable]" : "";
    return `${path}:${start.line + 1}:${start.character + 1}: ${severity}: ${message} (${rule})${fixable}`;
  });
  return [...lines, ...(lines.length > 0 ? [""] : []), summary(report)].join("\n");
}

function summary({ findings, files }: CheckReport): string {
  const checked = `${files} ${files === 1 ? "file" : "files"} checked`;
  if (findings.length === 0) return `${checked}, nothing found.`;
  const fixable = findings.filter((finding) => finding.fixes.length > 0).length;
  const count = (["error", "warning", "info", "hint"] as const)
    .map((severity) => ({ severity, n: findings.filter((finding) => finding.severity === severity).length }))
    .filter(({ n }) => n > 0)
    .map(({ severity, n }) => `${n} ${severity}${n === 1 || severity === "info" ? "" : "s"}`)
    .join(", ");
  return `${checked}: ${count}${fixable > 0 ? `; ${fixable} can be fixed` : ""}.`;
}
