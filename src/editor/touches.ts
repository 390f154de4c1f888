/** Whether `path` or a folder that holds it is among `paths`. */
export function touches(paths: ReadonlySet<string>, path: string): boolean {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
    if (paths.has(path.slice(0, end))) return true;
  }
  return paths.has(path);
}
