import type { Span } from "../../text/span";
import type { YamlStyle } from "./value";

/**
 * For each character of `decoded`, and for its end, the offset in `text` where it was written. Text and decoded
 * value are walked side by side, since escapes, doubled quotes, folded line breaks and the indentation of a
 * block have no counterpart of their own. What cannot be matched maps to the end of `at`.
 */
export function decodedOffsets(text: string, at: Span, decoded: string, style: YamlStyle): readonly number[] {
  const block = style === "literal" || style === "folded";
  const quoted = style === "single" || style === "double";
  const end = quoted && at.end - at.start > 1 ? at.end - 1 : at.end;
  const offsets = block
    ? blockOffsets(text, at, decoded)
    : flowOffsets(text, quoted ? at.start + 1 : at.start, end, decoded, style);
  while (offsets.length <= decoded.length) offsets.push(end);
  return offsets.slice(0, decoded.length + 1);
}

/** Plain and quoted scalars: one break reads as a space, more of them as one break less. */
function flowOffsets(text: string, start: number, end: number, decoded: string, style: YamlStyle): number[] {
  const offsets: number[] = [];
  const push = (at: number, units: number) => {
    for (let n = 0; n < units && offsets.length < decoded.length; n++) offsets.push(at);
  };
  let p = start;
  while (p < end && offsets.length < decoded.length) {
    const fold = foldAt(text, p, end);
    if (fold) {
      push(p, Math.max(1, fold.breaks - 1));
      p = fold.end;
    } else if (style === "double" && text[p] === "\\") {
      if (isBreak(text[p + 1])) {
        p = foldAt(text, p + 1, end)?.end ?? p + 2;
        continue;
      }
      const length = escapeLengths[text[p + 1] ?? ""] ?? 2;
      const wide = length === 10 && (decoded.codePointAt(offsets.length) ?? 0) > 0xffff;
      push(p, wide ? 2 : 1);
      p += length;
    } else {
      push(p, 1);
      p += style === "single" && text[p] === "'" ? 2 : 1;
    }
  }
  if (offsets.length === decoded.length) offsets.push(Math.min(p, end));
  return offsets;
}

const escapeLengths: Readonly<Record<string, number>> = { x: 4, u: 6, U: 10 };

/** The blanks and line breaks at `p`, when a line break is among them. */
function foldAt(text: string, p: number, end: number): { end: number; breaks: number } | undefined {
  if (!isBlank(text[p]) && !isBreak(text[p])) return undefined;
  let breaks = 0;
  let q = p;
  for (; q < end && (isBlank(text[q]) || isBreak(text[q])); q++) if (text[q] === "\n") breaks++;
  return breaks > 0 ? { end: q, breaks } : undefined;
}

/** Block scalars: the header line is skipped, and the indentation of the block on each line. */
function blockOffsets(text: string, at: Span, decoded: string): number[] {
  const offsets: number[] = [];
  let p = lineAfter(text, at.start, at.end);
  const indent = explicitIndent(text, at, p) ?? indentOfBlock(text, p, at.end);
  p = skipBlanks(text, p, indent);
  while (p < at.end && offsets.length < decoded.length) {
    const wanted = decoded[offsets.length];
    const lineBreak = isBreak(text[p]);
    // A folded break that no decoded character stands for.
    if (!lineBreak || wanted === "\n" || wanted === " ") offsets.push(p);
    p = lineBreak ? skipBlanks(text, lineAfter(text, p, at.end), indent) : p + 1;
  }
  if (offsets.length === decoded.length) offsets.push(Math.min(p, at.end));
  return offsets;
}

/** The indentation that a header such as `|2-` states; it counts from the parent, whose column it is added to. */
function explicitIndent(text: string, at: Span, content: number): number | undefined {
  const digit = /[1-9]/.exec(text.slice(at.start, Math.min(at.start + 3, content)))?.[0];
  if (digit === undefined) return undefined;
  let lineStart = at.start;
  while (lineStart > 0 && !isBreak(text[lineStart - 1])) lineStart--;
  let column = 0;
  while (text[lineStart + column] === " ") column++;
  return column + Number(digit);
}

function indentOfBlock(text: string, from: number, end: number): number {
  for (let line = from; line < end; line = lineAfter(text, line, end)) {
    let p = line;
    while (text[p] === " ") p++;
    if (!isBreak(text[p])) return p - line;
  }
  return 0;
}

function lineAfter(text: string, from: number, end: number): number {
  const at = text.indexOf("\n", from);
  return at === -1 || at >= end ? end : at + 1;
}

function skipBlanks(text: string, from: number, most: number): number {
  let p = from;
  while (p < from + most && text[p] === " ") p++;
  return p;
}

function isBlank(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

function isBreak(char: string | undefined): boolean {
  return char === "\n" || char === "\r";
}
