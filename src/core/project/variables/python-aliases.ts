/** Names under which a module of Python has what reads the environment. */
export interface PythonAliases {
  /** `environ` by another name. */
  readonly records: readonly string[];
  /** `getenv` and `environ.get` by another name. */
  readonly getters: readonly string[];
  /** Readers of django-environ, environs, decouple and Starlette that are called neither `env` nor `config`. */
  readonly readers: readonly string[];
}

/** Each of them is looked for in the whole file. */
const MAX_ALIASES = 5;

const imported =
  /^[ \t]{0,20}from[ \t]{1,4}os[ \t]{1,4}import[^\n]{0,200}?\b(environ|getenv)[ \t]{1,4}as[ \t]{1,4}(\w{1,60})/gm;
const assigned =
  /^[ \t]{0,20}(\w{1,60})[ \t]{0,4}=[ \t]{0,4}os\.(environ|getenv|environ\.get)[ \t]{0,8}(?:#[^\n]{0,200})?\r?$/gm;
const built =
  /^[ \t]{0,20}(\w{1,60})[ \t]{0,4}=[ \t]{0,4}(?:environ\.|environs\.|decouple\.)?(?:Env|FileAwareEnv|Config|AutoConfig)\(/gm;

export function pythonAliases(text: string): PythonAliases {
  const records = new Set<string>();
  const getters = new Set<string>();
  const readers = new Set<string>();
  for (const [, what, name = ""] of text.matchAll(imported))
    (what === "environ" ? records : getters).add(name);
  for (const [, name = "", what] of text.matchAll(assigned))
    (what === "environ" ? records : getters).add(name);
  // Other things are called `Config` as well.
  if (/\benvirons?\b|\bdecouple\b|\bstarlette\.config\b/.test(text)) {
    for (const [, name = ""] of text.matchAll(built)) readers.add(name);
    for (const known of ["env", "config"]) readers.delete(known);
  }
  const few = (names: ReadonlySet<string>) => [...names].slice(0, MAX_ALIASES);
  return { records: few(records), getters: few(getters), readers: few(readers) };
}

/** `with env.prefixed("DB_"):` and how far it is indented. */
const block =
  /^([ \t]{0,40})with[ \t]{1,4}\w{1,40}\.prefixed\([ \t]{0,4}["'](\w{1,60})["'][ \t]{0,4}\)[^\n]{0,40}:/gm;

/** What the blocks around `offset` put in front of every name that is read in them. */
export function prefixAt(text: string, offset: number): string {
  if (!text.includes(".prefixed(")) return "";
  const before = text.slice(0, offset);
  return [...before.matchAll(block)]
    .filter((match) => isInside(before.slice(match.index + match[0].length), match[1] ?? ""))
    .map(([, , prefix = ""]) => prefix)
    .join("");
}

/** Whether every line is indented deeper than the head of the block. */
function isInside(body: string, indent: string): boolean {
  return (
    !new RegExp(`^${indent.replaceAll("\t", "\\t")}[^\\s#]`, "m").test(body.slice(body.indexOf("\n") + 1)) ||
    !body.includes("\n")
  );
}
