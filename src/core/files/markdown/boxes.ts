import { type Span, span } from "../../text/span";
import type { MarkdownBox } from "./ast";

/** Signs that people write instead of `[ ]` and `[x]`, by what they say of the work. */
export const signs = {
  open: ["☐", "⬜", "🔲", "□", "▢", "◻", "❌", "✗", "✘", "⏸", "⚪", "⭕"],
  doing: ["◑", "◐", "🔄", "🚧", "⏳", "🟡"],
  done: ["☑", "🗹", "☒", "✅", "✔", "✓"],
  na: ["➖", "🚫"],
} as const;

/** Signs that are drawn as a box: only these say that a text is a list to tick. */
const drawn = "☐⬜🔲□▢◻☑🗹☒";
const anySign = new RegExp(
  `^(${[...signs.open, ...signs.doing, ...signs.done, ...signs.na].join("|")})\\ufe0f?`,
  "u",
);
const drawnSign = new RegExp(`[${drawn}]`, "u");
const drawnItem = new RegExp(`^[ \\t>]*(?:[-*+]|\\d{1,9}[.)])[ \\t]{1,4}[${drawn}]`, "gmu");
const doneSign = /[✅✔✓]/u;
const bracketItem = /^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}\[[ xX]\][ \t]/m;

/** The box at the start of an item, extra marks included; only one that is followed by text counts. */
const bracketsAtStart = /^\[([ \txX/!~?>-])\](?=[ \t]+\S)/;
/** In a cell nothing has to follow. */
const bracketsInCell = /^\[([ xX/!~-])\](?=\s|$)/;

/** Whether list items of a text are ticked by signs: it holds several that open with a drawn box. */
export function isTickedBySigns(text: string): boolean {
  return drawnSign.test(text) && (text.match(drawnItem)?.length ?? 0) > 1;
}

export function holdsDoneSign(text: string): boolean {
  return doneSign.test(text);
}

/** Whether a list holds boxes and signs: a tick among boxes is a box that was ticked. */
export function mixesSigns(list: string): boolean {
  return doneSign.test(list) && bracketItem.test(list);
}

/** The box that an item's text opens with. `from` is where its text starts. */
export function boxAt(text: string, from: number, withSigns: boolean): MarkdownBox | undefined {
  const start = text.slice(from, from + 200);
  const mark = bracketsAtStart.exec(start)?.[1];
  if (mark !== undefined) return { mark, at: span(from, from + 3), markAt: span(from + 1, from + 2) };
  const sign = withSigns ? anySign.exec(start) : null;
  if (!sign?.[1] || !/^[ \t]*\S/.test(start.slice(sign[0].length))) return undefined;
  const at = span(from, from + sign[0].length);
  return { mark: sign[1], at, markAt: at };
}

/** The box that a table's cell opens with. */
export function boxInCell(text: string, { start, end }: Span): MarkdownBox | undefined {
  const cell = text.slice(start, Math.min(end, start + 200));
  const from = start + (/^[*_ ]*/.exec(cell)?.[0].length ?? 0);
  const rest = cell.slice(from - start);
  const mark = bracketsInCell.exec(rest)?.[1];
  if (mark !== undefined) return { mark, at: span(from, from + 3), markAt: span(from + 1, from + 2) };
  const sign = anySign.exec(rest);
  if (!sign?.[1]) return undefined;
  const at = span(from, from + sign[0].length);
  return { mark: sign[1], at, markAt: at };
}

/** Whether a mark is a box by itself: brackets or a drawn one, no tick or cross that may be a remark. */
export function isBox(mark: string): boolean {
  return mark.length === 1 && mark < "\u007f" ? true : drawnSign.test(mark);
}
