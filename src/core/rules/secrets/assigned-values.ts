import { isCredentialName } from "../../data/credential-names";
import { isReference, passwordInUrl } from "../../data/secret-values";
import type { JsonValue } from "../../files/json";
import type { SourceFile } from "../../files/source";
import type { TomlValue } from "../../files/toml";
import type { YamlValue } from "../../files/yaml/form";
import type { Source } from "../../project/variables/definition";
import { definitionsIn } from "../../project/variables/definitions";
import type { Span } from "../../text/span";
import { touchesServers } from "../script/purpose";
import { codeValuesIn } from "./code-values";

/** A credential with a value that stands in the file word for word. */
export interface AssignedValue {
  readonly name: string;
  readonly value: string;
  /** Where a person looks: the value, with its quotes in code. */
  readonly at: Span;
  /** Whether it only counts where nobody sets the variable. */
  readonly isFallback: boolean;
  /** What gives it: a file of variables, code, a platform's manifest or some other settings. */
  readonly source: Source | "settings";
  /** The variable of the environment that code reads it from. */
  readonly variable: string | undefined;
}

const words =
  "(?:secret|passw(?:or)?d|pass_?phrase|pwd|_pass|api_?key|salt|pepper|token|credentials?|(?:encryption|signing|private|master|app|jwt|auth|session|cookie|access|admin|fernet|deploy|client|shared)_?key)";

/** What a file mentions in which `assignedValuesIn` finds anything. */
export const credentialWords: readonly string[] = [
  ..."secret passw pass_phrase passphrase pwd _pass api_key apikey salt pepper token credential".split(" "),
  ..."encryption signing private master app jwt auth session cookie access admin fernet deploy client shared"
    .split(" ")
    .flatMap((of) => [`${of}_key`, `${of}key`]),
  ..."jwt jsonwebtoken cookieParser(".split(" "),
];

/** Code that gives a text to a name with one of these words in it; and calls that take a secret without a name. */
const inCode = new RegExp(
  `${words}\\w{0,30}["'\`\\]]{0,2}\\s{0,3}(?::\\s{0,3}[\\w.[\\]| ]{1,40})?\\s{0,3}(?:[:=,]|\\|\\||\\?\\?|\\bor\\b)(?!=)[\\w.()\\s=?!&|]{0,80}["'\`]|\\b(?:jwt|jsonwebtoken)\\w{0,10}\\.(?:sign|verify|encode|decode)\\(|cookieParser\\(`,
  "i",
);
/** Settings whose key, or the name beside the value, has one of these words in it. */
const inSettings = new RegExp(
  `${words}[\\w.-]{0,30}["']?\\s{0,5}(?:[:=]|$)|:\\s{0,5}["']?[\\w.-]{0,40}${words}`,
  "im",
);

/** Whether it is worth the while to read the file closer: most files name no credential. */
function mayHoldOne(file: SourceFile): boolean {
  return (file.is("python") || file.is("javascript") ? inCode : inSettings).test(file.text);
}

/** Whether the manifest of a platform gives the value: apart from defaults, `<platform>/secret-literal` tells of these. */
export function isOfPlatform({ source }: AssignedValue): boolean {
  return /^(?:heroku|render|fly|vercel|netlify)$/.test(source);
}

/** Files that are written by tools, speak of names only, or hold the words of a page. */
const elsewhere =
  /(?:^|\/)(?:locales?|i18n|lang|translations?|messages|seeds?|seeders?|factories|stories|snapshots?|schemas?|openapi|swagger|\.github|\.circleci|\.vscode|\.idea)\/|(?:^|\/)(?:package|tsconfig[\w.-]*|openapi|swagger|\.gitlab-ci|\.travis|azure-pipelines|bitbucket-pipelines|\.pre-commit-config|mkdocs|docker-bake|devcontainer)\.(?:json|ya?ml)$|(?:^|[./_-])(?:seed|seeds|seeder|mock|mocks|fixture|fixtures|stories|story|factory|schema|i18n|faker)\.\w{2,5}$/i;

const cache = new WeakMap<SourceFile, readonly AssignedValue[]>();

/**
 * The credentials that a file gives values to, in order. Compose files, Dockerfiles and workflows have rules of their
 * own for theirs.
 */
export function assignedValuesIn(file: SourceFile): readonly AssignedValue[] {
  const known = cache.get(file);
  if (known) return known;
  const found = mayHoldOne(file)
    ? literalsIn(file).filter(({ name, value }) => isCredentialName(name) && isLiteral(value))
    : [];
  cache.set(file, found);
  return found;
}

/** Every name that a file gives a text to, with the text, in order. */
export function literalsIn(file: SourceFile): AssignedValue[] {
  if (elsewhere.test(file.path)) return [];
  return [...valuesIn(file)].sort((a, b) => a.at.start - b.at.start);
}

function* valuesIn(file: SourceFile): Generator<AssignedValue> {
  if (file.is("python") || file.is("javascript")) {
    for (const value of codeValuesIn(file)) yield { ...value, source: "code" };
    return;
  }
  if (file.is("shell")) {
    yield* scriptValues(file);
    return;
  }
  if (!file.is("dotenv") && !file.is("yaml") && !file.is("json") && !file.is("toml")) return;
  const definitions = definitionsIn(file);
  for (const { name, value, valueAt: at, source } of definitions) {
    if (value !== undefined && at) yield { name, value, at, source, isFallback: false, variable: undefined };
  }
  if (definitions.length > 0) return;
  for (const [name, value, at] of settingsIn(file)) {
    yield { name, value, at, source: "settings", isFallback: false, variable: undefined };
  }
}

/** What a script for servers sets, for itself or for one command; those for developers hold what opens nothing. */
function* scriptValues(file: SourceFile<"shell">): Generator<AssignedValue> {
  if (!touchesServers(file)) return;
  for (const { words, envPrefix, name: program, args } of file.form.commands) {
    const isDeclaring = /^(?:export|local|readonly|declare|typeset)$/.test(program);
    for (const { value: word, span } of isDeclaring ? args : envPrefix) {
      const [start, name] = /^([A-Za-z_]\w*)=/.exec(word ?? "") ?? [];
      if (word === undefined || start === undefined || name === undefined) continue;
      const at = { start: span.start + start.length, end: span.end };
      const value = word.slice(start.length);
      // `PASSWORD=` in front of a prompt, and the names of other things.
      if (words.length === 0 || isDeclaring || /^[A-Z]/.test(name))
        yield { name, value, at, source: "settings", isFallback: false, variable: undefined };
    }
  }
}

type Setting = readonly [name: string, value: string, at: Span];

function settingsIn(file: SourceFile): Iterable<Setting> {
  if (file.is("yaml")) return file.form.documents.flatMap(({ root }) => [...yamlSettings(root, 0)]);
  if (file.is("json")) return jsonSettings(file.form.root, 0);
  if (file.is("toml"))
    return file.form.tables.flatMap(({ entries }) =>
      entries.flatMap((one) => [...tomlSettings(one.key.at(-1) ?? "", one.value)]),
    );
  return [];
}

const MAX_DEPTH = 20;

function* yamlSettings(value: YamlValue | undefined, depth: number): Generator<Setting> {
  if (depth > MAX_DEPTH) return;
  if (value?.kind === "list") for (const item of value.items) yield* yamlSettings(item, depth + 1);
  if (value?.kind !== "map") return;
  for (const { key, value: inner } of value.own) {
    if (inner.kind !== "scalar") yield* yamlSettings(inner, depth + 1);
    else if (typeof inner.value === "string" && inner.via === undefined)
      yield [key, inner.value, inner.origin];
  }
}

function* jsonSettings(value: JsonValue | undefined, depth: number): Generator<Setting> {
  if (depth > MAX_DEPTH) return;
  if (value?.kind === "array") for (const item of value.items) yield* jsonSettings(item, depth + 1);
  if (value?.kind !== "object") return;
  for (const { key, value: inner } of value.properties) {
    if (inner.kind !== "scalar") yield* jsonSettings(inner, depth + 1);
    else if (typeof inner.value === "string")
      yield [key, inner.value, { start: inner.at.start + 1, end: inner.at.end - 1 }];
  }
}

function* tomlSettings(name: string, value: TomlValue | undefined): Generator<Setting> {
  if (value?.kind === "string") yield [name, value.text, value.contentSpan];
  if (value?.kind === "table")
    for (const entry of value.entries) yield* tomlSettings(entry.key.at(-1) ?? "", entry.value);
}

/** Whether the value says something itself, and is no sentence: references and texts for people are neither. */
function isLiteral(value: string): boolean {
  const text = value.trim();
  if (text === "" || text.length > 300 || text.split(/\s+/).length > 6) return false;
  return (
    !isReference(text) &&
    !/\$\{|\{\{|\$\(|<[^>]{1,60}>|^%.*%$/.test(text) &&
    passwordInUrl(text) === undefined
  );
}
