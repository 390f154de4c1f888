import type { Item, Phase, PlanReading, Priority, Section } from "./model";
import { progressOf } from "./progress";
import { Judge, type Judged, type Observed } from "./verdict";
import type { ItemView, PhaseView, PlanView, SectionView, Shown } from "./view";

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
  private readonly requirements = new Map<string, Requirement>();

  constructor(
    private readonly reading: PlanReading,
    observed: Observed,
  ) {
    const judge = new Judge(observed);
    for (const phase of reading.plan.phases) {
      const items = phase.sections.flatMap((section) => section.items);
      for (const item of items.flatMap(withDescendants)) this.judged.set(item.id, judge.judge(item));
    }
    // Items after phases: where both have an id, an item is what is meant.
    for (const phase of reading.plan.phases)
      this.require(
        phase,
        phase.sections.flatMap((section) => section.items),
      );
    for (const phase of reading.plan.phases) {
      for (const item of phase.sections.flatMap((section) => section.items).flatMap(withDescendants))
        this.require(item, [item]);
    }
  }

  view(): PlanView {
    const { plan, problems, editable, repairedFrom } = this.reading;
    const phases = plan.phases.map((phase) => this.phaseView(phase));
    const items = phases
      .flatMap((phase) => phase.sections.flatMap((section) => section.items))
      .flatMap(viewsBelow);
    return {
      format: plan.format,
      name: plan.name,
      phases,
      progress: progressOf(rootItems(phases)),
      blockers: items.filter(isBlocker).map(({ id, title, shown }) => ({ id, title, shown })),
      details: plan.details,
      schedule: undefined,
      gates: [],
      budget: [],
      levels: [],
      effects: [],
      problems,
      editable,
      repairedFrom,
    };
  }

  private phaseView(phase: Phase): PhaseView {
    const sections = phase.sections.map((section) => this.sectionView(section, phase));
    return {
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
      leftOut: false,
      schedule: undefined,
    };
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
    const isNa = above.isNa || item.claim === "na";
    const children = item.children.map((child) => this.itemView(child, { ...above, priority, isNa }));
    const { verdict, evidence } = this.judged.get(item.id) ?? { verdict: "none", evidence: [] };
    const blockedBy = [...above.phase.dependsOn, ...item.dependsOn].flatMap((id) => this.unmet(id, item));
    const own = isNa ? "na" : shownOf(item, verdict, blockedBy.length > 0);
    return {
      id: item.id,
      title: item.title,
      why: item.why,
      claim: item.claim,
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
      expires: undefined,
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
    if (item.claim === "na") return true;
    if (this.judged.get(item.id)?.verdict === "fail") return false;
    if (item.children.length > 0) return item.children.every((child) => this.isDone(child));
    return item.claim === "done";
  }
}

interface Surroundings {
  readonly priority: Priority | undefined;
  readonly phase: Phase;
  /** Whether an item above does not apply, and with it everything inside. */
  readonly isNa: boolean;
}

function shownOf(item: Item, verdict: Judged["verdict"], isBlocked: boolean): Shown {
  if (item.claim === "done")
    return verdict === "pass" ? "verified" : verdict === "fail" ? "regressed" : "claimed";
  if (verdict === "pass") return "ready";
  if (item.claim === "doing") return "doing";
  return isBlocked ? "blocked" : "open";
}

/**
 * A box over others keeps what it claims. While it is open it is ready to tick when all below it is done, and in
 * work when some is; one that is ticked and proves itself counts as verified only with all that is below it.
 */
function shownOfParent(own: Shown, verdict: Judged["verdict"], children: readonly ItemView[]): Shown {
  const relevant = children.filter((child) => child.shown !== "na");
  if (relevant.length === 0) return own;
  if (own === "verified")
    return relevant.every((child) => child.shown === "verified") ? "verified" : "claimed";
  if (own !== "open" && own !== "doing" && own !== "ready" && own !== "blocked") return own;
  if (relevant.every(isFinished) && verdict !== "fail") return "ready";
  if (own === "blocked") return own;
  return own === "doing" || relevant.some((child) => isFinished(child) || child.shown === "doing")
    ? "doing"
    : "open";
}

function isFinished({ shown }: ItemView): boolean {
  return shown === "claimed" || shown === "verified" || shown === "waived";
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

function withDescendants(item: Item): Item[] {
  return [item, ...item.children.flatMap(withDescendants)];
}

function viewsBelow(item: ItemView): ItemView[] {
  return [item, ...item.children.flatMap(viewsBelow)];
}

function rootItems(phases: readonly PhaseView[]): ItemView[] {
  return phases.flatMap((phase) => phase.sections.flatMap((section) => section.items));
}
