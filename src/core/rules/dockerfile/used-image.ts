import { type Expansion, UNKNOWN } from "../../files/dockerfile/expand";
import type { DockerfileForm } from "../../files/dockerfile/form";
import { type ImageReference, parseImageReference } from "../../files/dockerfile/image-reference";
import type { Stage } from "../../files/dockerfile/stage";
import type { Flag } from "../../files/dockerfile/words";
import type { Span } from "../../text/span";

/** An image that a Dockerfile takes something from: the base of a stage or the source of a COPY. */
export interface UsedImage {
  /** What names it, variables replaced; `UNKNOWN` stands for those whose value only the build knows. */
  readonly sketch: string;
  /** Undefined when a variable hides the name or the tag. */
  readonly reference: ImageReference | undefined;
  /** As written in FROM or `--from`. */
  readonly written: Span;
  /** Where characters of `sketch` are written: here, or in the ARG they come from. */
  locate(start: number, end: number): Span | undefined;
}

/** The images from outside that `form` uses, in order. Stages, `scratch` and indices are none. */
export function* usedImages(form: DockerfileForm): Generator<UsedImage> {
  const earlier = new Set<string>();
  for (const stage of form.stages) {
    if (stage.image && stage.from.image && !stage.parent && stage.reference?.official !== "scratch") {
      yield fromExpansion(stage.image, stage, stage.from.image.span);
    }
    for (const copy of stage.all("COPY")) {
      const image = copy.from && copiedImage(copy.from, earlier);
      if (image) yield image;
    }
    if (stage.name !== undefined) earlier.add(stage.name);
  }
}

function fromExpansion(image: Expansion, stage: Stage, written: Span): UsedImage {
  const { sketch } = image;
  return { sketch, reference: stage.reference, written, locate: (start, end) => image.locate(start, end) };
}

/** `--from` of a COPY takes a stage, an index, a named context or an image; the last shows by its form. */
function copiedImage(from: Flag, stages: ReadonlySet<string>): UsedImage | undefined {
  const { value, valueSpan } = from;
  if (value === undefined || !valueSpan || value.includes("$") || !/[/:@]/.test(value)) return undefined;
  if (stages.has(value.toLowerCase()) || valueSpan.end - valueSpan.start !== value.length) return undefined;
  return {
    sketch: value,
    reference: parseImageReference(value),
    written: valueSpan,
    locate: (start, end) => ({ start: valueSpan.start + start, end: valueSpan.start + end }),
  };
}

export type TagState = "pinned" | "latest" | "untagged" | "unknown";

/**
 * What decides on the version of an image. Judged from the end of the name, so that an unknown registry in front does
 * not hide a missing tag. A variable that nobody sets leaves the rest of the name standing: `alpine$TAG`.
 */
export function tagState({ sketch }: UsedImage): TagState {
  if (sketch.includes("@")) return "pinned";
  const last = sketch.slice(sketch.lastIndexOf("/") + 1);
  const colon = last.indexOf(":");
  if (colon >= 0) {
    const tag = last.slice(colon + 1);
    if (tag.includes(UNKNOWN) || tag === "") return "unknown";
    return tag === "latest" ? "latest" : "pinned";
  }
  return /^[a-z0-9]+([._-]+[a-z0-9]+)*$/.test(last.replaceAll(UNKNOWN, "")) ? "untagged" : "unknown";
}
