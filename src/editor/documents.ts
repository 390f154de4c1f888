import { FilePermission, FileSystemError, FileType, type TextDocument, type Uri, workspace } from "vscode";

/** What reading a file gave: its text, or why there is none. */
export type FileContent =
  | { readonly text: string; readonly document: TextDocument | undefined }
  | { readonly skipped: "missing" | "too-large" | "binary" | "unreadable" };

const decoder = new TextDecoder();

/** The open document at `uri`, with edits that are not saved. */
export function openDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  return workspace.textDocuments.find((document) => !document.isClosed && document.uri.toString() === key);
}

/**
 * Reads from the open document where there is one, from the file system otherwise; never throws. Asking for the
 * size first costs as much as reading a small file; `isSmall` says that it can be spared.
 */
export async function readFile(uri: Uri, maxBytes: number, isSmall = false): Promise<FileContent> {
  const document = openDocument(uri);
  if (document) return { text: document.getText(), document };
  try {
    if (!isSmall) {
      const { size, type } = await workspace.fs.stat(uri);
      if ((type & FileType.File) === 0) return { skipped: "missing" };
      if (size > maxBytes) return { skipped: "too-large" };
    }
    const bytes = await workspace.fs.readFile(uri);
    if (bytes.length > maxBytes) return { skipped: "too-large" };
    if (bytes.includes(0)) return { skipped: "binary" };
    // As VS Code does when it opens a file, so that offsets agree: a byte order mark is not part of the text.
    return { text: decoder.decode(bytes), document: undefined };
  } catch (error) {
    const gone = error instanceof FileSystemError && error.code === "FileNotFound";
    return { skipped: gone ? "missing" : "unreadable" };
  }
}

export async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Whether nothing can be written to a file that is there. */
export async function isReadOnly(uri: Uri): Promise<boolean> {
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  try {
    const { permissions } = await workspace.fs.stat(uri);
    return permissions !== undefined && (permissions & FilePermission.Readonly) !== 0;
  } catch {
    return false;
  }
}
