import { collapse } from "../../files/markdown/inline";
import { readItemAnnotations } from "../annotations";
import { parseEstimate } from "../estimate";
import type { Estimate, Priority } from "../model";
import { cleanTitle } from "../title";

/** What the text of a box says: its title, and the fields a team wrote into the line. */
export interface ItemText {
  readonly title: string;
  /** Further lines below a title in bold. */
  readonly details: readonly string[];
  readonly priority: Priority | undefined;
  readonly estimate: Estimate | undefined;
  readonly owner: string | undefined;
  readonly due: string | undefined;
  /** Rules named in `<!-- liftoff: rule/id, rule/id -->`. */
  readonly rules: readonly string[];
  /** The id pinned by `<!-- id: name -->`. */
  readonly pinnedId: string | undefined;
}

const ownerField =
  /\(\s?owner:\s?([\p{L}\d][\p{L}\d ._-]{0,40})\)|(?:^|\s)owner:([\p{L}\d][\p{L}\d._-]{0,40})(?=\s|$)/iu;
const dueField = /[([]?\bdue:\s?(\d{4}-\d{2}-\d{2})(?!\d)[)\]]?/i;
const estimateField = /(?:[([]\s?)?\b(?:est|estimate):\s?(\d[\d.,a-z+-]{0,15})(?:\s?[)\]])?/i;
/** `@kim` opens or closes the text: in between it is more often a package, a decorator or an address. */
const mention = /^@([a-z\d][\w-]{0,38})(?=[\s:,]|$)[:,]?|\s\(?@([a-z\d][\w-]{0,38})\)?$/i;
const comment = /<!--\s{0,9}(liftoff|id):([^>]{1,500}?)-->/gi;

/** No item is longer; what follows is left out, which also bounds the work. */
const MAX_ITEM = 4_000;

/** Reads the text of a box, line marks and comments included. */
export function readItemText(source: string): ItemText {
  const markdown = source.slice(0, MAX_ITEM);
  const notes = readComments(markdown);
  const { head, rest } = splitLines(markdown);
  const fields = new FieldText(head);
  const due = fields.take(dueField);
  const stated = fields.take(estimateField);
  const owner =
    (/owner:/i.test(head) ? fields.take(ownerField) : undefined) ??
    (fields.endsInCode ? undefined : fields.take(mention));
  const annotations = readItemAnnotations(cleanTitle(fields.text));
  const estimate = stated === undefined ? undefined : parseEstimate(stated);
  return {
    title: annotations.title,
    details: rest.map(cleanTitle).filter((line) => line !== ""),
    priority: annotations.priority,
    estimate: estimate ?? annotations.estimate,
    owner,
    due,
    rules: notes.rules,
    pinnedId: notes.pinnedId,
  };
}

/** A line of its own in bold is the title, what follows explains it; any other text is one title that wraps. */
function splitLines(markdown: string): { head: string; rest: string[] } {
  const text = markdown.replace(/<!--[\s\S]{0,500}?-->/g, "");
  const [first = "", ...rest] = text
    .split(/\r\n|\n|\r/)
    .map((line) => line.replace(/^[ \t>]+/, "").trimEnd());
  return isBoldLine(first) ? { head: first, rest } : { head: [first, ...rest].join(" "), rest: [] };
}

/** Whether a line (without blanks at its ends) is one bold span, a colon behind it or in it. */
export function isBoldLine(line: string): boolean {
  const mark = line.slice(0, 2);
  if (mark !== "**" && mark !== "__") return false;
  const inner = line.slice(2, line.endsWith(":") ? -3 : -2);
  return (
    inner !== "" && !inner.includes(mark) && line.slice(0, line.endsWith(":") ? -1 : undefined).endsWith(mark)
  );
}

function readComments(markdown: string): { rules: string[]; pinnedId: string | undefined } {
  const rules: string[] = [];
  let pinnedId: string | undefined;
  if (!markdown.includes("<!--")) return { rules, pinnedId };
  for (const [, kind, body = ""] of markdown.matchAll(comment)) {
    if (kind?.toLowerCase() === "id")
      pinnedId ??= /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u.exec(body.trim())?.[0];
    else rules.push(...body.split(/[\s,]+/).filter((id) => /^[a-z\d-]+\/[a-z\d-]+$/.test(id)));
  }
  return { rules, pinnedId };
}

/** A text from which fields are taken out as they are read. */
class FieldText {
  constructor(public text: string) {}

  get endsInCode(): boolean {
    return this.text.trimEnd().endsWith("`");
  }

  take(field: RegExp): string | undefined {
    const match = field.exec(this.text);
    const value = match?.slice(1).find((group) => group !== undefined);
    if (!match || value === undefined) return undefined;
    this.text = collapse(this.text.slice(0, match.index) + this.text.slice(match.index + match[0].length));
    return value.trim();
  }
}
