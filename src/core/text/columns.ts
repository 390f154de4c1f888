/** Counts characters of a line as other programs do, and says which UTF-16 unit (from 0) that is. */

/**
 * The index in `line` of the character that begins `bytes` UTF-8 bytes after its start. Inside a character its start is
 * meant; past the end, the line's end.
 */
export function indexOfByte(line: string, bytes: number): number {
  let passed = 0;
  let index = 0;
  for (const character of line) {
    passed += byteLength(character);
    if (passed > bytes) return index;
    index += character.length;
  }
  return index;
}

/** The index in `line` of the character (code point, from 0) number `count`; past the end, the line's end. */
export function indexOfCharacter(line: string, count: number): number {
  let passed = 0;
  let index = 0;
  for (const character of line) {
    if (passed >= count) return index;
    passed++;
    index += character.length;
  }
  return index;
}

/** How many UTF-8 bytes `text` takes. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
