import { clientPrefixOf } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import { defineFact } from "../fact";
import { folderOf } from "../services";
import { variables } from "../variables";
import type { ProjectView } from "../view";
import { isWithin } from "./example-entry";

/** What a configuration of Vite says of the names that go into the page; undefined where it cannot be read. */
type Prefixes = readonly string[] | undefined;

const usual: Prefixes = ["VITE_"];

/** The prefixes by the folder of each `vite.config` file. */
export const vitePrefixes = defineFact<{ readonly prefixes: Prefixes }, ReadonlyMap<string, Prefixes>>({
  id: "vite-prefixes",
  of: (file) => (isViteConfig(file) ? { prefixes: prefixesIn(file) } : undefined),
  join: (parts) => new Map([...parts].map(([path, { prefixes }]) => [folderOf(path), prefixes])),
});

/** Whether a file configures Vite. */
export function isViteConfig(file: SourceFile): file is SourceFile<"javascript"> {
  return file.is("javascript") && /(?:^|\/)vite\.config\.[cm]?[jt]s$/.test(file.path);
}

const option = /\benvPrefix\b(?:\s{0,20}:\s{0,40})?/g;
const literal =
  /^(?:(["'`])(\w{1,60})\1|\[((?:\s{0,40}["'`]\w{1,60}["'`]\s{0,40},?){1,20})\s{0,40}\])\s{0,40}(?=[,}\r\n]|$)/;

function prefixesIn({ text, form }: SourceFile<"javascript">): Prefixes {
  if (!text.includes("envPrefix")) return usual;
  const [match, another] = [...text.matchAll(option)].filter(({ index }) => form.isCode(index));
  if (!match) return usual;
  const given = another ? null : literal.exec(text.slice(match.index + match[0].length, match.index + 2_000));
  if (!given || !match[0].includes(":")) return undefined;
  return given[2] === undefined ? (given[3]?.match(/\w+/g) ?? undefined) : [given[2]];
}

/**
 * The prefix by which a bundler puts the variable `name` into what browsers get, as the configuration of Vite beside or
 * above `path` (or else below it) has it. A prefix of its own counts for what code of the page reads. Undefined for a name
 * without a prefix, and where the configuration cannot be read.
 */
export function publicPrefixOf(name: string, path: string, project: ProjectView): string | undefined {
  const prefix = clientPrefixOf(name);
  const known = project.fact(vitePrefixes);
  if (known.size === 0 || (prefix !== undefined && prefix !== "VITE_")) return prefix;
  const configured = prefixesFor(known, path);
  if (prefix !== undefined)
    return configured.every((prefixes) => prefixes?.includes(prefix)) ? prefix : undefined;
  const own = configured
    .flatMap((prefixes) => prefixes ?? [])
    .find((one) => name.startsWith(one) && name.length > one.length);
  const reads = own === undefined ? [] : (project.fact(variables).byName.get(name)?.reads ?? []);
  return reads.some(({ side }) => side === "client") ? own : undefined;
}

function prefixesFor(known: ReadonlyMap<string, Prefixes>, path: string): readonly Prefixes[] {
  const above = [...known].filter(([folder]) => isWithin(path, folder));
  const nearest = above.sort(([a], [b]) => b.length - a.length)[0];
  if (nearest) return [nearest[1]];
  return [...known].flatMap(([folder, prefixes]) => (isWithin(folder, folderOf(path)) ? [prefixes] : []));
}
