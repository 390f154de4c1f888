import { nodePackages, pythonPackages } from "../data/packages";
import type { JsonForm } from "../files/json";
import { addProperty } from "../files/json-edits";
import { normalizeDistribution, type Requirement } from "../files/requirements";
import type { SourceFile } from "../files/source";
import { nextLine, startsLine } from "../files/syntax/style";
import { type TomlForm, type TomlValue, tomlEntries, tomlValue } from "../files/toml";
import { insertion, type TextEdit } from "../text/edits";
import { eolOf, indentAt } from "../text/lines";
import { pythonPackagesIn } from "./python-packages";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** Edits of one manifest. */
export interface ManifestChange {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Adds the npm package `name` to the dependencies of the package.json that the module at `path` belongs to. Empty where
 * it is there already, where no manifest can be read, or where its version is not known.
 */
export function addNodeDependency(project: ProjectView, path: string, name: string): ManifestChange[] {
  const version = nodePackages.get(name);
  const manifest = nearest(path, (folder) => readable(project.file(inFolder(folder, "package.json"))));
  if (!manifest?.is("json") || version === undefined) return [];
  const edit = intoPackage(manifest, name, `^${version}`);
  return edit ? [{ path: manifest.path, edits: [edit] }] : [];
}

/** The same for the Python distribution `name`: requirements files, the tables of pyproject.toml and of Poetry. */
export function addPythonDependency(project: ProjectView, path: string, name: string): ManifestChange[] {
  const folder = nearest(path, (one) => {
    const isManifest = [...requirementFiles, "pyproject.toml"].some((file) =>
      project.has(inFolder(one, file)),
    );
    return isManifest ? one : undefined;
  });
  const version = pythonPackages.get(name);
  if (folder === undefined || version === undefined) return [];
  if (pythonPackagesIn(project, folder)?.distributions.includes(normalizeDistribution(name))) return [];
  for (const file of [...requirementFiles, "pyproject.toml"]) {
    const manifest = readable(project.file(inFolder(folder, file)));
    const edit = manifest && intoManifest(manifest, name, version);
    if (edit) return [{ path: manifest.path, edits: [edit] }];
  }
  return [];
}

/** Files in which people write what a service needs, those that others are compiled from first. */
const requirementFiles = [
  "requirements.in",
  "requirements/base.in",
  "requirements.txt",
  "requirements/base.txt",
  "requirements/production.txt",
  "requirements/prod.txt",
];

function nearest<T>(path: string, at: (folder: string) => T | undefined): T | undefined {
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    const found = at(folder);
    if (found !== undefined || folder === "") return found;
  }
}

function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

function readable(file: SourceFile | undefined): SourceFile | undefined {
  return file?.form.clean ? file : undefined;
}

function intoPackage(
  { form, text }: SourceFile & { form: JsonForm },
  name: string,
  range: string,
): TextEdit | undefined {
  const dependencies = form.get("dependencies");
  if (dependencies?.kind === "object") {
    const isThere = dependencies.properties.some(({ key }) => key === name);
    return isThere ? undefined : addProperty(text, dependencies, name, JSON.stringify(range));
  }
  if (dependencies !== undefined || form.root?.kind !== "object") return undefined;
  const step = /^([ \t]+)"/m.exec(text)?.[1] ?? "  ";
  const eol = eolOf(text);
  const table = `{${eol}${step}${step}${JSON.stringify(name)}: ${JSON.stringify(range)}${eol}${step}}`;
  return addProperty(text, form.root, "dependencies", table);
}

function intoManifest(file: SourceFile, name: string, version: string): TextEdit | undefined {
  if (file.is("requirements")) return intoRequirements(file, name, version);
  return file.is("toml") ? intoProject(file.form, file.text, name, version) : undefined;
}

function intoRequirements(
  { form, text }: SourceFile<"requirements">,
  name: string,
  version: string,
): TextEdit | undefined {
  // With hashes, pip installs nothing that has none.
  if (/--hash\b|--require-hashes/.test(text)) return undefined;
  const { requirements } = form;
  const line = `${name}${specifierLike(requirements, version)}`;
  const eol = eolOf(text);
  const key = ({ normalized }: Requirement) => normalized;
  const isSorted =
    requirements.length > 1 &&
    requirements.every((one, i) => i === 0 || key(requirements[i - 1] ?? one) <= key(one));
  const next = isSorted ? requirements.find((one) => key(one) > name) : undefined;
  if (next && startsLine(text, next.span.start)) return insertion(next.span.start, line + eol);
  const last = requirements.at(-1);
  const at = last ? nextLine(text, last.span.end) : text.length;
  return at === text.length && text !== "" && !text.endsWith("\n")
    ? insertion(at, eol + line)
    : insertion(at, line + eol);
}

/** Exact where the file pins everything, a lower bound where it gives versions at all. */
function specifierLike(requirements: readonly Requirement[], version: string): string {
  const given = requirements.filter(({ specifier, url }) => specifier !== "" && url === undefined);
  if (given.length === 0) return requirements.length > 0 ? "" : `>=${version}`;
  return given.every(({ specifier }) => specifier.startsWith("==")) ? `==${version}` : `>=${version}`;
}

function intoProject(form: TomlForm, text: string, name: string, version: string): TextEdit | undefined {
  const listed = tomlValue(form, "project", "dependencies");
  if (listed?.kind === "array") return intoArray(text, listed, `"${name}>=${version}"`);
  const last = tomlEntries(form, "tool", "poetry", "dependencies").at(-1);
  if (!last?.value || !startsLine(text, last.keySpan.start)) return undefined;
  const line = `${indentAt(text, last.keySpan.start)}${name} = "^${version}"`;
  const at = nextLine(text, last.value.span.end);
  const eol = eolOf(text);
  return at === text.length && !text.endsWith("\n") ? insertion(at, eol + line) : insertion(at, line + eol);
}

function intoArray(
  text: string,
  { items, span }: Extract<TomlValue, { kind: "array" }>,
  item: string,
): TextEdit {
  const last = items.at(-1);
  if (!last) return insertion(span.start + 1, item);
  const gap = startsLine(text, last.span.start) ? eolOf(text) + indentAt(text, last.span.start) : " ";
  return insertion(last.span.end, `,${gap}${item}`);
}
