import type { NginxLevel, PlacedDirective } from "../../files/nginx/level";
import { optionOf, settingAt, zonesAround } from "../../files/nginx/limit-req";
import { nginxTree } from "../../project/headers/levels";
import { nginxZones } from "../../project/limits/zones";
import type { ProjectView } from "../../project/view";
import type { FileRuleContext } from "../rule";

/** Where a person asks once, and a program that guesses asks often. */
const strictPath =
  /log-?in|sign-?in|sign-?up|register|auth|token|password|passwd|reset|otp|2fa|verify|contact|subscribe|xmlrpc|admin/i;

/** A `limit_req` of the file, at one of the levels where it counts. */
export interface LimitUse {
  readonly level: NginxLevel;
  readonly from: PlacedDirective;
}

/** Every `limit_req` of the file, once for each level at which it counts: a snippet has one for each place of its use. */
export function limitUses({ file, project }: FileRuleContext<"nginx">): LimitUse[] {
  const tree = project.fact(nginxTree);
  const levels = [...tree.topLevelsOf(file.path), ...tree.levelsOf(file.path).flat()];
  return [...new Set(levels)].flatMap((level) =>
    level
      .named("limit_req")
      .filter(({ unit }) => unit.path === file.path)
      .map((from) => ({ level, from })),
  );
}

/** A limit for logins and their like, by the location or by the name of the zone. */
export function isStrict({ level, from }: LimitUse): boolean {
  if (strictPath.test(optionOf(from, "zone") ?? "")) return true;
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    if (at.name === "location" && strictPath.test(at.block?.args.at(-1)?.value ?? "")) return true;
  }
  return false;
}

/** The zone that a limit names and that nobody declares; undefined where that cannot be told. */
export function missingZone({ level, from }: LimitUse, project: ProjectView): string | undefined {
  const name = optionOf(from, "zone");
  if (name === undefined || name.includes("$") || zonesAround(level).some((zone) => zone.name === name))
    return undefined;
  return isWhole(level, project) && !isDeclared(name, project) ? name : undefined;
}

/** Whether everything around `level` up to `http` is in the workspace. */
function isWhole(level: NginxLevel, project: ProjectView): boolean {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    if (at.hidden.length > 0) return false;
    if (at.name === "http") return project.file(at.unit.path)?.is("nginx") === true && !loadsUnseen(at);
  }
  return false;
}

/** An `include` of a folder of which the workspace holds nothing. */
function loadsUnseen(http: NginxLevel): boolean {
  const own = http.block?.body?.children ?? [];
  return own.some(
    (child) =>
      child.name === "include" &&
      !/mime\.types$/.test(child.args[0]?.value ?? "") &&
      !http.entries.some(({ include }) => include === child),
  );
}

function isDeclared(name: string, project: ProjectView): boolean {
  return project.fact(nginxZones).some(({ names }) => names.has(name));
}

/** Whether requests over the limit get 503, which is what nginx answers by itself. */
export function refusesAs503(level: NginxLevel): boolean {
  const status = settingAt(level, "limit_req_status")?.directive.args[0]?.value ?? "503";
  if (status !== "503") return false;
  const pages = settingAt(level, "error_page") ? pagesAt(level) : [];
  // `error_page 503 =429 /slow.html`
  return !pages.some((words) => words.includes("503") && words.some((word) => /^=(429)?$/.test(word)));
}

function pagesAt(level: NginxLevel): string[][] {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) {
    const own = at.named("error_page");
    if (own.length > 0) return own.map(({ directive }) => directive.args.map(({ value }) => value));
  }
  return [];
}

/** Who sees the zone sees the level at which the status would be set. */
export function isKnown({ level, from }: LimitUse): boolean {
  for (let at: NginxLevel | undefined = level; at; at = at.parent) if (at.hidden.length > 0) return false;
  const name = optionOf(from, "zone");
  return zonesAround(level).some((zone) => zone.name === name);
}
