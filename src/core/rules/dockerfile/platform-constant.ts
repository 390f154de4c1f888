import type { Flag } from "../../files/dockerfile/words";
import { replacement } from "../../text/edits";
import { defineRule, type Fix } from "../rule";

export const platformConstant = defineRule({
  id: "dockerfile/platform-constant",
  on: "dockerfile",
  severity: "info",
  title: "Leave the platform of a stage to the build",
  why: "With a fixed platform, every machine of another kind runs the image through emulation: several times slower, and some programs crash.",
  references: ["https://docs.docker.com/reference/build-checks/from-platform-flag-const-disallowed/"],
  equivalents: ["buildkit FromPlatformFlagConstDisallowed", "hadolint DL3029"],
  deviations: {
    "hadolint DL3029": "A stage that is called after its platform, such as `build_amd64`, means to have it.",
  },
  fix: "review",
  examples: [
    {
      bad: 'FROM «--platform=linux/amd64» node:24-slim\nCOPY . .\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nCOPY . .\nCMD ["node", "server.js"]\n',
    },
  ],
  *check({ file }) {
    for (const { from, name } of file.form.stages) {
      const { platform, image } = from;
      const value = platform?.value;
      if (!platform || !image || value === undefined || value === "" || value.includes("$")) continue;
      if (isNamedAfter(name, value)) continue;
      yield {
        at: platform.span,
        message: `This stage is always built for \`${value}\`, whatever platform the build asks for.`,
        fixes: fixesFor(platform, file.text, image.span.start),
      };
    }
  },
});

const sameArchitecture: ReadonlyMap<string, string> = new Map([
  ["x86_64", "amd64"],
  ["x86-64", "amd64"],
  ["aarch64", "arm64"],
  ["armhf", "arm"],
  ["armel", "arm"],
  ["i386", "386"],
]);

/** A name such as `build_amd64` says that the platform is meant. */
function isNamedAfter(name: string | undefined, platform: string): boolean {
  const [system = "", architecture = ""] = platform.toLowerCase().split("/");
  const parts = [system, architecture, sameArchitecture.get(architecture) ?? ""];
  return parts.some((part) => part !== "" && name?.includes(part));
}

function fixesFor(platform: Flag, text: string, next: number): Fix[] {
  const { start, end } = platform.span;
  const gap = /^[ \t]*/.exec(text.slice(end, next))?.[0].length ?? 0;
  const edits = [replacement({ start, end: end + gap }, "")];
  return [{ title: "Build for the platform that the build asks for", kind: "review", edits }];
}
