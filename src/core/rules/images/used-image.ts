import { UNKNOWN } from "../../files/dockerfile/expand";
import type { ImageReference } from "../../files/dockerfile/image-reference";
import type { Span } from "../../text/span";

/** An image that a file uses: the base of a stage, the source of a COPY, what a Compose service runs. */
export interface UsedImage {
  /** What names it, variables replaced; `UNKNOWN` stands for those whose value only the build or the host knows. */
  readonly sketch: string;
  /** Undefined when a variable hides the name or the tag. */
  readonly reference: ImageReference | undefined;
  /** As written in FROM, `--from` or `image`. */
  readonly written: Span;
  /** Where characters of `sketch` are written: here, or in the variable they come from. */
  locate(start: number, end: number): Span | undefined;
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
