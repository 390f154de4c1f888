import { childrenOf, type NginxDirective } from "./form";

/** A run of directives that belongs to one file of the server's configuration. */
export interface NginxUnit {
  /** The file that holds the text: spans of its directives are offsets into it. */
  readonly path: string;
  /** What includes are relative to: the path, or the path on the server inside the output of `nginx -T`. */
  readonly name: string;
  readonly directives: readonly NginxDirective[];
}

/** A directive that applies at a level, and the file it comes from. */
export interface PlacedDirective {
  readonly directive: NginxDirective;
  readonly unit: NginxUnit;
  /** The `include` of the level's own file that brought it in; undefined for what stands there itself. */
  readonly include: NginxDirective | undefined;
}

/** What an `include` in a file brings in; undefined when nobody can tell. */
export type ResolveInclude = (include: NginxDirective, from: NginxUnit) => readonly NginxUnit[] | undefined;

/** For one file looked at alone: every include is unknown. */
export const resolveNothing: ResolveInclude = () => undefined;

/** Includes inside includes stop here; nginx itself has no such chains. */
const MAX_INCLUDES = 10;
/** Blocks of files that include each other without end stop here; one file alone has no such nest. */
const MAX_LEVELS = 100;

/** Files that come with nginx, certbot or a distribution and are known to send no header and hold no site. */
const shipped: ReadonlySet<string> = new Set([
  "mime.types",
  "fastcgi_params",
  "fastcgi.conf",
  "fastcgi-php.conf",
  "scgi_params",
  "uwsgi_params",
  "proxy_params",
  "koi-utf",
  "koi-win",
  "win-utf",
  "snakeoil.conf",
  "options-ssl-nginx.conf",
]);

/** Folders of which every file is loaded: they hold sites and modules, and may well be empty. */
const siteFolders: ReadonlySet<string> = new Set(["conf.d", "sites-enabled", "modules-enabled", "modules"]);

interface Expanded {
  readonly entries: readonly PlacedDirective[];
  readonly hidden: readonly NginxDirective[];
  readonly byName: ReadonlyMap<string, readonly PlacedDirective[]>;
}

/**
 * One level of the configuration: the top, or the inside of a block, with the includes at this level replaced
 * by what they bring in. Everything is computed on first use.
 */
export class NginxLevel {
  private readonly depth: number;
  private expanded: Expanded | undefined;
  private inner: readonly NginxLevel[] | undefined;

  constructor(
    /** The block; undefined at the top of a file. */
    readonly block: NginxDirective | undefined,
    readonly unit: NginxUnit,
    readonly parent: NginxLevel | undefined,
    private readonly resolve: ResolveInclude,
  ) {
    this.depth = parent ? parent.depth + 1 : 0;
  }

  /** `server`, `location`; empty at the top of a file. */
  get name(): string {
    return this.block?.name ?? "";
  }

  /** The directives that apply here, in order, those of included files in their place. */
  get entries(): readonly PlacedDirective[] {
    return this.content.entries;
  }

  /** Includes and placeholders at this level that hide what they bring in. */
  get hidden(): readonly NginxDirective[] {
    return this.content.hidden;
  }

  /** The directives called `name` at this level. */
  named(name: string): readonly PlacedDirective[] {
    return this.content.byName.get(name) ?? [];
  }

  /** The blocks straight inside this level. */
  get children(): readonly NginxLevel[] {
    if (this.depth >= MAX_LEVELS) return [];
    this.inner ??= this.entries
      .filter(({ directive }) => directive.body?.kind === "directives")
      .map(({ directive, unit }) => new NginxLevel(directive, unit, this, this.resolve));
    return this.inner;
  }

  /** This level and all below it. */
  *walk(): Generator<NginxLevel> {
    yield this;
    for (const child of this.children) yield* child.walk();
  }

  private get content(): Expanded {
    if (!this.expanded) {
      const hidden: NginxDirective[] = [];
      const own = this.block ? childrenOf(this.block) : this.unit.directives;
      const entries = [...this.expand(own, this.unit, undefined, 0, hidden)];
      this.expanded = { entries, hidden, byName: groupByName(entries) };
    }
    return this.expanded;
  }

  private *expand(
    directives: readonly NginxDirective[],
    unit: NginxUnit,
    include: NginxDirective | undefined,
    depth: number,
    hidden: NginxDirective[],
  ): Generator<PlacedDirective> {
    for (const directive of directives) {
      if (directive.name.startsWith("{{")) hidden.push(include ?? directive);
      if (directive.name !== "include") {
        yield { directive, unit, include };
        continue;
      }
      const files = depth < MAX_INCLUDES ? this.resolve(directive, unit) : undefined;
      if (!files) {
        if (mayHoldHeaders(directive, this.name)) hidden.push(include ?? directive);
        continue;
      }
      for (const file of files)
        yield* this.expand(file.directives, file, include ?? directive, depth + 1, hidden);
    }
  }
}

function groupByName(entries: readonly PlacedDirective[]): ReadonlyMap<string, readonly PlacedDirective[]> {
  const groups = new Map<string, PlacedDirective[]>();
  for (const entry of entries) {
    const group = groups.get(entry.directive.name);
    if (group) group.push(entry);
    else groups.set(entry.directive.name, [entry]);
  }
  return groups;
}

function mayHoldHeaders(include: NginxDirective, level: string): boolean {
  const path = include.args[0]?.value ?? "";
  const segments = path.split("/");
  if (shipped.has(segments.at(-1) ?? "")) return false;
  const holdsSites = path.includes("*") && siteFolders.has(segments.at(-2) ?? "");
  return !(holdsSites && (level === "" || level === "http" || level === "stream"));
}
