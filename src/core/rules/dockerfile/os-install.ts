import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import { programOf } from "../program";

export type OsManager =
  | "apt-get"
  | "apt"
  | "aptitude"
  | "apk"
  | "dnf"
  | "microdnf"
  | "tdnf"
  | "yum"
  | "zypper";

/** Managers of one family share their lists of packages. */
export type OsFamily = "apt" | "apk" | "rpm" | "zypper";

/**
 * `update` reads the lists of packages anew, `upgrade` replaces installed packages, `build-dep` and the like are
 * `install` too.
 */
export type OsAction = "install" | "update" | "upgrade" | "remove" | "clean" | "other";

/** An option as written. */
export interface OsOption {
  readonly word: ShellWord;
  /** Without dashes: `yes`, or the letters of `-yq`. */
  readonly name: string;
  readonly isLong: boolean;
  readonly value: string | undefined;
}

/** A command of a package manager of the system. */
export interface OsCommand {
  readonly manager: OsManager;
  readonly family: OsFamily;
  readonly command: ShellCommand;
  /** What names the manager: `apt-get`. */
  readonly program: ShellWord;
  /** `install`; undefined where only options stand. */
  readonly verb: ShellWord | undefined;
  readonly action: OsAction;
  readonly options: readonly OsOption[];
  /** What follows the verb and is no option, variables among it. */
  readonly packages: readonly ShellWord[];
}

const families: Readonly<Record<OsManager, OsFamily>> = {
  "apt-get": "apt",
  apt: "apt",
  aptitude: "apt",
  apk: "apk",
  dnf: "rpm",
  microdnf: "rpm",
  tdnf: "rpm",
  yum: "rpm",
  zypper: "zypper",
};

const actions: Readonly<Record<OsFamily, Readonly<Record<string, OsAction>>>> = {
  apt: {
    install: "install",
    reinstall: "install",
    "build-dep": "install",
    update: "update",
    upgrade: "upgrade",
    "full-upgrade": "upgrade",
    "dist-upgrade": "upgrade",
    "safe-upgrade": "upgrade",
    remove: "remove",
    purge: "remove",
    autoremove: "remove",
    autopurge: "remove",
    clean: "clean",
    autoclean: "clean",
    distclean: "clean",
    "dist-clean": "clean",
  },
  apk: { add: "install", update: "update", upgrade: "upgrade", del: "remove", cache: "clean" },
  rpm: {
    install: "install",
    localinstall: "install",
    reinstall: "install",
    groupinstall: "install",
    builddep: "install",
    "build-dep": "install",
    update: "upgrade",
    upgrade: "upgrade",
    makecache: "update",
    "check-update": "update",
    remove: "remove",
    erase: "remove",
    autoremove: "remove",
    clean: "clean",
  },
  zypper: {
    install: "install",
    in: "install",
    "source-install": "install",
    si: "install",
    refresh: "update",
    ref: "update",
    update: "upgrade",
    up: "upgrade",
    patch: "upgrade",
    "dist-upgrade": "upgrade",
    dup: "upgrade",
    remove: "remove",
    rm: "remove",
    clean: "clean",
    cc: "clean",
  },
};

/** Options whose value may follow as a word of its own; one letter stands for a short option. */
const withValue: Readonly<Record<OsFamily, ReadonlySet<string>>> = {
  apt: set("o option t target-release default-release c config-file a host-architecture P build-profiles"),
  apk: set(
    "X repository p root t virtual arch keys-dir repositories-file cache-dir cache-max-age wait timeout progress-fd",
  ),
  rpm: set(
    "c config d debuglevel e errorlevel x exclude excludepkgs R randomwait installroot enablerepo disablerepo repo repoid " +
      "setopt releasever disableplugin enableplugin forcearch rpmverbosity comment advisory bz cve downloaddir destdir",
  ),
  zypper: set(
    "R root C cache-dir reposd-dir config c r repo from t type p plus-repo plus-content pkg-cache-dir solv-cache-dir",
  ),
};

/** The verbs of rpm managers that take another one: `dnf group install`. */
const nested = set("group groups module");

/** What `command` asks of a package manager of the system; undefined for every other command. `sudo` and so on count. */
export function osCommandOf(command: ShellCommand): OsCommand | undefined {
  const words = wordsOf(command);
  const [program] = words;
  const manager = program && toolOf({ name: program.value ?? "" });
  if (!program || manager === undefined || !isManager(manager)) return undefined;
  const family = families[manager];
  const { options, rest } = readArguments(words.slice(1), family);
  const verbs = actions[family];
  // A variable before the verb holds options: `apt-get $APT_OPTIONS install`.
  let at = rest.findIndex(({ value }) => value !== undefined);
  if (family === "rpm" && nested.has(rest[at]?.text ?? "") && Object.hasOwn(verbs, rest[at + 1]?.text ?? ""))
    at++;
  const verb = at < 0 ? undefined : rest[at];
  const action = verb && Object.hasOwn(verbs, verb.text) ? verbs[verb.text] : undefined;
  return {
    manager,
    family,
    command,
    program,
    verb,
    action: action ?? "other",
    options,
    packages: [...rest.slice(0, Math.max(at, 0)), ...rest.slice(at + 1)],
  };
}

/** The words from the manager on; `xargs` hands it its packages. */
function wordsOf(command: ShellCommand): readonly ShellWord[] {
  const { words, name } = programOf(command);
  if (toolOf({ name }) !== "xargs") return words;
  const at = words.findIndex(({ text }) => isManager(toolOf({ name: text })));
  return at < 0 ? words : words.slice(at);
}

function isManager(name: string): name is OsManager {
  return Object.hasOwn(families, name);
}

function readArguments(words: readonly ShellWord[], family: OsFamily) {
  const options: OsOption[] = [];
  const rest: ShellWord[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const long = /^--([A-Za-z][^=]*)(?:=([\s\S]*))?$/.exec(word.text);
    const short = /^-([A-Za-z][^=]*)(?:=([\s\S]*))?$/.exec(word.text);
    const name = long?.[1] ?? short?.[1];
    if (name === undefined) {
      if (word.text !== "--") rest.push(word);
      continue;
    }
    let value = long?.[2] ?? short?.[2];
    const takes = withValue[family].has(long ? name : name.slice(-1));
    // `-oAPT::Install-Recommends=false`: the value stands behind the letter.
    const isAttached = !long && name.length > 1 && withValue[family].has(name.charAt(0));
    if (isAttached) options.push({ word, name: name.charAt(0), isLong: false, value: word.text.slice(2) });
    else {
      if (takes && value === undefined) value = words[++i]?.text;
      options.push({ word, name, isLong: long !== null, value });
    }
  }
  return { options, rest };
}

/** Whether one of the long options `names`, or the letter `letter` in a group such as `-yq`, is given. */
export function hasOption({ options }: OsCommand, names: readonly string[], letter?: string): boolean {
  return options.some((option) =>
    option.isLong ? names.includes(option.name) : letter !== undefined && option.name.includes(letter),
  );
}

/** The values of apt's `-o Name=value` (or of `--setopt=name=value`), by name in lower case. */
export function settingsIn({ options, family }: OsCommand): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const { name, isLong, value } of options) {
    const isSetting =
      family === "apt" ? (isLong ? name === "option" : name.endsWith("o")) : isLong && name === "setopt";
    const match = isSetting ? /^([^=]+)=([\s\S]*)$/.exec(value ?? "") : null;
    if (match) settings.set((match[1] ?? "").toLowerCase(), (match[2] ?? "").replaceAll(/^["']|["']$/g, ""));
  }
  return settings;
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(" "));
}
