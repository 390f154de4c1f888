import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Problem } from "../rule";
import { type Delivery, deliver } from "./bring-files";
import { flagEdits, isFrozenBySettings } from "./freeze";
import { type InstallSite, sitedInstalls } from "./install-sites";
import {
  foreignLockfileAt,
  frozenState,
  inWorkspace,
  isLockedAbove,
  type Lockfile,
  lockfileAt,
  mayBeMade,
} from "./lockfiles";
import { manifestAt } from "./package-manifest";
import { joinPath } from "./working-folders";

export const frozenInstall = defineRule({
  id: "dockerfile/frozen-install",
  on: "dockerfile",
  severity: "warning",
  title: "Install exactly what the lockfile says",
  why: "A plain install may resolve packages anew and change the lockfile inside the image: what goes live is not what was tested, and nobody sees the difference.",
  references: [
    "https://docs.npmjs.com/cli/commands/npm-ci",
    "https://pnpm.io/cli/install#--frozen-lockfile",
    "https://docs.astral.sh/uv/guides/integration/docker/",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN «npm install» --omit=dev\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci --omit=dev\n",
      with: { "package.json": "{}\n", "package-lock.json": "{}\n" },
    },
    {
      title: "the lockfile has to come along",
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json ./\nRUN «npm install»\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n",
      with: { "package.json": "{}\n", "package-lock.json": "{}\n" },
    },
    {
      bad: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json pnpm-lock.yaml ./\nRUN «pnpm install» --prod\n",
      good: "FROM node:24-slim\nWORKDIR /app\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm install --frozen-lockfile --prod\n",
      with: { "package.json": "{}\n", "pnpm-lock.yaml": "lockfileVersion: '9.0'\n" },
    },
    {
      bad: "FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN «uv sync» --no-dev\n",
      good: "FROM python:3.13-slim\nWORKDIR /app\nCOPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-dev\n",
      with: { "pyproject.toml": '[project]\nname = "api"\n', "uv.lock": "" },
    },
  ],
  *check({ file, project }) {
    for (const { stage, install, sites } of sitedInstalls(file, project)) {
      if (install.tool === "pip" || install.tool === "poetry") continue;
      const state = frozenState(install, stage);
      if (state === "frozen") {
        yield { proves: install.at, message: `\`${install.title}\` takes what the lockfile says.` };
      }
      const [problem, ...others] = state === "loose" ? sites.map((site) => judge(site, file, project)) : [];
      if (!problem || others.includes(undefined)) continue;
      yield others.length > 0 ? { ...problem, fixes: [] } : problem;
    }
  },
});

function judge(site: InstallSite, file: SourceFile<"dockerfile">, project: ProjectView): Problem | undefined {
  const { install, place } = site;
  if (isFrozenBySettings(place, project)) return undefined;
  const { at, title, tool } = install;
  const lock = lockfileAt(project, place, tool);
  if (!lock) {
    const foreign = foreignLockfileAt(project, place, tool);
    if (foreign) {
      const message = `\`${title}\` does not read \`${foreign.name}\`, so each build resolves the packages anew.`;
      return { at, message };
    }
    const manifest = inWorkspace(place, place.origin.path ?? "");
    if (isLockedAbove(project, place) || !file.form.clean || isEmpty(manifest, project)) return undefined;
    const message = `There is no lockfile beside \`${manifest}\`, so each build may get other packages. Commit one.`;
    return { at, severity: "info", message };
  }
  const message = `\`${title}\` may resolve other packages than \`${lock.name}\` names, and says nothing.`;
  const brought = bringing(lock, site, file, project);
  const flag = flagEdits(install, place, file, project);
  if (!brought || !flag) return { at, message };
  const { edits: added, also } = brought;
  const isMore = added.length > 0 || also !== undefined;
  const command = flag.command + (isMore ? `, and let \`${lock.name}\` come along` : "");
  const fix: Fix = {
    title: `Use ${command}`,
    kind: flag.isReversal ? "review" : "safe",
    edits: [...added, ...flag.edits],
    ...(also ? { also: [also] } : {}),
  };
  return { at, message, fixes: [fix] };
}

/** Whether a package.json names no packages, so that there is nothing to lock. */
function isEmpty(path: string, project: ProjectView): boolean {
  const manifest = manifestAt(project, path);
  return manifest !== undefined && Object.keys(manifest.dependencies).length === 0;
}

/** What has to change so that the lockfile is there; undefined when that cannot be told. */
function bringing(
  lock: Lockfile,
  { install, stage, place, files }: InstallSite,
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Delivery | undefined {
  const path = joinPath(place.folder, lock.name);
  const isThere = path === undefined || files.originOf(path, install.run.index) !== undefined;
  if (isThere || mayBeMade(lock.name, install, stage)) return { edits: [], also: undefined };
  return deliver(file, project, place, [lock], files);
}
