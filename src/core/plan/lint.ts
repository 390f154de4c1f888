import { retiredTerms } from "../data/plan-terms";
import { LineIndex } from "../text/lines";
import { detectDamage } from "./encoding";
import type { PlanFinding } from "./lint/finding";
import { duplicateItems, missingReasons, type PlanText, unknownRules, wrongDependencies } from "./lint/items";
import { invalidNames } from "./lint/names";
import { leftPlaceholders, outdatedTerms } from "./lint/words";
import type { PlanProblem } from "./model";
import { type Overlay, withOverlay } from "./overlay";
import { isYaml, readPlan } from "./read";

export interface PlanLintOptions {
  /** Says which rules exist; without it, rule ids are not checked. */
  readonly ruleExists?: (id: string) => boolean;
  /** What the overlay says of a Markdown plan; without it, nothing is missed that only an overlay can hold. */
  readonly overlay?: Overlay;
  /** The day on which offers have to exist, `YYYY-MM-DD`; that of the data unless told. */
  readonly today?: string;
}

const problemRules: Readonly<Partial<Record<PlanProblem["kind"], Pick<PlanFinding, "rule" | "severity">>>> = {
  broken: { rule: "plan/syntax", severity: "error" },
  conflict: { rule: "plan/conflict-marker", severity: "error" },
  invalid: { rule: "plan/invalid-field", severity: "warning" },
  "too-large": { rule: "plan/too-large", severity: "info" },
};

/**
 * Finds what is wrong with a plan itself: texts that cannot be read, items that repeat or contradict each other,
 * commands that cannot run, offers that do not exist any more. Sorted by position.
 */
export function lintPlan(path: string, text: string, options: PlanLintOptions = {}): PlanFinding[] {
  const reading = readPlan(path, text);
  const lines = new LineIndex(text);
  const plan = options.overlay ? withOverlay(reading.plan, options.overlay) : reading.plan;
  const source: PlanText = { plan, text, startOf: (line) => lines.lineSpan(line).start };
  const findings = [
    ...reading.problems.flatMap(fromProblem),
    ...encodingDamage(text),
    ...duplicateItems(source),
    ...wrongDependencies(source),
    ...(isYaml(path) || options.overlay ? missingReasons(source) : []),
    ...(options.ruleExists ? unknownRules(source, options.ruleExists) : []),
    ...leftPlaceholders(text),
    ...outdatedTerms(text, options.today ?? retiredTerms.as_of),
    ...invalidNames(text),
  ];
  return findings.toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

function fromProblem({ kind, message, at }: PlanProblem): PlanFinding[] {
  const as = problemRules[kind];
  return as ? [{ ...as, at, message, fixes: [] }] : [];
}

function encodingDamage(text: string): PlanFinding[] {
  const damage = detectDamage(text);
  const edits = damage?.edits(text) ?? [];
  const [first] = edits;
  if (!damage || !first) return [];
  const fix = { title: "Restore the damaged characters", kind: "review" as const, edits };
  const message = `This file was read as ${damage.name} and saved again: \`${text.slice(first.span.start, first.span.end)}\` was \`${first.text}\`.`;
  return [{ rule: "plan/encoding-damage", severity: "warning", at: first.span, message, fixes: [fix] }];
}
