import { conditionOf } from "../../files/nginx/condition";
import { headersAt } from "../../files/nginx/effective";
import type { NginxDirective, NginxWord } from "../../files/nginx/form";
import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import { forwards } from "../../files/nginx/server";
import {
  ALLOW_ORIGIN,
  type Allowance,
  type AllowedOrigin,
  originsOf,
} from "../../project/cors/nginx-origins";
import { nginxTree } from "../../project/headers/levels";
import type { Span } from "../../text/span";
import type { FileRuleContext } from "../rule";
import { type WrittenHeader, writtenHeaders } from "./written-headers";

/** An `Access-Control-Allow-Origin` that a file writes, in one of the places where it takes effect. */
export interface CorsHeader {
  readonly header: WrittenHeader;
  readonly level: NginxLevel;
  /** Whom it lets in: every value that it may come to. */
  readonly origins: readonly AllowedOrigin[];
}

/** The places of the header in the file, those of one directive together. */
export function corsHeaders({ file, project }: FileRuleContext<"nginx">): CorsHeader[][] {
  if (!/access-control-allow-origin/i.test(file.text)) return [];
  const tree = project.fact(nginxTree);
  const levels = [...tree.levelsOf(file.path).flat(), ...tree.topLevelsOf(file.path)];
  const places = new Map<NginxDirective, { level: NginxLevel; from: PlacedDirective }[]>();
  for (const level of levels) {
    for (const from of [...level.named("add_header"), ...level.named("more_set_headers")]) {
      if (from.unit.path !== file.path) continue;
      const known = places.get(from.directive);
      if (known) known.push({ level, from });
      else places.set(from.directive, [{ level, from }]);
    }
  }
  return writtenHeaders(file.form).flatMap((header) => {
    if (header.name !== ALLOW_ORIGIN) return [];
    const found = (places.get(header.directive) ?? []).map(({ level, from }) => ({
      header,
      level,
      origins: originsOf(from, level),
    }));
    return found.length > 0 ? [found] : [];
  });
}

/** A value in a file that lets strangers in. */
export interface OpenValue {
  /** The `add_header`, `more_set_headers`, `set` or map entry that holds it. */
  readonly directive: NginxDirective;
  readonly word: NginxWord;
  /** What lets them in: `*`, `$http_origin`. */
  readonly at: Span;
  readonly level: NginxLevel;
}

/**
 * Where `place` gets the value that lets in whom `allows` says: in the header, or in the file's own definition of its
 * variable; the header itself when that is in another file.
 */
export function openValueOf(
  { header, level, origins }: CorsHeader,
  allows: Allowance,
  path: string,
): OpenValue {
  const source = origins.find((origin) => origin.allows === allows && origin.unit.path === path);
  const { directive, word } = source ?? header;
  const written = /\$(?:\{http_origin\}|http_origin)|\*\s*["']?$/i.exec(word.raw);
  if (!written) return { directive, word, at: word.at, level };
  const start = word.at.start + written.index;
  const length = written[0].startsWith("*") ? 1 : written[0].length;
  return { directive, word, at: { start, end: start + length }, level };
}

/** The location or server around a header: what its answers say is changed in one go. */
export function scopeOf({ header }: CorsHeader): NginxDirective | undefined {
  let at = header.directive.parent;
  while (at && (at.name === "if" || at.name === "limit_except")) at = at.parent;
  return at;
}

const credentialed = new WeakMap<NginxLevel, ReadonlySet<NginxDirective>>();

/** Whether answers that carry the header also let browsers send cookies along. */
export function hasCredentials({ header, level }: CorsHeader): boolean {
  const known = credentialed.get(level) ?? new Set(sentWithCredentials(level));
  credentialed.set(level, known);
  return known.has(header.directive);
}

/** The headers of all answers from `level`, and from what is inside it, that let cookies along. */
function* sentWithCredentials(level: NginxLevel): Generator<NginxDirective> {
  for (const inner of level.walk()) {
    const sent = headersAt(inner);
    const allowed = sent.find(({ name }) => name === "access-control-allow-credentials");
    if (allowed?.value?.trim().toLowerCase() !== "true") continue;
    for (const { from } of sent) yield from.directive;
  }
}

const endings =
  /\\?\.\(?(?:\?:)?(?:[\w?]{1,12}\|)*(?:woff2?\??|ttf|otf|eot|svgz?|png|jpe?\??g|gif|ico|cur|webp|avif|css|m?js|map|mp[34]|webm|ogg|wasm)\b/i;
const folders =
  /^\^?\/(?:\.well-known|web-?fonts?|fonts?|static|assets?|media|images?|img|icons?|css|js|dist|_next\/static|_nuxt|_astro)(?:\/|$|\b)/i;

/** Whether only files that every website may show anyway are answered at `level`: fonts, images, `.well-known`. */
export function isForPublicFiles(level: NginxLevel): boolean {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const { block } = at;
    if (!block) continue;
    const path = at.name === "location" ? (block.args.at(-1)?.value ?? "") : checkedPath(block);
    if (endings.test(path) || folders.test(path)) return true;
  }
  return false;
}

/** What an `if` compares the path of the request with. */
function checkedPath(block: NginxDirective): string {
  const condition = conditionOf(block);
  if (!condition?.operator || condition.operator.startsWith("!")) return "";
  return /^\$\{?(request_filename|uri|request_uri|document_uri)\}?$/.test(condition.subject)
    ? (condition.against?.value ?? "")
    : "";
}

const openFiles = new WeakMap<NginxLevel, boolean>();

/** Whether `level` surely answers with files that anybody can fetch: nothing is handed on, nobody has to log in. */
export function servesOpenFiles(level: NginxLevel): boolean {
  const known = openFiles.get(level) ?? hasOpenFiles(level);
  openFiles.set(level, known);
  return known;
}

function hasOpenFiles(level: NginxLevel): boolean {
  let isFile = false;
  const scope = level.name === "if" ? level.parent : level;
  if (!scope || forwards(scope)) return false;
  for (let at: NginxLevel | undefined = scope; at; at = at.parent) {
    const has = (...names: string[]) => names.some((name) => (at?.named(name) ?? []).length > 0);
    if (at.hidden.length > 0 || has("auth_basic", "auth_request", "auth_jwt", "deny", "secure_link"))
      return false;
    isFile ||= has("root", "alias", "try_files");
  }
  return isFile;
}
