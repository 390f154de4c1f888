import { FileType, l10n, type Uri, workspace } from "vscode";
import { isReadOnly } from "../documents";
import { uriBelow } from "../positions";
import type { TextChange } from "./text-changes";

/** Why nothing can be written into the file system of `root`, as a sentence; undefined when something can. */
export function readOnlyFolder(root: Uri, name: string): string | undefined {
  return workspace.fs.isWritableFileSystem(root.scheme) === false
    ? l10n.t("{0} is read-only: no file can be written there.", name)
    : undefined;
}

/**
 * What stands in the way of `changes` below `root`, as a sentence: a link, which may lead out of the folder, a file that
 * is read-only, a new file that is there by now. Undefined when nothing does, as far as can be told before writing.
 */
export async function obstacleTo(
  root: Uri,
  changes: readonly Pick<TextChange, "path" | "uri" | "document">[],
): Promise<string | undefined> {
  for (const { path, uri, document } of changes) {
    const link = await linkOn(root, path);
    if (link !== undefined)
      return l10n.t("{0} is a symbolic link, and Liftoff writes through none. Nothing was written.", link);
    if (!document && (await typeOf(uri)) !== undefined)
      return l10n.t("{0} exists by now. Nothing was written.", path);
    if (document && (await isReadOnly(uri))) return l10n.t("{0} is read-only. Nothing was written.", path);
  }
  return undefined;
}

/** The first part of `path` that is a link: a folder on the way, or the file itself. */
async function linkOn(root: Uri, path: string): Promise<string | undefined> {
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const part = parts.slice(0, length).join("/");
    const type = await typeOf(uriBelow(root, part));
    if (type === undefined) return undefined;
    if ((type & FileType.SymbolicLink) !== 0) return part;
  }
  return undefined;
}

async function typeOf(uri: Uri): Promise<FileType | undefined> {
  try {
    return (await workspace.fs.stat(uri)).type;
  } catch {
    return undefined;
  }
}
