import type { CopyInstruction } from "../../files/dockerfile/instruction";
import { compilePath, matchesPath } from "../../files/dockerignore-match";
import type { SourceFile } from "../../files/source";
import { type BuildContext, ignoreFileOf, inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";
import { insertion, type TextEdit } from "../../text/edits";
import type { OtherFileChange } from "../rule";
import type { CopiedFiles } from "./copied-files";
import { insertBelow } from "./insert";
import type { InstallPlace } from "./lockfiles";

/** A file of the context that is missing in the image. */
export interface MissingFile {
  /** Relative to the context; a folder ends with a slash. */
  readonly path: string;
  readonly state: "present" | "ignored";
}

/** What has to change in the Dockerfile and in the ignore file. */
export interface Delivery {
  readonly edits: readonly TextEdit[];
  readonly also: OtherFileChange | undefined;
}

/** Brings `missing` to where the manifest of the install goes; undefined when that cannot be done by edits. */
export function deliver(
  file: SourceFile<"dockerfile">,
  project: ProjectView,
  place: InstallPlace,
  missing: readonly MissingFile[],
  files: CopiedFiles,
): Delivery | undefined {
  const ignored = missing.filter(({ state }) => state === "ignored").map(({ path }) => path);
  const uncopied = missing.filter((each) => each.state === "present" || !comesAlong(place, each.path));
  const also = ignored.length > 0 ? letThrough(project, place.context, ignored) : undefined;
  const paths = uncopied.map(({ path }) => path);
  const edits = paths.length > 0 ? bringFiles(file, place, paths, files) : [];
  return edits === undefined || (ignored.length > 0 && !also) ? undefined : { edits, also };
}

/** Whether what brings the manifest brings `path` as well once no ignore file keeps it out. */
function comesAlong({ origin, source }: InstallPlace, path: string): boolean {
  if (!origin.isNamed) return true;
  const written = origin.by.kind === "copy" ? (origin.by.source?.text ?? "") : "";
  const pattern = written.slice(written.lastIndexOf("/") + 1);
  const name = path.slice(source === "" ? 0 : source.length + 1);
  return /[*?[]/.test(pattern) && matchesPath(compilePath(pattern), name);
}

/**
 * Edits that bring `paths` (relative to the context, in or below the folder of the manifest, folders with a slash at
 * their end) to where the manifest goes, by
 * what brings the manifest. Undefined when that brings whole folders: then an ignore file keeps them out.
 */
function bringFiles(
  file: SourceFile<"dockerfile">,
  place: InstallPlace,
  paths: readonly string[],
  files: CopiedFiles,
): TextEdit[] | undefined {
  const { by, isNamed } = place.origin;
  if (by.kind === "mount") {
    const mounts = paths.map(withoutSlash).map((path) => {
      const target = by.mount.options.get("target") ?? "";
      const to = inFolder(folderOf(target), within(place, path));
      return ` --mount=type=bind,source=${path},target=${to}`;
    });
    return isNamed ? [insertion(by.mount.flag.span.end, mounts.join(""))] : undefined;
  }
  const { instruction: copy, source } = by;
  if (!isNamed || !source || !copy.destination || copy.heredocs.length > 0) return undefined;
  const isFolder = /(^|\/)\.{0,2}$/.test(copy.destination.text);
  const endsAtFolder = isFolder || goesTo(copy, place, files);
  const beside = paths.filter((path) => endsAtFolder && folderOf(path) === place.source);
  const others = paths.filter((path) => !beside.includes(path));
  const edits: TextEdit[] = [];
  if (beside.length > 0) {
    const isJson = file.text[source.span.end] === '"';
    const written = source.text.slice(0, source.text.lastIndexOf("/") + 1);
    const sources = beside.map((path) => written + within(place, path));
    const added = sources.map((text) => (isJson ? `, "${text}"` : ` ${text}`)).join("");
    edits.push(insertion(source.span.end + (isJson ? 1 : 0), added));
    if (!isFolder) edits.push(insertion(copy.destination.span.end, "/"));
  }
  if (others.length > 0) {
    const flags = copy.flags.map(({ span }) => `${file.text.slice(span.start, span.end)} `).join("");
    const isHere = files.folders.at(copy.index) === place.folder;
    const lines = others.map(withoutSlash).map((path) => {
      const to = inFolder(isHere ? "." : place.folder, within(place, path));
      return `COPY ${flags}${path} ${to}`;
    });
    edits.push(insertBelow(file, copy, lines));
  }
  return edits;
}

/** Whether a destination without a slash at its end is the folder of the install all the same. */
function goesTo(copy: CopyInstruction, place: InstallPlace, files: CopiedFiles): boolean {
  const text = copy.destination?.text ?? "";
  return !text.includes("$") && files.folders.resolve(text, copy.index) === place.folder;
}

function within({ source }: InstallPlace, path: string): string {
  return source === "" ? path : path.slice(source.length + 1);
}

/** The change of the ignore file that lets `paths` (relative to the context) into the build after all. */
function letThrough(
  project: ProjectView,
  context: BuildContext,
  paths: readonly string[],
): OtherFileChange | undefined {
  const path = ignoreFileOf(project, context);
  const file = path === undefined ? undefined : project.file(path);
  if (!file || path === undefined) return undefined;
  const isOpen = !/(^|\n)$/.test(file.text);
  const lines = paths.map((each) => `!${withoutSlash(each)}`).join(file.eol);
  return { path, edits: [insertion(file.text.length, isOpen ? file.eol + lines : lines + file.eol)] };
}

function withoutSlash(path: string): string {
  return path.endsWith("/") ? path.slice(0, -1) : path;
}
