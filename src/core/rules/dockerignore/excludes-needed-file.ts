import { secretFile } from "../../data/secret-files";
import {
  type DockerignoreForm,
  decidingPattern,
  type IgnorePattern,
  isIgnored,
} from "../../files/dockerignore";
import type { SourceFile } from "../../files/source";
import { type BuildContext, inFolder } from "../../project/build-context";
import { dockerfiles } from "../../project/dockerfiles";
import { knownContextsIgnoredBy } from "../../project/known-contexts";
import type { ProjectView } from "../../project/view";
import { sitedInstalls } from "../dockerfile/install-sites";
import { frozenState, mayBeMade } from "../dockerfile/lockfiles";
import { requiredFiles } from "../dockerfile/required-files";
import { defineRule, type Fix } from "../rule";
import { takeIn } from "./ignore-file";

export const excludesNeededFile = defineRule({
  id: "dockerignore/excludes-needed-file",
  on: "dockerignore",
  severity: "error",
  title: "Let into the context what a build asks for",
  why: "The builder does not get what a pattern leaves out: a COPY of it stops the build, and so does an install that has to follow a lockfile.",
  references: [
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      title: "a lockfile",
      bad: "node_modules\n«*.json»\n!package.json\n",
      good: "node_modules\n*.json\n!package-lock.json\n!package.json\n",
      with: {
        Dockerfile: "FROM node:24\nCOPY package*.json ./\nRUN npm ci\n",
        "package.json": "{}\n",
        "package-lock.json": "{}\n",
      },
    },
    {
      title: "a file that is copied by name",
      bad: ".git\n«entrypoint.sh»\n",
      good: ".git\n",
      with: { Dockerfile: "FROM debian:13\nCOPY entrypoint.sh /\n", "entrypoint.sh": "exec app\n" },
    },
  ],
  *check({ file, project }) {
    if (file.form.patterns.length === 0) return;
    const told = new Set<string>();
    for (const context of knownContextsIgnoredBy(project, file.path)) {
      for (const { path, why, pattern } of neededAndIgnored(project, context, file.form)) {
        if (told.has(path)) continue;
        told.add(path);
        yield {
          at: pattern.span,
          message: `This keeps \`${path}\` out, ${why}.`,
          fixes: fixesOf(file, path),
        };
      }
    }
  },
});

interface Needed {
  readonly path: string;
  /** As the sentence goes on: "which Dockerfile copies". */
  readonly why: string;
  readonly pattern: IgnorePattern;
}

/** Files of the workspace that a Dockerfile asks for, and that the ignore file keeps out of its context. */
function* neededAndIgnored(
  project: ProjectView,
  context: BuildContext,
  form: DockerignoreForm,
): Generator<Needed> {
  const { dockerfile, folder } = context;
  const copied = project.fact(dockerfiles).get(dockerfile)?.copied ?? [];
  const isOut = (path: string) => project.has(inFolder(folder, path)) && isIgnored(form, path);
  for (const path of copied) {
    const pattern = isOut(path) && !secretFile(path) ? decidingPattern(form, path) : undefined;
    if (pattern) yield { path, why: `which ${dockerfile} copies`, pattern };
  }
  const source = project.file(dockerfile);
  if (!source?.is("dockerfile")) return;
  for (const { install, stage, sites } of sitedInstalls(source, project)) {
    if (install.tool === "pip" || frozenState(install, stage) !== "frozen") continue;
    for (const site of sites.filter(({ place }) => place.context.folder === folder)) {
      for (const { path, state, severity } of requiredFiles(site, project)) {
        if (state !== "ignored" || severity !== "error") continue;
        const pattern = mayBeMade(path, install, stage) ? undefined : decidingPattern(form, path);
        if (pattern) yield { path, why: `without which \`${install.title}\` fails`, pattern };
      }
    }
  }
}

function fixesOf(file: SourceFile<"dockerignore">, path: string): Fix[] {
  const edit = takeIn(file, path);
  return edit ? [{ title: `Let \`${path}\` into the context`, kind: "review", edits: [edit] }] : [];
}
