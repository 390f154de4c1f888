import { productOf } from "../../data/lifecycle";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { Fix } from "../rule";
import type { UsedImage } from "./used-image";

/**
 * Fixes that give `image` the tag of a release line, in the place of the one it has or behind its name. Only for images
 * whose versions are known: a guess would name a tag that does not exist.
 */
export function pinFixes(image: UsedImage): Fix[] {
  const official = image.reference?.official;
  const product = official === undefined ? undefined : productOf(official);
  if (!product) return [];
  const tags = [product.current, ...(product.variants.includes("slim") ? [`${product.current}-slim`] : [])];
  return tags.flatMap((tag) => {
    const edit = tagEdit(image, tag);
    return edit ? [{ title: `Use \`${official}:${tag}\``, kind: "review", edits: [edit] } satisfies Fix] : [];
  });
}

function tagEdit({ reference, locate }: UsedImage, tag: string): TextEdit | undefined {
  if (!reference) return undefined;
  if (reference.tag) {
    const place = locate(reference.tag.start, reference.tag.end);
    return place && replacement(place, tag);
  }
  const end = locate(reference.nameEnd - 1, reference.nameEnd)?.end;
  return end === undefined ? undefined : insertion(end, `:${tag}`);
}
