import { type Finding, nameOf, type OutsideFinding, type Project } from "../core/api";
import type { Position } from "../core/text/lines";

/** A finding as the JSON output carries it. Lines and characters count from 0. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Finding["severity"];
  readonly path: string;
  readonly start: Position;
  readonly end: Position;
  readonly message: string;
  /** Rules of other tools that say the same of this place. */
  readonly equivalents: readonly string[];
  readonly fixes: readonly { readonly title: string; readonly kind: string }[];
  /** The tool that found it, where that was another one, and the page that explains it. */
  readonly tool?: string;
  readonly link?: string;
}

/** The outcome of a check, ready to be printed in any format. */
export interface CheckReport {
  readonly files: number;
  readonly elapsedMs: number;
  readonly findings: readonly ReportedFinding[];
}

/** Turns offsets into lines and names each finding's path with `rename`. */
export function reportFindings(
  findings: readonly Finding[],
  project: Project,
  rename: (path: string) => string = (path) => path,
): ReportedFinding[] {
  return findings.flatMap((finding) => {
    const lines = project.file(finding.path)?.lines;
    if (!lines) return [];
    return [
      {
        rule: finding.rule,
        severity: finding.severity,
        path: rename(finding.path),
        start: lines.positionAt(finding.at.start),
        end: lines.positionAt(finding.at.end),
        message: finding.message,
        equivalents: finding.equivalents,
        fixes: finding.fixes.map(({ title, kind }) => ({ title, kind })),
      },
    ];
  });
}

/** What other tools found, named as the `equivalents` of our rules name it. */
export function reportOutside(
  findings: readonly OutsideFinding[],
  project: Project,
  rename: (path: string) => string,
): ReportedFinding[] {
  return findings.flatMap((finding) => {
    const { tool, link, severity, message, at } = finding;
    const lines = project.file(finding.path)?.lines;
    if (!lines) return [];
    const start = lines.positionAt(at.start);
    const end = lines.positionAt(at.end);
    const path = rename(finding.path);
    return [
      { rule: nameOf(finding), severity, path, start, end, message, equivalents: [], fixes: [], tool, link },
    ];
  });
}

/** Findings of several sources in one order: by path, then by place. */
export function inOrder(findings: readonly ReportedFinding[]): ReportedFinding[] {
  return [...findings].sort((a, b) => {
    if (a.path !== b.path) return a.path < b.path ? -1 : 1;
    return a.start.line - b.start.line || a.start.character - b.start.character;
  });
}
