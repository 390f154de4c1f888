import type { SourceFile } from "../../files/source";
import type { Rule } from "../../rules/rule";
import { overlaps } from "../../text/span";
import type { Config } from "../config";
import type { Finding } from "../finding";
import { severityIn } from "../severity";
import { isSuppressed } from "../suppression";
import { idOf, nameOf, type OutsideFinding } from "./tool";

/** Lines of a finding in which a comment that silences it is looked for. */
const MAX_LINES = 200;

export interface Surroundings {
  /** What our rules report. */
  readonly own: readonly Finding[];
  readonly rules: readonly Rule[];
  readonly config: Config;
  fileAt(path: string): SourceFile | undefined;
}

/**
 * What other tools found and nobody here says already: left out is what one of our rules reports at the same place, what
 * a comment silences, for the tool itself or for the rule that decides the same, and what the configuration switches off.
 * Sorted by path and place.
 */
export function settle(
  findings: readonly OutsideFinding[],
  { own, rules, config, fileAt }: Surroundings,
): OutsideFinding[] {
  const settled = findings.flatMap((finding) => {
    const file = fileAt(finding.path);
    const setting = config.setting(idOf(finding));
    if (!file || file.role === "skip" || setting === "off" || config.isExcluded(file.path)) return [];
    const names = [nameOf(finding), ...finding.alias].map((name) => name.toLowerCase());
    if (own.some((other) => saysTheSame(other, finding, names, file))) return [];
    if (isSilenced(finding, names, rules, file)) return [];
    return [{ ...finding, severity: setting ?? severityIn(file.role, finding.severity) }];
  });
  return settled.sort(byPlace);
}

function saysTheSame(own: Finding, other: OutsideFinding, names: readonly string[], { lines }: SourceFile) {
  if (own.path !== other.path) return false;
  if (!own.equivalents.some((name) => names.includes(name.toLowerCase()))) return false;
  return overlaps(own.at, other.reach) || lines.lineAt(own.at.start) === lines.lineAt(other.at.start);
}

function isSilenced(
  finding: OutsideFinding,
  names: readonly string[],
  rules: readonly Rule[],
  file: SourceFile,
): boolean {
  const same = rules.filter((rule) => rule.equivalents.some((name) => names.includes(name.toLowerCase())));
  const { lines } = file;
  const first = lines.lineAt(finding.reach.start);
  const last = Math.min(lines.lineAt(finding.reach.end), first + MAX_LINES);
  for (let line = first; line <= last; line++) {
    const { start } = lines.lineSpan(line);
    const place = { at: { start, end: start }, equivalents: names };
    if ([{ id: idOf(finding) }, ...same].some((rule) => isSuppressed(place, file, rule))) return true;
  }
  return false;
}

function byPlace(a: OutsideFinding, b: OutsideFinding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.at.start - b.at.start || a.at.end - b.at.end || (nameOf(a) < nameOf(b) ? -1 : 1);
}
