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

const ownerLabel =
  "(?:owner|assignee|assigned to|responsible|dri|verantwortlich|zuständig|responsable|responsável)";
const name = String.raw`@?([\p{L}\d][\p{L}\d .&/_-]{0,40}?)`;
const ownerField = new RegExp(
  String.raw`[([,;]\s?${ownerLabel}:\s?${name}[\s,;]{0,3}(?:[)\]]|$)|[–—|-]\s?owner:\s?${name}\s?$|(?:^|\s)owner:([\p{L}\d][\p{L}\d._-]{0,40})(?=\s|$)`,
  "iu",
);
const mayNameOwner = new RegExp(`${ownerLabel}:`, "i");
const dueField =
  /[([]?(?:\b(?:due(?: by)?|deadline|fällig(?: am)?|échéance|by|bis)\b:?|📅)\s?(\d{4}-\d{2}-\d{2})(?!\d)[)\]]?/iu;
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
    (mayNameOwner.test(head) ? fields.take(ownerField) : undefined) ??
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
  const lines = text.split(/\r\n|\n|\r/);
  // A number without indentation starts something new, though Markdown reads on: `2) Next week`.
  const end = lines.findIndex((line, i) => i > 0 && /^\d{1,3}[.)]\s/.test(line));
  const [first = "", ...rest] = (end === -1 ? lines : lines.slice(0, end)).map((line) =>
    line.replace(/^[ \t>]+/, "").trimEnd(),
  );
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

/** The day in the cell of a table: `2026-12-31`; undefined for any other text. */
export function dateIn(text: string | undefined): string | undefined {
  return /^(\d{4}-\d{2}-\d{2})$/.exec(text ?? "")?.[1];
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
