import { productOf } from "../../data/lifecycle";
import { pipelineOf } from "../../files/workflow/pipeline";
import { pinFixes } from "../images/pin";
import { tagState } from "../images/used-image";
import { defineRule } from "../rule";
import { imagesIn } from "./images-in";

export const unpinnedImage = defineRule({
  id: "workflow/unpinned-image",
  on: ["workflow", "yaml"],
  severity: "info",
  title: "Name the version of every image that a job runs",
  why: "Without a tag, or with `latest`, the job runs in another image the day a new one is pushed: it fails without a change of the code, or passes against a database that production does not have.",
  references: [
    "https://docs.github.com/en/actions/how-tos/write-workflows/choose-where-workflows-run/run-jobs-in-a-container",
    "https://docs.docker.com/build/building/best-practices/#pin-base-image-versions",
  ],
  equivalents: ["zizmor unpinned-images", "zizmor unpinned-uses"],
  deviations: {
    "zizmor unpinned-images":
      "An image that an expression decides on is left alone, and so is a tag without a digest, which zizmor reports to pedants only.",
    "zizmor unpinned-uses":
      "Decides about `docker://` images; actions are the matter of workflow/unpinned-action.",
  },
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    services:\n      db:\n        image: «postgres»\n    steps:\n      - run: make test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    services:\n      db:\n        image: postgres:17\n    steps:\n      - run: make test\n",
      fix: null,
    },
    {
      bad: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: node:«latest»\n    steps:\n      - run: npm test\n",
      good: "on: push\njobs:\n  test:\n    runs-on: ubuntu-24.04\n    container: node:24\n    steps:\n      - run: npm test\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    const seen = new Set<number>();
    for (const image of imagesIn(pipeline)) {
      const state = tagState(image);
      const isNew = !seen.has(image.at.start);
      seen.add(image.at.start);
      if ((state !== "latest" && state !== "untagged") || !isNew) continue;
      const { sketch, reference, use } = image;
      const tag = reference?.tag;
      const isData = productOf(reference?.official ?? "")?.isStateful ?? false;
      const why =
        state === "latest"
          ? `\`${sketch}\` is another image after every release.`
          : `\`${sketch}\` has no tag, so the job takes what is \`latest\` that day.`;
      const equivalents = ["zizmor unpinned-images", ...(use === "step" ? ["zizmor unpinned-uses"] : [])];
      yield {
        at: image.at === image.written && tag ? (image.locate(tag.start, tag.end) ?? image.at) : image.at,
        message: `${why} Name ${isData ? "the version that production runs" : "a version"}.`,
        equivalents,
        fixes: isData ? [] : pinFixes(image),
      };
    }
  },
});
