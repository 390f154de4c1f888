import { decidingGitPattern, type GitPattern } from "../files/gitignore";
import { defineFact } from "./fact";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** The patterns of every `.gitignore`, by the folder it lies in. */
export const gitignores = defineFact<readonly GitPattern[], ReadonlyMap<string, readonly GitPattern[]>>({
  id: "gitignores",
  on: ["gitignore"],
  of: (file) => (file.is("gitignore") ? file.form.patterns : undefined),
  join: (parts) => new Map([...parts].map(([path, patterns]) => [folderOf(path), patterns])),
});

/**
 * Whether the `.gitignore` files of the workspace, or the patterns of this machine, keep the file at `path` out of git.
 * What lies in an ignored folder stays out whatever later patterns say, as in git.
 */
export function isGitIgnored(project: ProjectView, path: string): boolean {
  const known = project.fact(gitignores);
  const parts = path.split("/");
  for (let length = 1; length <= parts.length; length++) {
    const isFolder = length < parts.length;
    const decides = deciding(known, parts.slice(0, length), isFolder);
    // Files of the workspace go before what is said of this machine alone.
    if (decides ? !decides.isNegated : project.isExcluded(parts.slice(0, length).join("/"), isFolder))
      return true;
  }
  return false;
}

/** The pattern that counts: that of the nearest `.gitignore` above which has one. */
function deciding(
  known: ReadonlyMap<string, readonly GitPattern[]>,
  parts: readonly string[],
  isFolder: boolean,
): GitPattern | undefined {
  for (let depth = parts.length - 1; depth >= 0; depth--) {
    const patterns = known.get(parts.slice(0, depth).join("/"));
    const found = patterns && decidingGitPattern(patterns, parts.slice(depth).join("/"), isFolder);
    if (found) return found;
  }
  return undefined;
}
