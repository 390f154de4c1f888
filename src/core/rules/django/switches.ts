import { importModule } from "../../files/python/imports";
import type { SourceFile } from "../../files/source";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import { nextLine, quoteOf } from "../../files/syntax/style";
import { pathOf } from "../../files/syntax/value";
import type { ProjectView } from "../../project/view";
import { insertion, replacement, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { Span } from "../../text/span";
import { type Truth, truthOf } from "../python/truth";
import type { Fix, Report } from "../rule";
import type { DjangoSettings, Setting } from "./settings";

/** Settings to point at for one that is missing, the best first. */
const anchors = ["DEBUG", "ALLOWED_HOSTS", "MIDDLEWARE", "ROOT_URLCONF", "INSTALLED_APPS", "SECRET_KEY"];

/** Settings that belong together: a new one goes behind the last of them. */
const related = /^(SECURE_|SESSION_COOKIE_|CSRF_COOKIE_)/;

/** What a switch comes to in production; undefined where nobody can tell. */
export function stateOf({ value, file, isCertain }: Setting, project: ProjectView): Truth {
  if (!isCertain) return undefined;
  // `not DEBUG` and `DEBUG` are what they are in production, whatever DEBUG is set to here.
  if (isDevelopmentOnly({ test: value, holds: false }, file.form)) return "on";
  if (isDevelopmentOnly({ test: value, holds: true }, file.form)) return "off";
  return truthOf(value, file, project);
}

/** Where to point in the module for something that it lacks. */
export function anchorOf({ file }: DjangoSettings, preferred: readonly string[] = []): Span {
  const { form, text } = file;
  for (const name of [...preferred, ...anchors]) {
    const found = form.assignments.find(({ target }) => pathOf(target) === name);
    if (found) return found.target.at;
  }
  const star = form.imports.find((statement) => statement.star);
  const first = star?.at ?? form.topLevel[0] ?? { start: 0, end: text.length };
  const line = text.slice(first.start, first.end).search(/\r?\n/);
  return line < 0 ? first : { start: first.start, end: first.start + line };
}

/** Where a setting of the module, or of one that it builds on, is reported: its value, or the import that brings it. */
export function placeOf(setting: Setting, settings: DjangoSettings): Pick<Report & { at: Span }, "at"> {
  if (setting.file.path === settings.file.path) return { at: setting.value.at };
  return { at: settings.file.form.imports.find(({ star }) => star)?.at ?? anchorOf(settings) };
}

/** How `True` in production is written: `not DEBUG` where development starts with the same module. */
export function onText(settings: DjangoSettings, at: number | undefined): string {
  return isDebugKnown(settings, at) ? "not DEBUG" : "True";
}

/** Whether the module at `at` (its end where undefined) can ask DEBUG, and has reason to. */
export function isDebugKnown({ file, isShared, get }: DjangoSettings, at: number | undefined): boolean {
  const debug = get("DEBUG");
  if (!isShared || !debug || (debug.value.kind === "boolean" && !debug.value.value)) return false;
  return debug.file.path !== file.path || at === undefined || debug.at.end <= at;
}

/** Adds lines to the module, behind the settings that they belong to, else at its end. */
export function addLines({ file, get }: DjangoSettings, lines: readonly string[]): TextEdit {
  const { form, text } = file;
  const eol = eolOf(text);
  const debug = get("DEBUG");
  const after = debug?.file.path === file.path ? debug.at.end : 0;
  const top = new Set(form.topLevel.map(({ start }) => start));
  const last = form.assignments.findLast(
    ({ target, at }) => related.test(pathOf(target) ?? "") && top.has(at.start) && at.start >= after,
  );
  const at = last ? nextLine(text, last.at.end) : text.length;
  const block = lines.join(eol);
  if (at < text.length) return insertion(at, block + eol);
  const gap = last || text.trim() === "" ? "" : eol;
  return text === "" || text.endsWith("\n")
    ? insertion(at, gap + block + eol)
    : insertion(at, eol + gap + block);
}

/** Sets `name` to `value` in the module: in place where it is set there, else on a line of its own. */
export function setTo(settings: DjangoSettings, name: string, value: string): TextEdit {
  const setting = settings.get(name);
  return setting && setting.file.path === settings.file.path
    ? replacement(setting.value.at, value)
    : addLines(settings, [`${name} = ${value}`]);
}

/** A setting that is off or left out where production needs it on. */
export interface Switch {
  readonly name: string;
  /** What happens without it: the beginning of a sentence. */
  readonly effect: string;
  readonly proof: string;
  /** Settings to point at where it is missing. */
  readonly near: readonly string[];
}

/** Reports `wanted` where production does not have it; the fix switches it on. */
export function* switchReports(
  { name, effect, proof, near }: Switch,
  settings: DjangoSettings,
  project: ProjectView,
): Generator<Report> {
  const setting = settings.get(name);
  const state = setting && stateOf(setting, project);
  if (setting && state === "on") {
    yield { proves: setting.at, path: setting.file.path, message: proof };
    return;
  }
  if (setting ? state !== "off" : !settings.isComplete) return;
  const inPlace = setting?.file.path === settings.file.path ? setting.value.at.start : undefined;
  const value = onText(settings, inPlace);
  const fix: Fix = { title: `Set ${name} = ${value}`, kind: "review", edits: [setTo(settings, name, value)] };
  yield {
    ...(setting ? placeOf(setting, settings) : { at: anchorOf(settings, near) }),
    message: `${effect}: \`${name}\` is ${setting ? "off" : "not set"}.`,
    related: relatedTo(setting, settings),
    fixes: [fix],
  };
}

/** The place of a setting that another module brings. */
export function relatedTo(setting: Setting | undefined, { file }: DjangoSettings) {
  if (!setting || setting.file.path === file.path) return [];
  return [{ path: setting.file.path, at: setting.value.at, message: `\`${setting.name}\` comes from here.` }];
}

/** How a module reads the environment, and what it needs for it. */
export interface EnvironmentStyle {
  /** `env`, `config`, `os` */
  readonly reader: string;
  readonly by: "environ" | "decouple" | "os";
  readonly edits: readonly TextEdit[];
  readonly quote: string;
}

/** The helper that a module uses for the environment, else `os`. Undefined where something else has that name. */
export function environmentStyle({ form, text }: SourceFile<"python">): EnvironmentStyle | undefined {
  const quote = quoteOf(text, '"');
  const environ = form.assignments.find(
    ({ target, value }) =>
      target.kind === "name" &&
      value.kind === "call" &&
      /^environ\.(Fileaware)?Env$/.test(form.qualifiedName(value.callee) ?? ""),
  );
  if (environ?.target.kind === "name")
    return { reader: environ.target.name, by: "environ", edits: [], quote };
  for (const { names } of form.imports) {
    const config = names.find(({ qualified }) => qualified === "decouple.config");
    if (config) return { reader: config.local, by: "decouple", edits: [], quote };
  }
  const os = importModule(form, "os");
  return os && { reader: os.local, by: "os", edits: os.edits, quote };
}
