import { retiredTerms } from "../data/plan-terms";
import type { Rule } from "../rules/rule";
import { LineIndex } from "../text/lines";
import { detectDamage, type EncodingDamage } from "./encoding";
import { notActionable } from "./lint/actionable";
import { conflictingClaims } from "./lint/claims";
import { invalidCommands, missingServices, suspiciousCommands } from "./lint/command-rules";
import { commandsOf } from "./lint/commands";
import { documentOf } from "./lint/document";
import { duplicateItems } from "./lint/duplicates";
import { conflictingFiles, missingFiles } from "./lint/files";
import { type PlanFinding, reviewFix } from "./lint/finding";
import { missingReasons, type PlanText, unknownRules, wrongDependencies } from "./lint/items";
import { invalidNames } from "./lint/names";
import { operations } from "./lint/operations";
import { isSnippet, SnippetCache, snippetFindings } from "./lint/snippets";
import { wrongSums } from "./lint/sums";
import { conflictingTimes } from "./lint/time-conflicts";
import { wrongTimes } from "./lint/times";
import { buildTimeVariables, duplicateKeys, mismatchedNames } from "./lint/variables";
import { outdatedVersions } from "./lint/versions";
import { doubtful, leftPlaceholders, outdatedTerms } from "./lint/words";
import type { Item, PlanProblem } from "./model";
import { type Overlay, withOverlay } from "./overlay";
import { isYaml, nameFromPath, readPlan } from "./read";
import { setField } from "./yaml/edit";
import { readYamlPlan, type YamlReading } from "./yaml/read";

export interface PlanLintOptions {
  /** Says which rules exist; without it, rule ids are not checked. */
  readonly ruleExists?: (id: string) => boolean;
  /** What the overlay says of a Markdown plan; without it, nothing is missed that only an overlay can hold. */
  readonly overlay?: Overlay;
  /** The day on which offers have to exist, `YYYY-MM-DD`; that of the data unless told. */
  readonly today?: string;
  /** The rules for files, for the listings of the plan; without them, listings are not looked into. */
  readonly rules?: readonly Rule[];
  /** Keeps what was found in listings from one edit to the next. */
  readonly snippets?: SnippetCache;
  /** The names of all services in the workspace's Compose files. */
  readonly services?: ReadonlySet<string>;
  /** The paths of the workspace; without them, no file is missed. */
  readonly paths?: ReadonlySet<string>;
}

const problemRules: Readonly<Partial<Record<PlanProblem["kind"], Pick<PlanFinding, "rule" | "severity">>>> = {
  broken: { rule: "plan/syntax", severity: "error" },
  conflict: { rule: "plan/conflict-marker", severity: "error" },
  invalid: { rule: "plan/invalid-field", severity: "warning" },
  "too-large": { rule: "plan/too-large", severity: "info" },
};

/**
 * Finds what is wrong with a plan itself: texts that cannot be read, items that repeat or contradict each other,
 * commands that cannot run, offers that do not exist any more, sums and times that do not add up. Sorted by position.
 */
export function lintPlan(path: string, text: string, options: PlanLintOptions = {}): PlanFinding[] {
  const yaml = isYaml(path) ? readYamlPlan(text, nameFromPath(path)) : undefined;
  const reading = yaml ?? readPlan(path, text);
  const index = new LineIndex(text);
  const plan = options.overlay ? withOverlay(reading.plan, options.overlay) : reading.plan;
  const source: PlanText = { plan, text, startOf: (line) => index.lineSpan(line).start };
  const damage = detectDamage(text);
  const document = documentOf(plan, text, index, damage?.decode);
  const commands = commandsOf(document);
  const { rules, today = retiredTerms.as_of } = options;
  const findings = [
    ...reading.problems.flatMap(fromProblem),
    ...encodingDamage(damage, text),
    ...duplicateItems(plan, aliasEdits(yaml)),
    ...wrongDependencies(source),
    ...(isYaml(path) || options.overlay ? missingReasons(source) : []),
    ...(options.ruleExists ? unknownRules(source, options.ruleExists) : []),
    ...leftPlaceholders(document),
    ...outdatedTerms(document, today),
    ...outdatedVersions(document, today, (language) => rules !== undefined && isSnippet(language)),
    ...doubtful(document),
    ...invalidNames(text),
    ...invalidCommands(commands),
    ...suspiciousCommands(document, commands),
    ...missingServices(document, commands, options.services),
    ...mismatchedNames(document),
    ...duplicateKeys(document),
    ...buildTimeVariables(document, commands),
    ...wrongSums(document),
    ...wrongTimes(document),
    ...conflictingTimes(document),
    ...conflictingClaims(document),
    ...conflictingFiles(document),
    ...(options.paths ? missingFiles(document, options.paths) : []),
    ...notActionable(plan),
    ...operations(document, commands),
    ...(rules ? snippetFindings(document, rules, today, options.snippets ?? new SnippetCache()) : []),
  ];
  return once(findings).toSorted((a, b) => a.at.start - b.at.start || a.at.end - b.at.end);
}

/** Checks of the plan and rules for its listings may see the same thing. */
function once(findings: readonly PlanFinding[]): PlanFinding[] {
  return [...new Map(findings.map((one) => [`${one.rule} ${one.at.start} ${one.at.end}`, one])).values()];
}

function fromProblem({ kind, message, at }: PlanProblem): PlanFinding[] {
  const as = problemRules[kind];
  return as ? [{ ...as, at, message, fixes: [] }] : [];
}

function encodingDamage(damage: EncodingDamage | undefined, text: string): PlanFinding[] {
  const edits = damage?.edits(text) ?? [];
  const [first] = edits;
  if (!damage || !first) return [];
  const fix = reviewFix("Restore the damaged characters", edits);
  const message = `This file was read as ${damage.name} and saved again: \`${text.slice(first.span.start, first.span.end)}\` was \`${first.text}\`.`;
  return [{ rule: "plan/encoding-damage", severity: "warning", at: first.span, message, fixes: [fix] }];
}

/** A YAML plan can say that an item stands for another; in Markdown a person has to choose which box stays. */
function aliasEdits(reading: YamlReading | undefined) {
  return (item: Item, of: Item) => {
    const place = reading?.places.get(item.id);
    if (!reading?.editable || !place || place.isDuplicate) return undefined;
    return setField(reading.form, place.map, "alias_of", of.id);
  };
}
