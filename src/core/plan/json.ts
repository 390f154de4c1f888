import type { Item, Phase, PlanReading, Section } from "./model";

/** A plan as `liftoff plan show --format json` prints it. Lines from 0; own priorities and estimates only. */
export interface PlanJson {
  readonly name: string;
  readonly phases: readonly PhaseJson[];
}

export interface PhaseJson {
  readonly id: string;
  readonly title: string;
  readonly priority?: string;
  readonly estimate?: string;
  readonly sections: readonly SectionJson[];
}

export interface SectionJson {
  readonly id: string;
  readonly title: string;
  readonly priority?: string;
  readonly estimate?: string;
  readonly items: readonly ItemJson[];
}

export interface ItemJson {
  readonly id: string;
  readonly title: string;
  readonly claim: string;
  readonly priority?: string;
  readonly estimate?: string;
  readonly line: number;
  readonly children?: readonly ItemJson[];
}

/** The contract of the command line: see the keys of `PlanJson`. Keys without a value are left out. */
export function planToJson({ plan }: PlanReading): PlanJson {
  return { name: plan.name, phases: plan.phases.map(phaseToJson) };
}

function phaseToJson(phase: Phase): PhaseJson {
  return { ...head(phase), sections: phase.sections.map(sectionToJson) };
}

function sectionToJson(section: Section): SectionJson {
  return { ...head(section), items: section.items.map(itemToJson) };
}

function itemToJson({ id, title, claim, priority, estimate, line, children }: Item): ItemJson {
  return {
    id,
    title,
    claim,
    ...(priority !== undefined && { priority }),
    ...(estimate !== undefined && { estimate }),
    line,
    ...(children.length > 0 && { children: children.map(itemToJson) }),
  };
}

function head({ id, title, priority, estimate }: Phase | Section) {
  return {
    id,
    title,
    ...(priority !== undefined && { priority }),
    ...(estimate !== undefined && { estimate }),
  };
}
