import { replacement } from "../../text/edits";
import { defineRule, type FixKind } from "../rule";
import { everyInstruction, expandIn } from "./every-instruction";

export const preferCopy = defineRule({
  id: "dockerfile/prefer-copy",
  on: "dockerfile",
  severity: "info",
  title: "Copy local files with COPY",
  why: "ADD also downloads and unpacks: an archive that happens to match is spread over the image instead of being copied.",
  references: ["https://docs.docker.com/build/building/best-practices/#add-or-copy"],
  equivalents: ["hadolint DL3020", "trivy DS-0005"],
  alsoSilencedBy: ["checkov CKV_DOCKER_4"],
  fix: "safe",
  examples: [
    {
      bad: "FROM python:3.13-slim\n«ADD» requirements.txt .\n",
      good: "FROM python:3.13-slim\nCOPY requirements.txt .\n",
    },
  ],
  *check({ file: { form, text } }) {
    for (const placed of everyInstruction(form)) {
      const { instruction } = placed;
      if (instruction.kind !== "ADD" || instruction.sources.length === 0 || !instruction.destination)
        continue;
      const sources = instruction.sources.map((source) => expandIn(placed, source, form).text);
      if (
        isHistory(sources) ||
        sources.some(needsAdd) ||
        !instruction.flags.every(({ name }) => shared.has(name))
      )
        continue;
      const copy = text[instruction.keywordSpan.start] === "a" ? "copy" : "COPY";
      yield {
        at: instruction.keywordSpan,
        message: "ADD does more than copying: use COPY for local files.",
        fixes: [
          {
            title: `Use ${copy}`,
            kind: kindFor(sources),
            edits: [replacement(instruction.keywordSpan, copy)],
          },
        ],
      };
    }
  },
});

/** Options that COPY knows too. */
const shared = new Set(["chown", "chmod", "link", "exclude"]);
const archive = /\.(tar|t?gz|t?bz2?|t?xz|zst|tzst|z|lz|lzma|lzo|tb2|tz2?|tlz|txz|taz)$/i;
const remote = /^([a-z][a-z0-9+.-]*:\/\/|git@|github\.com\/)/i;

/** An archive, something to download, or a name that nobody knows. */
function needsAdd(source: string | undefined): boolean {
  return source === undefined || archive.test(source) || source.includes(".tar.") || remote.test(source);
}

/** `ADD file:… in /`, as the history of an image shows it. */
function isHistory(sources: readonly (string | undefined)[]): boolean {
  return /^(file|multi|dir):/.test(sources[0] ?? "");
}

/** A name without an ending may be an archive after all: what is in it decides. */
function kindFor(sources: readonly (string | undefined)[]): FixKind {
  return sources.every((source) => /(^|\/)\.{0,2}$|\.\w+$/.test(source ?? "")) ? "safe" : "review";
}
