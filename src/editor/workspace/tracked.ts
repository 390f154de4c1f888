import { Uri, workspace } from "vscode";
import type { Core } from "../core";

const utf8 = new TextDecoder();

/**
 * The files below `root` that git has under version control, as paths relative to it; undefined where `root` is in no
 * repository, or where that cannot be told. Reads the index itself: it is there in Restricted Mode and without the Git
 * extension, and no process is started.
 */
export async function trackedBelow(root: Uri, core: Core): Promise<ReadonlySet<string> | undefined> {
  for (let folder = root; ; folder = Uri.joinPath(folder, "..")) {
    const gitDir = await gitDirOf(folder);
    if (gitDir) return await trackedIn(gitDir, root.path.slice(folder.path.length).replace(/^\//, ""), core);
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
  const common = (await read(Uri.joinPath(gitDir, "commondir")))?.trim() ?? ".";
  const home = common.startsWith("/") ? gitDir.with({ path: common }) : Uri.joinPath(gitDir, common);
  const config = (await read(Uri.joinPath(home, "config"))) ?? "";
  return /^\s*objectformat\s*=\s*sha256\s*$/im.test(config) ? 32 : 20;
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
