import { SourceFile } from "../../files/source";
import type { ManifestChange } from "../../project/add-dependency";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";
import type { GeneratedFile } from "../generator";

/**
 * What a generated module asks of a file that is there: its import and its call. Only where something is missing and
 * its place is the only one there is; people read in the module itself what to write everywhere else.
 */
export function wired(
  path: string | undefined,
  project: ProjectView,
  edits: (file: SourceFile) => readonly TextEdit[] | undefined,
): GeneratedFile[] {
  const file = path === undefined ? undefined : project.file(path);
  if (!file?.form.clean || !edits(file)?.length) return [];
  const merge = (existing: string) => {
    const present = SourceFile.create(file.path, existing);
    return present?.form.clean ? edits(present) : undefined;
  };
  return [{ path: file.path, text: file.text, merge }];
}

/** Manifests with the package that a generated module needs. */
export function manifests(changes: readonly ManifestChange[], project: ProjectView): GeneratedFile[] {
  return changes.map(({ path, edits }) => ({
    path,
    text: project.file(path)?.text ?? "",
    merge: () => edits,
  }));
}
