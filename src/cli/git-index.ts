import { existsSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { type GitExclude, readGitExclude, readGitIndex } from "../core/api";

/**
 * The files below `root` that git has under version control, as paths relative to it; undefined where `root` is in no
 * repository, or its index cannot be read. Reads the index itself: no process is started.
 */
export function trackedFiles(root: string): ReadonlySet<string> | undefined {
  try {
    const repository = repositoryOf(root);
    if (!repository) return undefined;
    const index = path.join(repository.gitDir, "index");
    // A repository without a commit has no index: nothing is tracked yet.
    if (!existsSync(index)) return new Set();
    const names = readGitIndex(readFileSync(index), hashSize(repository.gitDir));
    const prefix = path.relative(repository.workTree, root).replaceAll(path.sep, "/");
    if (!names || prefix === "") return names && new Set(names);
    const below = names.filter((name) => name.startsWith(`${prefix}/`));
    return new Set(below.map((name) => name.slice(prefix.length + 1)));
  } catch {
    return undefined;
  }
}

/**
 * What git leaves alone below `root` on this machine alone: `info/exclude` of the repository. Undefined where there is no
 * such file. What somebody ignores everywhere is theirs, and not read.
 */
export function excludedFiles(root: string): GitExclude | undefined {
  try {
    const repository = repositoryOf(root);
    const file = repository && path.join(homeOf(repository.gitDir), "info", "exclude");
    if (!repository || file === undefined || !existsSync(file)) return undefined;
    const prefix = path.relative(repository.workTree, root).replaceAll(path.sep, "/");
    return readGitExclude(readFileSync(file, "utf8"), prefix);
  } catch {
    return undefined;
  }
}

interface Repository {
  readonly workTree: string;
  readonly gitDir: string;
}

function repositoryOf(root: string): Repository | undefined {
  for (let folder = root; ; folder = path.dirname(folder)) {
    const found = path.join(folder, ".git");
    if (existsSync(found)) {
      if (statSync(found).isDirectory()) return { workTree: folder, gitDir: found };
      // Worktrees and submodules name their folder in a file.
      const [, named] = /^gitdir: (.+)$/m.exec(readFileSync(found, "utf8")) ?? [];
      return named === undefined ? undefined : { workTree: folder, gitDir: path.resolve(folder, named) };
    }
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** Bytes of an object's name. */
function hashSize(gitDir: string): number {
  const config = path.join(homeOf(gitDir), "config");
  const isLong =
    existsSync(config) && /^\s*objectformat\s*=\s*sha256\s*$/im.test(readFileSync(config, "utf8"));
  return isLong ? 32 : 20;
}

/** The folder that all worktrees of a repository share. */
function homeOf(gitDir: string): string {
  const common = path.join(gitDir, "commondir");
  return existsSync(common) ? path.resolve(gitDir, readFileSync(common, "utf8").trim()) : gitDir;
}
