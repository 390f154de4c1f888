import picomatch from "picomatch/posix";
import type { Evidence, Finding, LintResult } from "../lint/finding";
import type { Severity } from "../rules/rule";
import type { Item } from "./model";
import type { EvidenceView, Verdict } from "./view";

/** What the workspace says, as far as verdicts need it. */
export interface Observed {
  readonly result: LintResult;
  /** All known paths of the workspace. */
  readonly paths: readonly string[];
  /** The place of an offset in a file that was checked; both from 0. */
  lineOf(path: string, offset: number): { readonly line: number; readonly character: number };
  /** How grave a rule is by itself; undefined for one that does not exist. */
  severityOf(id: string): Severity | undefined;
  /** `YYYY-MM-DD`: what has expired depends on it. Without it nothing has. */
  readonly today?: string;
}

export interface Judged {
  readonly verdict: Verdict;
  readonly evidence: readonly EvidenceView[];
}

/** More evidence than this says nothing new; failures come first. */
const MAX_EVIDENCE = 12;
const order = { error: 0, warning: 1, info: 2, hint: 3 } as const;

/**
 * Judges items by findings and proofs. A rule fails an item by a finding that is an error or a warning; it holds
 * when it gave a proof. An item all of whose rules are advice is about that advice, and fails by it. Rules that say
 * nothing are skipped: they did not apply. A glob holds when a file matches and fails otherwise. An uncertain result
 * is never a pass, so neither is an item with a rule that does not exist or a glob that is not followed.
 */
export class Judge {
  private readonly findings: ReadonlyMap<string, readonly Finding[]>;
  private readonly proofs: ReadonlyMap<string, readonly Evidence[]>;
  private readonly matches = new Map<string, string | undefined>();

  constructor(private readonly observed: Observed) {
    this.findings = byRule(observed.result.findings.filter(({ severity }) => severity !== "hint"));
    this.proofs = byRule(observed.result.proofs);
  }

  judge({ verify }: Item): Judged {
    if (verify.rules.length === 0 && verify.files.length === 0) return { verdict: "none", evidence: [] };
    const rules = [...new Set(verify.rules)];
    const globs = [...new Set(verify.files)];
    const severities = rules.map((rule) => this.observed.severityOf(rule));
    const isKnown = severities.every((severity) => severity !== undefined) && globs.every(isSimple);
    const isAdvice = severities.every((severity) => severity === "info");
    const fails = rules
      .flatMap((rule) => this.findings.get(rule) ?? [])
      .filter(({ severity }) => severity !== "info" || isAdvice)
      .toSorted(byGravity);
    const holds = rules.flatMap((rule) => this.proofs.get(rule) ?? []).toSorted(byPlace);
    const files = globs.filter(isSimple).map((glob) => this.fileEvidence(glob));
    const evidence = [
      ...fails.slice(0, MAX_EVIDENCE).map((finding) => this.failure(finding)),
      ...files.filter(({ kind }) => kind === "fails"),
      ...holds.slice(0, MAX_EVIDENCE).map((proof) => this.proof(proof)),
      ...files.filter(({ kind }) => kind === "holds"),
    ];
    const verdict = evidence.some(({ kind }) => kind === "fails")
      ? "fail"
      : evidence.length > 0 && isKnown
        ? "pass"
        : "unknown";
    return { verdict, evidence: evidence.slice(0, MAX_EVIDENCE) };
  }

  private failure({ rule, path, at, message, fixes }: Finding): EvidenceView {
    return {
      kind: "fails",
      rule,
      path,
      ...this.observed.lineOf(path, at.start),
      message,
      fixable: fixes.length > 0,
    };
  }

  private proof({ rule, path, at, message }: Evidence): EvidenceView {
    return { kind: "holds", rule, path, ...this.observed.lineOf(path, at.start), message, fixable: false };
  }

  private fileEvidence(glob: string): EvidenceView {
    if (!this.matches.has(glob)) this.matches.set(glob, this.findMatch(glob));
    const path = this.matches.get(glob);
    const place = { rule: undefined, line: 0, character: 0, fixable: false };
    return path === undefined
      ? { ...place, kind: "fails", path: glob, message: `No file matches \`${glob}\`.` }
      : { ...place, kind: "holds", path, message: `\`${path}\` is there.` };
  }

  private findMatch(glob: string): string | undefined {
    const matcher = picomatch(glob.replace(/^\.?\//, ""), { dot: true, noextglob: true });
    return this.observed.paths.find((path) => matcher(path));
  }
}

/** A plan is untrusted: globs with many wildcards make expressions that take for ever, and are not followed. */
function isSimple(glob: string): boolean {
  const segments = glob.split("/");
  const deep = segments.filter((segment) => segment === "**").length;
  return glob.length <= 200 && deep <= 2 && segments.every((segment) => segment.split("*").length <= 4);
}

function byRule<T extends { readonly rule: string }>(
  reports: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const report of reports) {
    const group = groups.get(report.rule);
    if (group) group.push(report);
    else groups.set(report.rule, [report]);
  }
  return groups;
}

function byGravity(a: Finding, b: Finding): number {
  return order[a.severity] - order[b.severity] || byPlace(a, b);
}

function byPlace(a: Finding | Evidence, b: Finding | Evidence): number {
  return a.path < b.path ? -1 : a.path > b.path ? 1 : a.at.start - b.at.start;
}
