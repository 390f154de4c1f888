import { roleOf } from "../files/role";
import { headers } from "../project/headers/model";
import { type Layer, layerOrder, placeOf } from "../project/layers";
import type { Project } from "../project/project";
import type { Rule } from "../rules/rule";
import type { Span } from "../text/span";
import type { Config } from "./config";
import type { Evidence, Finding } from "./finding";
import { LintSession } from "./session";
import { replaceFiles, sourceOf, type WholeFix, wholeFix } from "./whole-fix";

/** What a person asks to have inserted, whatever the layer. */
export type Protection = "headers" | "cors" | "limits";

/** A file that can take it. */
export interface InsertionPlace {
  readonly path: string;
  readonly layer: Layer;
  /** What is missing there, first of all. */
  readonly finding: Finding;
  /**
   * `open`: it is missing there as things are. `instead`: it is missing in another layer of the same deployable,
   * and would be there if this file had it.
   */
  readonly state: "open" | "instead";
  /** What to write; undefined where a person has to. */
  readonly change: WholeFix | undefined;
}

/** Where it is there already. */
export interface Cover {
  readonly path: string;
  readonly at: Span;
  /** A sentence: what is seen there. */
  readonly message: string;
}

export interface Insertions {
  /** The best place first: the outermost layer of those that are open and can be filled. */
  readonly places: readonly InsertionPlace[];
  /** Who provides it, outermost first. */
  readonly covered: readonly Cover[];
}

/** The rules that find it missing, by their ids. */
const missing: Readonly<Record<Protection, RegExp>> = {
  // Content-Security-Policy is left to its own quick fix: it has to be tried out before it may be enforced.
  headers:
    /\/(missing-security-headers|security-middleware-missing|hsts-not-set|missing-(hsts|frame-options|content-type-options|referrer-policy))$/,
  cors: /^cors\/|\/cors-/,
  limits: /\/((drf-)?missing-(rate-limit|throttle)|throttler-not-bound)$/,
};

/** The rules that find what was inserted to be one too many. */
const repeated = /\/duplicate-/;

/** The rules that find what else an inserted limit needs: to tell clients behind a proxy apart, say. */
const companion = /^rate-limit\/|\/(rate-limit-unusable|slowapi-misuse)$/;

/** The headers that tell of somebody who takes care of them, with the names that people know. */
const decisive = ["X-Frame-Options", "X-Content-Type-Options", "Strict-Transport-Security"];

/** Where `protection` can be inserted in the project as it is now, and who provides it. Yields between steps. */
export function* findInsertions(
  project: Project,
  rules: readonly Rule[],
  config: Config,
  protection: Protection,
): Generator<void, Insertions> {
  const base = project.fork();
  const asked = rules.filter(({ id }) => missing[protection].test(id));
  const watched = rules.filter(({ id }) => repeated.test(id) || companion.test(id));
  const work = base.fork();
  const session = new LintSession(work, [...new Set([...asked, ...watched])], config);
  yield* session.refresh();
  const { findings, proofs } = session.result();
  const ids = new Set(asked.map(({ id }) => id));
  const open = byPath(findings.filter(({ rule }) => ids.has(rule)));
  const complete = function* (
    path: string,
    change: WholeFix | undefined,
  ): Generator<void, WholeFix | undefined> {
    const isThere = ({ id }: Rule) => findings.some((one) => one.rule === id && one.path === path);
    const more = watched.filter((rule) => companion.test(rule.id) && !isThere(rule));
    return change && (yield* withCompanions(change, base, more, config, path));
  };
  const places: InsertionPlace[] = [];
  for (const [path, found] of open) {
    const change = yield* complete(path, yield* wholeFix(base, asked, config, path));
    places.push(placeAt(path, found, "open", change));
  }
  for (const [path, other] of yield* elsewhere(base, asked, config, open)) {
    const change = yield* complete(path, other.change);
    const isOneGap = change && (yield* fillsGap(change, work, session, [...open.values()].flat()));
    if (isOneGap) places.push(placeAt(path, other.found, "instead", change));
  }
  const covered = proofs.filter(({ rule }) => ids.has(rule));
  return {
    places: places.sort(byRank),
    covered: covered.length > 0 ? sortCovers(covered) : coversInModel(protection, work),
  };
}

/** The change with what `rules` miss at `path` once it is made. */
function* withCompanions(
  change: WholeFix,
  base: Project,
  rules: readonly Rule[],
  config: Config,
  path: string,
): Generator<void, WholeFix> {
  if (rules.length === 0) return change;
  const after = base.fork();
  replaceFiles(after, sourcesOf(change, after));
  const more = yield* wholeFix(after, rules, config, path);
  if (!more) return change;
  return {
    titles: [...change.titles, ...more.titles],
    texts: new Map([...change.texts, ...more.texts]),
  };
}

function placeAt(
  path: string,
  [finding]: readonly [Finding, ...Finding[]],
  state: InsertionPlace["state"],
  change: WholeFix | undefined,
): InsertionPlace {
  return { path, layer: placeOf(path).layer, finding, state, change };
}

/** The findings in files that are deployed; advice about others is no gap of the launch. */
function byPath(findings: readonly Finding[]): ReadonlyMap<string, readonly [Finding, ...Finding[]]> {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.path);
    if (group) group.push(finding);
    else if (roleOf(finding.path) === "prod") groups.set(finding.path, [finding]);
  }
  return groups;
}

interface Other {
  readonly found: readonly [Finding, ...Finding[]];
  readonly change: WholeFix;
}

/** The files that would lack it, too, if those where it is open were not there. */
function* elsewhere(
  base: Project,
  rules: readonly Rule[],
  config: Config,
  open: ReadonlyMap<string, unknown>,
): Generator<void, ReadonlyMap<string, Other>> {
  const others = new Map<string, Other>();
  if (open.size === 0) return others;
  const alone = base.fork();
  for (const path of open.keys()) alone.remove(path);
  const session = new LintSession(alone, rules, config);
  yield* session.refresh();
  for (const [path, found] of byPath(session.result().findings)) {
    const change = yield* wholeFix(alone, rules, config, path);
    const replaces = [...(change?.texts.keys() ?? [])].some((each) => base.has(each) && !alone.has(each));
    if (change && !replaces) others.set(path, { found, change });
  }
  return others;
}

/** Whether `change` clears a finding of `open` and repeats nothing: it is the same gap, and nothing comes twice. */
function* fillsGap(
  change: WholeFix,
  work: Project,
  session: LintSession,
  open: readonly Finding[],
): Generator<void, boolean> {
  const names = () =>
    new Set(session.result().findings.flatMap((one) => (companion.test(one.rule) ? [] : nameOf(one))));
  const before = names();
  const takeBack = replaceFiles(work, sourcesOf(change, work));
  yield* session.refresh();
  const after = names();
  takeBack();
  yield* session.refresh();
  return open.some((finding) => !after.has(nameOf(finding))) && [...after].every((name) => before.has(name));
}

function sourcesOf({ texts }: WholeFix, project: Project) {
  return [...texts].map(([path, text]) => sourceOf(project, path, text));
}

/** Says which finding it is, whatever has moved around it. */
function nameOf({ rule, path, message }: Finding): string {
  return JSON.stringify([rule, path, message]);
}

function byRank(a: InsertionPlace, b: InsertionPlace): number {
  const rank = ({ state, change }: InsertionPlace) => (state === "instead" ? 1 : change ? 0 : 2);
  return rank(a) - rank(b) || outermost(a.path, b.path);
}

function outermost(a: string, b: string): number {
  const rank = (path: string) => layerOrder.indexOf(placeOf(path).layer);
  return rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0);
}

function sortCovers(proofs: readonly Evidence[]): readonly Cover[] {
  return proofs
    .map(({ path, at, message }): Cover => ({ path, at, message }))
    .sort((a, b) => outermost(a.path, b.path) || a.at.start - b.at.start);
}

/** What the model of the workspace knows where no rule had to look. */
function coversInModel(protection: Protection, work: Project): readonly Cover[] {
  if (protection !== "headers") return [];
  const model = work.watch().view.fact(headers);
  const sent = decisive.flatMap((name) =>
    model
      .providers(name.toLowerCase())
      .filter(({ scope, path }) => scope === "all" && roleOf(path) === "prod")
      .map(({ path, at }): Cover => ({ path, at, message: `${name} is sent with all responses.` })),
  );
  return sent.sort((a, b) => outermost(a.path, b.path));
}
