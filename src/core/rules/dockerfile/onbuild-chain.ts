import { skipSpace, skipWord } from "../../files/dockerfile/logical";
import { replacement } from "../../text/edits";
import { defineRule } from "../rule";

export const onbuildChain = defineRule({
  id: "dockerfile/onbuild-chain",
  on: "dockerfile",
  severity: "error",
  title: "Trigger only what ONBUILD can trigger",
  why: "The builder refuses ONBUILD, FROM and MAINTAINER as triggers, so that the image cannot be built.",
  references: ["https://docs.docker.com/reference/dockerfile/#onbuild-limitations"],
  equivalents: ["hadolint DL3043"],
  fix: "review",
  examples: [
    {
      bad: "FROM node:24\nONBUILD «ONBUILD» COPY . .\n",
      good: "FROM node:24\nONBUILD COPY . .\n",
    },
    {
      title: "a base image cannot be triggered",
      bad: "FROM node:24\nONBUILD «FROM» debian:13\n",
      good: "FROM node:24\nONBUILD COPY . .\n",
      fix: null,
    },
  ],
  *check({ file }) {
    for (const { kind, args } of file.form.instructions) {
      if (kind !== "ONBUILD") continue;
      const end = skipWord(args.text, 0);
      const trigger = args.text.slice(0, end).toUpperCase();
      if (!refused.has(trigger)) continue;
      const at = args.spanOf(0, end);
      const next = skipSpace(args.text, end);
      const gap = { start: at.start, end: next < args.length ? args.offsetAt(next) : at.end };
      yield {
        at,
        message: `The builder does not take ${trigger} as a trigger of ONBUILD.`,
        fixes:
          trigger === "ONBUILD" && next < args.length
            ? [{ title: "Remove the second ONBUILD", kind: "review", edits: [replacement(gap, "")] }]
            : [],
      };
    }
  },
});

const refused = new Set(["ONBUILD", "FROM", "MAINTAINER"]);
