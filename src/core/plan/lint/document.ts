import { type MarkdownForm, parseMarkdown } from "../../files/markdown";
import type { MarkdownTable } from "../../files/markdown/ast";
import type { LineIndex } from "../../text/lines";
import type { Span } from "../../text/span";
import { withoutConflicts } from "../conflict";
import { isBoldLine } from "../markdown/item-text";
import type { Plan } from "../model";
import { cleanTitle } from "../title";

/** One line of a plan's text, with what is known of its place. */
export interface PlanLine {
  /** From 0. */
  readonly index: number;
  /** The offset of its first character. */
  readonly start: number;
  /** Its text without the line break, cut where nobody writes on. */
  readonly text: string;
  /** `code` stands in a listing; `comment` is for machines. */
  readonly kind: "heading" | "text" | "code" | "comment";
  /** The titles above it, outermost first; its own for a heading. */
  readonly headings: readonly string[];
  readonly listing: Listing | undefined;
}

/** A fence, or a block of text in a YAML plan. */
export interface Listing {
  /** In lower case; empty where none is named. */
  readonly language: string;
  /** The code, in the plan's text. */
  readonly content: Span;
}

/** A plan's text by lines. */
export interface PlanDocument {
  readonly plan: Plan;
  readonly text: string;
  readonly lines: readonly PlanLine[];
  readonly listings: readonly Listing[];
  readonly tables: readonly MarkdownTable[];
  /** The line (from 0) that holds an offset. */
  lineAt(offset: number): PlanLine | undefined;
}

/** What stands behind is left out of these checks: nobody reads a plan that long, and it bounds the work. */
const MAX_LINES = 10_000;
const MAX_LENGTH = 200_000;
const MAX_LINE = 1_000;

/** Reads `text` by lines; `plan` is what was read of it, `decode` undoes encoding damage in a title. */
export function documentOf(
  plan: Plan,
  text: string,
  index: LineIndex,
  decode: (slice: string) => string = (slice) => slice,
): PlanDocument {
  const reader = plan.format === "yaml" ? new YamlLines(plan) : new MarkdownLines(text, decode);
  const lines: PlanLine[] = [];
  const count = Math.min(index.lineCount, MAX_LINES);
  for (let i = 0; i < count; i++) {
    const at = index.lineSpan(i);
    if (at.start > MAX_LENGTH) break;
    const line = text.slice(at.start, Math.min(at.end, at.start + MAX_LINE));
    lines.push({ index: i, start: at.start, text: line, ...reader.placeOf(i, at.start, line) });
  }
  return {
    plan,
    text,
    lines,
    listings: reader.listings,
    tables: reader.tables,
    lineAt: (offset) => lines[index.lineAt(offset)],
  };
}

type Place = Pick<PlanLine, "kind" | "headings" | "listing">;

class MarkdownLines {
  readonly listings: readonly Listing[];
  readonly tables: readonly MarkdownTable[];
  private readonly headingAt: ReadonlyMap<number, { readonly level: number; readonly title: string }>;
  private readonly comments: readonly Span[];
  private readonly path: { readonly level: number; readonly title: string }[] = [];
  private titles: readonly string[] = [];
  private nextListing = 0;
  private nextComment = 0;

  constructor(
    text: string,
    private readonly decode: (slice: string) => string,
  ) {
    const form = parseMarkdown(withoutConflicts(text).slice(0, MAX_LENGTH));
    this.listings = form.fences.map(({ info, content }) => ({
      language: /^[\w+#.-]+/.exec(info.trim())?.[0].toLowerCase() ?? "",
      content,
    }));
    this.tables = form.tables;
    this.headingAt = headingsOf(form, text, decode);
    this.comments = form.comments.map(({ at }) => at);
  }

  placeOf(_line: number, start: number, text: string): Place {
    while ((this.listings[this.nextListing]?.content.end ?? Infinity) < start) this.nextListing++;
    while ((this.comments[this.nextComment]?.end ?? Infinity) <= start) this.nextComment++;
    const heading = this.headingAt.get(start);
    if (heading) this.open(heading.level, heading.title);
    else if (isBoldLine(text.trim()) && !/^\s*[-*+]\s/.test(text))
      this.open(LABEL, cleanTitle(this.decode(text)));
    const listing = this.listings[this.nextListing];
    // The first line of a listing that is indented starts before its code.
    const begins = listing !== undefined && start + text.length > listing.content.start;
    const inside =
      listing !== undefined && start < listing.content.end && (begins || listing.content.start <= start);
    const comment = this.comments[this.nextComment];
    // The marks of a listing are for machines as well.
    const isComment =
      (comment !== undefined && comment.start <= start) || (!inside && /^[\s>]*(?:```|~~~)/.test(text));
    const kind = inside ? "code" : isComment ? "comment" : heading ? "heading" : "text";
    return { kind, headings: this.titles, listing: inside ? listing : undefined };
  }

  private open(level: number, title: string): void {
    while ((this.path.at(-1)?.level ?? 0) >= level) this.path.pop();
    this.path.push({ level, title });
    this.titles = this.path.map((one) => one.title);
  }
}

/** A label in bold stands below every heading. */
const LABEL = 7;

function headingsOf({ headings }: MarkdownForm, text: string, decode: (slice: string) => string) {
  return new Map(
    headings.map(({ at, content, level }) => [
      text.lastIndexOf("\n", at.start - 1) + 1,
      {
        level,
        title: cleanTitle(decode(text.slice(content.start, Math.min(content.end, content.start + MAX_LINE)))),
      },
    ]),
  );
}

class YamlLines {
  readonly listings: readonly Listing[] = [];
  readonly tables: readonly MarkdownTable[] = [];
  private readonly opens = new Map<number, readonly string[]>();
  private headings: readonly string[] = [];

  constructor({ phases }: Plan) {
    for (const phase of phases) {
      for (const section of phase.sections) {
        this.opens.set(
          section.line,
          [phase.title, section.title].filter((title) => title !== ""),
        );
      }
      this.opens.set(phase.line, [phase.title]);
    }
  }

  placeOf(line: number, _start: number, text: string): Place {
    const key = /^([\w-]{1,40}):/.exec(text)?.[1];
    this.headings = this.opens.get(line) ?? (key === undefined ? this.headings : [key]);
    const kind = /^\s*#/.test(text) ? "comment" : "text";
    return { kind, headings: this.headings, listing: undefined };
  }
}
