import { Uri, workspace } from "vscode";
import type { Core } from "../core";

const utf8 = new TextDecoder();

/**
 * The files below `root` that git has under version control, as paths relative to it; undefined where `root` is in no
 * repository, or where that cannot be told. Reads the index itself: it is there in Restricted Mode and without the Git
 * extension, and no process is started.
 */
export async function trackedBelow(root: Uri, core: Core): Promise<ReadonlySet<string> | undefined> {
  const found = await repositoryOf(root);
  return found && trackedIn(found.gitDir, found.prefix, core);
}

/** The patterns of `.git/info/exclude`, and where `root` lies in their repository; undefined where there are none. */
export async function excludeBelow(root: Uri): Promise<Exclude | undefined> {
  const found = await repositoryOf(root);
  const text = found && (await read(Uri.joinPath(await homeOf(found.gitDir), "info", "exclude")));
  return found && text !== undefined ? { text, prefix: found.prefix } : undefined;
}

export interface Exclude {
  readonly text: string;
  readonly prefix: string;
}

interface Repository {
  readonly gitDir: Uri;
  /** Where the workspace folder lies in the repository; empty for its root. */
  readonly prefix: string;
}

async function repositoryOf(root: Uri): Promise<Repository | undefined> {
  for (let folder = root; ; folder = Uri.joinPath(folder, "..")) {
    const gitDir = await gitDirOf(folder);
    if (gitDir) return { gitDir, prefix: root.path.slice(folder.path.length).replace(/^\//, "") };
    if (Uri.joinPath(folder, "..").path === folder.path) return undefined;
  }
}

async function gitDirOf(folder: Uri): Promise<Uri | undefined> {
  const found = Uri.joinPath(folder, ".git");
  if (await exists(Uri.joinPath(found, "HEAD"))) return found;
  // Worktrees and submodules name their folder in a file.
  const [, named] = /^gitdir: (.+)$/m.exec((await read(found)) ?? "") ?? [];
  if (named === undefined) return undefined;
  return named.startsWith("/") ? folder.with({ path: named }) : Uri.joinPath(folder, named);
}

async function trackedIn(gitDir: Uri, prefix: string, core: Core): Promise<ReadonlySet<string> | undefined> {
  const index = Uri.joinPath(gitDir, "index");
  // A repository without a commit has no index: nothing is tracked yet.
  if (!(await exists(index))) return new Set();
  const bytes = await bytesOf(index);
  const names = bytes && core.readGitIndex(bytes, await hashSize(gitDir));
  if (!names || prefix === "") return names && new Set(names);
  const below = names.filter((name) => name.startsWith(`${prefix}/`));
  return new Set(below.map((name) => name.slice(prefix.length + 1)));
}

/** Bytes of an object's name. */
async function hashSize(gitDir: Uri): Promise<number> {
  const config = (await read(Uri.joinPath(await homeOf(gitDir), "config"))) ?? "";
  return /^\s*objectformat\s*=\s*sha256\s*$/im.test(config) ? 32 : 20;
}

/** The folder that all worktrees of a repository share. */
async function homeOf(gitDir: Uri): Promise<Uri> {
  const common = (await read(Uri.joinPath(gitDir, "commondir")))?.trim() ?? ".";
  return common.startsWith("/") ? gitDir.with({ path: common }) : Uri.joinPath(gitDir, common);
}

async function read(uri: Uri): Promise<string | undefined> {
  const bytes = await bytesOf(uri);
  return bytes && utf8.decode(bytes);
}

async function bytesOf(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch {
    return undefined;
  }
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
