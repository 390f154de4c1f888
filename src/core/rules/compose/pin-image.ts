import { productOf } from "../../data/lifecycle";
import { UNKNOWN } from "../../files/dockerfile/expand";
import { buildsImage } from "../../project/services-beside";
import type { Span } from "../../text/span";
import { pinFixes } from "../images/pin";
import { tagState, type UsedImage } from "../images/used-image";
import { defineRule } from "../rule";
import { FirstMeeting } from "./alias";
import { isSetBeside } from "./merged";
import { hasVersion, isMovingTag, pulledImage } from "./service-image";

export const pinImage = defineRule({
  id: "compose/pin-image",
  on: "compose",
  severity: "warning",
  title: "Name the version of every image",
  why: "Without a tag, or with one that moves, the next `pull` can bring a new major version, another host runs something else, and there is no version to roll back to.",
  references: [
    "https://docs.docker.com/reference/compose-file/services/#image",
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
  ],
  equivalents: ["dclint service-image-require-explicit-tag", "compose-lint CL-0004"],
  deviations: {
    "dclint service-image-require-explicit-tag":
      "Silent where a variable without a default decides on the tag, and about names of images that the project builds.",
    "compose-lint CL-0004":
      "Silent where a variable without a default decides on the tag, and about names of images that the project builds.",
  },
  fix: "review",
  examples: [
    {
      bad: "services:\n  cache:\n    image: redis:«latest»\n",
      good: "services:\n  cache:\n    image: redis:8\n",
    },
    {
      title: "the default of a variable",
      bad: "services:\n  app:\n    image: node:${NODE_TAG:-«latest»}\n",
      good: "services:\n  app:\n    image: node:${NODE_TAG:-24}\n",
    },
    {
      title: "a database is pinned to the version that wrote its data",
      bad: "services:\n  db:\n    image: «postgres»\n",
      good: "services:\n  db:\n    image: postgres:17\n",
      fix: null,
    },
  ],
  *check({ file, project }) {
    const first = new FirstMeeting();
    for (const service of file.form.services) {
      const image = pulledImage(service);
      const state = image && stateOf(image);
      if (!image || state === "unknown" || !first.with(image.written)) continue;
      const at = placeOf(image, state === "moving");
      if (state === "pinned") yield { proves: at, message: `The version of \`${image.sketch}\` is named.` };
      else if (
        !buildsImage(project, file.path, image.sketch) &&
        !isSetBeside(project, file, service, "build")
      ) {
        yield {
          at,
          message: messageFor(image, state === "moving"),
          fixes: isData(image) || !hasVersion(image) ? [] : pinFixes(image),
        };
      }
    }
  },
});

function stateOf(image: UsedImage): "pinned" | "moving" | "untagged" | "unknown" {
  const state = tagState(image);
  // A variable at the end may bring the tag along: `app${TAG}`.
  if (state === "untagged" && image.sketch.endsWith(UNKNOWN)) return "unknown";
  const isMoving = state === "pinned" && !image.sketch.includes("@") && isMovingTag(tagOf(image));
  return isMoving || state === "latest" ? "moving" : state;
}

function tagOf({ sketch }: UsedImage): string {
  return sketch.slice(sketch.lastIndexOf(":") + 1);
}

/** The tag or the digest, or the name that has neither: where it is written, be it in a default. */
function placeOf(image: UsedImage, isMoving: boolean): Span {
  const { reference, sketch, written } = image;
  const start = isMoving ? sketch.length - tagOf(image).length : (reference?.digest ?? reference?.tag)?.start;
  return image.locate(start ?? 0, sketch.length) ?? written;
}

/** Whether a version that is picked for the image might not read the data that another one wrote. */
function isData({ reference }: UsedImage): boolean {
  const product = reference?.official === undefined ? undefined : productOf(reference.official);
  return product?.isStateful ?? false;
}

function messageFor(image: UsedImage, isMoving: boolean): string {
  const known = image.sketch.replaceAll(UNKNOWN, "…");
  const why = isMoving
    ? `\`${known}\` moves on to new versions under the same name.`
    : `\`${known}\` has no tag, so each pull takes what is \`latest\` that day.`;
  return `${why} Name ${isData(image) ? "the version that wrote its data" : "a version"}.`;
}
