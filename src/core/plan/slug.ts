/**
 * `text` as an id: lower case, letters and digits of any script, words joined by `-`. Accents are dropped. A text
 * that makes more than `max` characters is cut at a word and gets a short hash of the whole, so that two long
 * texts do not share an id.
 */
export function slug(text: string, max = 48): string {
  const start = text.slice(0, 1_000);
  const words = (isAscii(start) ? start : withoutAccents(start))
    .toLowerCase()
    .replace(/['’]/g, "")
    .replace(isAscii(start) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  if (words.length <= max) return words || "untitled";
  const cut = words.slice(0, max);
  const atWord = cut.lastIndexOf("-");
  return `${atWord > max / 2 ? cut.slice(0, atWord) : cut}-${fingerprint(text).slice(0, 5)}`;
}

function withoutAccents(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss")
    .replaceAll("ẞ", "ss");
}

/** Whether a text needs none of what Unicode's properties tell: most titles do not, and asking them takes long. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** Hands out ids: the first that asks for one gets it as it is, the next ones with `-2`, `-3`. */
export class IdPool {
  private readonly taken = new Set<string>();
  private readonly next = new Map<string, number>();

  take(wanted: string): string {
    let id = wanted;
    let count = this.next.get(wanted) ?? 1;
    while (this.taken.has(id)) {
      count += 1;
      id = `${wanted}-${count}`;
    }
    this.next.set(wanted, count);
    this.taken.add(id);
    return id;
  }
}

/** Case, accents of spacing and punctuation play no part when two item texts are compared. */
export function comparable(text: string): string {
  const words = isAscii(text)
    ? text.toLowerCase().replace(/[^a-z0-9]+/g, " ")
    : text
        .normalize("NFKC")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}]+/gu, " ");
  return words.trim();
}

/** A short hash (FNV-1a with the length): tells texts apart, protects nothing. */
export function fingerprint(text: string): string {
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return `${(value >>> 0).toString(36)}.${text.length.toString(36)}`;
}
