import { isIgnored } from "../../files/dockerignore";
import { contextsIgnoredBy, inFolder, isOverridden, withinFolder } from "../../project/build-context";
import { pathsIn } from "../../project/paths";
import { folderOf } from "../../project/services";
import { insertion } from "../../text/edits";
import { defineRule } from "../rule";

export const rootOnlyPattern = defineRule({
  id: "dockerignore/root-only-pattern",
  on: "dockerignore",
  severity: "info",
  title: "Let patterns reach the folders below",
  why: "Unlike in `.gitignore`, a pattern without `**/` means the top of the context alone: the same name one folder deeper goes into the image.",
  references: [
    "https://docs.docker.com/build/concepts/context/#syntax",
    "https://docs.docker.com/reference/dockerfile/#dockerignore-file",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      bad: ".git\n«__pycache__»\n",
      good: ".git\n**/__pycache__\n",
      with: { "app/__pycache__/main.cpython-313.pyc": "" },
    },
  ],
  *check({ file, project }) {
    const { patterns } = file.form;
    const plain = patterns.filter(({ isNegated, path }) => !isNegated && names.test(path));
    if (plain.length === 0 || isOverridden(project, file.path)) return;
    const folder = contextsIgnoredBy(project, file.path)[0]?.folder ?? folderOf(file.path);
    const below = nestedNames(pathsIn(project.paths(), folder), folder, (path) => isIgnored(file.form, path));
    for (const { path, text, span } of plain) {
      // `/node_modules` says that the top is meant.
      if (text.startsWith("/")) continue;
      const found = path === "*.pyc" ? below.compiled : below.byName.get(path);
      if (found === undefined) continue;
      yield {
        at: span,
        message: `\`${path}\` means the top of the context alone: \`${inFolder(folder, found)}\` is part of it.`,
        fixes: [
          {
            title: `Write \`**/${path}\``,
            kind: "safe",
            edits: [insertion(span.start + text.lastIndexOf(path), "**/")],
          },
        ],
      };
    }
  },
});

/** What lies about in any folder of a project. */
const names =
  /^(?:node_modules|\*\.pyc|__pycache__|\.env|\.venv|venv|\.DS_Store|\.pytest_cache|\.mypy_cache)$/;

/** For each name in a folder below the context the first path that has it and is part of the context. */
function nestedNames(paths: readonly string[], folder: string, isOut: (path: string) => boolean) {
  const byName = new Map<string, string>();
  let compiled: string | undefined;
  for (const full of paths) {
    const path = withinFolder(folder, full) ?? full;
    const parts = path.split("/");
    const isCompiled = compiled === undefined && parts.length > 1 && path.endsWith(".pyc");
    const at = parts.findIndex((part, i) => i > 0 && names.test(part) && !byName.has(part));
    if ((at < 0 && !isCompiled) || isOut(path)) continue;
    if (isCompiled) compiled = path;
    if (at > 0) byName.set(parts[at] ?? "", parts.slice(0, at + 1).join("/"));
  }
  return { byName, compiled };
}
