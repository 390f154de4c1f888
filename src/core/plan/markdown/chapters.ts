import type { MarkdownForm } from "../../files/markdown";
import type { MarkdownBlock, MarkdownFence, MarkdownList, MarkdownListItem } from "../../files/markdown/ast";
import type { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { cleanTitle } from "../title";
import { isBoldLine } from "./item-text";

/** A heading, or a label in bold with what follows it, and everything under it up to the next one. */
export interface Chapter {
  /** 0 for what stands above the first heading, 1 to 6 for headings, 7 for labels. */
  readonly level: number;
  readonly title: string;
  /** The title as it is written, marks included. */
  readonly source: string;
  readonly line: number;
  readonly parent: Chapter | undefined;
  readonly blocks: MarkdownBlock[];
  readonly children: Chapter[];
}

const LABEL = 7;

/** The text of a plan by chapters, and ways to read what stands in them. */
export class PlanSource {
  readonly root: Chapter = chapterOf(0, "", "", 0, undefined);

  /** `decode` undoes encoding damage in a slice of the text. */
  constructor(
    form: MarkdownForm,
    private readonly decode: (slice: string) => string,
    private readonly lines: LineIndex,
  ) {
    this.text = form.text;
    let current = this.root;
    for (const block of form.blocks) {
      if (block.kind === "heading") {
        current = this.open(current, block.level, block.content);
        continue;
      }
      const label = block.kind === "paragraph" ? this.labelOf(block.at) : undefined;
      if (label) current = this.open(current, LABEL, label);
      else current.blocks.push(block);
    }
  }

  private readonly text: string;

  /** Every chapter in the order of the text. */
  *chapters(from: Chapter = this.root): Generator<Chapter> {
    yield from;
    for (const child of from.children) yield* this.chapters(child);
  }

  read(at: Span): string {
    return this.decode(this.text.slice(at.start, Math.min(at.end, at.start + 4_000)));
  }

  lineOf(offset: number): number {
    return this.lines.lineAt(offset);
  }

  /** The lines of the paragraphs that stand directly in a chapter, without markup. */
  paragraphLines(chapter: Chapter): string[] {
    return chapter.blocks.flatMap((block) =>
      block.kind === "paragraph"
        ? this.read(block.at)
            .split(/\r\n|\n|\r/)
            .map((line) => line.trim())
        : [],
    );
  }

  lists(chapter: Chapter): MarkdownList[] {
    return chapter.blocks.flatMap((block) => (block.kind === "list" ? [block] : []));
  }

  fences(chapter: Chapter): MarkdownFence[] {
    return chapter.blocks.flatMap((block) => (block.kind === "fence" ? [block] : []));
  }

  /** The items of all lists of a chapter, boxes left out unless asked for. */
  items(chapter: Chapter, withBoxes = false): MarkdownListItem[] {
    return this.lists(chapter).flatMap(({ items }) =>
      items.filter(({ box }) => withBoxes || box === undefined),
    );
  }

  /** The text of a list item's first paragraph, marks included. */
  itemSource({ content }: MarkdownListItem): string {
    return this.read(content).replace(/\s+/g, " ").trim();
  }

  /** The items of the lists inside a list item. */
  below(item: MarkdownListItem): MarkdownListItem[] {
    return item.blocks.flatMap((block) => (block.kind === "list" ? block.items : []));
  }

  /** A paragraph of one bold line names what follows it. */
  private labelOf(at: Span): Span | undefined {
    const line = this.read(at).trim();
    return line.length < 200 && !line.includes("\n") && isBoldLine(line) ? at : undefined;
  }

  private open(current: Chapter, level: number, content: Span): Chapter {
    let parent = current;
    while (parent.level >= level && parent.parent) parent = parent.parent;
    const source = this.read(content).trim();
    return chapterOf(level, cleanTitle(source), source, this.lineOf(content.start), parent);
  }
}

function chapterOf(
  level: number,
  title: string,
  source: string,
  line: number,
  parent: Chapter | undefined,
): Chapter {
  const chapter: Chapter = { level, title, source, line, parent, blocks: [], children: [] };
  parent?.children.push(chapter);
  return chapter;
}

/**
 * `**Name**: value`, `**Name: value**`, `Name: value` as its two sides, without markup; undefined for a line without a
 * colon.
 */
export function fieldOf(line: string): { readonly name: string; readonly value: string } | undefined {
  const match = /^(?:\*\*|__)?([^:*_`]{2,40}?)(?:\*\*|__)?\s?[:：]\s?(?:\*\*|__)?\s?(\S.*)$/u.exec(
    withoutOuterBold(line.slice(0, 600)),
  );
  if (!match?.[1] || !match[2]) return undefined;
  const name = cleanTitle(match[1]);
  return name === "" ? undefined : { name, value: cleanTitle(match[2]) };
}

/** A line that is bold from its first to its last character, without these marks. */
function withoutOuterBold(line: string): string {
  const mark = line.slice(0, 2);
  if ((mark !== "**" && mark !== "__") || line.length < 6 || !line.endsWith(mark)) return line;
  const inner = line.slice(2, -2);
  return inner.includes(mark) ? line : inner;
}
