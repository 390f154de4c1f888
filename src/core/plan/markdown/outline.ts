import type { MarkdownForm, MarkdownTask } from "../../files/markdown";
import type {
  MarkdownBlock,
  MarkdownHeading,
  MarkdownList,
  MarkdownListItem,
  MarkdownTable,
} from "../../files/markdown/ast";
import type { Span } from "../../text/span";
import { readFieldLine } from "../annotations";
import type { Estimate, Priority } from "../model";
import { cleanTitle } from "../title";
import { emptyLabels } from "../vocabulary";
import { type HeadingText, readHeading, type StepName, stepNameOf } from "./heading";
import { isBoldLine } from "./item-text";
import { type RowTask, rowTasks } from "./rows";

/** A heading with what stands under it, or a label in bold that groups the list behind it. */
export interface OutlineNode {
  /** 0 for the text itself, 1 to 6 for headings, 7 for labels. */
  readonly level: number;
  readonly title: string;
  readonly step: StepName | undefined;
  readonly at: Span;
  readonly parent: OutlineNode | undefined;
  readonly children: OutlineNode[];
  /** The boxes directly under this heading, not inside other boxes. */
  readonly tasks: (MarkdownTask | RowTask)[];
  priority: Priority | undefined;
  estimate: Estimate | undefined;
  /** Who takes care of what stands here, where it says so. */
  owner: string | undefined;
}

export interface Outline {
  readonly root: OutlineNode;
  readonly tables: readonly MarkdownTable[];
}

const LABEL_LEVEL = 7;

interface Label {
  readonly title: string;
  readonly at: Span;
}

/** Sorts the boxes of a Markdown text under its headings. `decode` undoes encoding damage in a slice of the text. */
export function outlineOf(form: MarkdownForm, decode: (slice: string) => string): Outline {
  const builder = new OutlineBuilder(form.text, decode);
  builder.read(form.blocks);
  for (const node of walkOutline(builder.root)) forgetWindows(node);
  return { root: builder.root, tables: form.tables };
}

/** `Immediate (0-4 hours)`, `Later (4-24 hours)`: what counts from zero says when, and so do its neighbours. */
function forgetWindows({ children }: OutlineNode): void {
  if (children.length < 2 || !children.some(({ estimate }) => estimate?.startsWith("0"))) return;
  for (const child of children) child.estimate = undefined;
}

/** How many boxes stand under `node`, nested ones not counted. */
export function countTasks(node: OutlineNode): number {
  return node.children.reduce((sum, child) => sum + countTasks(child), node.tasks.length);
}

/** `node` and everything below it in document order, leaving out what `skip` is true for. */
export function* walkOutline(
  node: OutlineNode,
  skip?: (node: OutlineNode) => boolean,
): Generator<OutlineNode> {
  yield node;
  for (const child of node.children) if (!skip?.(child)) yield* walkOutline(child, skip);
}

class OutlineBuilder {
  readonly root: OutlineNode = nodeOf(0, {
    title: "",
    priority: undefined,
    estimate: undefined,
    owner: undefined,
    step: undefined,
  });
  private current = this.root;
  /** The bold label just read: it names the list that follows at once. */
  private label: Label | undefined;
  /** The summary of the folded part that is open: it names the lists inside. */
  private summary: Label | undefined;

  constructor(
    private readonly text: string,
    private readonly decode: (slice: string) => string,
  ) {}

  read(blocks: readonly MarkdownBlock[]): void {
    for (const block of blocks) {
      const label = this.label ?? this.summary;
      if (block.kind !== "comment") this.label = undefined;
      if (block.kind === "heading") this.openHeading(block);
      else if (block.kind === "paragraph") this.readParagraph(block.at);
      else if (block.kind === "list") this.readList(block, label);
      else if (block.kind === "table") this.readTable(block, label);
      else if (block.kind === "quote") this.read(block.blocks);
      else if (block.kind === "other") this.readHtml(block.at);
    }
  }

  /** `<details><summary>Phase 1</summary>` names what is folded away. */
  private readHtml(at: Span): void {
    if (this.text[at.start] !== "<") return;
    const html = this.source({ start: at.start, end: Math.min(at.end, at.start + 1_000) });
    if (/<\/details>/i.test(html)) this.summary = undefined;
    const title = /<summary>([^\n]{1,200}?)<\/summary>/i.exec(html)?.[1];
    if (title !== undefined) this.summary = { title: cleanTitle(title), at };
  }

  private openHeading(heading: MarkdownHeading): void {
    let parent = this.current;
    while (parent.level >= heading.level && parent.parent) parent = parent.parent;
    this.summary = undefined;
    this.current = nodeOf(heading.level, readHeading(this.source(heading.content)), heading.at, parent);
  }

  private readParagraph(at: Span): void {
    const source = this.source({ start: at.start, end: Math.min(at.end, at.start + 1_000) });
    const lines = source
      .trim()
      .split(/\r\n|\n|\r/, 12)
      .map((line) => line.trim());
    for (const line of lines) this.readField(line);
    const [only] = lines;
    if (lines.length !== 1 || only === undefined || !isBoldLine(only)) return;
    const title = cleanTitle(only);
    if (
      title
        .toLowerCase()
        .split(/\s+/)
        .every((word) => emptyLabels.has(word))
    )
      return;
    this.label = { title, at };
  }

  /** A line such as `**Priority**: High` below a heading speaks of that heading. */
  private readField(line: string): void {
    if (!line.includes(":")) return;
    const field = readFieldLine(cleanTitle(line));
    this.current.priority ??= field?.priority;
    this.current.estimate ??= field?.estimate;
    // What the opening of a plan says of its owner is about the document.
    if (this.current.level > 1) this.current.owner ??= ownerIn(line);
  }

  private readList(list: MarkdownList, label: Label | undefined): void {
    const hasTasks = list.items.some(holdsTask);
    if (hasTasks && this.isLegend(list, label)) return;
    if (!hasTasks) {
      for (const item of list.items.slice(0, 12)) this.readField(this.source(item.content));
      return;
    }
    this.addTasks(list, label ? this.labelNode(label) : this.current);
  }

  /** A list that explains the marks, each of them once, is no work. */
  private isLegend({ items }: MarkdownList, label: Label | undefined): boolean {
    const marks = items.flatMap(({ box }) => box?.mark ?? []);
    const isNamed = legendName.test(label?.title ?? "") || legendName.test(this.current.title);
    return isNamed && new Set(marks).size === items.length;
  }

  private readTable(table: MarkdownTable, label: Label | undefined): void {
    const tasks = rowTasks(table, this.text, (at) => this.source(at));
    if (tasks.length > 0) (label ? this.labelNode(label) : this.current).tasks.push(...tasks);
  }

  private addTasks(list: MarkdownList, node: OutlineNode): void {
    for (const item of list.items) {
      if (isTask(item)) node.tasks.push(item);
      else if (holdsTask(item)) this.addGroup(item, node);
    }
  }

  /** A plain bullet over boxes is a group by another name. */
  private addGroup(item: MarkdownListItem, parent: OutlineNode): void {
    const title = cleanTitle(this.source(item.content));
    const group = title === "" ? parent : nodeOf(LABEL_LEVEL, withTitle(title), item.content, parent);
    for (const block of item.blocks) if (block.kind === "list") this.addTasks(block, group);
  }

  /** A label that repeats the name of an open step (`Day 1 Checklist` in `Day 1`) belongs to that step. */
  private labelNode(label: Label): OutlineNode {
    const step = stepNameOf(label.title);
    let parent = this.current;
    for (let node: OutlineNode | undefined = this.current; step && node; node = node.parent) {
      if (node.step?.word === step.word && node.step.number === step.number) parent = node;
    }
    return nodeOf(LABEL_LEVEL, withTitle(label.title), label.at, parent);
  }

  private source(at: Span): string {
    return this.decode(this.text.slice(at.start, at.end));
  }
}

const legendName =
  /^(?:(?:status|task|checkbox|symbol|progress)e?s? )?(?:legend[ea]?|légende|leyenda|key|zeichenerklärung|легенда|图例|凡例|범례)$/iu;
/** Not a blank to be filled in: `[Engineering Lead]`. */
const ownerLine =
  /^(?:[-*+] )?(?:\*\*|__)?(?:owners?|dri|assignees?|responsible|verantwortlich|zuständig|responsable|responsável)(?:\*\*|__)?\s?:(?:\*\*|__)?\s?@?([\p{L}\d][\p{L}\d .&/_-]{0,40})$/iu;

function ownerIn(line: string): string | undefined {
  const name = ownerLine.exec(line.slice(0, 120))?.[1]?.trim();
  return name === undefined || /^(?:tbd|tbc|todo|none|n\/a|_+)$/i.test(name) ? undefined : name;
}

function isTask(item: MarkdownListItem): item is MarkdownTask {
  return item.box !== undefined;
}

function holdsTask(item: MarkdownListItem): boolean {
  if (isTask(item)) return true;
  return item.blocks.some((block) => block.kind === "list" && block.items.some(holdsTask));
}

function withTitle(title: string): HeadingText {
  return { title, step: undefined, priority: undefined, estimate: undefined, owner: undefined };
}

function nodeOf(
  level: number,
  heading: HeadingText,
  at: Span = { start: 0, end: 0 },
  parent?: OutlineNode,
): OutlineNode {
  const node: OutlineNode = { ...heading, level, at, parent, children: [], tasks: [] };
  parent?.children.push(node);
  return node;
}
