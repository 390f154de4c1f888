import { majorOf, pinOf } from "../../data/action-pins";
import { endedVersions } from "../../data/action-versions";
import { pipelineOf } from "../../files/workflow/pipeline";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";
import { usesIn } from "./uses-in";

export const deadActionVersion = defineRule({
  id: "workflow/dead-action-version",
  on: ["workflow", "yaml"],
  severity: "error",
  title: "Use versions of actions that still run",
  why: "GitHub turns old services off and drops old versions of Node from its machines. A workflow that stays behind stops one day, usually on the day of a fix that has to go out.",
  references: [
    "https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/",
    "https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/",
    "https://github.blog/changelog/2025-09-19-deprecation-of-node-20-on-github-actions-runners/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/upload-artifact@«v3»\n        with:\n          path: dist\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/upload-artifact@v7\n        with:\n          path: dist\n",
    },
    {
      title: "made for a Node that is gone",
      bad: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@«v2.4.0» # pinned for now\n",
      good: "on: push\njobs:\n  build:\n    runs-on: ubuntu-24.04\n    steps:\n      - uses: actions/checkout@v7 # pinned for now\n",
    },
  ],
  *check({ file }) {
    const pipeline = pipelineOf(file);
    if (!pipeline) return;
    for (const { action, ref, refAt, scalar } of usesIn(pipeline)) {
      const major = ref === undefined ? undefined : majorOf(ref);
      const ended = action === undefined ? undefined : endedVersions(action);
      const newest = Math.max(ended?.upTo ?? 0, ended?.node20 ?? 0);
      if (action === undefined || major === undefined || !ended || major > newest) continue;
      const at = scalar.via ?? refAt;
      const pin = pinOf(action);
      const target = pin && majorOf(pin.version);
      const fixes: Fix[] =
        target === undefined || target <= newest
          ? []
          : [{ title: `Move to v${target}`, kind: "review", edits: [replacement(refAt, `v${target}`)] }];
      const { refused } = ended;
      if (refused && major <= refused.upTo) {
        const message = `GitHub has refused ${action}@${ref} since ${refused.since}: this step fails.`;
        yield { at, message, fixes };
      } else if (major <= ended.upTo) {
        const message = `${action}@${ref} was made for a Node that the runners do not have any more; it runs on another one, for now.`;
        yield { at, message, severity: "warning", fixes };
      } else {
        const message = `${action}@${ref} asks for Node 20, and the runners have it run on Node 24; GitHub says so in every run.`;
        yield { at, message, severity: "info", fixes };
      }
    }
  },
});
