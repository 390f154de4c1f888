import type { PythonForm } from "../../files/python/form";
import type { SourceFile } from "../../files/source";
import { isDevelopmentOnly } from "../../files/syntax/condition";
import type { Assignment, Import } from "../../files/syntax/outline";
import type { CallValue, Value } from "../../files/syntax/value";
import { type DjangoEntry, djangoSettings } from "../../project/django-settings";
import { pythonModule } from "../../project/python-modules";
import type { ProjectView } from "../../project/view";
import { type Span, slice } from "../../text/span";

/** What production sees of one setting. */
export interface Setting {
  readonly name: string;
  /** What is assigned last. */
  readonly value: Value;
  readonly file: SourceFile<"python">;
  /** The assignment. */
  readonly at: Span;
  /** Whether production always sees this value: no unknown condition, nothing unseen after it. */
  readonly isCertain: boolean;
  /** The elements, where the setting is a list that is known in full. */
  readonly items: readonly Element[] | undefined;
}

/** A text in a list, in the file that holds it. */
export interface Element {
  readonly text: string;
  readonly at: Span;
  readonly file: SourceFile<"python">;
}

/** The settings that Django has in production when it starts with `file`. */
export interface DjangoSettings {
  readonly file: SourceFile<"python">;
  /** Development starts with this module as well. */
  readonly isShared: boolean;
  /** Whether nothing unseen may set more. */
  readonly isComplete: boolean;
  get(name: string): Setting | undefined;
}

/** What sets names in ways that nobody can follow. */
const dynamic =
  /\b(?:globals|locals|vars)\(\)|\bexec(?:file)?\(|\bsplit_settings\b|\bdjango_heroku\b|\bdynaconf\b|\bdjango_on_heroku\b|\bprettyconf\b|\bimport_module\(/;

/** Settings modules build on each other no deeper than this. */
const MAX_DEPTH = 8;

/** The settings of production where it starts with the module `file`; undefined for every other module. */
export function settingsOf(file: SourceFile<"python">, project: ProjectView): DjangoSettings | undefined {
  const entry = project.fact(djangoSettings).find(({ path }) => path === file.path);
  return entry && file.form.clean ? read(file, entry, project) : undefined;
}

/** The settings of every way to start production. */
export function allSettings(project: ProjectView): DjangoSettings[] {
  return project.fact(djangoSettings).flatMap((entry) => {
    const start = project.file(entry.path);
    return start?.is("python") && start.form.clean ? [read(start, entry, project)] : [];
  });
}

function read(file: SourceFile<"python">, { isShared }: DjangoEntry, project: ProjectView): DjangoSettings {
  const reader = new Reader(project);
  reader.read(file, true, 0);
  return {
    file,
    isShared,
    isComplete: reader.isComplete,
    get: (name) => reader.settings.get(name),
  };
}

type Step =
  | { readonly kind: "import"; readonly at: Span; readonly statement: Import }
  | { readonly kind: "assignment"; readonly at: Span; readonly assignment: Assignment }
  | { readonly kind: "call"; readonly at: Span; readonly call: CallValue };

class Reader {
  readonly settings = new Map<string, Setting>();
  isComplete = true;
  private readonly reading = new Set<string>();

  constructor(private readonly project: ProjectView) {}

  read(file: SourceFile<"python">, isCertain: boolean, depth: number): void {
    if (this.reading.has(file.path)) return;
    if (depth > MAX_DEPTH || dynamic.test(file.text)) this.isComplete = false;
    if (depth > MAX_DEPTH) return;
    this.reading.add(file.path);
    for (const step of stepsOf(file.form)) {
      const when = conditionOf(step.at.start, file.form);
      if (when === "never") continue;
      const isSure = isCertain && when === "always";
      if (step.kind === "import") this.take(step.statement, file, isSure, depth);
      else if (step.kind === "assignment") this.assign(step.assignment, file, isSure);
      else this.change(step.call, file, isSure);
    }
    this.reading.delete(file.path);
  }

  /** `from .base import *`: what is not in the workspace may set anything, also what has been set before. */
  private take({ module }: Import, file: SourceFile<"python">, isCertain: boolean, depth: number): void {
    const other = pythonModule(this.project, file.path, module);
    if (other?.form.clean) {
      if (other.role === "prod" && !forDevelopment.test(other.path)) this.read(other, isCertain, depth + 1);
      return;
    }
    if (isOrdinary(module)) return;
    this.isComplete = false;
    for (const [name, setting] of this.settings) this.settings.set(name, { ...setting, isCertain: false });
  }

  private assign(
    { target, value, operator, at }: Assignment,
    file: SourceFile<"python">,
    isCertain: boolean,
  ): void {
    if (target.kind !== "name") return;
    const { name } = target;
    const before = this.settings.get(name);
    const given = this.itemsOf(value, file, 0);
    if (operator === "=") this.settings.set(name, { name, value, file, at, isCertain, items: given });
    else if (operator === "+=" && before)
      this.settings.set(name, { ...before, items: given && before.items && [...before.items, ...given] });
    else this.settings.set(name, { name, value, file, at, isCertain: false, items: undefined });
  }

  /** `MIDDLEWARE.insert(0, "…")`, `MIDDLEWARE.append("…")` */
  private change({ callee, args }: CallValue, file: SourceFile<"python">, isCertain: boolean): void {
    if (callee.kind !== "member" || callee.object.kind !== "name") return;
    const before = this.settings.get(callee.object.name);
    const last = args.at(-1)?.value;
    if (!before) return;
    const adds = /^(insert|append|extend)$/.test(callee.name);
    const added = adds && last && this.itemsOf(last, file, 0);
    const items = before.items && added ? [...before.items, ...added] : undefined;
    this.settings.set(before.name, { ...before, items, isCertain: before.isCertain && (adds || !isCertain) });
  }

  /** The texts of a list, of a single text, or of lists that are joined; undefined where one is not known. */
  private itemsOf(given: Value, file: SourceFile<"python">, depth: number): readonly Element[] | undefined {
    if (depth > MAX_DEPTH) return undefined;
    const inner = (value: Value) => this.itemsOf(value, file, depth + 1);
    if (given.kind === "name" || given.kind === "member") {
      const before = this.settings.get(given.name);
      if (before) return before.items;
    }
    const value = file.form.resolve(given);
    if (value.kind === "string") return [{ text: value.value, at: value.at, file }];
    if (value.kind === "spread") return inner(value.value);
    const parts =
      value.kind === "list"
        ? value.items
        : value.kind === "operation" && value.operator === "+"
          ? value.operands
          : undefined;
    const lists = parts?.map(inner);
    return lists?.every((list) => list !== undefined) ? lists.flat() : undefined;
  }
}

const forDevelopment = /(^|[/._-])(dev|devel|development|local|tests?|testing|ci|debug)(?=[._-])/i;

/** Modules that people take names from and that set nothing of Django's. */
function isOrdinary(module: string): boolean {
  return /^(os|sys|datetime|pathlib|typing|environ|decouple|django\.(conf\.global_settings|utils.*)|.*\b(constants|enums?|utils|helpers|logging\w*))$/.test(
    module,
  );
}

/** What a module does to names of settings, outside of functions and classes, in order. */
function stepsOf(form: PythonForm): Step[] {
  const steps: Step[] = [
    ...form.imports.flatMap((statement): Step[] =>
      statement.star ? [{ kind: "import", at: statement.at, statement }] : [],
    ),
    ...form.assignments.flatMap((assignment): Step[] => {
      const { target, at } = assignment;
      return target.kind === "name" && /^[A-Z][A-Z0-9_]*$/.test(target.name)
        ? [{ kind: "assignment", at, assignment }]
        : [];
    }),
    ...form.calls.flatMap((call): Step[] => {
      const { callee, at } = call;
      const isChange =
        callee.kind === "member" && /^(insert|append|extend|remove|pop|clear)$/.test(callee.name);
      return isChange ? [{ kind: "call", at, call }] : [];
    }),
  ];
  return steps
    .filter(({ at }) => isOfModule(at.start, form))
    .sort((one, other) => one.at.start - other.at.start);
}

function isOfModule(offset: number, form: PythonForm): boolean {
  if (form.functionsAround(offset).length > 0) return false;
  return !form.classes.some(({ body }) => body.start <= offset && offset < body.end);
}

/** Whether production runs the code at `offset`: under `if not DEBUG:` it does. */
function conditionOf(offset: number, form: PythonForm): "always" | "never" | "perhaps" {
  const conditions = form.conditionsAt(offset);
  const isTest = conditions.some(
    ({ test, holds }) => holds && /sys\.argv|pytest/.test(slice(form.text, test.at)),
  );
  if (isTest || conditions.some((condition) => isDevelopmentOnly(condition, form))) return "never";
  const isMet = conditions.every(({ test, holds }) => isDevelopmentOnly({ test, holds: !holds }, form));
  return isMet ? "always" : "perhaps";
}
