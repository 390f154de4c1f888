import type { TreeCursor } from "@lezer/common";
import { parser as commonMark, Table, TaskList } from "@lezer/markdown";
import { type Span, span } from "../text/span";
import type {
  MarkdownBlock,
  MarkdownBox,
  MarkdownComment,
  MarkdownFence,
  MarkdownHeading,
  MarkdownList,
  MarkdownListItem,
  MarkdownTable,
} from "./markdown/ast";
import { boxAt, holdsDoneSign, isTickedBySigns, mixesSigns } from "./markdown/boxes";
import { prepareMarkdown } from "./markdown/prepare";
import type { Parsed } from "./problem";

/** A list item with a box, and where it stands among the others. */
export interface MarkdownTask extends MarkdownListItem {
  readonly box: MarkdownBox;
  /** The task whose item holds this one, through plain items as well. */
  readonly parent: MarkdownTask | undefined;
}

/** The blocks of a Markdown text. Spans are offsets in the text as it was given. */
export interface MarkdownForm extends Parsed {
  readonly text: string;
  readonly blocks: readonly MarkdownBlock[];
  readonly frontMatter: Span | undefined;
  /** All of the following in document order, at any depth. */
  readonly headings: readonly MarkdownHeading[];
  readonly tasks: readonly MarkdownTask[];
  readonly fences: readonly MarkdownFence[];
  readonly tables: readonly MarkdownTable[];
  readonly comments: readonly MarkdownComment[];
}

/**
 * Block structure is all that is asked of the parser. Its inline parsers are left out: they take quadratic time
 * on hostile lines, and the few inline marks that matter are read from short texts (`markdown/inline.ts`).
 */
const inlineParsers = [
  "Escape",
  "Entity",
  "InlineCode",
  "HTMLTag",
  "Emphasis",
  "HardBreak",
  "Link",
  "Image",
  "LinkEnd",
  "Autolink",
];
const blockParser = commonMark.configure([{ remove: inlineParsers }, Table, TaskList]);

/** Parses `text` as CommonMark with GitHub's tables and task lists. Never throws; see `problems`. */
export function parseMarkdown(text: string): MarkdownForm {
  const prepared = prepareMarkdown(text);
  const builder = new FormBuilder(text, prepared.shift);
  const blocks = builder.blocksOf(blockParser.parse(prepared.text).cursor());
  return {
    text,
    blocks,
    frontMatter: prepared.frontMatter,
    headings: builder.headings,
    tasks: builder.tasks,
    fences: builder.fences,
    tables: builder.tables,
    comments: builder.comments,
    clean: prepared.problems.length === 0,
    problems: prepared.problems,
  };
}

/** Turns the parser's tree into blocks; recursion is as deep as containers nest, which `prepareMarkdown` bounds. */
class FormBuilder {
  readonly headings: MarkdownHeading[] = [];
  readonly tasks: MarkdownTask[] = [];
  readonly fences: MarkdownFence[] = [];
  readonly tables: MarkdownTable[] = [];
  readonly comments: MarkdownComment[] = [];
  private openTask: MarkdownTask | undefined;
  /** Whether items are ticked by signs as well, in the whole text or in the list that is read. */
  private withSigns: boolean;
  private readonly mayMix: boolean;

  constructor(
    private readonly text: string,
    private readonly shift: number,
  ) {
    this.withSigns = isTickedBySigns(text);
    this.mayMix = !this.withSigns && holdsDoneSign(text);
  }

  /** The blocks below the cursor's node; the cursor is back on that node afterwards. */
  blocksOf(cursor: TreeCursor): MarkdownBlock[] {
    const blocks: MarkdownBlock[] = [];
    if (!cursor.firstChild()) return blocks;
    do {
      const block = this.blockOf(cursor);
      if (block) blocks.push(block);
    } while (cursor.nextSibling());
    cursor.parent();
    return blocks;
  }

  private blockOf(cursor: TreeCursor): MarkdownBlock | undefined {
    const { name } = cursor;
    const at = this.at(cursor);
    switch (name) {
      case "QuoteMark":
      case "ListMark":
        return undefined;
      case "Paragraph":
      case "Task":
        this.findComments(at);
        return { kind: "paragraph", at };
      case "BulletList":
      case "OrderedList":
        return this.listOf(cursor, name === "OrderedList");
      case "Blockquote":
        return { kind: "quote", at, blocks: this.blocksOf(cursor) };
      case "FencedCode":
        return keep(this.fences, this.fenceOf(cursor));
      case "Table":
        return keep(this.tables, this.tableOf(cursor));
      case "CommentBlock":
        return keep(this.comments, { kind: "comment", at });
      default:
        if (name.startsWith("ATXHeading") || name.startsWith("SetextHeading")) {
          this.findComments(at);
          return keep(this.headings, this.headingOf(cursor));
        }
        return { kind: "other", at };
    }
  }

  private headingOf(cursor: TreeCursor): MarkdownHeading {
    const at = this.at(cursor);
    let { start, end } = at;
    for (const child of this.children(cursor, "HeaderMark")) {
      if (child.start === at.start) start = child.end;
      else end = child.start;
    }
    return {
      kind: "heading",
      level: Number(cursor.name.at(-1)),
      at,
      content: this.trimmed(span(start, end)),
    };
  }

  private listOf(cursor: TreeCursor, ordered: boolean): MarkdownList {
    const at = this.at(cursor);
    const items: MarkdownListItem[] = [];
    const outside = this.withSigns;
    if (this.mayMix) this.withSigns = mixesSigns(this.text.slice(at.start, at.end));
    if (cursor.firstChild()) {
      do {
        if (cursor.name === "ListItem") items.push(this.itemOf(cursor));
      } while (cursor.nextSibling());
      cursor.parent();
    }
    this.withSigns = outside;
    return { kind: "list", ordered, at, items };
  }

  private itemOf(cursor: TreeCursor): MarkdownListItem {
    const at = this.at(cursor);
    const first = this.firstBlock(cursor);
    const box = first && boxAt(this.text, first.start, this.withSigns);
    const content = first && this.trimmed(span(box ? box.at.end : first.start, first.end));
    const blocks: MarkdownBlock[] = [];
    const item = { at, content: content ?? span(at.end, at.end), box, blocks };
    if (!box) {
      for (const block of this.restOf(cursor, first)) blocks.push(block);
      return item;
    }
    const task: MarkdownTask = { ...item, box, parent: this.openTask };
    this.tasks.push(task);
    this.openTask = task;
    for (const block of this.restOf(cursor, first)) blocks.push(block);
    this.openTask = task.parent;
    return task;
  }

  /** The span of the text that opens the item; undefined when it opens with something else, such as a fence. */
  private firstBlock(cursor: TreeCursor): Span | undefined {
    if (!cursor.firstChild()) return undefined;
    const mark = cursor.name === "ListMark" ? this.at(cursor) : undefined;
    const isText = cursor.nextSibling() && /^(?:Task|Paragraph|LinkReference)$/.test(cursor.name);
    const block = this.at(cursor);
    cursor.parent();
    if (!mark || !isText) return undefined;
    return this.text.slice(mark.end, block.start).trim() === "" ? block : undefined;
  }

  private restOf(cursor: TreeCursor, first: Span | undefined): MarkdownBlock[] {
    return this.blocksOf(cursor).filter((block) => block.at.start !== first?.start);
  }

  private fenceOf(cursor: TreeCursor): MarkdownFence {
    const at = this.at(cursor);
    const [info] = this.children(cursor, "CodeInfo");
    const code = this.children(cursor, "CodeText");
    const first = code[0] ?? span(info?.end ?? at.end, info?.end ?? at.end);
    return {
      kind: "fence",
      at,
      info: info ? this.text.slice(info.start, info.end).trim() : "",
      content: span(first.start, code.at(-1)?.end ?? first.end),
    };
  }

  private tableOf(cursor: TreeCursor): MarkdownTable {
    const at = this.at(cursor);
    const rows: Span[][] = [];
    let header: Span[] = [];
    if (cursor.firstChild()) {
      do {
        if (cursor.name === "TableHeader") header = this.cellsOf(cursor);
        else if (cursor.name === "TableRow") rows.push(this.cellsOf(cursor));
      } while (cursor.nextSibling());
      cursor.parent();
    }
    return { kind: "table", at, header, rows };
  }

  /** The cells of a row; the parser has no node for an empty one, so they are told by the bars between them. */
  private cellsOf(cursor: TreeCursor): Span[] {
    const cells: Span[] = [];
    const row = this.at(cursor);
    let open: Span | undefined;
    if (!cursor.firstChild()) return cells;
    do {
      const at = this.at(cursor);
      if (cursor.name === "TableCell") open = at;
      else if (at.start > row.start) {
        cells.push(open ?? span(at.start, at.start));
        open = undefined;
      }
    } while (cursor.nextSibling());
    cursor.parent();
    if (open) cells.push(open);
    return cells;
  }

  /** Comments inside a line of text: `<!-- ... -->` behind an item, for example. */
  private findComments(within: Span): void {
    const text = this.text.slice(within.start, within.end);
    let open = text.indexOf("<!--");
    while (open !== -1) {
      const close = text.indexOf("-->", open + 4);
      if (close === -1) return;
      this.comments.push({ kind: "comment", at: span(within.start + open, within.start + close + 3) });
      open = text.indexOf("<!--", close + 3);
    }
  }

  private children(cursor: TreeCursor, name: string): Span[] {
    const found: Span[] = [];
    if (!cursor.firstChild()) return found;
    do {
      if (cursor.name === name) found.push(this.at(cursor));
    } while (cursor.nextSibling());
    cursor.parent();
    return found;
  }

  private at(cursor: TreeCursor): Span {
    return span(cursor.from + this.shift, cursor.to + this.shift);
  }

  private trimmed({ start, end }: Span): Span {
    let from = start;
    let to = end;
    while (from < to && isBlank(this.text.charCodeAt(from))) from += 1;
    while (to > from && isBlank(this.text.charCodeAt(to - 1))) to -= 1;
    return span(from, to);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

function keep<T>(list: T[], value: T): T {
  list.push(value);
  return value;
}
