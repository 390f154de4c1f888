import { type MarkdownTask, parseMarkdown } from "../../files/markdown";
import type { MarkdownBlock, MarkdownListItem } from "../../files/markdown/ast";
import { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { priorityOf } from "../annotations";
import { conflictProblems, withoutConflicts } from "../conflict";
import { detectDamage } from "../encoding";
import { parseEstimate } from "../estimate";
import {
  type Item,
  type Phase,
  type Plan,
  type PlanProblem,
  type PlanReading,
  plainPhase,
  type Section,
} from "../model";
import { IdPool, slug } from "../slug";
import { cleanTitle } from "../title";
import { attachmentsOf } from "./attachments";
import { PlanSource } from "./chapters";
import { type PhaseRow, phaseRows } from "./dependencies";
import { detailsOf } from "./details/details";
import { dateIn, readItemText } from "./item-text";
import { type OutlineNode, outlineOf } from "./outline";
import { type PhaseOutline, phasesOf, type SectionOutline } from "./phases";
import type { RowTask } from "./rows";
import { SectionNotes } from "./section-notes";
import { claimOf } from "./signs";

/** Where an item can be changed in the Markdown text. */
export interface MarkdownPlace {
  /** The one character between the brackets, or the sign that stands for the box. */
  readonly mark: Span;
  /** Whether the text itself fixes the item's id. */
  readonly pinned: boolean;
}

export interface MarkdownReading extends PlanReading {
  readonly places: ReadonlyMap<string, MarkdownPlace>;
}

/** Ids hold the whole heading path: its parts are kept shorter than item titles. */
const HEADING_SLUG = 32;

/** Reads a Markdown text as a plan. `fallbackName` serves a text without a title. Never throws. */
export function readMarkdownPlan(text: string, fallbackName: string): MarkdownReading {
  return new PlanBuilder(text, fallbackName).read();
}

class PlanBuilder {
  private readonly lines: LineIndex;
  private readonly damage;
  private readonly places = new Map<string, MarkdownPlace>();
  private readonly itemIds = new IdPool();
  private readonly sectionIds = new IdPool();
  private readonly phaseIds = new IdPool();
  private notes: SectionNotes | undefined;

  constructor(
    private readonly text: string,
    private readonly fallbackName: string,
  ) {
    this.lines = new LineIndex(text);
    this.damage = detectDamage(text);
  }

  read(): MarkdownReading {
    const form = parseMarkdown(withoutConflicts(this.text));
    const { root, tables } = outlineOf(form, (slice) => this.decode(slice));
    const outlines = phasesOf(root);
    const name = nameOf(root) ?? this.fallbackName;
    const ids = outlines.map((outline) => this.phaseIds.take(slug(outline.node.title || name, HEADING_SLUG)));
    const rows = phaseRows(tables, outlines, (at) => this.source(at));
    const chapters = new PlanSource(form, (slice) => this.decode(slice), this.lines);
    this.notes = new SectionNotes(chapters);
    const phases = outlines.map((outline, index) =>
      this.phaseOf(outline, ids[index] ?? "", name, rows.get(index), (at) => ids[at] ?? ""),
    );
    const plan: Plan = { format: "markdown", name, phases, details: detailsOf(chapters) };
    const conflicts = conflictProblems(this.text, this.lines);
    const problems: PlanProblem[] = [
      ...form.problems.map(
        ({ at, message }): PlanProblem => ({
          kind: "too-large",
          message,
          at,
          line: this.lines.lineAt(at.start),
        }),
      ),
      ...conflicts,
    ];
    if (phases.length === 0 && problems.length === 0) {
      problems.push({
        kind: "empty",
        message: "There is no task box in this file.",
        at: { start: 0, end: 0 },
        line: 0,
      });
    }
    const editable = problems.every((problem) => problem.kind === "empty");
    return { plan, problems, editable, repairedFrom: this.damage?.name, places: this.places };
  }

  private phaseOf(
    { node, sections }: PhaseOutline,
    id: string,
    planName: string,
    row: PhaseRow | undefined,
    idOf: (index: number) => string,
  ): Phase {
    return {
      ...plainPhase,
      id,
      title: node.title || planName,
      priority: node.priority ?? row?.priority,
      estimate: (node.level === 1 ? undefined : node.estimate) ?? row?.estimate,
      dependsOn: (row?.after ?? []).map(idOf),
      needs: row?.needs ?? [],
      success: this.notes?.successOf(this.lineOf(node)) ?? [],
      line: this.lineOf(node),
      sections: sections.map((section) => this.sectionOf(section, node, id)),
    };
  }

  private sectionOf({ node, between }: SectionOutline, phase: OutlineNode, phaseId: string): Section {
    const isOwn = node === phase;
    const path = isOwn ? [] : [...between, node];
    const stated = this.notes?.statedAt(this.lineOf(node));
    const prefix = [phaseId, ...path.map((part) => slug(part.title, HEADING_SLUG))].join(".");
    return {
      id: this.sectionIds.take(prefix),
      title: isOwn ? "" : node.title,
      parents: between.map((part) => part.title),
      priority: isOwn ? undefined : node.priority,
      estimate: isOwn ? undefined : (node.estimate ?? stated?.estimate),
      blockers: stated?.blockers ?? [],
      outputs: stated?.outputs ?? [],
      line: this.lineOf(node),
      items: node.tasks.map((task) => this.itemOf(task, prefix, ownerOf(node))),
    };
  }

  /** `stated` is the owner of what the item stands in. */
  private itemOf(task: MarkdownTask | RowTask, prefix: string, stated: string | undefined): Item {
    const row = "row" in task ? task.row : undefined;
    // Every field is named here: V8 makes objects that spread others slowly, and a plan may have ten thousand.
    const { pinnedId, rules, details, priority, estimate, owner, due, ...text } = readItemText(
      this.source(task.content),
    );
    const title = row?.column === undefined ? text.title : `${text.title} (${row.column})`;
    const wanted = pinnedId ?? `${prefix}.${slug(title)}`;
    const id = this.itemIds.take(wanted);
    this.places.set(id, { mark: task.box.markAt, pinned: pinnedId === id });
    const below = this.belowOf(task.blocks);
    return {
      id,
      title,
      priority: priority ?? priorityOf(row?.priority),
      estimate: estimate ?? parseEstimate(row?.estimate ?? ""),
      owner: owner ?? row?.owner ?? stated,
      due: due ?? dateIn(row?.due),
      why: undefined,
      claim: claimOf(task.box.mark),
      notes: undefined,
      reason: undefined,
      dependsOn: [],
      verify: { rules, files: [] },
      scaffolds: [],
      blocker: task.box.mark === "!" ? "Marked as blocked in the plan." : undefined,
      attachments: attachmentsOf(
        task,
        (at) => this.source(at),
        (offset) => this.lines.lineAt(offset),
      ),
      records: [],
      ttl: undefined,
      waiver: undefined,
      docs: [],
      aliasOf: undefined,
      optional: false,
      details: [...details, ...(row?.details ?? []), ...below.details],
      children: below.tasks.map((child) => this.itemOf(child, wanted, owner ?? stated)),
      at: row ? task.at : { start: task.box.at.start, end: task.content.end },
      line: this.lines.lineAt(task.box.markAt.start),
    };
  }

  /** The boxes inside an item, and its plain bullets and paragraphs as details. */
  private belowOf(blocks: readonly MarkdownBlock[]): { tasks: MarkdownTask[]; details: string[] } {
    const tasks: MarkdownTask[] = [];
    const details: string[] = [];
    const visit = (block: MarkdownBlock) => {
      if (block.kind === "quote") block.blocks.forEach(visit);
      if (block.kind === "paragraph") details.push(this.detailOf(block.at));
      if (block.kind !== "list") return;
      for (const item of block.items) {
        if (isTask(item)) tasks.push(item);
        else {
          details.push(this.detailOf(item.content));
          item.blocks.forEach(visit);
        }
      }
    };
    blocks.forEach(visit);
    return { tasks, details: details.filter((detail) => detail !== "") };
  }

  private detailOf(at: Span): string {
    return cleanTitle(this.source(at));
  }

  private source(at: Span): string {
    return this.decode(this.text.slice(at.start, at.end));
  }

  private decode(slice: string): string {
    return this.damage ? this.damage.decode(slice) : slice;
  }

  private lineOf(node: OutlineNode): number {
    return this.lines.lineAt(node.at.start);
  }
}

function isTask(item: MarkdownListItem): item is MarkdownTask {
  return item.box !== undefined;
}

/** Who takes care of what stands under a heading: named there, or further up. */
function ownerOf(node: OutlineNode): string | undefined {
  return node.owner ?? (node.parent && ownerOf(node.parent));
}

/** The first heading of level 1; where phases are of that level, the one above them without boxes. */
function nameOf(root: OutlineNode): string | undefined {
  const titles = root.children.filter((node) => node.level === 1);
  const [first, ...others] = titles;
  if (first && others.length > 0 && first.tasks.length > 0) return undefined;
  return first?.title || undefined;
}
