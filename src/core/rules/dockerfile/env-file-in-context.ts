import { isEnvFile } from "../../data/secret-files";
import { isIgnored } from "../../files/dockerignore";
import { compilePath, matchesPath } from "../../files/dockerignore-match";
import { roleOf } from "../../files/role";
import { type BuildContext, ignoreFileOf, inFolder, withinFolder } from "../../project/build-context";
import { ignoreFormOf } from "../../project/context-files";
import { knownContexts } from "../../project/known-contexts";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";
import { keepOut } from "../dockerignore/ignore-file";
import { defineRule, type Fix } from "../rule";
import { type ContextCopy, contextCopies } from "./context-copies";
import { isSecretEnvFile } from "./env-files";

export const envFileInContext = defineRule({
  id: "dockerfile/env-file-in-context",
  on: "dockerfile",
  severity: "error",
  title: "Keep .env files out of what COPY takes",
  why: "`COPY . .` takes every file that no ignore file names. A `.env` file in an image gives its passwords to everybody who can pull it, and wins over the variables that production sets.",
  references: [
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
    "https://docs.docker.com/build/building/secrets/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        Dockerfile: "FROM node:24\nCOPY «.» .\n",
        ".dockerignore": "node_modules\n",
        ".env": "API_KEY=\n",
      },
      good: {
        Dockerfile: "FROM node:24\nCOPY . .\n",
        ".dockerignore": "node_modules\n**/.env\n",
        ".env": "API_KEY=\n",
      },
    },
    {
      title: "a pattern for the root leaves those of the folders in",
      files: {
        Dockerfile: "FROM python:3.13-slim\nCOPY «.» /srv\n",
        ".dockerignore": ".env\n",
        "api/.env": "DB_PASSWORD=\n",
      },
      good: {
        Dockerfile: "FROM python:3.13-slim\nCOPY . /srv\n",
        ".dockerignore": ".env\n**/.env\n",
        "api/.env": "DB_PASSWORD=\n",
      },
    },
  ],
  *check({ file, project }) {
    const copies = [...contextCopies(file.form)].filter(({ instruction }) => takesAll(instruction.flags));
    if (copies.length === 0) return;
    const told = new Set<number>();
    for (const context of knownContexts(project, file.path)) {
      const secrets = envFilesOf(project, context);
      for (const copy of copies) {
        const taken = secrets.filter((path) => isTaken(path, copy.path));
        if (taken.length === 0 || told.has(copy.source.span.start)) continue;
        told.add(copy.source.span.start);
        const names = taken.slice(0, 3).map((path) => `\`${inFolder(context.folder, path)}\``);
        yield {
          at: copy.source.span,
          severity: copy.isShipped ? "error" : "warning",
          message: `This takes ${names.join(", ")} along${copy.isShipped ? ", for everybody who gets the image to read" : " into the build"}.`,
          fixes: fixesOf(project, context, taken),
        };
      }
    }
  },
});

/** Whether nothing is left out by `--exclude`. */
function takesAll(flags: ContextCopy["instruction"]["flags"]): boolean {
  return !flags.some(({ name }) => name === "exclude");
}

/** The files of variables that the builder gets and that are to stay where they are. */
function envFilesOf(project: ProjectView, context: BuildContext): string[] {
  const ignores = ignoreFormOf(project, context);
  return pathsIn(project.paths(), context.folder).flatMap((full) => {
    const role = isEnvFile(full) ? roleOf(full) : "skip";
    const path = withinFolder(context.folder, full) ?? full;
    if ((role !== "prod" && role !== "dev") || (ignores && isIgnored(ignores, path))) return [];
    return isSecretEnvFile(project, context, path) ? [path] : [];
  });
}

/** Whether a source takes the file along with its folder. A file that is asked for by name is another matter. */
function isTaken(path: string, source: string): boolean {
  if (source === "." || source === "*") return true;
  if (!/[*?[]/.test(source)) return path.startsWith(`${source}/`);
  const pattern = compilePath(source);
  const parts = path.split("/");
  return parts.some((_, i) => i > 0 && matchesPath(pattern, parts.slice(0, i).join("/")));
}

function fixesOf(project: ProjectView, context: BuildContext, taken: readonly string[]): Fix[] {
  const patterns = [...new Set(taken.map((path) => `**/${path.slice(path.lastIndexOf("/") + 1)}`))];
  const change = keepOut(project, context, patterns);
  if (!change) return [];
  const ignoreFile = ignoreFileOf(project, context);
  const title = ignoreFile
    ? `Add ${patterns.map((pattern) => `\`${pattern}\``).join(", ")} to ${ignoreFile}`
    : `Create ${change.path} that leaves ${patterns.join(", ")} out`;
  return [{ title, kind: "review", edits: [], also: [change] }];
}
