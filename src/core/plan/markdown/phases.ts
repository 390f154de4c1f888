import { countTasks, type OutlineNode, walkOutline } from "./outline";

/** A phase: its heading, and the sections under it in document order. */
export interface PhaseOutline {
  readonly node: OutlineNode;
  readonly sections: readonly SectionOutline[];
}

export interface SectionOutline {
  readonly node: OutlineNode;
  /** Headings between phase and section, outermost first. */
  readonly between: readonly OutlineNode[];
}

/**
 * Decides which headings of a plan are its phases. Headings that name a step (`Week 1`, `Phase 2`) at the plan's
 * uppermost two levels are, the outermost ones; so is any heading of the uppermost level with boxes outside such
 * steps. Boxes above the first phase make one of their own, under the title of the plan.
 */
export function phasesOf(root: OutlineNode): PhaseOutline[] {
  return new PhaseChooser(root).phases;
}

class PhaseChooser {
  readonly phases: PhaseOutline[] = [];
  /** The heading level of phases, 2 in most plans. */
  private readonly base: number;
  private readonly stepWords: ReadonlySet<string>;
  private readonly restarting: ReadonlySet<string>;

  constructor(root: OutlineNode) {
    this.base = baseLevel(root);
    const steps = [...walkOutline(root)].filter((node) => node.step && this.isPhaseLevel(node));
    this.stepWords = new Set(
      steps.filter((node) => countTasks(node) > 0).map((node) => node.step?.word ?? ""),
    );
    this.restarting = innerWords(steps.filter((node) => node.level === this.base + 1));
    this.visit(root);
  }

  private visit(node: OutlineNode): void {
    if (node.level < this.base) this.takeLoose(node);
    for (const child of node.children) {
      if (child.level < this.base) this.visit(child);
      else if (this.isStep(child)) this.take(child);
      else if (isHeading(child)) this.visitPlain(child);
    }
  }

  /** A heading of the phases' level that names no step: a phase for what is not in steps, then the steps. */
  private visitPlain(node: OutlineNode): void {
    const sections = sectionsOf(node, (child) => this.isStep(child));
    if (sections.some((section) => section.node.tasks.length > 0)) this.phases.push({ node, sections });
    this.takeSteps(node);
  }

  private takeSteps(node: OutlineNode): void {
    for (const child of node.children) {
      if (this.isStep(child)) this.take(child);
      else this.takeSteps(child);
    }
  }

  private take(node: OutlineNode): void {
    const sections = sectionsOf(node);
    // A phase without boxes is one that is still empty; a part without boxes is a part of the text.
    if (sections.length > 0 || !/^(?:part|teil)$/.test(node.step?.word ?? ""))
      this.phases.push({ node, sections });
  }

  /** Boxes above the first phase, in the text itself or under its title. */
  private takeLoose(node: OutlineNode): void {
    const sections = sectionsOf(node, isHeading);
    if (sections.some((section) => section.node.tasks.length > 0)) this.phases.push({ node, sections });
  }

  private isStep(node: OutlineNode): boolean {
    if (!node.step || !this.isPhaseLevel(node) || !this.stepWords.has(node.step.word)) return false;
    return node.level === this.base || !this.restarting.has(node.step.word);
  }

  private isPhaseLevel(node: OutlineNode): boolean {
    return node.level === this.base || node.level === this.base + 1;
  }
}

/**
 * The level of the uppermost headings that hold boxes: below a title, which is the only heading of level 1, and
 * level 1 itself where several such headings hold boxes.
 */
function baseLevel(root: OutlineNode): number {
  const holders = [...walkOutline(root)].filter((node) => isHeading(node) && countTasks(node) > 0);
  if (holders.filter((node) => node.level === 1).length > 1) return 1;
  return holders.reduce((base, { level }) => (level > 1 ? Math.min(base, level) : base), 6);
}

/**
 * Step words whose headings above are the phases: their numbers start again under another heading (`Step 1`), or one of
 * them stands in a step itself (`Day 8` in `Week 2`).
 */
function innerWords(steps: readonly OutlineNode[]): ReadonlySet<string> {
  const seen = new Map<string, OutlineNode | undefined>();
  const restarting = new Set<string>();
  for (const { step, parent } of steps) {
    const key = `${step?.word} ${step?.number}`;
    if (parent?.step || (seen.has(key) && seen.get(key) !== parent)) restarting.add(step?.word ?? "");
    seen.set(key, parent);
  }
  return restarting;
}

/** Headings with boxes, or with a priority or a time of their own, which would be lost otherwise. */
function sectionsOf(phase: OutlineNode, skip?: (node: OutlineNode) => boolean): SectionOutline[] {
  const sections: SectionOutline[] = [];
  const visit = (node: OutlineNode, between: readonly OutlineNode[]) => {
    const isOwn = node === phase;
    const speaks = node.tasks.length > 0 || (!isOwn && (node.priority ?? node.estimate) !== undefined);
    if (speaks) sections.push({ node, between });
    const inner = isOwn ? between : [...between, node];
    for (const child of node.children) if (!skip?.(child)) visit(child, inner);
  };
  visit(phase, []);
  return sections;
}

function isHeading(node: OutlineNode): boolean {
  return node.level >= 1 && node.level <= 6;
}
