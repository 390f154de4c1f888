/** Folders that hold the configuration of an installed nginx: what lies below them mirrors a workspace folder. */
const prefixes = [
  "/etc/nginx/",
  "/usr/local/etc/nginx/",
  "/usr/local/nginx/conf/",
  "/usr/local/openresty/nginx/conf/",
  "/opt/nginx/conf/",
  "/etc/openresty/",
];

/** No path is longer on the systems that nginx runs on (PATH_MAX of Linux is 4096; this is plenty). */
const MAX_PATTERN = 500;

/** Folders of which nginx loads every file: their sites often lie elsewhere in a workspace, or nowhere. */
const siteFolders: ReadonlySet<string> = new Set(["conf.d", "sites-enabled"]);

/** Sets of paths that an include may mean, the likeliest first. */
type IncludeMatcher = (paths: readonly string[]) => Generator<ReadonlySet<string>>;

/**
 * Finds the files that `include pattern;` means among the paths of a workspace, which rarely has the layout of
 * the server: the path as it is, then relative to the including file, then its tail below nginx's prefix in
 * any folder, then its name alone in the folder nearest to `from`. Undefined for a pattern with variables.
 */
export function includeMatcher(pattern: string, from: string): IncludeMatcher | undefined {
  if (pattern === "" || pattern.length > MAX_PATTERN || /[$]|\{\{|<%/.test(pattern)) return undefined;
  const tail = tailOf(pattern);
  const name = tail.slice(tail.lastIndexOf("/") + 1);
  return function* (paths) {
    yield select(paths, globOf(pattern));
    if (!pattern.startsWith("/")) yield select(paths, globOf(join(folderOf(from), pattern)));
    for (const below of new Set([tail, tail.replace(/^sites-enabled\//, "sites-available/")])) {
      yield nearest(paths, from, globOf(below), below.split("/").length);
    }
    // `*.conf` in any folder would be every file there is.
    if (!/^[*?]/.test(name)) yield nearest(paths, from, globOf(name), 1);
  };
}

/** Whether `pattern` loads a whole folder of sites, like `/etc/nginx/conf.d/*.conf`. */
export function loadsSites(pattern: string): boolean {
  const segments = pattern.split("/");
  return (segments.at(-1) ?? "").startsWith("*") && siteFolders.has(segments.at(-2) ?? "");
}

function tailOf(pattern: string): string {
  const prefix = prefixes.find((candidate) => pattern.startsWith(candidate));
  return (prefix ? pattern.slice(prefix.length) : pattern).replace(/^\.?\/+/, "");
}

function select(paths: readonly string[], glob: Glob): ReadonlySet<string> {
  return new Set(paths.filter((path) => glob(path)));
}

/** The paths that end as `glob` says, from the one folder that shares most with `from`. */
function nearest(paths: readonly string[], from: string, glob: Glob, depth: number): ReadonlySet<string> {
  let best = -1;
  let found = new Map<string, string[]>();
  for (const path of paths) {
    const segments = path.split("/");
    if (!glob(segments.slice(-depth).join("/"))) continue;
    const folder = segments.slice(0, -depth).join("/");
    const shared = sharedSegments(folder, folderOf(from));
    if (shared < best) continue;
    if (shared > best) found = new Map();
    best = shared;
    found.set(folder, [...(found.get(folder) ?? []), path]);
  }
  // Two folders equally near: nobody can tell which one is meant.
  const [only] = found.values();
  return new Set(found.size === 1 ? only : []);
}

/** Whether `pattern` may mean several paths. */
export function isGlob(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

type Glob = (path: string) => boolean;

/** nginx uses glob(3): `*` and `?` do not cross a folder, and a leading dot is not matched. */
function globOf(pattern: string): Glob {
  if (!isGlob(pattern)) return (path) => path === pattern;
  const parts = pattern.split("/").map((part) => segmentGlob(part));
  return (path) => {
    const segments = path.split("/");
    return segments.length === parts.length && parts.every((matches, i) => matches(segments[i] ?? ""));
  };
}

/** Matches one path segment against `*`, `?` and `[…]`, going back to the last `*` only: time is at most n·m. */
function segmentGlob(pattern: string): Glob {
  const tokens = pattern.match(/\[!?[^\]]+\]|./g) ?? [];
  return (text) => {
    if (text.startsWith(".") && !pattern.startsWith(".")) return false;
    let t = 0;
    let i = 0;
    let star = -1;
    let mark = 0;
    while (i < text.length) {
      const token = tokens[t];
      if (token === "*") {
        star = t++;
        mark = i;
      } else if (token !== undefined && matchesOne(token, text[i] ?? "")) {
        t++;
        i++;
      } else if (star >= 0) {
        t = star + 1;
        i = ++mark;
      } else return false;
    }
    while (tokens[t] === "*") t++;
    return t === tokens.length;
  };
}

function matchesOne(token: string, character: string): boolean {
  if (token === "?") return true;
  if (token.length < 3) return token === character;
  const negated = token[1] === "!";
  const set = token.slice(negated ? 2 : 1, -1);
  return inSet(set, character) !== negated;
}

function inSet(set: string, character: string): boolean {
  for (let i = 0; i < set.length; i++) {
    const from = set[i] ?? "";
    if (set[i + 1] === "-" && i + 2 < set.length) {
      if (from <= character && character <= (set[i + 2] ?? "")) return true;
      i += 2;
    } else if (from === character) return true;
  }
  return false;
}

/** The folder of `path`, empty at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

/** `folder` and a relative path, with `.` and `..` resolved. */
function join(folder: string, relative: string): string {
  const out = folder === "" ? [] : folder.split("/");
  for (const segment of relative.split("/")) {
    if (segment === "..") out.pop();
    else if (segment !== "." && segment !== "") out.push(segment);
  }
  return out.join("/");
}

function sharedSegments(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return shared;
}
