import type { Parsed } from "../files/problem";
import type { SourceFile } from "../files/source";
import { allFacts } from "../project/list";
import { isEmpty, type Project, type Reads } from "../project/project";
import { isProof, kindsOf, type Report, type Rule } from "../rules/rule";
import { overlaps } from "../text/span";
import type { Config } from "./config";
import type { Evidence, Finding, LintResult, RuleFailure } from "./finding";
import { severityIn } from "./severity";
import { isSuppressed } from "./suppression";

interface Outcome {
  readonly findings: readonly Finding[];
  readonly proofs: readonly Evidence[];
  readonly failure: RuleFailure | undefined;
  readonly reads: Reads;
}

/** Shared by the many outcomes that depend on their own file alone. */
const nothingRead: Reads = { facts: new Map(), files: new Map(), presence: new Map(), paths: undefined };

/**
 * A rule is heard this often about one file: beyond that nobody reads on (editors show no more either), and a
 * generated file must not hold up the others.
 */
const MAX_REPORTS = 1000;

export interface SessionOptions {
  /** Limits the file rules to some paths; project rules always see everything. */
  readonly covers?: ((path: string) => boolean) | undefined;
  /** How many reports of one rule about one file are taken; `MAX_REPORTS` unless told. */
  readonly maxReports?: number;
}

interface FileOutcomes {
  readonly file: SourceFile;
  readonly byRule: Map<Rule, Outcome>;
}

/**
 * The findings of a project, kept up to date. `refresh` runs what changed and nothing else: the file rules of
 * changed files, and whatever had asked the project something that is answered differently now.
 */
export class LintSession {
  private readonly files = new Map<string, FileOutcomes>();
  private readonly wide = new Map<Rule, Outcome>();
  private readonly rulesByKind = new Map<string, Rule[]>();
  /** What the project as a whole answered at the last refresh, and whether it still does. */
  private stamp: string | undefined;
  private isStill = false;
  private readonly covers: (path: string) => boolean;
  private readonly maxReports: number;

  constructor(
    private readonly project: Project,
    rules: readonly Rule[],
    private readonly config: Config,
    { covers = () => true, maxReports = MAX_REPORTS }: SessionOptions = {},
  ) {
    this.covers = covers;
    this.maxReports = maxReports;
    for (const rule of rules) {
      if (config.setting(rule.id) === "off") continue;
      for (const kind of rule.on === "project" ? [rule.on] : kindsOf(rule)) {
        const list = this.rulesByKind.get(kind) ?? [];
        list.push(rule);
        this.rulesByKind.set(kind, list);
      }
    }
  }

  /**
   * Brings the findings up to date. Yields after each file so that a host can let other work in; returns the
   * paths whose findings may have changed.
   */
  *refresh(): Generator<void, ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const path of [...this.files.keys()]) {
      if (this.project.file(path)) continue;
      this.files.delete(path);
      changed.add(path);
    }
    yield* this.project.prepare(allFacts);
    const stamp = this.project.stamp();
    this.isStill = stamp === this.stamp;
    this.stamp = stamp;
    for (const file of [...this.project.files.values()]) {
      if (this.refreshFile(file)) {
        changed.add(file.path);
        yield;
      }
    }
    for (const rule of this.rulesByKind.get("project") ?? []) {
      const before = this.wide.get(rule);
      if (before && this.isCurrent(before.reads)) continue;
      const after = this.run(rule, undefined);
      this.wide.set(rule, after);
      for (const finding of [...(before?.findings ?? []), ...after.findings]) changed.add(finding.path);
      yield;
    }
    return changed;
  }

  /** The findings of one file, in order of their place. */
  findingsOf(path: string): readonly Finding[] {
    const own = [...(this.files.get(path)?.byRule.values() ?? [])].flatMap((outcome) => outcome.findings);
    const wide = [...this.wide.values()].flatMap((outcome) =>
      outcome.findings.filter((f) => f.path === path),
    );
    return [...own, ...wide].sort(byPlace);
  }

  /**
   * Those findings of one file that no other file has a say in: what can be told before the rest of the
   * project has been read.
   */
  ownFindingsOf(path: string): readonly Finding[] {
    const outcomes = [...(this.files.get(path)?.byRule.values() ?? [])];
    return outcomes
      .filter(({ reads }) => isEmpty(reads))
      .flatMap(({ findings }) => findings)
      .sort(byPlace);
  }

  /** Everything found, sorted by path and place. */
  result(): LintResult {
    const outcomes = [...this.wide.values()];
    for (const { byRule } of this.files.values()) outcomes.push(...byRule.values());
    return {
      findings: outcomes.flatMap((outcome) => outcome.findings).sort(byPlace),
      proofs: outcomes.flatMap((outcome) => outcome.proofs).sort(byPlace),
      failures: outcomes.flatMap((outcome) => (outcome.failure ? [outcome.failure] : [])),
    };
  }

  /** When nothing about the project as a whole has changed, only files that were read themselves can have. */
  private isCurrent(reads: Reads): boolean {
    if (isEmpty(reads) || (this.isStill && reads.files.size === 0)) return true;
    return this.project.isCurrent(reads);
  }

  private refreshFile(file: SourceFile): boolean {
    const rules = this.rulesByKind.get(file.kind);
    if (!rules || file.role === "skip" || !this.covers(file.path) || this.config.isExcluded(file.path)) {
      return this.files.delete(file.path);
    }
    let outcomes = this.files.get(file.path);
    const isNew = outcomes?.file !== file;
    if (!outcomes || isNew) {
      outcomes = { file, byRule: new Map() };
      this.files.set(file.path, outcomes);
    }
    let changed = isNew;
    for (const rule of rules) {
      const before = outcomes.byRule.get(rule);
      if (before && this.isCurrent(before.reads)) continue;
      outcomes.byRule.set(rule, this.run(rule, file));
      changed = true;
    }
    return changed;
  }

  private run(rule: Rule, file: SourceFile | undefined): Outcome {
    const { view, reads } = this.project.watch();
    const findings: Finding[] = [];
    const proofs: Evidence[] = [];
    let failure: RuleFailure | undefined;
    try {
      let heard = 0;
      for (const report of check(rule, file, view)) {
        if (file && ++heard > this.maxReports) break;
        const path = report.path ?? file?.path;
        const owner = path === undefined ? undefined : this.project.file(path);
        if (path === undefined || !owner) {
          throw new Error(`${rule.id} reported on ${path ?? "no file"}, which the project does not hold`);
        }
        if (isProof(report)) {
          // What is written down is shown by a document; what a test or an example does shows nothing.
          if (owner.role === "prod" || (rule.on === "project" && owner.role === "doc"))
            proofs.push({ rule: rule.id, path, at: report.proves, message: report.message });
          continue;
        }
        const finding = this.toFinding(rule, report, owner);
        if (finding && !isSuppressed(finding, owner, rule)) findings.push(finding);
      }
    } catch (error) {
      failure = { rule: rule.id, path: file?.path, error };
    }
    return { findings, proofs, failure, reads: isEmpty(reads) ? nothingRead : reads };
  }

  private toFinding(
    rule: Rule,
    report: Exclude<Report, { proves: unknown }>,
    file: SourceFile,
  ): Finding | undefined {
    if (file.role === "skip" || this.config.isExcluded(file.path)) return undefined;
    const { unfinished }: Parsed = file.form;
    if (unfinished && overlaps(report.at, unfinished)) return undefined;
    const setting = this.config.setting(rule.id);
    if (file.role !== "prod" && rule.hardening && setting === undefined) return undefined;
    const severity =
      setting === undefined || setting === "off"
        ? severityIn(file.role, report.severity ?? rule.severity)
        : setting;
    return {
      rule: rule.id,
      severity,
      path: file.path,
      at: report.at,
      message: report.message,
      related: report.related ?? [],
      tag: report.tag,
      equivalents: report.equivalents ?? rule.equivalents,
      fixes: report.fixes ?? [],
    };
  }
}

function check(rule: Rule, file: SourceFile | undefined, project: ReturnType<Project["watch"]>["view"]) {
  if (rule.on === "project") return rule.check({ project });
  // The session looks rules up by the kind of the file, so `file` is of the kind that the rule is on.
  return rule.check({ file: file as never, project });
}

function byPlace(a: Finding | Evidence, b: Finding | Evidence): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.at.start - b.at.start || a.at.end - b.at.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
