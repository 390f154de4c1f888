import { Speakers } from "../files/mentions";
import type { Parsed } from "../files/problem";
import type { SourceFile } from "../files/source";
import { allFacts } from "../project/list";
import type { Project } from "../project/project";
import { Reads } from "../project/reads";
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
const nothingRead = new Reads();
/** What almost every rule has to say of almost every file. */
const silence: Outcome = { findings: [], proofs: [], failure: undefined, reads: nothingRead };

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
  /** What the rules said or asked; those that did neither are left out, and need not run again for this text. */
  readonly byRule: Map<Rule, Outcome>;
  /** Those that asked the project something: they may have to say something else although the text is the same. */
  readonly asking: readonly Rule[];
}

/**
 * The findings of a project, kept up to date. `refresh` runs what changed and nothing else: the file rules of
 * changed files, and whatever had asked the project something that is answered differently now.
 */
export class LintSession {
  private readonly files = new Map<string, FileOutcomes>();
  /** Those of `files` about which a rule asked the project something, and those for which it looked into other files. */
  private readonly asking = new Set<FileOutcomes>();
  private readonly seeing = new Set<FileOutcomes>();
  private readonly wide = new Map<Rule, Outcome>();
  private readonly speakers: Speakers<Rule>;
  private readonly off: ReadonlySet<Rule>;
  /** What the project as a whole answered at the last refresh, and whether it still does. */
  private stamp: string | undefined;
  private isStill = false;
  private readonly covers: (path: string) => boolean;
  private readonly maxReports: number;

  constructor(
    private readonly project: Project,
    private readonly rules: readonly Rule[],
    private readonly config: Config,
    { covers = () => true, maxReports = MAX_REPORTS }: SessionOptions = {},
  ) {
    this.covers = covers;
    this.maxReports = maxReports;
    this.speakers = speakersOf(rules);
    this.off = new Set(rules.filter(({ id }) => config.setting(id) === "off"));
  }

  /**
   * Brings the findings up to date. Yields after each file so that a host can let other work in; returns the
   * paths whose findings may have changed.
   */
  *refresh(): Generator<void, ReadonlySet<string>> {
    const changed = new Set<string>();
    for (const path of this.files.keys()) {
      if (this.project.file(path)) continue;
      this.forget(path);
      changed.add(path);
    }
    yield* this.project.prepare(allFacts);
    const stamp = this.project.stamp();
    this.isStill = stamp === this.stamp;
    this.stamp = stamp;
    // First what was asked before, of files that are as they were; while nothing else has changed, few of them matter.
    for (const outcomes of this.isStill ? this.seeing : this.asking) {
      if (this.project.file(outcomes.file.path) !== outcomes.file || !this.refreshAsking(outcomes)) continue;
      changed.add(outcomes.file.path);
      yield;
    }
    for (const file of this.project.files.values()) {
      if (this.files.get(file.path)?.file === file || !this.refreshFile(file)) continue;
      changed.add(file.path);
      yield;
    }
    for (const rule of this.rules) {
      if (rule.on !== "project" || this.off.has(rule)) continue;
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
      .filter(({ reads }) => reads.isEmpty)
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
    if (reads.day !== undefined && reads.day !== this.project.today) return false;
    return reads.isEmpty || (this.isStill && !reads.sawFiles) || reads.isCurrent(this.project);
  }

  private refreshFile(file: SourceFile): boolean {
    const wasKnown = this.forget(file.path);
    if (file.role === "skip" || !this.covers(file.path) || this.config.isExcluded(file.path)) return wasKnown;
    const byRule = new Map<Rule, Outcome>();
    for (const rule of this.speakers.of(file)) {
      if (this.off.has(rule)) continue;
      const outcome = this.run(rule, file);
      if (outcome !== silence) byRule.set(rule, outcome);
    }
    const asking = [...byRule].flatMap(([rule, { reads }]) => (reads === nothingRead ? [] : rule));
    const outcomes = { file, byRule, asking };
    this.files.set(file.path, outcomes);
    if (asking.length > 0) this.asking.add(outcomes);
    if (asking.some((rule) => byRule.get(rule)?.reads.sawFiles)) this.seeing.add(outcomes);
    return true;
  }

  /** Runs those rules again about a file, as it was, that would be answered differently now. */
  private refreshAsking(outcomes: FileOutcomes): boolean {
    const { file, byRule, asking } = outcomes;
    let changed = false;
    for (const rule of asking) {
      const before = byRule.get(rule);
      if (!before || this.isCurrent(before.reads)) continue;
      const after = this.run(rule, file);
      byRule.set(rule, after);
      if (after.reads.sawFiles) this.seeing.add(outcomes);
      changed = true;
    }
    return changed;
  }

  /** Whether anything was known of the file at `path`. */
  private forget(path: string): boolean {
    const known = this.files.get(path);
    if (!known) return false;
    this.asking.delete(known);
    this.seeing.delete(known);
    return this.files.delete(path);
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
    const isSilent = findings.length === 0 && proofs.length === 0 && !failure;
    if (reads.isEmpty && reads.day === undefined)
      return isSilent ? silence : { findings, proofs, failure, reads: nothingRead };
    return { findings, proofs, failure, reads };
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

/** Working out what all rules mention takes a while, and they are mostly the same ones. */
const speakers = new WeakMap<readonly Rule[], Speakers<Rule>>();

function speakersOf(rules: readonly Rule[]): Speakers<Rule> {
  const known = speakers.get(rules) ?? new Speakers(rules, (rule, kind) => kindsOf(rule).includes(kind));
  speakers.set(rules, known);
  return known;
}

function byPlace(a: Finding | Evidence, b: Finding | Evidence): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.at.start - b.at.start || a.at.end - b.at.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
