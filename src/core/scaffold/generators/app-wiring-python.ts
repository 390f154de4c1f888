import type { PythonForm } from "../../files/python/form";
import { importName } from "../../files/python/imports";
import { addStatementsAfter, addStatementsBefore } from "../../files/python/insert";
import { roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { insertBefore } from "../../files/syntax/entry-edits";
import type { Assignment } from "../../files/syntax/outline";
import { quoteOf } from "../../files/syntax/style";
import { addPythonDependency } from "../../project/add-dependency";
import type { ProjectView } from "../../project/view";
import { insertion, type TextEdit } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { GeneratedFile } from "../generator";
import { isDeeperService } from "../port";
import { inFolder, type PythonService } from "../service";
import { beside } from "./app-code-python";
import { manifests, wired } from "./app-wiring";

/** The import and the call that a generated module asks for. */
interface Wiring {
  /** Its file's name without `.py`: `health`. */
  readonly module: string;
  readonly name: string;
  /** Statements about the application, which the file calls `app`; `name` is what was imported. */
  readonly lines: (app: string) => readonly string[];
  readonly place: "before" | "after";
}

const makers: Readonly<Record<PythonService["framework"], string | undefined>> = {
  fastapi: "fastapi.FastAPI",
  flask: "flask.Flask",
  django: undefined,
  none: undefined,
};

const calls = (module: string, name: string): Wiring => ({
  module,
  name,
  lines: () => [`${name}()`],
  place: "before",
});

export function wireHealth(service: PythonService, path: string, project: ProjectView): GeneratedFile[] {
  if (service.framework === "django") return intoUrls(service, path, project);
  const isFlask = service.framework === "flask";
  const name = isFlask ? "health_blueprint" : "health_router";
  const method = isFlask ? "register_blueprint" : "include_router";
  return intoApp(service, project, {
    module: "health",
    name,
    lines: (app) => [`${app}.${method}(${name})`],
    place: "after",
  });
}

export function wireSentry(service: PythonService, project: ProjectView): GeneratedFile[] {
  const wiring = calls("error_tracking", "start_error_tracking");
  const files =
    service.framework === "django"
      ? intoSettings(service, project, wiring, /sentry_sdk/)
      : intoApp(service, project, wiring);
  const [first] = files;
  // Without the package the application would not start any more.
  return first
    ? [...files, ...manifests(addPythonDependency(project, first.path, "sentry-sdk"), project)]
    : [];
}

export function wireLogging(service: PythonService, project: ProjectView): GeneratedFile[] {
  const wiring = calls("log_config", "configure_logging");
  if (service.framework === "django")
    return intoSettings(service, project, wiring, /^LOGGING(?:_CONFIG)?\b/m);
  return intoApp(service, project, wiring);
}

/** The only place of the service that makes its application. */
function intoApp(service: PythonService, project: ProjectView, wiring: Wiring): GeneratedFile[] {
  const maker = makers[service.framework];
  if (maker === undefined) return [];
  const found = filesOf(service, project).filter((file) => file.text.includes(maker.split(".")[1] ?? maker));
  const made = found.flatMap((file) => madeIn(file, maker).map(() => file));
  const [only] = made;
  if (!only || made.length > 1) return [];
  return wired(only.path, project, (file) => {
    const [app] = madeIn(file, maker);
    if (app?.target.kind !== "name" || !file.is("python")) return undefined;
    if (new RegExp(`\\b${wiring.name}\\b`).test(file.text)) return undefined;
    const imported = importName(file.form, beside(service, wiring.module), wiring.name);
    const add = wiring.place === "after" ? addStatementsAfter : addStatementsBefore;
    const added = add(file.form, app.at.start, wiring.lines(app.target.name));
    return imported && added ? [...imported.edits, added] : undefined;
  });
}

/** Names that stand for a new application, wherever the file makes one. */
function madeIn(file: SourceFile, maker: string): Assignment[] {
  if (!file.is("python")) return [];
  const { form } = file;
  return form.callsTo(maker).flatMap((call) => {
    const assigned = form.assignments.find(({ value }) => value.at.start === call.at.start);
    const isSure =
      assigned?.target.kind === "name" &&
      assigned.value.at.end === call.at.end &&
      form.conditionsAt(call.at.start).length === 0;
    // What has no name counts as well: then there is more than one place, or none that can be written to.
    return isSure ? [assigned] : [unnamed(form, call.at)];
  });
}

function unnamed(form: PythonForm, at: Assignment["at"]): Assignment {
  const value = { kind: "other", at } as const;
  return { at, target: value, value, operator: "=", scope: form.functionsAround(at.start)[0]?.at };
}

function filesOf({ folder }: PythonService, project: ProjectView): SourceFile[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  return project.paths().flatMap((path) => {
    if (!path.startsWith(prefix) || !path.endsWith(".py") || roleOf(path) !== "prod") return [];
    const file = isDeeperService(path, folder, project) ? undefined : project.file(path);
    return file ? [file] : [];
  });
}

/** Behind all settings, where they are in one file that nothing else extends. */
function intoSettings(
  service: PythonService,
  project: ProjectView,
  { module, name, lines }: Wiring,
  taken: RegExp,
): GeneratedFile[] {
  return wired(settingsPath(service, project), project, (file) => {
    if (!file.is("python") || file.text.includes(name) || taken.test(file.text)) return undefined;
    const imported = importName(file.form, beside(service, module), name);
    if (!imported) return undefined;
    const eol = eolOf(file.text);
    const gap = file.text.endsWith("\n") ? eol : eol + eol;
    return [...imported.edits, insertion(file.text.length, gap + lines("").join(eol) + eol)];
  });
}

function settingsPath(service: PythonService, project: ProjectView): string | undefined {
  const base = service.sources === "" ? service.folder : inFolder(service.folder, service.sources);
  const text = project.file(inFolder(base, "manage.py"))?.text ?? "";
  const module = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/.exec(text)?.[1];
  if (module === undefined || !/(?:^|\.)settings$/.test(module)) return undefined;
  const path = inFolder(base, `${module.replaceAll(".", "/")}.py`);
  const folder = path.replace(/[^/]*$/, "");
  const others = project.paths().filter((one) => one.startsWith(folder) && /settings\w*\.py$/.test(one));
  return others.length === 1 ? path : undefined;
}

/** The first of the routes of a Django project. */
function intoUrls(service: PythonService, route: string, project: ProjectView): GeneratedFile[] {
  const base = service.sources === "" ? service.folder : inFolder(service.folder, service.sources);
  const settings = settingsPath(service, project);
  const module = /^ROOT_URLCONF\s*=\s*["']([\w.]+)["']/m.exec(project.file(settings ?? "")?.text ?? "")?.[1];
  const path = module === undefined ? undefined : inFolder(base, `${module.replaceAll(".", "/")}.py`);
  return wired(path, project, (file) => {
    if (!file.is("python") || /\bhealth\b/.test(file.text)) return undefined;
    const { form, text } = file;
    const lists = form.assignments.filter(
      ({ target }) => target.kind === "name" && target.name === "urlpatterns",
    );
    const [list] = lists;
    const [first] = list?.value.kind === "list" ? list.value.items : [];
    if (lists.length !== 1 || !first) return undefined;
    const view = importName(form, beside(service, "health"), "health");
    const maker = importName(form, "django.urls", "path");
    if (!view || !maker) return undefined;
    const quote = quoteOf(text, '"');
    const entry = `${maker.local}(${quote}${route.replace(/^\//, "")}${quote}, ${view.local})`;
    const edits: TextEdit[] = [...maker.edits, ...view.edits, insertBefore(text, first.at, entry)];
    return edits;
  });
}
