import type { Span } from "../../text/span";

export interface MarkdownHeading {
  readonly kind: "heading";
  /** 1 to 6. */
  readonly level: number;
  readonly at: Span;
  /** What is between the marks; lines of a heading that is underlined may be several. */
  readonly content: Span;
}

export interface MarkdownParagraph {
  readonly kind: "paragraph";
  readonly at: Span;
}

/** The `[ ]` of a task list item, or the sign that stands for it: `☐`. */
export interface MarkdownBox {
  /** The character between the brackets: blank, `x`, `X`, or one of the extra marks; or the sign. */
  readonly mark: string;
  /** The span of the mark, without brackets. */
  readonly markAt: Span;
  /** The span of the whole box. */
  readonly at: Span;
}

export interface MarkdownListItem {
  /** From the list mark to the end of everything inside. */
  readonly at: Span;
  /** The text of the first line or paragraph, after list mark and box; empty when the item opens otherwise. */
  readonly content: Span;
  readonly box: MarkdownBox | undefined;
  /** What follows the first paragraph: nested lists, fences, more paragraphs. */
  readonly blocks: readonly MarkdownBlock[];
}

export interface MarkdownList {
  readonly kind: "list";
  readonly ordered: boolean;
  readonly at: Span;
  readonly items: readonly MarkdownListItem[];
}

export interface MarkdownQuote {
  readonly kind: "quote";
  readonly at: Span;
  readonly blocks: readonly MarkdownBlock[];
}

export interface MarkdownFence {
  readonly kind: "fence";
  readonly at: Span;
  /** What follows the opening fence: the language, mostly. */
  readonly info: string;
  /** The code between the fences; empty at the end of the opening fence when there is none. */
  readonly content: Span;
}

export interface MarkdownTable {
  readonly kind: "table";
  readonly at: Span;
  readonly header: readonly Span[];
  readonly rows: readonly (readonly Span[])[];
}

export interface MarkdownComment {
  readonly kind: "comment";
  /** From `<!--` to the end of `-->`, or of the text when the comment never ends. */
  readonly at: Span;
}

/** HTML, indented code, thematic breaks, link definitions: text in which nothing is looked for. */
export interface MarkdownOther {
  readonly kind: "other";
  readonly at: Span;
}

export type MarkdownBlock =
  | MarkdownHeading
  | MarkdownParagraph
  | MarkdownList
  | MarkdownQuote
  | MarkdownFence
  | MarkdownTable
  | MarkdownComment
  | MarkdownOther;
