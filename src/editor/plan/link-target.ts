/** The https address that a link is; "other" for an address that is not opened, undefined where it is a path. */
export function addressOf(link: string): string | undefined {
  const text = link.trim();
  // `compose.yaml:14` is a file and a line; one letter before a colon is a drive.
  const isAddress = /^[a-z][a-z0-9+.-]+:(?!\d+(?::\d+)?$)/i.test(text) || text.startsWith("//");
  if (!isAddress) return undefined;
  if (!/^https:\/\//i.test(text)) return "other";
  try {
    const { href, username, password } = new URL(text);
    return username === "" && password === "" ? href : "other";
  } catch {
    return "other";
  }
}

/**
 * Where the file of a link may be: below the plan's folder, or beside the plan. What follows `#` or `?` and a line
 * number are left out, and so is everything that leads out of the folder.
 */
export function pathsOf(planPath: string, link: string): readonly string[] {
  const path = link
    .trim()
    .replaceAll("\\", "/")
    .replace(/[#?].*$/s, "")
    .replace(/:\d+(?::\d+)?$/, "");
  const folder = planPath.split("/").slice(0, -1).join("/");
  const candidates = [normalized(path), path.startsWith("/") ? undefined : normalized(`${folder}/${path}`)];
  return [...new Set(candidates.filter((one) => one !== undefined))];
}

/** The path without `.` and `..`; undefined where it leaves its root or names nothing. */
function normalized(path: string): string | undefined {
  const kept: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") kept.push(part);
    else if (kept.pop() === undefined) return undefined;
  }
  return kept.length === 0 ? undefined : kept.join("/");
}
