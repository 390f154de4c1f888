import { anchoringNote, ignoredEntries, type Stack, stackOf } from "../../data/dockerignore-entries";
import { type IgnorePattern, isIgnored, parseDockerignore } from "../../files/dockerignore";
import type { SourceFile } from "../../files/source";
import { type BuildContext, ignoreFileOf, inFolder, withinFolder } from "../../project/build-context";
import { dockerfiles } from "../../project/dockerfiles";
import { pathsIn } from "../../project/paths";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { OtherFileChange } from "../rule";

/** Puts `lines` at the end of an ignore file. */
export function appendLines({ text, eol }: SourceFile, lines: readonly string[]): TextEdit {
  const isOpen = text !== "" && text !== "\ufeff" && !text.endsWith("\n");
  return insertion(text.length, lines.map((line) => (isOpen ? `${eol}${line}` : `${line}${eol}`)).join(""));
}

/**
 * The change that adds `patterns` to the ignore file of `context`, or makes one that has them. Undefined when the
 * file that counts cannot be read.
 */
export function keepOut(
  project: ProjectView,
  context: BuildContext,
  patterns: readonly string[],
): OtherFileChange | undefined {
  const path = ignoreFileOf(project, context);
  if (path === undefined) return createIgnoreFile(project, context, patterns);
  const file = project.file(path);
  return file?.is("dockerignore") ? { path, edits: [appendLines(file, patterns)] } : undefined;
}

/** An ignore file for `context` after what lies in it: nothing that a Dockerfile copies by name is left out. */
export function createIgnoreFile(
  project: ProjectView,
  context: BuildContext,
  patterns: readonly string[] = [],
): OtherFileChange {
  const copied = project.fact(dockerfiles).get(context.dockerfile)?.copied ?? [];
  const needed = copied.filter((path) => path !== "." && !/[*?[]/.test(path));
  const entries = ignoredEntries(stacksIn(project, context.folder)).filter((line) => {
    const form = parseDockerignore(line);
    return !needed.some((path) => isIgnored(form, path));
  });
  const eol = project.file(context.dockerfile)?.eol ?? "\n";
  const lines = [anchoringNote, ...new Set([...entries, ...patterns]), ""];
  return { path: inFolder(context.folder, ".dockerignore"), create: lines.join(eol) };
}

/** The stacks of which a manifest lies in the folder or below, dependencies left out. */
export function stacksIn(project: ProjectView, folder: string): ReadonlySet<Stack> {
  const stacks = new Set<Stack>();
  for (const path of pathsIn(project.paths(), folder)) {
    const stack = stackOf(path.slice(path.lastIndexOf("/") + 1));
    if (stack && !/(?:^|\/)(?:node_modules|\.venv|venv|vendor)\//.test(withinFolder(folder, path) ?? path)) {
      stacks.add(stack);
    }
  }
  return stacks;
}

/**
 * The edit after which the file or folder at `path` is part of the context: the pattern that names it goes; one
 * that covers more gets an exception below it. Undefined when neither helps.
 */
export function takeIn(file: SourceFile<"dockerignore">, path: string): TextEdit | undefined {
  const { form, lines, eol } = file;
  const { patterns } = form;
  const leaves = (changed: readonly IgnorePattern[]) => isIgnored({ ...form, patterns: changed }, path);
  const [exception] = parseDockerignore(`!${path}`).patterns;
  const named = patterns.findLastIndex(({ isNegated, path: own }) => !isNegated && own === path);
  const covering = patterns.findLastIndex((pattern) => !pattern.isNegated && leaves([pattern]));
  const [name, cover] = [patterns[named], patterns[covering]];
  if (!cover || !exception) return undefined;
  if (name && !leaves(patterns.toSpliced(named, 1))) return removeLine(file, name.span.start);
  if (leaves(patterns.toSpliced(covering + 1, 0, exception))) return undefined;
  const { end } = lines.lineSpan(lines.lineAt(cover.span.start));
  return insertion(end, `${eol}!${path}`);
}

function removeLine({ text, lines }: SourceFile, offset: number): TextEdit {
  const line = lines.lineAt(offset);
  const { start, end } = lines.lineSpan(line);
  if (line + 1 < lines.lineCount) {
    const from = text.charCodeAt(start) === 0xfeff ? start + 1 : start;
    return replacement({ start: from, end: lines.lineSpan(line + 1).start }, "");
  }
  return replacement({ start: line > 0 ? lines.lineSpan(line - 1).end : start, end }, "");
}
