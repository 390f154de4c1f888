import type { SourceFile } from "../../files/source";
import type { Span } from "../../text/span";
import type { Need } from "./read";

/** A variable that a field of a struct takes its value from. */
export interface TaggedField {
  readonly name: string;
  readonly at: Span;
  readonly need: Need;
}

/** A field with a tag: `Port int ` and what stands between the backquotes. */
const field =
  /^[ \t]{0,40}[A-Z]\w{0,80}(?:,[ \t]{0,4}\w{1,80}){0,5}[ \t]{1,60}([^\s`"][^`"\n]{0,200}?)[ \t]{0,60}`([^`\n]{1,500})`/gm;
const named = /(?:^|\s)(env|envconfig):"([A-Za-z_]\w{0,99})(?=[",])/;
const prefixed =
  /(?:^|\s)(?:envPrefix|env-prefix|envprefix):"(\w{1,60})"|(?:^|\s)env:"[^"]{0,100}\bprefix=(\w{1,60})/;
/** More fields are generated. */
const MAX_FIELDS = 1_000;

/** The fields that libraries fill from the environment: `env:"NAME"` and `envconfig:"NAME"`. */
export function goTags({ text, form }: SourceFile<"go">): TaggedField[] {
  if (!/\benv(?:config)?:"/.test(text)) return [];
  const forFile = prefixOfFile(text);
  if (forFile === undefined) return [];
  const fields = [...text.matchAll(field)]
    .slice(0, MAX_FIELDS)
    .filter((match) => form.isCode(match.index + match[0].search(/\S/)));
  const prefixes = prefixesOf(fields);
  const isParsedHere =
    /\b(?:env|envconfig|cleanenv|kong|flags)\.\w{0,20}(?:Parse|Process|Read|New)\w{0,20}\(/.test(text);
  const isStrict = /\bRequiredIfNoDef:\s{0,8}true\b/.test(text);
  const found: TaggedField[] = [];
  for (const match of fields) {
    const [whole, , tag = ""] = match;
    const [, library, own] = named.exec(tag) ?? [];
    if (own === undefined) continue;
    const forType = inlinePrefix(text, match.index) ?? prefixes.get(typeAround(text, match.index));
    // A plain word gets its prefix from a struct in another file, where nobody looks.
    if (forType === undefined && !own.includes("_") && !isParsedHere) continue;
    const prefix = library === "envconfig" ? forFile.envconfig : forFile.env;
    if (prefix === undefined) continue;
    const start = match.index + whole.length - 1 - tag.length + tag.search(named);
    const at = text.indexOf(own, start + (library ?? "").length);
    found.push({
      name: `${prefix}${forType ?? ""}${own}`,
      at: { start: at, end: at + own.length },
      need: needOf(tag, isStrict),
    });
  }
  return found;
}

/** The libraries by which a file gets variables that it does not spell out. */
export function derivedInGo(text: string): string[] {
  return [
    ...(/\bAutomaticEnv\(|\bSetEnvPrefix\(|\bSetEnvKeyReplacer\(/.test(text) ? ["viper"] : []),
    ...(/\benvconfig\.(?:Must)?Process\(|\bkoanf\b[\s\S]{0,2000}\benv\.Provider\(/.test(text)
      ? ["envconfig"]
      : []),
    ...(/\b(?:envPrefix|env-prefix|envprefix):"|\bprefix=\w/.test(text) ? ["prefix"] : []),
  ];
}

function needOf(tag: string, isStrict: boolean): Need {
  const hasDefault = /\b(?:envDefault|env-default|default):"|[,\s]default=/.test(tag);
  if (hasDefault) return "optional";
  const isRequired = /[,\s](?:required|notEmpty)[,"]|\b(?:required|env-required):"(?:true|1|)"/.test(tag);
  return isRequired || isStrict ? "required" : "optional";
}

interface FilePrefix {
  /** Undefined where it is not known. */
  readonly env: string | undefined;
  readonly envconfig: string | undefined;
}

/** What the calls of the libraries put in front of all names. */
function prefixOfFile(text: string): FilePrefix {
  const options = /\b(?:Prefix:\s{0,8}|PrefixLookuper\(\s{0,8})(?:"(\w{0,60})"|[\w.]{1,60})/.exec(
    /\benv\.Options\b|PrefixLookuper/.test(text) ? text : "",
  );
  const process = /\benvconfig\.(?:Must)?Process\(\s{0,8}(?:"(\w{0,60})"|[\w.]{1,60}(?:\(\))?)/.exec(text);
  const given = process?.[1];
  return {
    env: options ? options[1] : "",
    envconfig: given === undefined ? undefined : given === "" ? "" : `${given.toUpperCase()}_`,
  };
}

/** The prefix by the type of the field that has one: `DB Database ` with `envPrefix:"DB_"`. */
function prefixesOf(fields: readonly RegExpExecArray[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, type = "", tag = ""] of fields) {
    const match = prefixed.exec(tag);
    const prefix = match?.[1] ?? match?.[2];
    if (prefix !== undefined) found.set(type.replace(/^.*[*.\]]/, ""), prefix);
  }
  return found;
}

/** How far above a field its struct may begin. */
const REACH = 20_000;

function typeAround(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - REACH), at);
  const start = before.lastIndexOf("\ntype ");
  return start < 0 ? "" : (/^type\s{1,4}(\w{1,80})/.exec(before.slice(start + 1, start + 100))?.[1] ?? "");
}

/** The prefix of a struct that is written inside another one: `} ` with `envPrefix:"DB_"` closes it. */
function inlinePrefix(text: string, at: number): string | undefined {
  const after = text.slice(at, at + REACH);
  const end = /^[ \t]{1,40}\}[^\n]{0,300}/m.exec(after);
  const outer = /^\}/m.exec(after)?.index ?? Number.POSITIVE_INFINITY;
  if (!end || end.index > outer) return undefined;
  const match = prefixed.exec(/`([^`\n]{1,300})`/.exec(end[0])?.[1] ?? "");
  return match?.[1] ?? match?.[2];
}
