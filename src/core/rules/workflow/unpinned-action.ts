import { pipelineOf } from "../../files/workflow/pipeline";
import { isCommit, type Uses } from "../../files/workflow/uses";
import { defineRule, type Severity } from "../rule";
import { newestFixes, pinFixes } from "./pin-fix";
import { usesIn } from "./uses-in";

/** Refs that follow what is pushed, hour by hour. */
const branches = /^(?:main|master|head|develop|dev|trunk|latest)$/i;
const firstParty = new Set(["actions", "github"]);

export const unpinnedAction = defineRule({
  id: "workflow/unpinned-action",
  on: ["workflow", "yaml"],
  severity: "warning",
  title: "Pin actions to a commit",
  why: "A tag of an action can be moved to other code at any time, and was: in March 2025 and March 2026 the tags of widely used actions were pointed at code that stole secrets. A full commit cannot be moved.",
  references: [
    "https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions",
    "https://github.com/advisories/GHSA-69fq-xp46-6x23",
  ],
  equivalents: ["zizmor unpinned-uses", "ghalint action_ref_should_be_full_length_commit_sha"],
  deviations: {
    "zizmor unpinned-uses":
      "Images of containers (`docker://`) are the matter of workflow/unpinned-image, which decides about them alike.",
  },
  fix: "review",
  examples: [
    {
      bad: "on: push\npermissions: {}\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/login-action@«v4»\n",
      good: "on: push\npermissions: {}\njobs:\n  image:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: docker/login-action@dbcb813823bdd20940b903addbd779551569679f # v4.6.0\n",
    },
    {
      title: "a branch changes with every push",
      bad: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aquasecurity/trivy-action@«master»\n",
      good: "on: push\njobs:\n  scan:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: aquasecurity/trivy-action@a9c7b0f06e461e9d4b4d1711f154ee024b8d7ab8 # v0.36.0\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    for (const uses of usesIn(pipeline)) {
      const { reference, ref, refAt, scalar } = uses;
      if (reference.kind !== "repository") continue;
      const at = scalar.via ?? refAt;
      if (ref !== undefined && isCommit(ref)) {
        yield { proves: at, message: `${uses.action} is pinned to a commit.` };
        continue;
      }
      yield {
        at,
        message: messageFor(uses),
        severity: severityOf(reference.owner, ref),
        fixes: isBranch(ref) ? newestFixes(file, uses) : pinFixes(file, uses),
      };
    }
  },
});

function isBranch(ref: string | undefined): boolean {
  return ref === undefined || branches.test(ref);
}

function severityOf(owner: string, ref: string | undefined): Severity {
  if (firstParty.has(owner)) return isBranch(ref) ? "warning" : "hint";
  return isBranch(ref) ? "error" : "warning";
}

function messageFor({ action, ref }: Uses): string {
  if (ref === undefined) return `${action} names no version.`;
  if (branches.test(ref)) return `${action} runs whatever is on \`${ref}\` that day. Pin it to a commit.`;
  return `The tag \`${ref}\` of ${action} can be moved to other code. Pin it to a commit.`;
}
