import { type CancellationToken, FileType, RelativePattern, Uri, workspace } from "vscode";
import { type FileContent, readFile } from "../documents";
import { pathBelow } from "../positions";
import { atMost } from "../work";
import {
  deploymentFiles,
  everyFile,
  isSkipped,
  MAX_FILES,
  MAX_NAMES,
  namelessFiles,
  skipped,
  skippedForSource,
  sourceFiles,
} from "./patterns";

/** Reads at once: enough to keep a disk busy, few enough to leave the editor its turn. */
export const READS = 8;

export interface Listing {
  /** Files to read, by path. */
  readonly files: ReadonlyMap<string, Uri>;
  /** Every file that is known by name, the ones to read included. */
  readonly names: ReadonlySet<string>;
  /** Whether there are more files than are read. */
  readonly capped: boolean;
}

/** Finds the files of the folder at `root`, without those of workspace folders inside it. */
export async function listFolder(
  root: Uri,
  isCandidate: (path: string) => boolean,
  token: CancellationToken,
): Promise<Listing> {
  const found = searched.has(root.scheme) ? await search(root, token) : [];
  const groups = found.every((group) => group.length === 0) ? [await walk(root, token)] : found;
  const own = workspace.getWorkspaceFolder(root);
  const files = new Map<string, Uri>();
  const names = new Set<string>();
  let capped = false;
  for (const group of groups) {
    for (const uri of group.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const path = pathBelow(root, uri);
      if (path === undefined || workspace.getWorkspaceFolder(uri)?.index !== own?.index) continue;
      names.add(path);
      if (files.has(path) || !isCandidate(path)) continue;
      if (files.size < MAX_FILES) files.set(path, uri);
      else capped = true;
    }
  }
  return { files, names, capped };
}

/** Source code is written by hand and never huge; what is data may be. */
function isSourceFile(path: string): boolean {
  return /\.(?:py|[cm]?[jt]sx?|vue|svelte|go|php|rb|rake|ru)$/.test(path);
}

/** Where the editor has a search. Elsewhere it may wait for one for ever rather than say that there is none. */
const searched: ReadonlySet<string> = new Set(["file", "vscode-remote"]);

/** Asks the editor's search, in groups of falling importance; all empty where it has no search. */
async function search(root: Uri, token: CancellationToken): Promise<Uri[][]> {
  const find = async (glob: string, limit: number, exclude: string) => {
    try {
      return await workspace.findFiles(new RelativePattern(root, glob), exclude, limit, token);
    } catch {
      return [];
    }
  };
  return Promise.all([
    find(deploymentFiles, MAX_FILES + 1, skipped),
    find(namelessFiles, MAX_FILES, skipped),
    find(sourceFiles, MAX_FILES + 1, skippedForSource),
    find(everyFile, MAX_NAMES, skippedForSource),
  ]);
}

/** Goes through the folders itself: some file systems, and some servers, come without a search. */
async function walk(root: Uri, token: CancellationToken): Promise<Uri[]> {
  const found: Uri[] = [];
  let level = [root];
  while (level.length > 0 && found.length < MAX_NAMES && !token.isCancellationRequested) {
    const next: Uri[] = [];
    await atMost(READS, level, async (folder) => {
      for (const [name, type] of await entriesOf(folder)) {
        const uri = Uri.joinPath(folder, name);
        // Links are not followed: they may lead in a circle.
        if (type === FileType.File) found.push(uri);
        else if (type === FileType.Directory && !isSkipped(name)) next.push(uri);
      }
    });
    level = next;
  }
  return found;
}

async function entriesOf(folder: Uri): Promise<[string, FileType][]> {
  try {
    return await workspace.fs.readDirectory(folder);
  } catch {
    return [];
  }
}

/** Reads the files a few at a time and hands over each result; stops early when `isStopped` says so. */
export async function readAll(
  files: ReadonlyMap<string, Uri>,
  maxBytes: number,
  take: (path: string, content: FileContent) => void,
  isStopped: () => boolean,
): Promise<void> {
  const read = async ([path, uri]: readonly [string, Uri]) =>
    take(path, await readFile(uri, maxBytes, isSourceFile(path)));
  await atMost(READS, [...files], read, isStopped);
}
