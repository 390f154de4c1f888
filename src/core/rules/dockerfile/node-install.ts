import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import { programOf } from "../program";
import { type InstallFlag, readArguments } from "./install-arguments";

export type NodeManager = "npm" | "pnpm" | "yarn" | "bun";

/** A package that an install command names. */
export interface PackageArgument {
  readonly word: ShellWord;
  /** `express`, `@scope/name`; the whole of it for what a registry does not serve. */
  readonly name: string;
  /** What follows the `@`: a version, a range or a tag; undefined without one. */
  readonly version: string | undefined;
  /** `unknown`: a variable decides. */
  readonly source: "registry" | "git" | "file" | "unknown";
}

/** A command that installs packages with npm, pnpm, Yarn or Bun. */
export interface NodeInstall {
  readonly manager: NodeManager;
  readonly command: ShellCommand;
  /** What names the manager: `npm`, or `pnpm@9` behind `npx`. */
  readonly program: ShellWord;
  /** `install`, `ci`, `add`; the program for a bare `yarn`. */
  readonly verb: ShellWord;
  readonly isClean: boolean;
  readonly isGlobal: boolean;
  readonly packages: readonly PackageArgument[];
  /** By name without dashes and value. */
  readonly flags: ReadonlyMap<string, InstallFlag>;
  /** The folder that a flag names, as written. */
  readonly folder: string | undefined;
}

const cleanVerbs = new Set("ci clean-install ic install-clean isntall-clean install-ci-test cit".split(" "));
const npmVerbs = "install i in ins inst insta instal isnt isnta isntal isntall add install-test it";
const verbs: Readonly<Record<NodeManager, ReadonlySet<string>>> = {
  npm: new Set(npmVerbs.split(" ")),
  pnpm: new Set(["install", "i", "add"]),
  yarn: new Set(["install", "add"]),
  bun: new Set(["install", "i", "add", "a"]),
};

/** Flags whose value may follow as a word of its own. */
const withValue = new Set(
  `registry loglevel prefix C cache userconfig globalconfig omit include only workspace w tag otp depth before filter
  F dir cwd reporter install-strategy save-prefix fetch-retries fetch-timeout fetch-retry-mintimeout
  fetch-retry-maxtimeout fetch-retry-factor network-timeout network-concurrency child-concurrency cpu os libc
  script-shell node-options maxsockets proxy https-proxy noproxy audit-level ca cafile cert key python target
  target_arch target_platform cache-folder cache-dir modules-folder modules-dir mutex store-dir virtual-store-dir
  lockfile-dir use-node-version package-import-method jobs config c backend linker mode scope
  allow-build concurrent-scripts cached-scripts`
    .split(/\s+/)
    .filter((name) => name !== ""),
);
/** Short flags that stand alone for some, or mean something without a value: `pnpm -w`. */
const aloneFor: Readonly<Record<NodeManager, ReadonlySet<string>>> = {
  npm: new Set(["c", "F"]),
  pnpm: new Set(["w", "workspace", "c"]),
  yarn: new Set(["C", "c", "w", "F"]),
  bun: new Set(["C", "w"]),
};

/** What `command` installs with a package manager of Node; undefined for every other command. */
export function nodeInstallOf(command: ShellCommand): NodeInstall | undefined {
  const words = wordsOf(command);
  const [program] = words;
  const manager = program?.value === undefined ? undefined : managerOf(program.value);
  if (!program || !manager) return undefined;
  const { flags, rest } = readArguments(
    words.slice(1),
    (name) => withValue.has(name) && !aloneFor[manager].has(name),
  );
  const isYarnGlobal = manager === "yarn" && rest[0]?.text === "global";
  const [verb = program, ...named] = isYarnGlobal ? rest.slice(1) : rest;
  const isBare =
    manager === "yarn" && verb === program && !["version", "v", "help", "h"].some((name) => flags.has(name));
  const isClean = cleanVerbs.has(verb.text) && manager !== "yarn";
  if (!isBare && !isClean && !verbs[manager].has(verb.text)) return undefined;
  if (verb !== program && verb.value === undefined) return undefined;
  const isGlobal = isYarnGlobal || flags.has("global") || flags.has("g") || isGlobalLocation(flags);
  const folder = ["prefix", "C", "dir", "cwd"].map((name) => flags.get(name)?.value).find(isText);
  const packages = isClean ? [] : named.map(packageOf);
  return { manager, command, program, verb, isClean, isGlobal, packages, flags, folder };
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}

/** What runs in the end: `corepack yarn install` and `npx pnpm@9 install` are installs too. */
function wordsOf(command: ShellCommand): readonly ShellWord[] {
  const program = programOf(command);
  return toolOf(program) === "corepack" ? program.args : program.words;
}

/** The manager that a program is, a version behind it left out. */
function managerOf(program: string): NodeManager | undefined {
  const name = toolOf({ name: program }).replace(/@.*$/, "");
  return name === "npm" || name === "pnpm" || name === "yarn" || name === "bun" ? name : undefined;
}

function isGlobalLocation(flags: ReadonlyMap<string, InstallFlag>): boolean {
  return flags.get("location")?.value === "global";
}

/** Takes `name@version` apart, and tells what no registry serves by its form. */
function packageOf(word: ShellWord): PackageArgument {
  const { text } = word;
  if (/^(\.{1,2}|[~/].*|\.{1,2}\/.*|(file|link|portal|workspace):.*|[A-Za-z]:[\\/].*)$/.test(text)) {
    return { word, name: text, version: undefined, source: "file" };
  }
  if (/^(git[+:@]|ssh:|github:|gitlab:|bitbucket:|gist:)|\.git(#|$)/.test(text)) {
    return { word, name: text, version: afterHash(text), source: "git" };
  }
  if (/\.(tar|tgz|tar\.gz)$/.test(text) || /^https?:/.test(text)) {
    return { word, name: text, version: undefined, source: "file" };
  }
  const at = text.indexOf("@", 1);
  const name = at < 0 ? text : text.slice(0, at);
  const version = at < 0 ? undefined : text.slice(at + 1);
  if (at < 0 && /^[\w.-]+\/[\w.-]+(#.*)?$/.test(text)) {
    return { word, name: text, version: afterHash(text), source: "git" };
  }
  const isName = /^(@[\w.~-]+\/)?[\w.~-]+$/.test(name);
  return { word, name, version, source: isName && version !== "" ? "registry" : "unknown" };
}

function afterHash(text: string): string | undefined {
  const hash = text.indexOf("#");
  return hash < 0 ? undefined : text.slice(hash + 1);
}
