import { SourceFile } from "../files/source";
import type { Project } from "../project/project";
import type { Fix, Rule } from "../rules/rule";
import { EditSet } from "../text/edit-set";
import { applyEdits, type TextEdit } from "../text/edits";
import type { Config } from "./config";
import type { Finding } from "./finding";
import { LintSession } from "./session";

export interface FixOptions {
  /** `safe`: the first safe fix of each finding. `any`: its first fix, whatever its kind. */
  readonly kinds: "safe" | "any";
  /** Only findings of these rules. */
  readonly rules?: ReadonlySet<string>;
  /** Only findings in these paths; all otherwise. */
  readonly covers?: (path: string) => boolean;
  /** Leave out fixes that touch other files or create some. */
  readonly ownFileOnly?: boolean;
}

export interface FixOutcome {
  /** New texts by path, created files included; unchanged files are not in it. */
  readonly texts: ReadonlyMap<string, string>;
  /** What was fixed, in order. */
  readonly applied: readonly AppliedFix[];
}

export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
}

/** One fix may uncover the next finding; a chain longer than this is a rule at war with another. */
const MAX_ROUNDS = 20;

/** The fix that `kinds` allows for `finding`, if there is one. */
export function fixFor(
  finding: Finding,
  options: Pick<FixOptions, "kinds" | "ownFileOnly">,
): Fix | undefined {
  const fix = options.kinds === "any" ? finding.fixes[0] : finding.fixes.find(({ kind }) => kind === "safe");
  return fix && options.ownFileOnly && (fix.also?.length ?? 0) > 0 ? undefined : fix;
}

/**
 * Applies fixes until none is left to apply and returns the new texts; `project` itself stays as it is. Fixes
 * that overlap wait for the next round, where the finding is looked at again. A text that cannot be understood
 * in full may mislead a fix: a file that would parse worse afterwards keeps what it has.
 */
export function fixAll(
  project: Project,
  rules: readonly Rule[],
  config: Config,
  options: FixOptions,
): FixOutcome {
  const work = project.fork();
  const chosen = options.rules ? rules.filter((rule) => options.rules?.has(rule.id)) : rules;
  const session = new LintSession(work, chosen, config, {
    covers: options.covers,
    maxReports: Number.POSITIVE_INFINITY,
  });
  const texts = new Map<string, string>();
  const applied: AppliedFix[] = [];
  const frozen = new Set<string>();
  const attempts = new Attempts();
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const refresh = session.refresh();
    while (!refresh.next().done);
    const step = nextStep(work, attempts.worthwhile(session.result().findings, options), options, frozen);
    if (step.files.length === 0) break;
    applied.push(...step.applied);
    attempts.remember(step.applied);
    for (const file of step.files) {
      texts.set(file.path, file.text);
      if ("form" in file) work.set(file);
      else work.setUnread(file.path);
    }
  }
  return { texts, applied };
}

/**
 * What was tried in earlier rounds. A rule that does not see its own fix would insert it in every round: a finding
 * that is still where it was does not get the same fix again.
 */
class Attempts {
  private readonly tried = new Set<string>();

  /** The findings without those whose fix was of no use. */
  worthwhile(findings: readonly Finding[], options: FixOptions): readonly Finding[] {
    return findings.filter((finding) => {
      const fix = fixFor(finding, options);
      return fix !== undefined && !this.tried.has(attemptOf(finding, fix, finding.at.start));
    });
  }

  /** Takes down where the findings that were fixed together would stand now, if they were still there. */
  remember(applied: readonly AppliedFix[]): void {
    const byPath = new Map<string, AppliedFix[]>();
    for (const each of applied) {
      const list = byPath.get(each.finding.path);
      if (list) list.push(each);
      else byPath.set(each.finding.path, [each]);
    }
    for (const fixed of byPath.values()) {
      const edits = fixed.flatMap(({ fix }) => fix.edits).sort((a, b) => a.span.end - b.span.end);
      let next = 0;
      let shift = 0;
      for (const { finding, fix } of fixed.sort((a, b) => a.finding.at.start - b.finding.at.start)) {
        const { start } = finding.at;
        for (let edit = edits[next]; edit && edit.span.end <= start; edit = edits[++next]) {
          shift += edit.text.length - (edit.span.end - edit.span.start);
        }
        this.tried.add(attemptOf(finding, fix, start + shift));
      }
    }
  }
}

function attemptOf({ rule, path }: Finding, { title }: Fix, start: number): string {
  return JSON.stringify([rule, path, title, start]);
}

interface Step {
  readonly files: readonly (SourceFile | Unread)[];
  readonly applied: readonly AppliedFix[];
}

/** A text of a kind that nobody parses. */
interface Unread {
  readonly path: string;
  readonly text: string;
}

/** One round: the fixes that can be applied together. Files that they would break are added to `frozen`. */
function nextStep(
  work: Project,
  findings: readonly Finding[],
  options: FixOptions,
  frozen: Set<string>,
): Step {
  for (;;) {
    const batch = new Batch(work, frozen);
    const applied: AppliedFix[] = [];
    for (const finding of findings) {
      if (options.covers && !options.covers(finding.path)) continue;
      const fix = fixFor(finding, options);
      if (fix && batch.add(finding, fix)) applied.push({ finding, fix });
    }
    const files = [...batch.apply()].map(([path, text]) => sourceOf(work, path, text));
    const broken = files.filter((file) => isWorse(work.file(file.path), file));
    if (broken.length === 0) return { files, applied };
    for (const { path } of broken) frozen.add(path);
  }
}

function sourceOf(work: Project, path: string, text: string): SourceFile | Unread {
  return SourceFile.create(path, text, work.file(path)?.kind) ?? { path, text };
}

function isWorse(before: SourceFile | undefined, after: SourceFile | Unread): boolean {
  if (!before) return false;
  return !("form" in after) || after.form.problems.length > before.form.problems.length;
}

/** Fixes that can be applied together: edits by path, all against the same texts. */
class Batch {
  private readonly edits = new Map<string, EditSet>();
  private readonly created = new Map<string, string>();

  constructor(
    private readonly project: Project,
    private readonly frozen: ReadonlySet<string>,
  ) {}

  /** Takes the fix unless it collides with one that was taken before; all of a fix or nothing. */
  add(finding: Finding, fix: Fix): boolean {
    const wanted = new Map<string, readonly TextEdit[]>();
    const creates = new Map<string, string>();
    if (fix.edits.length > 0) wanted.set(finding.path, fix.edits);
    for (const change of fix.also ?? []) {
      if ("create" in change) creates.set(change.path, change.create);
      else wanted.set(change.path, [...(wanted.get(change.path) ?? []), ...change.edits]);
    }
    for (const [path, edits] of wanted) {
      if (this.frozen.has(path) || !this.project.file(path) || !this.of(path).fits(edits)) return false;
    }
    for (const path of creates.keys()) {
      if (this.created.has(path) || this.project.has(path)) return false;
    }
    for (const [path, edits] of wanted) this.of(path).add(edits);
    for (const [path, text] of creates) this.created.set(path, text);
    return true;
  }

  apply(): ReadonlyMap<string, string> {
    const texts = new Map(this.created);
    for (const [path, { edits }] of this.edits) {
      const before = this.project.file(path)?.text ?? "";
      const after = applyEdits(before, edits);
      if (after !== before) texts.set(path, after);
    }
    return texts;
  }

  private of(path: string): EditSet {
    const known = this.edits.get(path) ?? new EditSet();
    this.edits.set(path, known);
    return known;
  }
}
