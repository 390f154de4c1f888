import { budgetOf } from "./budget";
import { gateView, launchGate } from "./gates";
import { levelsOf } from "./levels";
import type { Item, Phase, PlanReading, Priority, Section } from "./model";
import { choiceEffects, leftOutPhases } from "./options";
import { progressOf } from "./progress";
import { expiryOf, isWaived, latestRecord } from "./records";
import { type Forecast, type ForecastInput, forecast } from "./schedule/schedule";
import { shownOf, shownOfParent } from "./shown";
import { Judge, type Judged, type Observed } from "./verdict";
import type { ItemView, PhaseView, PlanView, SectionView } from "./view";

/**
 * Everything that is computed of a plan: verdicts from the workspace, what is shown of each item, progress and
 * blockers. The same inputs give the same view.
 */
export function evaluate(reading: PlanReading, observed: Observed): PlanView {
  return new Evaluation(reading, observed).view();
}

/** Something items wait for: another item, or all of a phase. */
interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly isMet: boolean;
}

class Evaluation {
  private readonly judged = new Map<string, Judged>();
  private readonly items = new Map<string, Item>();
  private readonly requirements = new Map<string, Requirement>();
  private readonly leftOut: ReadonlySet<string>;
  private readonly today: string | undefined;

  constructor(
    private readonly reading: PlanReading,
    observed: Observed,
  ) {
    const judge = new Judge(observed);
    this.today = observed.today;
    this.leftOut = leftOutPhases(reading.plan);
    for (const item of reading.plan.phases.flatMap(itemsOf)) {
      this.items.set(item.id, item);
      this.judged.set(item.id, withRecords(judge.judge(item), item, this.today));
    }
    // Items after phases: where both have an id, an item is what is meant.
    for (const phase of reading.plan.phases) {
      const items = phase.optional || this.leftOut.has(phase.id) ? [] : rootsOf(phase);
      this.require(
        phase,
        items.filter(({ optional }) => !optional),
      );
    }
    for (const item of this.items.values()) this.require(item, [item]);
  }

  view(): PlanView {
    const { plan, problems, editable, repairedFrom } = this.reading;
    const input: Omit<ForecastInput, "leftOut"> = {
      plan,
      today: this.today,
      doneShare: (phase) => this.doneShare(phase),
    };
    const times = forecast({ ...input, leftOut: this.leftOut });
    const phases = plan.phases.map((phase) => this.phaseView(phase, times));
    const items = phases
      .flatMap((phase) => phase.sections.flatMap((section) => section.items))
      .flatMap(viewsBelow);
    const gates = plan.details.gates.length > 0 ? plan.details.gates : [launchGate];
    return {
      format: plan.format,
      name: plan.name,
      phases,
      progress: progressOf(rootItems(phases.filter(({ leftOut }) => !leftOut))),
      blockers: items.filter(isBlocker).map(({ id, title, shown }) => ({ id, title, shown })),
      details: plan.details,
      schedule: times?.schedule,
      gates: gates.map((gate) => gateView(gate, phases)),
      budget: budgetOf(plan.details.budget),
      levels: levelsOf(plan.phases, phases),
      effects: choiceEffects(input),
      problems,
      editable,
      repairedFrom,
    };
  }

  private phaseView(phase: Phase, times: Forecast | undefined): PhaseView {
    const sections = phase.sections.map((section) => this.sectionView(section, phase));
    const view: PhaseView = {
      id: phase.id,
      title: phase.title,
      priority: phase.priority,
      estimate: phase.estimate,
      sections,
      progress: progressOf(sections.flatMap((section) => section.items)),
      dependsOn: phase.dependsOn,
      needs: phase.needs,
      success: phase.success,
      gate: undefined,
      optional: phase.optional,
      leftOut: this.leftOut.has(phase.id),
      schedule: times?.phases.get(phase.id),
    };
    const gate = phase.gate && { ...phase.gate, id: "", title: phase.title };
    return gate ? { ...view, gate: gateView(gate, [{ ...view, optional: false }]) } : view;
  }

  private sectionView(section: Section, phase: Phase): SectionView {
    const priority = section.priority ?? inheritedPriority(section, phase);
    const items = section.items.map((item) => this.itemView(item, { priority, phase, isNa: false }));
    const { id, title, parents, estimate, blockers, outputs } = section;
    const own = { id, title, parents, priority: section.priority, estimate, blockers, outputs };
    return { ...own, items, progress: progressOf(items) };
  }

  private itemView(item: Item, above: Surroundings): ItemView {
    const priority = item.priority ?? above.priority;
    const source = this.sourceOf(item);
    const isNa = above.isNa || source.claim === "na";
    const children = item.children.map((child) => this.itemView(child, { ...above, priority, isNa }));
    const { verdict, evidence } = this.judged.get(source.id) ?? { verdict: "none", evidence: [] };
    const blockedBy = [...above.phase.dependsOn, ...item.dependsOn].flatMap((id) => this.unmet(id, item));
    const own = isNa
      ? "na"
      : shownOf(source, verdict, {
          waived: isWaived(source.waiver, this.today),
          blocked: blockedBy.length > 0 || item.blocker !== undefined,
        });
    return {
      id: item.id,
      title: item.title,
      why: item.why,
      claim: source.claim,
      verdict,
      shown: shownOfParent(own, verdict, children),
      priority,
      estimate: item.estimate,
      owner: item.owner,
      due: item.due,
      notes: item.notes,
      reason: item.reason,
      details: item.details,
      rules: item.verify.rules,
      scaffolds: item.scaffolds,
      command: item.verify.command,
      evidence,
      records: item.records,
      expires: expiryOf(item),
      waiver: item.waiver,
      docs: item.docs,
      attachments: item.attachments,
      blocker: item.blocker,
      aliasOf: item.aliasOf,
      optional: item.optional,
      blockedBy,
      children,
      line: item.line,
    };
  }

  private require({ id, title }: Phase | Item, items: readonly Item[]): void {
    this.requirements.set(id, { id, title, isMet: items.every((item) => this.isDone(item)) });
  }

  private unmet(id: string, item: Item): { id: string; title: string }[] {
    const requirement = id === item.id ? undefined : this.requirements.get(id);
    return requirement && !requirement.isMet ? [{ id, title: requirement.title }] : [];
  }

  /** Whether an item is claimed and not contradicted, or does not apply; one over others also when these are. */
  private isDone(item: Item): boolean {
    const { claim, id, waiver } = this.sourceOf(item);
    if (claim === "na" || isWaived(waiver, this.today)) return true;
    if (this.judged.get(id)?.verdict === "fail") return false;
    if (item.children.length > 0) return item.children.every((child) => this.isDone(child));
    return claim === "done";
  }

  /** The item itself, or the one that it repeats. */
  private sourceOf(item: Item): Item {
    const source = item.aliasOf === undefined ? undefined : this.items.get(item.aliasOf);
    return source && source.aliasOf === undefined ? source : item;
  }

  private doneShare(phase: Phase): number {
    const leaves = itemsOf(phase).filter((item) => item.children.length === 0 && item.aliasOf === undefined);
    return leaves.length === 0 ? 0 : leaves.filter((item) => this.isDone(item)).length / leaves.length;
  }
}

interface Surroundings {
  readonly priority: Priority | undefined;
  readonly phase: Phase;
  /** Whether an item above does not apply, and with it everything inside. */
  readonly isNa: boolean;
}

/**
 * What stops the launch: what was true and is not any more, and critical work that the code contradicts. Work that
 * waits for other work is no blocker by itself: a plan that has just begun would be full of them.
 */
function isBlocker(item: ItemView): boolean {
  if (item.shown === "regressed") return true;
  const isUndone = item.shown === "open" || item.shown === "doing" || item.shown === "blocked";
  return item.priority === "critical" && item.verdict === "fail" && isUndone;
}

/** The priority of the nearest heading above a section that has one. */
function inheritedPriority(section: Section, phase: Phase): Priority | undefined {
  for (let depth = section.parents.length; depth > 0; depth--) {
    const parents = section.parents.slice(0, depth - 1).join("\n");
    const above = phase.sections.find(
      (other) => other.title === section.parents[depth - 1] && other.parents.join("\n") === parents,
    );
    if (above?.priority) return above.priority;
  }
  return phase.priority;
}

/** Evidence of a person counts as long as it is fresh; what the workspace contradicts is wrong nevertheless. */
function withRecords(judged: Judged, item: Item, today: string | undefined): Judged {
  if (judged.verdict === "fail" || judged.verdict === "pass" || !latestRecord(item)) return judged;
  const until = expiryOf(item);
  const isStale = until !== undefined && today !== undefined && until < today;
  return { ...judged, verdict: isStale ? "stale" : "pass" };
}

function rootsOf(phase: Phase): Item[] {
  return phase.sections.flatMap((section) => section.items);
}

function itemsOf(phase: Phase): Item[] {
  return rootsOf(phase).flatMap(withDescendants);
}

function withDescendants(item: Item): Item[] {
  return [item, ...item.children.flatMap(withDescendants)];
}

function viewsBelow(item: ItemView): ItemView[] {
  return [item, ...item.children.flatMap(viewsBelow)];
}

function rootItems(phases: readonly PhaseView[]): ItemView[] {
  return phases.flatMap((phase) => phase.sections.flatMap((section) => section.items));
}
