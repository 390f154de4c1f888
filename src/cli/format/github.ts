import type { CheckReport } from "../report";

const commands = { error: "error", warning: "warning", info: "notice", hint: "notice" } as const;

/** Workflow commands of GitHub Actions: each finding becomes an annotation. Lines and columns from 1. */
export function formatGithub(report: CheckReport): string {
  return report.findings
    .map(({ severity, path, start, end, message, rule }) => {
      const place = `file=${property(path)},line=${start.line + 1},col=${start.character + 1},endLine=${end.line + 1}`;
      return `::${commands[severity]} ${place},title=${property(rule)}::${data(message)}`;
    })
    .join("\n");
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
