import { applyEdits, replacement, type TextEdit } from "../text/edits";
import { commonLost } from "./encoding-glyphs";

export type DamageName = "windows-1252" | "windows-1254" | "mac-roman";

/** UTF-8 that was read as one of the old single-byte encodings and saved again. */
export interface EncodingDamage {
  readonly name: DamageName;
  /** The text that `slice`, any part of the damaged text, was before. */
  decode(slice: string): string;
  /** The edits that restore the damaged `text`, one for each character that was lost. */
  edits(text: string): TextEdit[];
}

interface CodePage {
  readonly name: DamageName;
  /** The byte from 0x80 on that a character stands for. */
  readonly bytes: ReadonlyMap<string, number>;
  /** Bytes without a character: some programs drop them, which leaves a sequence one byte short. */
  readonly lost: readonly number[];
}

const upper1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const latin1 = Array.from({ length: 96 }, (_, i) => String.fromCharCode(0xa0 + i)).join("");
const macRoman =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø" +
  "¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
const turkish: Readonly<Record<string, string>> = {
  Ž: "\u008e",
  ž: "\u009e",
  Ð: "Ğ",
  Ý: "İ",
  Þ: "Ş",
  ð: "ğ",
  ý: "ı",
  þ: "ş",
};
const upper1254 = Array.from(upper1252 + latin1, (char) => turkish[char] ?? char).join("");

const codePages: readonly CodePage[] = [
  { name: "windows-1252", bytes: bytesOf(upper1252 + latin1), lost: [0x81, 0x8d, 0x8f, 0x90, 0x9d] },
  { name: "windows-1254", bytes: bytesOf(upper1254), lost: [0x81, 0x8d, 0x8e, 0x8f, 0x90, 0x9d, 0x9e] },
  { name: "mac-roman", bytes: bytesOf(macRoman), lost: [] },
];

/** Symbols, punctuation, emoji, accented western letters: a handful of healthy characters never spells one. */
const telling = /[\u00a0-\u00ff\u2000-\u2bff\ufeff\u{1f000}-\u{1fbff}]|\ufe0f/u;
/** Letters that two healthy characters may spell by chance; only many of them tell. */
const plausible =
  /[\u0100-\u024f\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Devanagari}\p{M}\u3000-\u303f\u30a0-\u30ff\uff00-\uffef]/u;
const MANY = 8;

/**
 * The damage that `text` has suffered, or undefined. Every character beyond ASCII must belong to a sequence that
 * spells UTF-8 in one encoding: a text with a single healthy one, half repaired or added later, is left alone.
 */
export function detectDamage(text: string): EncodingDamage | undefined {
  if (!beyondAscii.test(text)) return undefined;
  const page = codePages.find((candidate) => isDamagedBy(text, candidate));
  if (!page) return undefined;
  const edits = (damaged: string) => restoring(damaged, page);
  return { name: page.name, edits, decode: (slice) => applyEdits(slice, edits(slice)) };
}

/** `text` as it was before it was damaged; undefined when it is not damaged, or not throughout. */
export function repairEncoding(text: string): string | undefined {
  return detectDamage(text)?.decode(text);
}

const beyondAscii = /[^\0-\x7f]/;

function isDamagedBy(text: string, page: CodePage): boolean {
  let tellingCount = 0;
  let plausibleCount = 0;
  let shortCount = 0;
  for (const { at, sequence } of sequencesOf(text, page)) {
    if (!sequence) return false;
    if (sequence.short) shortCount += 1;
    else if (sequence.char !== undefined && telling.test(sequence.char)) tellingCount += 1;
    else if (sequence.char !== undefined && plausible.test(sequence.char)) plausibleCount += 1;
    else return false;
    if (at > 0 && shortCount > 20 && shortCount > tellingCount) return false;
  }
  return shortCount <= tellingCount && (tellingCount > 0 || plausibleCount >= MANY);
}

function restoring(text: string, page: CodePage): TextEdit[] {
  const edits: TextEdit[] = [];
  for (const { at, sequence } of sequencesOf(text, page)) {
    if (sequence?.char === undefined) continue;
    edits.push(replacement({ start: at, end: at + sequence.length }, sequence.char));
  }
  return edits;
}

interface Sequence {
  /** What the bytes spell; undefined where a lost byte leaves more than one likely reading. */
  readonly char: string | undefined;
  /** How many characters of the damaged text it takes. */
  readonly length: number;
  /** Whether a byte of it was lost. */
  readonly short: boolean;
}

/** Every place beyond ASCII in `text`, with the UTF-8 sequence that starts there if one does. */
function* sequencesOf(
  text: string,
  page: CodePage,
): Generator<{ at: number; sequence: Sequence | undefined }> {
  const finder = /[^\0-\x7f]/g;
  for (let match = finder.exec(text); match; match = finder.exec(text)) {
    const sequence = sequenceAt(text, match.index, page);
    yield { at: match.index, sequence };
    if (sequence) finder.lastIndex = match.index + sequence.length;
  }
}

function sequenceAt(text: string, at: number, page: CodePage): Sequence | undefined {
  const lead = page.bytes.get(text[at] ?? "");
  if (lead === undefined || lead < 0xc2 || lead > 0xf4) return undefined;
  const wanted = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  const rest: number[] = [];
  while (rest.length < wanted) {
    const byte = page.bytes.get(text[at + 1 + rest.length] ?? "");
    if (byte === undefined || byte > 0xbf) break;
    rest.push(byte);
  }
  const length = 1 + rest.length;
  if (rest.length === wanted) {
    const char = spell(lead, rest);
    return char === undefined ? undefined : { char, length, short: false };
  }
  if (rest.length === 0 || rest.length < wanted - 1 || page.lost.length === 0) return undefined;
  return { char: completed(lead, rest, page.lost), length, short: true };
}

/** The one common glyph that a lost byte somewhere in `rest` would complete. */
function completed(lead: number, rest: readonly number[], lost: readonly number[]): string | undefined {
  const found = new Set<string>();
  for (let at = 0; at <= rest.length; at++) {
    for (const byte of lost) {
      const char = spell(lead, rest.toSpliced(at, 0, byte));
      if (char !== undefined && commonLost.has(char)) found.add(char);
    }
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}

/** The character of a UTF-8 sequence; undefined when it is overlong, a surrogate or a control character. */
function spell(lead: number, rest: readonly number[]): string | undefined {
  const size = rest.length;
  let code = lead & (0x3f >> size);
  for (const byte of rest) code = (code << 6) | (byte & 0x3f);
  const least = [0, 0xa0, 0x800, 0x10000][size] ?? 0;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  return String.fromCodePoint(code);
}

function bytesOf(upperHalf: string): ReadonlyMap<string, number> {
  return new Map(Array.from(upperHalf, (char, i) => [char, 0x80 + i]));
}
