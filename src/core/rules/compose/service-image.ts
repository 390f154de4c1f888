import { productOf } from "../../data/lifecycle";
import type { Template } from "../../files/compose/interpolation";
import type { ComposeService } from "../../files/compose/service";
import { UNKNOWN } from "../../files/dockerfile/expand";
import { parseImageReference } from "../../files/dockerfile/image-reference";
import type { UsedImage } from "../images/used-image";

const movingTags = new Set("latest stable edge nightly dev test beta canary lts".split(" "));

/** Whether `tag` moves from version to version while it keeps its name. */
export function isMovingTag(tag: string): boolean {
  return movingTags.has(tag.toLowerCase());
}

/** Whether the tag that the image is best moved to names a version, unlike `nginx:stable`. */
export function hasVersion({ reference }: UsedImage): boolean {
  const product = reference?.official === undefined ? undefined : productOf(reference.official);
  return product !== undefined && !isMovingTag(product.current);
}

/** Part of an image's name once defaults are filled in, and where it stands in the value. */
interface Piece {
  /** Undefined for a variable that the file does not set. */
  readonly text: string | undefined;
  readonly from: number;
  readonly to: number;
}

/**
 * The image that `service` pulls, with the defaults of its variables filled in. Undefined when there is none, when it
 * is the name of what the service builds, and for a value that Compose refuses.
 */
export function pulledImage(service: ComposeService): UsedImage | undefined {
  const { image } = service;
  if (!image?.template.valid || service.get("build")) return undefined;
  const pieces = piecesOf(image.template);
  const sketch = pieces.map(({ text }) => text ?? UNKNOWN).join("");
  return {
    sketch,
    reference: sketch.includes(UNKNOWN) ? undefined : parseImageReference(sketch),
    written: image.scalar.origin,
    locate(start, end) {
      let at = 0;
      for (const { text, from, to } of pieces) {
        const length = text?.length ?? UNKNOWN.length;
        // Where the lengths differ, the text is not written as it reads.
        if (start >= at && end <= at + length && text !== undefined && to - from === length) {
          return image.scalar.spanOf(from + start - at, from + end - at);
        }
        at += length;
      }
      return undefined;
    },
  };
}

function piecesOf({ parts }: Template): Piece[] {
  return parts.flatMap((part): Piece[] => {
    const { from, to } = part;
    if (part.kind === "text") return [{ text: part.text, from, to }];
    if (part.operator?.endsWith("-") && part.operand) return piecesOf(part.operand);
    return part.operator?.endsWith("+") ? [] : [{ text: undefined, from, to }];
  });
}
