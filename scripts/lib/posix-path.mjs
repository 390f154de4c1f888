// Stands in for Node's `path` inside the core bundle, which must run in a browser. Paths in core always
// use "/", on Windows too, so these are the POSIX rules. Only what bundled packages call is here.

export const sep = "/";

export function normalize(file) {
  const absolute = file.startsWith("/");
  const kept = [];
  for (const segment of file.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!absolute) kept.push("..");
  }
  const joined = kept.join("/");
  const closed = file.endsWith("/") && joined !== "" ? `${joined}/` : joined;
  return absolute ? `/${closed}` : closed || (file.endsWith("/") ? "./" : ".");
}

export function dirname(file) {
  const trimmed = file.length > 1 && file.endsWith("/") ? file.slice(0, -1) : file;
  const slash = trimmed.lastIndexOf("/");
  if (slash < 0) return ".";
  return slash === 0 ? "/" : trimmed.slice(0, slash);
}
