import { secretFile } from "../../data/secret-files";
import { decidingPattern } from "../../files/dockerignore";
import { ignoreFileOf } from "../../project/build-context";
import { knownContexts } from "../../project/known-contexts";
import type { ProjectView } from "../../project/view";
import { takeIn } from "../dockerignore/ignore-file";
import { defineRule, type Fix } from "../rule";
import { contextCopies } from "./context-copies";
import { isLeftOut } from "./left-out";

export const copyIgnoredFile = defineRule({
  id: "dockerfile/copy-ignored-file",
  on: "dockerfile",
  severity: "error",
  title: "Copy nothing that the ignore file keeps out",
  why: "What the ignore file names does not reach the builder: COPY stops the build because the file is not found, although it is there.",
  references: [
    "https://docs.docker.com/reference/build-checks/copy-ignored-file/",
    "https://docs.docker.com/build/concepts/context/#dockerignore-files",
  ],
  equivalents: ["buildkit CopyIgnoredFile"],
  fix: "review",
  examples: [
    {
      files: {
        Dockerfile: "FROM nginx:1.29-alpine\nCOPY «dist» /usr/share/nginx/html\n",
        ".dockerignore": "node_modules\ndist\n",
      },
      good: {
        Dockerfile: "FROM nginx:1.29-alpine\nCOPY dist /usr/share/nginx/html\n",
        ".dockerignore": "node_modules\n",
      },
    },
    {
      title: "an exception for one of many",
      files: {
        Dockerfile: "FROM python:3.13-slim\nCOPY requirements.txt «docs/schema.json» /app/\n",
        ".dockerignore": "**/docs\n.git\n",
        "docs/schema.json": "{}\n",
      },
      good: {
        Dockerfile: "FROM python:3.13-slim\nCOPY requirements.txt docs/schema.json /app/\n",
        ".dockerignore": "**/docs\n!docs/schema.json\n.git\n",
        "docs/schema.json": "{}\n",
      },
    },
  ],
  *check({ file, project }) {
    const told = new Set<number>();
    for (const context of knownContexts(project, file.path)) {
      const ignoreFile = ignoreFileOf(project, context);
      const ignores = ignoreFile === undefined ? undefined : project.file(ignoreFile);
      if (!ignores?.is("dockerignore") || ignores.form.patterns.length === 0) continue;
      for (const { instruction, source, path } of contextCopies(file.form)) {
        if (told.has(source.span.start) || !isLeftOut(project, context, ignores.form, path)) continue;
        told.add(source.span.start);
        const isPattern = /[*?[]/.test(path);
        const pattern = decidingPattern(ignores.form, path === "." ? "any" : path);
        const what = path === "." ? "Everything" : `\`${path}\``;
        const end = isPattern ? "finds nothing" : path === "." ? "copies nothing" : "fails";
        yield {
          at: source.span,
          severity: isPattern ? "warning" : "error",
          message: `${what} stays out of the build context because of ${ignores.path}, so this ${instruction.kind} ${end}.`,
          related: pattern
            ? [{ path: ignores.path, at: pattern.span, message: "This pattern keeps it out." }]
            : [],
          fixes: fixesOf(project, ignores.path, path),
        };
      }
    }
  },
});

/** Lets the path in; what should not be in an image stays where it is. */
function fixesOf(project: ProjectView, ignoreFile: string, path: string): Fix[] {
  const file = project.file(ignoreFile);
  const edit = file?.is("dockerignore") && path !== "." && !secretFile(path) && takeIn(file, path);
  if (!edit) return [];
  const title = `Let \`${path}\` into the build context (${ignoreFile})`;
  return [{ title, kind: "review", edits: [], also: [{ path: ignoreFile, edits: [edit] }] }];
}
