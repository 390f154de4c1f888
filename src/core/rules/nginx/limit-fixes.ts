import { childrenOf, type NginxDirective, walkNginx } from "../../files/nginx/form";
import type { NginxLevel } from "../../files/nginx/level";
import { type RequestZone, settingAt, zonesAround } from "../../files/nginx/limit-req";
import type { SourceFile } from "../../files/source";
import { nginxTree } from "../../project/headers/levels";
import { nginxZones } from "../../project/limits/zones";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import type { FileRuleContext, Fix } from "../rule";
import { insertAfter, insertInto } from "./insert";

type Context = FileRuleContext<"nginx">;

const STATUS_LINE = "limit_req_status 429;";

/** A zone that exists and counts what the launch asks for: about 100 requests a minute for each address. */
const usual = { least: 60, most: 600 };

/** Edits of the file that the finding is in, and of the one that holds `http`. */
interface Edits {
  readonly edits: TextEdit[];
  readonly also: { readonly path: string; readonly edits: TextEdit[] }[];
}

/** Limits the requests to `levels`, all of this file, to 100 a minute for each client; none where no zone can be declared. */
export function limitFix(levels: readonly NginxLevel[], context: Context): Fix[] {
  const { file, project } = context;
  const [first] = levels;
  if (!first) return [];
  const zones = zonesAround(first);
  const known = zones.find((zone) => isUsual(zone, zones, file));
  const home = known ? undefined : zoneHome(first, project);
  const name = known?.name ?? freeName(file, home?.isWhole ?? false, project);
  if (!known && !home) return [];
  const status = settingAt(first, "limit_req_status");
  const isSet = status?.directive.args[0]?.value === "429";
  // At the top of a fragment the line could stand twice in one `http`, which nginx refuses.
  const isShared = !isSet && status === undefined && home?.isWhole === true;
  const zoneLine = `limit_req_zone $binary_remote_addr zone=${name}:10m rate=100r/m;`;
  const result: Edits = { edits: [], also: [] };
  if (home) addTo(result, home.file, file, home.insert(isShared ? [zoneLine, STATUS_LINE] : [zoneLine]));
  const lines = [`limit_req zone=${name} burst=20 nodelay;`, ...(isSet || isShared ? [] : [STATUS_LINE])];
  for (const { block } of levels) if (block?.body) result.edits.push(insertInto(file, block.body, lines));
  const where = levels.map(({ block }) => block?.args.at(-1)?.value ?? "").join(", ");
  const title = known
    ? `Limit ${where} with the zone ${name}`
    : `Limit ${where} to 100 requests a minute for each client`;
  return [
    { title, kind: "review", edits: result.edits, ...(result.also.length > 0 ? { also: result.also } : {}) },
  ];
}

/** Declares the zone `name`, which is used and nowhere to be found. */
export function zoneFix(name: string, level: NginxLevel, { file, project }: Context): Fix[] {
  const home = zoneHome(level, project);
  if (!home) return [];
  const result: Edits = { edits: [], also: [] };
  const line = `limit_req_zone $binary_remote_addr zone=${name}:10m rate=100r/m;`;
  addTo(result, home.file, file, home.insert([line]));
  const title = `Declare the zone ${name} with 100 requests a minute for each client`;
  return [
    { title, kind: "review", edits: result.edits, ...(result.also.length > 0 ? { also: result.also } : {}) },
  ];
}

/** Makes nginx answer with 429 where `levels`, which have limits of this file, turn requests away. */
export function statusFix(levels: readonly NginxLevel[], { file, project }: Context): Fix[] {
  // Several levels may share one place: the `http` around them, or the line that says otherwise.
  const edits = new Map<number, TextEdit>();
  for (const level of levels) {
    const edit = statusEdit(level, file, project);
    if (edit) edits.set(edit.span.start, edit);
  }
  if (edits.size === 0) return [];
  return [{ title: "Answer requests over the limit with 429", kind: "safe", edits: [...edits.values()] }];
}

function statusEdit(
  level: NginxLevel,
  file: SourceFile<"nginx">,
  project: ProjectView,
): TextEdit | undefined {
  const status = settingAt(level, "limit_req_status");
  const word = status?.unit.path === file.path ? status.directive.args[0] : undefined;
  if (word) return replacement(word.at, "429");
  const http = httpOf(level, project);
  if (!status && http?.file.path === file.path) return insertInHttp(http.block, file, [STATUS_LINE]);
  const own = level.named("limit_req").findLast(({ unit }) => unit.path === file.path);
  return own && insertAfter(file, own.directive.at, [STATUS_LINE]);
}

function addTo(result: Edits, target: SourceFile, file: SourceFile, edit: TextEdit): void {
  if (target.path === file.path) result.edits.push(edit);
  else result.also.push({ path: target.path, edits: [edit] });
}

function isUsual(
  { name, key, perMinute }: RequestZone,
  zones: readonly RequestZone[],
  file: SourceFile<"nginx">,
) {
  if (!/\$(binary_)?remote_addr/.test(key)) return false;
  if (perMinute !== undefined && perMinute >= usual.least && perMinute <= usual.most) return true;
  // A zone that nobody uses yet was meant for this.
  const isUsed = [...walkNginx(file.form.directives)].some(
    (one) => one.name === "limit_req" && one.args.some(({ value }) => value === `zone=${name}`),
  );
  return zones.length === 1 && !isUsed;
}

/**
 * A name that no nginx file of the workspace uses: two zones of one name must not meet. Files that declare their zones
 * each for itself put their own name in front, since all of them may get one at once.
 */
function freeName(file: SourceFile, isWhole: boolean, project: ProjectView): string {
  const all = project.fact(nginxZones).filter(({ role }) => role === file.role);
  const isAlone = isWhole || !all.some(({ path, hasServer }) => hasServer && path !== file.path);
  const stem = file.path.replace(/^.*\//, "").split(".")[0]?.replaceAll(/\W/g, "_") ?? "";
  const base = isAlone || stem === "" ? "api_per_ip" : `${stem}_per_ip`;
  let name = base;
  for (let i = 2; all.some(({ names }) => names.has(name)); i++) name = `${base}_${i}`;
  return name;
}

interface Home {
  readonly file: SourceFile<"nginx">;
  /** Whether it is the whole `http` block, which nothing beside it adds to. */
  readonly isWhole: boolean;
  insert(lines: readonly string[]): TextEdit;
}

/** Where a zone for `level` can be declared: in the `http` around it, or at the top of the file that `http` includes. */
function zoneHome(level: NginxLevel, project: ProjectView): Home | undefined {
  const http = httpOf(level, project);
  if (http) {
    return {
      file: http.file,
      isWhole: true,
      insert: (lines) => insertInHttp(http.block, http.file, lines),
    };
  }
  const server = around(level, "server");
  const owner = server && project.file(server.unit.path);
  const block = server?.block;
  // In the output of `nginx -T` the files have no place of their own.
  if (!block || !owner?.is("nginx") || owner.form.sections.length > 0) return undefined;
  return { file: owner, isWhole: false, insert: (lines) => insertAtTop(owner, block, lines) };
}

/** The nearest level called `name`: `level` itself, or one around it. */
function around(level: NginxLevel, name: string): NginxLevel | undefined {
  let at: NginxLevel | undefined = level;
  while (at && at.name !== name) at = at.parent;
  return at;
}

function httpOf(level: NginxLevel, project: ProjectView) {
  const http = around(level, "http");
  const file = http && project.file(http.unit.path);
  // The `http` that comes with nginx around `conf.d` is in no file of the workspace.
  if (!http?.block || !file?.is("nginx")) return undefined;
  const isThere = project.fact(nginxTree).levelsOf(file.path).flat().includes(http);
  return isThere ? { block: http.block, file } : undefined;
}

/** Behind the zones that are there, else behind the plain settings in front of the first block or site. */
function insertInHttp(http: NginxDirective, file: SourceFile, lines: readonly string[]): TextEdit {
  const children = childrenOf(http);
  const zone = children.findLast(({ name }) => name === "limit_req_zone");
  const first = children.findIndex(
    ({ name, body, args }) => body !== undefined || (name === "include" && args[0]?.value.includes("*")),
  );
  const anchor = zone ?? children.slice(0, first < 0 ? undefined : first).at(-1);
  if (anchor) return insertAfter(file, anchor.at, lines);
  return http.body ? insertInto(file, http.body, lines) : insertion(http.at.end, "");
}

/** In front of the first server of a file and the comments above it; comments at the very top speak of the file. */
function insertAtTop(file: SourceFile<"nginx">, server: NginxDirective, lines: readonly string[]): TextEdit {
  const top = file.form.directives;
  const zone = top.findLast(({ name }) => name === "limit_req_zone");
  if (zone) return insertAfter(file, zone.at, lines);
  const first = top.find(({ name }) => name === "server") ?? server;
  const { text, eol } = file;
  const own = text.lastIndexOf("\n", first.at.start - 1) + 1;
  let start = own;
  while (start > 0) {
    const before = text.lastIndexOf("\n", start - 2) + 1;
    if (!/^\uFEFF?[ \t]*#/.test(text.slice(before, start))) break;
    start = before;
  }
  const offset = start === 0 ? Math.max(own, text.startsWith("\uFEFF") ? 1 : 0) : start;
  return insertion(offset, lines.map((line) => line + eol).join("") + eol);
}
