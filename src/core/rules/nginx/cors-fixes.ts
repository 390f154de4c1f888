import { inheritMode, ownFields } from "../../files/nginx/effective";
import type { NginxDirective } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import type { SourceFile } from "../../files/source";
import { ALLOW_ORIGIN, type Allowance, allowListAt } from "../../project/cors/nginx-origins";
import { frontendOrigin } from "../../project/origins";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { slice } from "../../text/span";
import type { FileRuleContext, Fix } from "../rule";
import { type CorsHeader, type OpenValue, openValueOf, scopeOf } from "./cors-headers";
import { entryFor, OriginMaps } from "./cors-map";
import { insertAfter } from "./insert";
import { removalOf } from "./remove";

type Context = FileRuleContext<"nginx">;

/** Nobody looks through a change of more places than this. */
const MAX_GROUP = 20;

/** The ways to close the headers of one file that let in whom `allows` says. */
export class CorsFixes {
  /** The values that stand in headers, by the location or server around: one change closes all of them. */
  private readonly groups = new Map<NginxDirective | undefined, OpenValue[]>();
  private readonly answers = new Map<OpenValue[], readonly Fix[]>();
  private readonly map: OriginMaps;
  private readonly isGenerated: boolean;

  constructor(
    open: readonly CorsHeader[],
    private readonly allows: Allowance,
    private readonly context: Context,
  ) {
    for (const place of open) {
      const value = openValueOf(place, allows, context.file.path);
      if (value.directive !== place.header.directive) continue;
      const group = this.groups.get(scopeOf(place));
      if (group) group.push(value);
      else this.groups.set(scopeOf(place), [value]);
    }
    this.map = new OriginMaps(context);
    // Templates in which `$` means something else get no nginx variables.
    this.isGenerated = /\$\$\{?\w|\$\{(DOLLAR|dollar|D)\}/.test(context.file.text);
  }

  /** An allow-list, the frontend's origin, no header at all; none for a value that is not what it seems. */
  forHeader(place: CorsHeader): readonly Fix[] {
    const { file } = this.context;
    const value = openValueOf(place, this.allows, file.path);
    const written = slice(file.text, value.at);
    if (this.isGenerated || !(written === "*" || /^\$\{?http_origin\}?$/i.test(written))) return [];
    if (value.directive.parent?.body?.kind === "entries") return mapFixes(value, this.context);
    if (value.directive !== place.header.directive) return this.fixesFor([value]);
    const group = this.groups.get(scopeOf(place)) ?? [];
    if (group.length > MAX_GROUP) return [];
    const known = this.answers.get(group) ?? this.fixesFor(group);
    this.answers.set(group, known);
    return known;
  }

  private fixesFor(values: readonly OpenValue[]): readonly Fix[] {
    const limit = this.limit(values);
    const removal = removalFix(values, this.context);
    return [...(limit ? [limit] : []), ...(removal ? [removal] : [])];
  }

  private limit(values: readonly OpenValue[]): Fix | undefined {
    const [first] = values;
    const { file, project } = this.context;
    const places = values.length > 1 ? `, in ${values.length} places` : "";
    const canVary = values.every(({ directive }) => directive.name !== "more_set_headers");
    const put = (text: string) => values.flatMap((value) => allow(text, value, file));
    const list = first && canVary ? allowListAt(first.level) : undefined;
    if (list !== undefined) {
      return { title: `Allow what $${list} lists only${places}`, kind: "review", edits: put(`$${list}`) };
    }
    const { origin } = project.fact(frontendOrigin);
    if (!first || origin === undefined) return undefined;
    const map = canVary ? this.map.letting(origin, first.directive) : undefined;
    const edits = map ? [map.edit, ...put(`$${map.variable}`)] : put(origin);
    return { title: `Allow ${origin} only${places}`, kind: "review", edits };
  }
}

/** Puts `text` in place of the open value; an answer that depends on who asks says so to caches. */
function allow(
  text: string,
  { directive, word, at, level }: OpenValue,
  file: SourceFile<"nginx">,
): TextEdit[] {
  const isVariable = text.startsWith("$");
  const isBare = word.quote === undefined && directive.name !== "more_set_headers";
  const edits = [replacement(at, isVariable || !isBare ? text : `"${text}"`)];
  if (directive.name !== "add_header" || !isVariable) return edits;
  if (directive.args.length === 2) edits.push(insertion(word.at.end, " always"));
  if (!variesByOrigin(level)) edits.push(insertAfter(file, directive.at, ["add_header Vary Origin always;"]));
  return edits;
}

const varying = new WeakMap<NginxLevel, boolean>();

function variesByOrigin(level: NginxLevel): boolean {
  const known =
    varying.get(level) ??
    ownFields(level, "add_header").some(
      ({ name, value }) => name === "vary" && /origin|\*/i.test(value ?? ""),
    );
  varying.set(level, known);
  return known;
}

/** Empties the default of a map and lists the origin instead, where it lists none. */
function mapFixes({ directive, word, level }: OpenValue, { file, project }: Context): Fix[] {
  const map = directive.parent;
  const subject = map?.args[0]?.value ?? "";
  if (directive.name !== "default" || !/^\$\{?http_origin\}?$/i.test(subject)) return [];
  const others = (map?.body?.children ?? []).filter(
    (entry) => entry !== directive && /http_origin|:\/\//i.test(entry.args[0]?.value ?? ""),
  );
  const close = replacement(word.at, '""');
  const known = allowListAt(level);
  if (others.length > 0 && known === undefined)
    return [{ title: "Allow the listed origins only", kind: "review", edits: [close] }];
  const { origin } = project.fact(frontendOrigin);
  if (origin === undefined) return [];
  const edits = [close, insertAfter(file, directive.at, [entryFor(origin)])];
  return [{ title: `Allow ${origin} only`, kind: "review", edits }];
}

/** Takes the headers out, where nothing else lets anybody in then. */
function removalFix(values: readonly OpenValue[], { file }: Context): Fix | undefined {
  const removed = new Set(values.map(({ directive }) => directive));
  const isPlain = values.every(
    ({ directive }) =>
      directive.terminator && (directive.name === "add_header" || directive.args.length === 1),
  );
  const isHeader = values.every(({ directive }) => /^(add_header|more_set_headers)$/.test(directive.name));
  if (
    !isPlain ||
    !isHeader ||
    ![...new Set(values.map(({ level }) => level))].every((level) => isClosedWithout(removed, level))
  )
    return undefined;
  const title = "Remove the header: only pages of this site can then read the answers";
  return { title, kind: "review", edits: [...removed].map((directive) => removalOf(directive, file)) };
}

/** Whether `level` sends no allowed origin once `removed` are gone: it may inherit one then. */
function isClosedWithout(removed: ReadonlySet<NginxDirective>, level: NginxLevel): boolean {
  const own = ownFields(level, "add_header").filter(({ from }) => !removed.has(from.directive));
  if (own.some(({ name }) => name === ALLOW_ORIGIN)) return false;
  const mode = inheritMode(level, "add_header");
  const inherits = mode === "merge" || (mode === "on" && own.length === 0);
  return !inherits || !level.parent || isClosedWithout(removed, level.parent);
}
