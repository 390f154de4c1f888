import { normalizeDistribution, parseRequirement } from "../../files/requirements";
import type { SourceFile } from "../../files/source";
import { tomlStrings } from "../../files/toml";
import type { App } from "../../project/launch-scope";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";

/** A place that a rule about the whole repository can point to. */
export interface Place {
  readonly path: string;
  readonly at: Span;
}

/** Where the manifest of an app asks for `name`; undefined when it cannot be found any more. */
export function placeOfDependency(project: ProjectView, app: App, name: string): Place | undefined {
  const file = project.file(app.manifest);
  const at = file && dependencyIn(file, name);
  return file && at ? { path: file.path, at } : undefined;
}

/** Where a manifest names a dependency, without its version. */
export function dependencyIn(file: SourceFile, name: string): Span | undefined {
  if (file.is("json")) {
    const property = file.form.property("dependencies", name) ?? file.form.property("devDependencies", name);
    return property && { start: property.keyAt.start + 1, end: property.keyAt.end - 1 };
  }
  if (file.is("requirements"))
    return file.form.requirements.find(({ normalized }) => normalized === name)?.nameSpan;
  if (!file.is("toml")) return undefined;
  for (const { entries } of file.form.tables) {
    for (const { key, keySpan, value } of entries) {
      const own = key.at(-1);
      if (own !== undefined && normalizeDistribution(own) === name) return keySpan;
      const listed = tomlStrings(value).find(({ text }) => parseRequirement(text, 0)?.normalized === name);
      if (listed) return { start: listed.contentSpan.start, end: listed.contentSpan.start + name.length };
    }
  }
  return undefined;
}

/** The first words of a file: where to point when the file as a whole is meant. */
export function firstLine({ text }: SourceFile): Span {
  const match = /[^\s\uFEFF][^\r\n]{0,200}/.exec(text);
  return match ? { start: match.index, end: match.index + match[0].trimEnd().length } : { start: 0, end: 0 };
}
