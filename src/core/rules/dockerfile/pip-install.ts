import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";
import { normalizeDistribution, parseRequirement } from "../../files/requirements";
import { programOf } from "../program";

/** Something that a `pip install` names. */
export interface PipPackage {
  readonly word: ShellWord;
  /** As package indexes compare names; undefined for a path, a URL without a name and what is not known. */
  readonly name: string | undefined;
  /** `index`: looked up by name. `unknown`: a variable decides. */
  readonly source: "index" | "vcs" | "url" | "path" | "unknown";
  /** `>=0.7,<1`, or the revision of `git+https://…@v1`; "" when any version will do. */
  readonly specifier: string;
  /** Where a specifier would go in `word.text`: behind the name and its extras. Undefined for all but `index`. */
  readonly nameEnd: number | undefined;
  readonly isEditable: boolean;
}

/** An option as written. */
export interface PipOption {
  readonly word: ShellWord;
  /** Its value, and the word that holds it; undefined for an option that takes none. */
  readonly value: string | undefined;
  readonly valueWord: ShellWord | undefined;
}

/** A command that installs with pip, or with `uv pip`. */
export interface PipInstall {
  readonly manager: "pip" | "uv";
  readonly command: ShellCommand;
  /** What names pip: `pip3`, `/opt/venv/bin/pip`. */
  readonly program: ShellWord;
  /** The word `install`. */
  readonly verb: ShellWord;
  readonly packages: readonly PipPackage[];
  /** Values of `-r`. */
  readonly requirements: readonly string[];
  /** Values of `-c`. */
  readonly constraints: readonly string[];
  /** By long name without dashes, in order; `-U` is under `upgrade`. */
  readonly options: ReadonlyMap<string, readonly PipOption[]>;
  readonly isUser: boolean;
  /** What `--prefix`, `--target` or `--root` names, as written. */
  readonly folder: string | undefined;
  readonly isWithoutCache: boolean;
}

const longNames: Readonly<Record<string, string>> = {
  r: "requirement",
  c: "constraint",
  e: "editable",
  t: "target",
  i: "index-url",
  f: "find-links",
  b: "build",
  C: "config-settings",
  U: "upgrade",
  I: "ignore-installed",
  q: "quiet",
  v: "verbose",
  n: "no-cache",
  p: "python",
  P: "upgrade-package",
};

/** Options whose value may follow as a word of its own. */
const withValue = new Set(
  `requirement constraint editable target index-url find-links build config-settings platform python-version
  implementation abi root prefix src upgrade-strategy global-option build-option install-option no-binary only-binary
  progress-bar root-user-action report pypi-url extra-index-url python log log-file local-log proxy retries timeout
  exists-action trusted-host cert client-cert cache-dir use-feature use-deprecated keyring-provider group
  build-constraint resume-retries uploaded-prior-to requirements requirements-from-script default-timeout

  index default-index constraints build-constraints override overrides extra index-strategy link-mode torch-backend
  exclude-newer resolution prerelease python-platform config-file directory project color upgrade-package
  reinstall-package refresh-package allow-insecure-host config-setting no-build-isolation-package`.split(
    /\s+/,
  ),
);

/** What `command` installs with pip; undefined for every other command. `python -m pip`, `sudo pip` and so on count. */
export function pipInstallOf(command: ShellCommand): PipInstall | undefined {
  const { words, name } = programOf(command);
  const [program] = words;
  const isUv = toolOf({ name }) === "uv" && words[1]?.text === "pip";
  if (!program || (!isUv && !/^pip(\d[\d.]*)?$/.test(toolOf({ name })))) return undefined;
  const { options, rest } = readArguments(words.slice(isUv ? 2 : 1), isUv);
  const verbAt = rest.findIndex(({ value }) => value !== undefined);
  const verb = rest[verbAt];
  if (verb?.text !== "install") return undefined;
  const valuesOf = (...names: string[]) =>
    names.flatMap((each) => (options.get(each) ?? []).flatMap(({ value }) => value ?? []));
  const editables = (options.get("editable") ?? []).flatMap(({ valueWord, value }) =>
    valueWord && value !== undefined ? packageOf(valueWord, value, true) : [],
  );
  return {
    manager: isUv ? "uv" : "pip",
    command,
    program,
    verb,
    packages: [...rest.slice(verbAt + 1).map((word) => packageOf(word, word.text, false)), ...editables],
    requirements: valuesOf("requirement", "requirements"),
    constraints: valuesOf("constraint", "constraints"),
    options,
    isUser: options.has("user"),
    folder: valuesOf("prefix", "target", "root")[0],
    isWithoutCache: options.has("no-cache-dir") || options.has("no-cache"),
  };
}

function readArguments(words: readonly ShellWord[], isUv: boolean) {
  const options = new Map<string, PipOption[]>();
  const rest: ShellWord[] = [];
  const add = (name: string, option: PipOption) => options.set(name, [...(options.get(name) ?? []), option]);
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word) break;
    const { text } = word;
    if (text === "--") rest.push(...words.slice(i + 1));
    if (text === "--") break;
    if (!/^-./.test(text)) {
      rest.push(word);
      continue;
    }
    const { name, letters, value } = optionIn(text, isUv);
    for (const letter of letters) add(letter, { word, value: undefined, valueWord: undefined });
    if (value !== undefined || !withValue.has(name)) add(name, { word, value, valueWord: word });
    else {
      i++;
      add(name, { word, value: words[i]?.text, valueWord: words[i] });
    }
  }
  return { options, rest };
}

/** Takes `--name=value`, `-rfile` and `-Uqr` apart; `letters` are the options before the last one of a group. */
function optionIn(
  text: string,
  isUv: boolean,
): { name: string; letters: string[]; value: string | undefined } {
  const long = /^--([^=]*)(?:=([\s\S]*))?$/.exec(text);
  if (long) return { name: long[1] ?? "", letters: [], value: long[2] };
  const letters: string[] = [];
  for (let i = 1; i < text.length; i++) {
    const letter = text[i] ?? "";
    const known =
      (letter === "n" || letter === "p" || letter === "P") && !isUv ? undefined : longNames[letter];
    const name = known ?? letter;
    const value = text.slice(i + 1);
    if (withValue.has(name))
      return { name, letters, value: value === "" ? undefined : value.replace(/^=/, "") };
    if (value === "") return { name, letters, value: undefined };
    letters.push(name);
  }
  return { name: "", letters, value: undefined };
}

/** Archives that pip installs as they are. */
const archive = /\.(whl|zip|tar\.gz|tgz|tar\.bz2|tar\.xz)$/;

function packageOf(word: ShellWord, text: string, isEditable: boolean): PipPackage {
  const make = (
    source: PipPackage["source"],
    specifier: string,
    name?: string,
    nameEnd?: number,
  ): PipPackage => ({
    word,
    name: name && normalizeDistribution(name),
    source,
    specifier,
    nameEnd,
    isEditable,
  });
  const named = /^([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\])?\s*@\s*(\S[\s\S]*)$/.exec(text);
  const target = named?.[2] ?? text;
  if (/^(git|hg|svn|bzr)\+/.test(target)) return make("vcs", revisionIn(target), named?.[1]);
  if (/^[a-z][a-z0-9+.-]*:\/\/|^file:/i.test(target)) return make("url", "", named?.[1]);
  if (named) return make("unknown", "");
  if (/^\$|^`/.test(text)) return make("unknown", "");
  if (/^[.~]|\/|\\|\*/.test(text.replace(/[[<>=!~;][\s\S]*$/, "")) || archive.test(text))
    return make("path", "");
  const requirement = parseRequirement(text, 0);
  if (!requirement) return make("unknown", "");
  const { name, specifier, extras } = requirement;
  // A variable that ends the name may hold the version: `django$VERSION`.
  if (specifier === "" && word.value === undefined) return make("unknown", "");
  const nameEnd = extras.length > 0 ? text.indexOf("]") + 1 : name.length;
  return make("index", specifier, name, nameEnd);
}

/** What follows the `@` of a repository's path. */
function revisionIn(url: string): string {
  const [address = ""] = url.split("#", 1);
  const scheme = address.indexOf("://");
  const path = scheme < 0 ? address : address.slice(address.indexOf("/", scheme + 3));
  const at = path.lastIndexOf("@");
  return at < 0 ? "" : path.slice(at + 1);
}
