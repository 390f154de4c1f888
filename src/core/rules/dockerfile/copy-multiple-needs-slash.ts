import type { Stage } from "../../files/dockerfile/stage";
import type { Word } from "../../files/dockerfile/words";
import { insertion } from "../../text/edits";
import { defineRule, type Severity } from "../rule";
import { everyInstruction, expandIn } from "./every-instruction";
import { KnownFolders } from "./known-folders";

export const copyMultipleNeedsSlash = defineRule({
  id: "dockerfile/copy-multiple-needs-slash",
  on: "dockerfile",
  severity: "error",
  title: "End the destination of several sources with a slash",
  why: "Without the slash the destination may be taken for a file: the classic builder stops, and BuildKit copies one source over the other.",
  references: [
    "https://docs.docker.com/reference/dockerfile/#copy",
    "https://github.com/moby/buildkit/issues/1853",
  ],
  equivalents: ["hadolint DL3021", "trivy DS-0011"],
  fix: "safe",
  examples: [
    {
      bad: "FROM node:24-slim\nCOPY package.json package-lock.json «/srv/app»\n",
      good: "FROM node:24-slim\nCOPY package.json package-lock.json /srv/app/\n",
    },
  ],
  *check({ file: { form } }) {
    const folders = new KnownFolders();
    for (const placed of everyInstruction(form)) {
      const { instruction, stage } = placed;
      if (instruction.kind !== "COPY" && instruction.kind !== "ADD") continue;
      const { sources, heredocs, destination, keyword } = instruction;
      if (!destination || sources.length + heredocs.length < 2 || isHistory(sources)) continue;
      const path = expandIn(placed, destination, form).text;
      if (path === undefined || /[/\\]$/.test(path)) continue;
      const isKnown = stage !== undefined && folders.has(path, stage, instruction.index);
      const severity = severityFor(path, stage, isKnown);
      yield {
        at: destination.span,
        severity,
        // The peers look at COPY alone.
        ...(keyword === "ADD" ? { equivalents: [] } : {}),
        message:
          severity === "info"
            ? `BuildKit takes \`${destination.text}\` for the folder that it is; other builders want a slash behind it when ${keyword} has several sources.`
            : `${keyword} has several sources, so \`${destination.text}\` has to be a folder and end with a slash.`,
        fixes: [{ title: "Add a slash", kind: "safe", edits: [insertion(endOf(destination), "/")] }],
      };
    }
  },
});

/** BuildKit looks whether the folder is there; nobody knows of folders that an unknown base image brings. */
function severityFor(path: string, stage: Stage | undefined, isKnown: boolean): Severity {
  if (/^\.{1,2}$|\/\.{1,2}$/.test(path) || isKnown) return "info";
  return stage && stage.base?.official === undefined ? "warning" : "error";
}

/** `COPY file:… in /`, as the history of an image shows it. */
function isHistory([first, second]: readonly Word[]): boolean {
  return /^(file|multi|dir):/.test(first?.text ?? "") && second?.text === "in";
}

/** Before the closing quote, where there is one. */
function endOf({ text, span }: Word): number {
  return /["']$/.test(text) ? span.end - 1 : span.end;
}
