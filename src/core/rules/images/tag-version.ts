import { products } from "../../data/eol";
import { codenameOf, type Life, lifeOf, productOf, stateOf } from "../../data/lifecycle";
import type { ImageReference } from "../../files/dockerfile/image-reference";

/** A change of characters of a reference. */
export interface ReferenceEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Part of a tag between dashes, with its place in the reference. */
interface TagPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A part of a tag that names a release line of the image or of the system below it. */
export interface DatedPart extends TagPart {
  readonly life: Life;
  /** The system that the image is built on, not what the image is about. */
  readonly isSystem: boolean;
}

/**
 * The release lines that the tag of an official image names: `18` and `alpine3.18` in `node:18-alpine3.18`. Moving
 * tags (`lts`, `alpine`) name none.
 */
export function datedParts(reference: ImageReference): readonly DatedPart[] {
  const product = reference.official === undefined ? undefined : productOf(reference.official);
  if (!product) return [];
  const parts = partsOf(reference);
  const found: DatedPart[] = [];
  const [first] = parts;
  const own = first && lifeOf(product, first.text);
  if (first && own) found.push({ ...first, life: own, isSystem: false });
  for (const part of parts) {
    const life = part === first && own ? undefined : systemLife(part.text, product.title);
    if (life) found.push({ ...part, life, isSystem: true });
  }
  return found;
}

function partsOf({ tag }: ImageReference): TagPart[] {
  const parts: TagPart[] = [];
  let at = tag?.start ?? 0;
  for (const text of tag?.text.split("-") ?? []) {
    parts.push({ text, start: at, end: at + text.length });
    at += text.length + 1;
  }
  return parts;
}

/** The line of Alpine or Debian that a part names. Debian's long-term team counts: its fixes are for everybody. */
function systemLife(part: string, title: string): Life | undefined {
  const { alpine, debian } = products;
  const version = /^alpine(\d+\.\d+)$/.exec(part)?.[1];
  if (version !== undefined) return alpine && lifeOf(alpine, version);
  if (!debian || title === debian.title || !/^[a-z]+$/.test(part)) return undefined;
  const life = lifeOf(debian, part);
  return life && { ...life, end: life.extended ?? life.end, extended: undefined };
}

/**
 * What to change so that the tag names the line to move to. Suffixes stay where the image publishes them for that
 * line; the version of the system below is dropped when it has ended too. Undefined when a suffix is not known.
 */
export function upgrade(reference: ImageReference, today: string): ReferenceEdit[] | undefined {
  const product = reference.official === undefined ? undefined : productOf(reference.official);
  const parts = partsOf(reference);
  if (!product || product.isStateful || reference.digest) return undefined;
  const target = lifeOf(product, product.current);
  if (target && stateOf(target, today) === "ended") return undefined;
  const dated = datedParts(reference);
  const edits: ReferenceEdit[] = [];
  for (const [i, part] of parts.entries()) {
    const named = dated.find(({ start }) => start === part.start);
    const isOver = named !== undefined && isPast(named.life, today);
    if (named && !named.isSystem) {
      if (isOver) edits.push({ ...part, text: successor(named, part.text) });
    } else if (named && isOver) {
      // `alpine3.18` becomes `alpine`, `-buster` goes.
      if (part.text.startsWith("alpine")) edits.push({ ...part, text: "alpine" });
      else if (i === 0) return undefined;
      else edits.push({ start: part.start - 1, end: part.end, text: "" });
    } else if (i > 0 && !isPublished(part.text, product.variants)) return undefined;
  }
  return edits.length > 0 ? edits : undefined;
}

/** Whether there is reason to move: ended, or about to. */
export function isPast(life: Life, today: string): boolean {
  return stateOf(life, today) !== "supported";
}

/** The tag to move to, as a codename where the old one was. */
function successor({ life }: DatedPart, text: string): string {
  const { product } = life;
  return /^[a-z]/.test(text) ? (codenameOf(product, product.current) ?? product.current) : product.current;
}

function isPublished(part: string, variants: readonly string[]): boolean {
  return variants.includes(part) || (variants.includes("alpine") && /^alpine3\.\d+$/.test(part));
}
