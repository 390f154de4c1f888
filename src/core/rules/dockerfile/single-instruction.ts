import type { Instruction } from "../../files/dockerfile/instruction";
import { defineRule } from "../rule";
import { removal } from "./remove";

type Single = Extract<Instruction["kind"], "CMD" | "ENTRYPOINT" | "HEALTHCHECK">;

const peers: Readonly<Record<Single, readonly string[]>> = {
  CMD: ["hadolint DL4003", "trivy DS-0016", "buildkit MultipleInstructionsDisallowed"],
  ENTRYPOINT: ["hadolint DL4004", "trivy DS-0007", "buildkit MultipleInstructionsDisallowed"],
  HEALTHCHECK: ["hadolint DL3012", "trivy DS-0023", "buildkit MultipleInstructionsDisallowed"],
};

export const singleInstruction = defineRule({
  id: "dockerfile/single-instruction",
  on: "dockerfile",
  severity: "warning",
  title: "Keep one CMD, ENTRYPOINT and HEALTHCHECK in a stage",
  why: "Only the last one counts. Whoever edits an earlier one sees no effect, and the container starts something else than the file seems to say.",
  references: ["https://docs.docker.com/reference/build-checks/multiple-instructions-disallowed/"],
  equivalents: [...new Set(Object.values(peers).flat())],
  fix: "review",
  examples: [
    {
      bad: 'FROM node:24-slim\n«CMD» ["npm", "run", "dev"]\nCOPY . .\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nCOPY . .\nCMD ["node", "server.js"]\n',
    },
    {
      bad: "FROM node:24-slim\n«HEALTHCHECK» NONE\nHEALTHCHECK --interval=30s \\\n  CMD node check.js\n",
      good: "FROM node:24-slim\nHEALTHCHECK --interval=30s \\\n  CMD node check.js\n",
    },
  ],
  *check({ file }) {
    // Lines of an open heredoc are no instructions.
    for (const stage of file.form.clean ? file.form.stages : []) {
      // A CMD may have been torn from its HEALTHCHECK by a line that is being typed.
      const isTorn = stage.all("HEALTHCHECK").some(({ check }) => check.kind === "invalid");
      for (const kind of isTorn ? [] : (["CMD", "ENTRYPOINT", "HEALTHCHECK"] as const)) {
        const complete = stage.all(kind).filter(isComplete);
        const last = complete.at(-1);
        for (const earlier of last ? complete.slice(0, -1) : []) {
          yield {
            at: earlier.keywordSpan,
            message: `A later ${kind} of this stage replaces this one, which has no effect.`,
            tag: "unnecessary",
            equivalents: peers[kind],
            ...(last
              ? { related: [{ path: file.path, at: last.keywordSpan, message: `The ${kind} that counts.` }] }
              : {}),
            fixes: [
              {
                title: `Delete the ${kind} without effect`,
                kind: "review",
                edits: [removal(file, earlier)],
              },
            ],
          };
        }
      }
    }
  },
});

/** While one is being typed, the other one is no mistake. */
function isComplete(instruction: Instruction): boolean {
  if (instruction.kind === "HEALTHCHECK" && instruction.check.kind === "none") return true;
  const command =
    instruction.kind === "HEALTHCHECK"
      ? instruction.check.command
      : instruction.kind === "CMD" || instruction.kind === "ENTRYPOINT"
        ? instruction.command
        : undefined;
  if (!command) return false;
  return command.form === "exec" || !(command.isBrokenJson || command.script.open);
}
