import type { SourceFile } from "../../files/source";
import { limits } from "../../project/limits";
import { sameService } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import type { Fix } from "../rule";

/**
 * The fix that edits the application where it is made: in `file`, or in the one module of its service that makes one.
 * `editsIn`: the edits of such a module, none where it makes no application.
 */
export function fixWhereMade<K extends "javascript" | "python">(
  title: string,
  kind: K,
  file: SourceFile<K>,
  project: ProjectView,
  editsIn: (file: SourceFile<K>) => readonly TextEdit[],
): Fix[] {
  const here = editsIn(file);
  if (here.length > 0) return [{ title, kind: "review", edits: here }];
  const found = project
    .fact(limits)
    .apps.filter((app) => app.creates && app.path !== file.path && sameService(app.path, file.path, project))
    .flatMap(({ path }) => project.file(path) ?? [])
    .filter((other) => other.is(kind) && other.form.clean);
  const [home] = found;
  if (!home?.is(kind) || found.length > 1) return [];
  const edits = editsIn(home);
  return edits.length > 0 ? [{ title, kind: "review", edits: [], also: [{ path: home.path, edits }] }] : [];
}
