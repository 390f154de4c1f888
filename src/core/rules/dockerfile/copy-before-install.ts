import type { CopyInstruction } from "../../files/dockerfile/instruction";
import type { Stage } from "../../files/dockerfile/stage";
import { asMap } from "../../files/yaml/form";
import { inFolder, withinFolder } from "../../project/build-context";
import { contextFiles } from "../../project/context-files";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import type { InstallTool } from "./dependency-install";
import { type InstallSite, sitedInstalls } from "./install-sites";
import { inWorkspace } from "./lockfiles";
import { moveInstall } from "./move-install";
import { manifestAt } from "./package-manifest";
import { joinPath } from "./working-folders";

export const copyBeforeInstall = defineRule({
  id: "dockerfile/copy-before-install",
  on: "dockerfile",
  severity: "info",
  title: "Install dependencies before copying the sources",
  why: "When all files come first, any change to any of them throws the cached install away: every deployment downloads all packages again.",
  references: [
    "https://docs.docker.com/build/cache/optimize/#order-your-layers",
    "https://docs.docker.com/build/building/best-practices/#leverage-build-cache",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: 'FROM node:24-slim\nWORKDIR /app\nCOPY . .\nRUN «npm ci» --omit=dev\nCMD ["node", "server.js"]\n',
      good: 'FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci --omit=dev\nCOPY . .\nCMD ["node", "server.js"]\n',
      with: { "package.json": "{}\n", "package-lock.json": "{}\n", "server.js": "" },
    },
    {
      bad: "FROM python:3.13-slim\nWORKDIR /app\nCOPY . .\nRUN «pip install» --no-cache-dir -r requirements.txt && python manage.py collectstatic --noinput\n",
      good: "FROM python:3.13-slim\nWORKDIR /app\nCOPY requirements.txt ./\nRUN pip install --no-cache-dir -r requirements.txt\nCOPY . .\nRUN python manage.py collectstatic --noinput\n",
      with: { "requirements.txt": "Django==5.2.8\n", "manage.py": "" },
    },
  ],
  *check({ file, project }) {
    // Tools that installed the packages before all files came: what they do later is little.
    const early = new Map<Stage, Set<InstallTool>>();
    for (const { stage, install, sites } of sitedInstalls(file, project)) {
      const copies = sites.map((site) => copyOfAll(site, project));
      const [copy] = copies;
      const [site] = sites;
      if (!site || !copy || copies.includes(undefined)) {
        early.set(stage, (early.get(stage) ?? new Set()).add(install.tool));
        continue;
      }
      if (stage.chain.some((each) => early.get(each)?.has(install.tool))) continue;
      const move = sites.length === 1 ? moveInstall(file, site, copy, project) : undefined;
      const names = move?.copied.map((name) => `\`${name}\``).join(", ");
      const fix: Fix | undefined = move && {
        title: `Copy ${names} first and install above \`${copy.keyword} ${copy.args.text}\``,
        kind: "review",
        edits: move.edits,
      };
      yield {
        at: install.at,
        ...(isWorkspace(site, project) ? { severity: "hint" as const } : {}),
        message: `Every change to any file runs \`${install.title}\` again, because all files are copied before it.`,
        related: [{ path: file.path, at: copy.span, message: "This copies all files." }],
        fixes: fix ? [fix] : [],
      };
    }
  },
});

/** The COPY of the stage that brings the manifest together with sources, where nothing brought it before. */
function copyOfAll(
  { install, stage, place, files }: InstallSite,
  project: ProjectView,
): CopyInstruction | undefined {
  const { by, isNamed, path = "" } = place.origin;
  if (by.kind !== "copy" || isNamed || !stage.owns(by.instruction)) return undefined;
  const target = joinPath(place.folder, path.slice(path.lastIndexOf("/") + 1));
  if (target === undefined || files.originOf(target, by.instruction.index)) return undefined;
  const hasSources = contextFiles(project, place.context).some((each) => {
    const below = withinFolder(place.source, each);
    return below !== undefined && !isManifest(below);
  });
  return hasSources && install.run.index > by.instruction.index ? by.instruction : undefined;
}

/** Files that decide on the packages and hold no code. */
function isManifest(path: string): boolean {
  return /(^|\/)([^/]*(requirements|constraints)[^/]*|[^/]+\.(txt|in|lock|lockb|toml)|package(-lock)?\.json|npm-shrinkwrap\.json|pnpm-[\w-]+\.yaml|\.[^/]+|Dockerfile[^/]*|compose[^/]*|docker-compose[^/]*)$/.test(
    path,
  );
}

/** Several packages in one repository: their manifests cannot be copied by one line. */
function isWorkspace({ place }: InstallSite, project: ProjectView): boolean {
  if (manifestAt(project, inWorkspace(place, place.origin.path ?? ""))?.hasWorkspaces) return true;
  const file = project.file(inWorkspace(place, inFolder(place.source, "pnpm-workspace.yaml")));
  return file?.is("yaml") === true && asMap(file.form.root)?.get("packages") !== undefined;
}
