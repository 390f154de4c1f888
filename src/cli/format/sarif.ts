import type { Rule } from "../../core/api";
import { rules } from "../../core/rules/list";
import type { CheckReport, ReportedFinding } from "../report";

const levels = { error: "error", warning: "warning", info: "note", hint: "note" } as const;

/** SARIF 2.1.0, as code scanning takes it, with a run for each tool. Lines and columns from 1. */
export function formatSarif(report: CheckReport, version: string): string {
  const own = report.findings.filter(({ tool }) => tool === undefined);
  const used = rules.filter((rule) => own.some((finding) => finding.rule === rule.id));
  const others = new Set(report.findings.flatMap(({ tool }) => tool ?? []));
  const runs = [
    describeRun({ name: "Liftoff", version, rules: used.map(describeRule) }, own),
    ...[...others].map((name) => {
      const found = report.findings.filter(({ tool }) => tool === name);
      const links = new Map(found.map(({ rule, link }) => [rule, link]));
      return describeRun({ name, rules: [...links].map(([id, helpUri]) => ({ id, helpUri })) }, found);
    }),
  ];
  return JSON.stringify(
    { $schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs },
    undefined,
    2,
  );
}

interface Driver {
  readonly name: string;
  readonly version?: string;
  readonly rules: readonly { readonly id: string }[];
}

function describeRun(driver: Driver, findings: readonly ReportedFinding[]) {
  const index = new Map(driver.rules.map(({ id }, i) => [id, i]));
  return {
    tool: { driver },
    columnKind: "utf16CodeUnits",
    results: findings.map((finding) => describeResult(finding, index)),
  };
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
