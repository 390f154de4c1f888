import { extensions, type Uri } from "vscode";
import { ownName } from "./settings";

/** As much of a repository of the built-in Git extension as is used here. */
export interface Repository {
  getConfig(key: string): Promise<string>;
  log(options: { readonly path: string; readonly maxEntries: number }): Promise<readonly Commit[]>;
  /** The text of a file at a commit. */
  show(ref: string, path: string): Promise<string>;
}

export interface Commit {
  readonly hash: string;
  readonly commitDate?: Date;
}

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): { getRepository(uri: Uri): Repository | null };
}

/**
 * The repository that holds `uri`, as the built-in Git extension knows it. Undefined where that extension is not
 * there, off, or has not found the repository: nothing here depends on git.
 */
export async function repositoryOf(uri: Uri): Promise<Repository | undefined> {
  try {
    const extension = extensions.getExtension<GitExtension>("vscode.git");
    const git = extension?.isActive ? extension.exports : await extension?.activate();
    return git?.enabled ? (git.getAPI(1).getRepository(uri) ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** A person as git names them; texts are empty where it was told nothing. */
export interface Author {
  readonly name: string;
  readonly email: string;
}

/** Who uses the editor: as the settings say, or else who commits in the repository that holds `uri`. */
export async function authorAt(uri: Uri): Promise<Author | undefined> {
  const own = ownName();
  if (own !== "") return { name: own, email: "" };
  const repository = await repositoryOf(uri);
  if (!repository) return undefined;
  const ask = (key: string) => repository.getConfig(key).catch(() => "");
  const [name, email] = await Promise.all([ask("user.name"), ask("user.email")]);
  return { name, email };
}
