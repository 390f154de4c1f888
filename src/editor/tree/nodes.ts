import type {
  EvidenceView,
  ItemView,
  PhaseView,
  PlanView,
  Progress,
  SectionView,
  Shown,
} from "../../core/plan/view";
import { isOpen } from "../../shared/item-filter";
import { nodeTraits } from "../contributions";
import { copiesOf, isMissingFile, scaffoldExists } from "../plan/items";
import { phaseDescription } from "./phase-words";

/** Turns an English text with `{0}` places into the user's language. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

export interface Icon {
  /** A codicon. */
  readonly id: string;
  /** A colour of the theme. */
  readonly color?: string;
}

/** What one row of the tree shows. Plain data: equal data needs no redrawing. */
export interface Row {
  readonly kind: "folder" | "phase" | "section" | "item" | "evidence";
  /** Stays the same while the thing it shows stays in its place; keeps expansion and selection. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** What a screen reader says instead of label and description. */
  readonly spoken: string;
  readonly icon: Icon;
  readonly traits: readonly string[];
  /** Only items have one. */
  readonly checkbox: { readonly checked: boolean; readonly spoken: string } | undefined;
  /** Whether it is open when it is first seen. */
  readonly expanded: boolean;
  /** Whether it is out of the race: left out by a choice, or not applicable. */
  readonly dimmed: boolean;
  /** What only the tooltip tells: when it changes, the row is drawn again. */
  readonly told: string;
  readonly phase: PhaseView | undefined;
  readonly section: SectionView | undefined;
  readonly item: ItemView | undefined;
  readonly evidence: { readonly view: EvidenceView; readonly index: number } | undefined;
  readonly children: readonly Row[];
}

/** A plan with the names that tell its rows from those of another plan. */
export interface ShownPlan {
  readonly key: string;
  readonly folder: string;
  readonly view: PlanView;
  /** Which items are shown; all without it. */
  readonly filter?: RowFilter | undefined;
}

export interface RowFilter {
  /** Rows of another filter are other rows: each has its own expansion. */
  readonly name: string;
  /** Whether an item without boxes below it is shown; `owner` is its own, or that of what it stands below. */
  readonly passes: (item: ItemView, owner: string | undefined) => boolean;
}

const icons: Readonly<Record<Shown, Icon>> = {
  open: { id: "circle-large" },
  doing: { id: "play-circle", color: "charts.blue" },
  blocked: { id: "lock", color: "charts.yellow" },
  ready: { id: "lightbulb", color: "charts.blue" },
  claimed: { id: "check", color: "charts.blue" },
  verified: { id: "pass-filled", color: "testing.iconPassed" },
  regressed: { id: "warning", color: "list.errorForeground" },
  waived: { id: "shield", color: "charts.yellow" },
  na: { id: "circle-slash", color: "disabledForeground" },
};

/** The codicon of a state, and its colour. */
export function stateIcon(shown: Shown): Icon {
  return icons[shown];
}

/** The rows of all plans: phases first, with a level for folders only when there are several. */
export function rowsOf(plans: readonly ShownPlan[], t: Translate): Row[] {
  const [only] = plans;
  if (only && plans.length === 1) return phaseRows({ plan: only, t, ids: new Set() });
  return plans.map((plan) => {
    const description = progressText(plan.view.progress, t);
    return {
      ...emptyRow,
      kind: "folder",
      id: plan.key,
      label: plan.folder,
      description,
      spoken: `${plan.folder}, ${description}`,
      icon: { id: "folder" },
      expanded: true,
      children: phaseRows({ plan, t, ids: new Set() }),
    };
  });
}

/** "3 of 7 verified": what a phase shows instead of a percentage. */
export function progressText(progress: Progress, t: Translate): string {
  const { total, done, verified, regressed } = progress;
  if (total === 0) return progress.notApplicable > 0 ? t("not applicable") : "";
  const main =
    verified > 0 && verified === done
      ? t("{0} of {1} verified", verified, total)
      : verified > 0
        ? t("{0} of {1} done, {2} verified", done, total, verified)
        : t("{0} of {1} done", done, total);
  return regressed > 0 ? t("{0}, {1} regressed", main, regressed) : main;
}

/** The word for what is shown of an item: the same in the tree, in its tooltip and for a screen reader. */
export function stateWord(shown: Shown, t: Translate): string {
  switch (shown) {
    case "open":
      return t("open");
    case "doing":
      return t("doing");
    case "blocked":
      return t("blocked");
    case "ready":
      return t("ready");
    case "claimed":
      return t("claimed");
    case "verified":
      return t("verified");
    case "regressed":
      return t("regressed");
    case "waived":
      return t("waived");
    case "na":
      return t("not applicable");
  }
}

/** The word for what a person says of an item. */
export function claimWord(claim: ItemView["claim"], t: Translate): string {
  switch (claim) {
    case "todo":
      return t("open");
    case "doing":
      return t("doing");
    case "done":
      return t("done");
    case "na":
      return t("not applicable");
  }
}

const emptyRow = {
  traits: [],
  checkbox: undefined,
  expanded: false,
  dimmed: false,
  told: "",
  phase: undefined,
  section: undefined,
  item: undefined,
  evidence: undefined,
  children: [],
} as const;

/** What every row of one plan needs to be made. */
interface Drawing {
  readonly plan: ShownPlan;
  readonly t: Translate;
  /** Ids given so far: a plan that names two things alike must not stop the tree. */
  readonly ids: Set<string>;
}

function uniqueId(wanted: string, { ids }: Drawing): string {
  let id = wanted;
  for (let n = 2; ids.has(id); n++) id = `${wanted}~${n}`;
  ids.add(id);
  return id;
}

function phaseRows(drawing: Drawing): Row[] {
  const { view, filter } = drawing.plan;
  const { phases } = view;
  const current = firstOpen(phases);
  const rows = phases.map((phase, i) => phaseRow(phase, i === current, drawing));
  return filter ? rows.filter(({ children }) => children.length > 0) : rows;
}

/** What is worked on now: the first part that is not done. Only that is open when a plan is first seen. */
function firstOpen(parts: readonly { readonly progress: Progress; readonly leftOut?: boolean }[]): number {
  return parts.findIndex(({ progress, leftOut }) => !leftOut && progress.done < progress.total);
}

function phaseRow(phase: PhaseView, isCurrent: boolean, drawing: Drawing): Row {
  const { plan, t } = drawing;
  const id = uniqueId(`${plan.key}#${plan.filter ? `${plan.filter.name}:` : ""}${phase.id}`, drawing);
  const [only] = phase.sections;
  const isFlat = phase.sections.length === 1 && only && (only.title === "" || only.title === phase.title);
  const current = firstOpen(phase.sections);
  const description = phaseDescription(phase, progressText(phase.progress, t), t);
  const sections = () => phase.sections.map((section, i) => sectionRow(section, i === current, id, drawing));
  return {
    ...emptyRow,
    kind: "phase",
    id,
    label: phase.title,
    description,
    spoken: `${phase.title}, ${description}`,
    icon: phase.leftOut ? icons.na : groupIcon(phase.progress),
    traits: phase.gate && !phase.leftOut ? [nodeTraits.gate] : [],
    expanded: isCurrent || plan.filter !== undefined,
    dimmed: phase.leftOut,
    told: JSON.stringify([phase.schedule, phase.gate, phase.success, phase.needs]),
    phase,
    children: isFlat ? itemRows(only.items, id, drawing) : sections().filter(isShown(drawing)),
  };
}

/** With a filter, a group that nothing is left of is not shown. */
function isShown({ plan }: Drawing): (row: Row) => boolean {
  return ({ children }) => plan.filter === undefined || children.length > 0;
}

/** The rows of items beside each other: with a filter those that pass, and the parents of such. */
function itemRows(items: readonly ItemView[], parent: string, drawing: Drawing, above?: string): Row[] {
  const { filter } = drawing.plan;
  const passes = (item: ItemView, ownerAbove: string | undefined): boolean => {
    const owner = item.owner ?? ownerAbove;
    if (!filter) return true;
    return item.children.length === 0
      ? filter.passes(item, owner)
      : item.children.some((child) => passes(child, owner));
  };
  return items
    .filter((item) => passes(item, above))
    .map((item) => itemRow(item, parent, drawing, item.owner ?? above));
}

function sectionRow(section: SectionView, expanded: boolean, parent: string, drawing: Drawing): Row {
  const id = uniqueId(`${parent}/${section.id}`, drawing);
  const description = progressText(section.progress, drawing.t);
  // What stands before the first heading of a phase has no title of its own.
  const title = section.title === "" ? drawing.t("General") : section.title;
  const label = [...section.parents, title].join(" › ");
  return {
    ...emptyRow,
    kind: "section",
    id,
    label,
    description,
    spoken: `${label}, ${description}`,
    icon: groupIcon(section.progress),
    expanded: expanded || drawing.plan.filter !== undefined,
    section,
    children: itemRows(section.items, id, drawing),
  };
}

function itemRow(item: ItemView, parent: string, drawing: Drawing, owner: string | undefined): Row {
  const { t, plan } = drawing;
  const id = uniqueId(`${parent}/${item.id}`, drawing);
  const state = stateWord(item.shown, t);
  const done = item.claim === "done";
  return {
    kind: "item",
    id,
    label: item.title,
    description: itemDescription(item, state),
    spoken: [item.title, state, item.priority].filter(Boolean).join(", "),
    icon: icons[item.shown],
    traits: itemTraits(item, plan.view),
    checkbox: {
      checked: done,
      spoken: done ? t("Reopen {0}", item.title) : t("Mark {0} as done", item.title),
    },
    expanded: item.shown === "regressed" || item.children.length > 0,
    dimmed: item.shown === "na",
    told: toldOf(item),
    phase: undefined,
    section: undefined,
    item,
    evidence: undefined,
    children: [
      ...itemRows(item.children, id, drawing, owner),
      ...item.evidence.map((view, index) => evidenceRow(view, index, id)),
    ],
  };
}

function itemDescription(item: ItemView, state: string): string {
  const words = item.shown === "open" ? [] : [state];
  if (item.priority === "critical" || item.priority === "high") words.push(item.priority);
  if (item.owner) words.push(item.owner);
  if (item.due) words.push(item.due);
  if (item.estimate && isOpen(item)) words.push(item.estimate.replace("..", "–"));
  return words.join(" · ");
}

/** What the tooltip tells and the row does not show. */
function toldOf({
  why,
  details,
  notes,
  reason,
  rules,
  records,
  expires,
  waiver,
  docs,
  command,
}: ItemView): string {
  return JSON.stringify([why, details, notes, reason, rules, records, expires, waiver, docs, command]);
}

function itemTraits(item: ItemView, { editable, format }: PlanView): string[] {
  const traits: string[] = [];
  if (editable) traits.push(nodeTraits.editable);
  if (editable && format === "markdown") traits.push(nodeTraits.markdown);
  if (item.waiver) traits.push(nodeTraits.waiver);
  if (item.docs.length > 0 || item.records.some(({ link }) => link)) traits.push(nodeTraits.docs);
  if (copiesOf(item).length > 0) traits.push(nodeTraits.command);
  if (item.claim === "done") traits.push(nodeTraits.done);
  if (item.evidence.some(({ fixable }) => fixable)) traits.push(nodeTraits.fixable);
  if (item.scaffolds.some(scaffoldExists)) traits.push(nodeTraits.scaffold);
  if (item.rules.length > 0) traits.push(nodeTraits.hasRule);
  return traits;
}

function evidenceRow(view: EvidenceView, index: number, parent: string): Row {
  // A file that is missing has no line.
  const place = isMissingFile(view) ? view.path : `${view.path}:${view.line + 1}`;
  const traits: string[] = [];
  if (view.fixable) traits.push(nodeTraits.fixable);
  if (view.rule !== undefined) traits.push(nodeTraits.hasRule);
  return {
    ...emptyRow,
    kind: "evidence",
    id: `${parent}@${index}`,
    label: view.message,
    description: place,
    spoken: `${view.message}, ${place}`,
    icon:
      view.kind === "holds"
        ? { id: "check", color: "testing.iconPassed" }
        : { id: "error", color: "list.errorForeground" },
    traits,
    evidence: { view, index },
  };
}

function groupIcon(progress: Progress): Icon {
  if (progress.regressed > 0) return icons.regressed;
  if (progress.total === 0) return icons.na;
  if (progress.verified === progress.total) return icons.verified;
  if (progress.done === progress.total) return icons.claimed;
  return progress.done > 0 ? { id: "circle-large", color: "charts.blue" } : icons.open;
}
