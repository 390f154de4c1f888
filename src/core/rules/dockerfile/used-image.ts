import type { Expansion } from "../../files/dockerfile/expand";
import type { DockerfileForm } from "../../files/dockerfile/form";
import { parseImageReference } from "../../files/dockerfile/image-reference";
import type { Stage } from "../../files/dockerfile/stage";
import type { Flag } from "../../files/dockerfile/words";
import type { Span } from "../../text/span";
import type { UsedImage } from "../images/used-image";

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
