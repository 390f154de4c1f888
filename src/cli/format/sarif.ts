import type { Rule } from "../../core/api";
import { rules } from "../../core/rules/list";
import type { CheckReport, ReportedFinding } from "../report";

const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

/** SARIF 2.1.0, as code scanning takes it. Lines and columns from 1. */
export function formatSarif(report: CheckReport, version: string): string {
  const used = rules.filter((rule) => report.findings.some((finding) => finding.rule === rule.id));
  const index = new Map(used.map((rule, i) => [rule.id, i]));
  return JSON.stringify(
    {
      $schema: "https://json.schemastore.org/sarif-2.1.0.json",
      version: "2.1.0",
      runs: [
        {
          tool: { driver: { name: "Liftoff", version, rules: used.map(describeRule) } },
          columnKind: "utf16CodeUnits",
          results: report.findings.map((finding) => describeResult(finding, index)),
        },
      ],
    },
    undefined,
    2,
  );
}

function describeRule(rule: Rule) {
  return {
    id: rule.id,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    defaultConfiguration: { level: levels[rule.severity] },
    ...(rule.references[0] ? { helpUri: rule.references[0] } : {}),
  };
}

function describeResult(finding: ReportedFinding, index: ReadonlyMap<string, number>) {
  const { rule, severity, message, path, start, end } = finding;
  return {
    ruleId: rule,
    ...(index.has(rule) ? { ruleIndex: index.get(rule) } : {}),
    level: levels[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.split("/").map(encodeURIComponent).join("/") },
          region: {
            startLine: start.line + 1,
            startColumn: start.character + 1,
            endLine: end.line + 1,
            endColumn: end.character + 1,
          },
        },
      },
    ],
  };
}
