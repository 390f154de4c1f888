import { type FileRole, roleOf } from "../files/role";
import type { SourceFile } from "../files/source";
import { usesDjango } from "./django";
import { defineFact } from "./fact";
import { pythonModulePath } from "./python-modules";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** A settings module that production starts with. */
export interface DjangoEntry {
  readonly path: string;
  /** Development starts with it as well, as nothing of the workspace is for production alone. */
  readonly isShared: boolean;
}

/** The settings modules of the workspace that production starts with, in order of their paths. */
export const djangoSettings = defineFact<Part, readonly DjangoEntry[]>({
  id: "django-settings",
  of: partOf,
  join(parts, project) {
    const modules = modulesOf(parts, project);
    const declared = new Set(
      [...parts].flatMap(([path, { declares }]) =>
        declares.flatMap((name) => pythonModulePath(project, path, name) ?? moduleAnywhere(name, modules)),
      ),
    );
    const groups = new Map<string, Module[]>();
    for (const module of modules.values()) {
      const group = groupOf(module.path);
      const known = groups.get(group);
      if (known) known.push(module);
      else groups.set(group, [module]);
    }
    return [...groups.values()].flatMap((group) => entriesOf(group, modules, declared));
  },
});

interface Part {
  /** Whether nothing but Django's settings look like this. */
  readonly isSure: boolean;
  readonly isSettings: boolean;
  /** The modules whose names it takes over. */
  readonly stars: readonly string[];
  /** The settings modules that it names for Django to start with. */
  readonly declares: readonly string[];
}

interface Module {
  readonly path: string;
  readonly stage: "prod" | "dev" | "base" | "plain";
  /** The settings modules of the workspace that it builds on. */
  readonly builtOn: readonly string[];
}

const sure =
  /^\uFEFF?(?:INSTALLED_APPS|ROOT_URLCONF|WSGI_APPLICATION|ASGI_APPLICATION|CORS_ALLOW_ALL_ORIGINS|CORS_ORIGIN_ALLOW_ALL|SECURE_HSTS_SECONDS|SECURE_SSL_REDIRECT)\s*(?::[^=\n]{1,80})?\+?=|^\uFEFF?MIDDLEWARE\s*\+?=[\s\S]{0,200}["']django\./m;
const likely =
  /^\uFEFF?(?:DEBUG|ALLOWED_HOSTS|MIDDLEWARE|DATABASES|SECRET_KEY|STATIC_URL|(?:SECURE|SESSION|CSRF|CORS)_[A-Z_]+)\s*(?::[^=\n]{1,80})?\+?=/m;
/** What a module of settings mentions at least: one of these names, or the module that it takes all names of. */
export const settingsWords: readonly string[] = [
  "INSTALLED_APPS",
  "ROOT_URLCONF",
  "WSGI_APPLICATION",
  "ASGI_APPLICATION",
  "MIDDLEWARE",
  "DEBUG",
  "ALLOWED_HOSTS",
  "DATABASES",
  "SECRET_KEY",
  "STATIC_URL",
  "SECURE_",
  "SESSION_",
  "CSRF_",
  "CORS_",
  " *",
  "\t*",
];
const settingsPath = /(^|\/)(settings|conf|config)\/[^/]+\.py$|settings[^/]*\.py$/i;
const star = /^\uFEFF?[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]+\*/gm;
const declaration =
  /DJANGO_SETTINGS_MODULE["']?\s{0,20}(?:[=:,]|\n\s{0,40}value:)\s{0,20}["']?([A-Za-z_][\w.]*)/g;

function partOf(file: SourceFile): Part | undefined {
  const { text, path } = file;
  const canDeclare = file.role === "prod" && !/(^|\/)manage\.py$/.test(path) && !file.is("markdown");
  const declares =
    canDeclare && text.includes("DJANGO_SETTINGS_MODULE")
      ? [...text.matchAll(declaration)].map(([, name]) => name ?? "")
      : [];
  const isPython = file.is("python");
  const isSure = isPython && sure.test(text);
  const stars = isPython ? [...text.matchAll(star)].map(([, name]) => name ?? "") : [];
  const isSettings =
    isSure || (isPython && settingsPath.test(path) && (likely.test(text) || stars.length > 0));
  if (!isSettings && declares.length === 0) return undefined;
  return { isSure, isSettings, stars: isSettings ? stars : [], declares };
}

/** The settings modules among `parts`: those that are sure, what builds on them, and what they build on. */
function modulesOf(parts: ReadonlyMap<string, Part>, project: ProjectView): Map<string, Module> {
  const candidates = [...parts].filter(([, { isSettings }]) => isSettings);
  const built = new Map(
    candidates.map(([path, { stars }]) => [
      path,
      stars
        .flatMap((name) => pythonModulePath(project, path, name) ?? [])
        .filter((other) => parts.has(other)),
    ]),
  );
  const isDjango = usesDjango(project);
  const sureOnes = new Set(candidates.filter(([, { isSure }]) => isSure).map(([path]) => path));
  for (let before = -1; before !== sureOnes.size; ) {
    before = sureOnes.size;
    for (const [path, others] of built) {
      if (others.some((other) => sureOnes.has(other))) sureOnes.add(path);
      if (sureOnes.has(path)) for (const other of others) sureOnes.add(other);
    }
  }
  const known = candidates.filter(
    ([path]) =>
      sureOnes.has(path) || (isDjango && /settings/i.test(path.slice(folderOf(folderOf(path)).length))),
  );
  return new Map(
    known.map(([path]) => [
      path,
      { path, stage: stageOf(path, roleOf(path)), builtOn: built.get(path) ?? [] },
    ]),
  );
}

function stageOf(path: string, role: FileRole): Module["stage"] {
  const name = path
    .slice(path.lastIndexOf("/") + 1)
    .replace(/\.py$/, "")
    .toLowerCase();
  const words = name.split(/[._-]/);
  const has = (...among: string[]) => words.some((word) => among.includes(word));
  if (
    role !== "prod" ||
    has("dev", "devel", "development", "local", "test", "tests", "testing", "ci", "debug")
  )
    return "dev";
  if (has("prod", "production", "live", "deploy", "deployment", "staging", "heroku")) return "prod";
  return has("base", "common", "default", "defaults", "shared") ? "base" : "plain";
}

/** The modules of one Django project lie in one folder, or in a folder of their own within it. */
function groupOf(path: string): string {
  const folder = folderOf(path);
  return /(^|\/)(settings|conf|config)$/i.test(folder) ? folderOf(folder) : folder;
}

function entriesOf(
  group: readonly Module[],
  modules: ReadonlyMap<string, Module>,
  declared: ReadonlySet<string>,
): DjangoEntry[] {
  const deployed = group.filter(({ stage }) => stage !== "dev");
  const forProduction = deployed.filter(({ stage }) => stage === "prod");
  const named = deployed.filter(({ path }) => declared.has(path));
  const plain = deployed.filter(({ stage }) => stage === "plain");
  const seeds = forProduction.length > 0 ? forProduction : named.length > 0 ? named : plain;
  const roots = new Set(seeds.flatMap(({ path }) => rootsOf(path, modules)));
  return [...roots].sort().map((path) => ({ path, isShared: forProduction.length === 0 }));
}

/** The modules, not for development, that build on the one at `path` and on which none builds. */
function rootsOf(path: string, modules: ReadonlyMap<string, Module>): string[] {
  const seen = new Set<string>([path]);
  const roots: string[] = [];
  for (const current of seen) {
    const users = [...modules.values()].filter(
      ({ stage, builtOn }) => stage !== "dev" && builtOn.includes(current),
    );
    for (const user of users) seen.add(user.path);
    if (users.length === 0) roots.push(current);
  }
  return roots;
}

/** A declaration in a Dockerfile beside the folder that the modules lie in. */
function moduleAnywhere(name: string, modules: ReadonlyMap<string, Module>): string[] {
  const base = name.replaceAll(".", "/");
  return [...modules.keys()].filter((path) =>
    [`${base}.py`, `${base}/__init__.py`].some((end) => path === end || path.endsWith(`/${end}`)),
  );
}
