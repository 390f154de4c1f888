import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Problem, type Related } from "../rule";
import { deliver } from "./bring-files";
import { type InstallSite, sitedInstalls } from "./install-sites";
import { frozenState, mayBeMade } from "./lockfiles";
import { type RequiredFile, requiredFiles } from "./required-files";
import { joinPath } from "./working-folders";

export const lockfileNotCopied = defineRule({
  id: "dockerfile/lockfile-not-copied",
  on: "dockerfile",
  severity: "error",
  title: "Copy the lockfile before the exact install",
  why: "An exact install fails without its lockfile, or quietly resolves the packages anew: the build breaks on the server, or ships versions that nobody tested.",
  references: ["https://docs.npmjs.com/cli/commands/npm-ci", "https://pnpm.io/docker"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN «npm ci» --omit=dev\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\n",
      with: { "package.json": "{}\n", "package-lock.json": "{}\n" },
    },
    {
      title: "settings that the lockfile depends on",
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json pnpm-lock.yaml ./\nRUN «pnpm install» --frozen-lockfile\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json pnpm-workspace.yaml pnpm-lock.yaml ./\nRUN pnpm install --frozen-lockfile\n",
      with: {
        "package.json": "{}\n",
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n",
        "pnpm-workspace.yaml": "overrides:\n  semver: ^7.7.3\n",
      },
    },
  ],
  *check({ file, project }) {
    if (!file.form.clean) return;
    for (const { install, stage, sites } of sitedInstalls(file, project)) {
      if (install.tool === "pip" || frozenState(install, stage) === "loose") continue;
      const [first, ...others] = sites.map((site) => missingFor(site, project));
      const [site] = sites;
      if (!first || !site || sites.length === 0) continue;
      if (first.length === 0) {
        const lock = requiredFiles(site, project)[0]?.path;
        if (lock !== undefined && others.every((each) => each.length === 0)) {
          yield { proves: install.at, message: `\`${lock}\` is there when \`${install.title}\` runs.` };
        }
      } else if (others.every((each) => each.length > 0)) {
        yield problemFor(site, first, file, project, others.length === 0);
      }
    }
  },
});

/** What the image does not have when the install runs. */
function missingFor(site: InstallSite, project: ProjectView): RequiredFile[] {
  const { install, stage, place, files } = site;
  return requiredFiles(site, project).filter(({ probe, state }) => {
    const below = place.source === "" ? probe : probe.slice(place.source.length + 1);
    const target = joinPath(place.folder, below);
    if (target === undefined || files.originOf(target, install.run.index)) return false;
    // A COPY that names an ignored file fails by itself.
    if (state === "ignored" && stage.chain.some((each) => each.all("COPY").some(names(probe)))) return false;
    return !mayBeMade(probe.slice(probe.lastIndexOf("/") + 1), install, stage);
  });
}

function names(path: string) {
  return ({ sources }: { readonly sources: readonly { readonly text: string }[] }) =>
    sources.some(({ text }) => text.replace(/^\.?\//, "") === path);
}

function problemFor(
  { install, place, files }: InstallSite,
  missing: readonly RequiredFile[],
  file: SourceFile<"dockerfile">,
  project: ProjectView,
  canFix: boolean,
): Problem {
  const ignored = missing.filter(({ state }) => state === "ignored");
  const list = missing.map(({ path }) => `\`${path}\``).join(" and ");
  const isGrave = missing.some(({ severity }) => severity === "error");
  const reason =
    ignored.length === missing.length
      ? "which the ignore file keeps out of the build"
      : "which nothing copies before it";
  const { by } = place.origin;
  const related: Related = {
    path: file.path,
    at: by.kind === "copy" ? (by.source?.span ?? by.instruction.span) : by.mount.flag.span,
    message: "This brings the manifest.",
  };
  const delivery = canFix ? deliver(file, project, place, missing, files) : undefined;
  const fix: Fix | undefined = delivery && {
    title: delivery.edits.length > 0 ? `Copy ${list} as well` : `Let ${list} into the build`,
    kind: "safe",
    edits: delivery.edits,
    ...(delivery.also ? { also: [delivery.also] } : {}),
  };
  return {
    at: install.at,
    severity: isGrave ? "error" : "warning",
    message: `\`${install.title}\` needs ${list}, ${reason}.`,
    related: [related],
    fixes: fix ? [fix] : [],
  };
}
