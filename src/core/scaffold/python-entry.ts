import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { choiceAmong, type Detected, doubtId, entryChoice, placeOf } from "./detected";
import type { Answers } from "./generator";
import { isDeeperService } from "./port";
import { type ExplicitEntry, explicitEntry } from "./python-start";
import { type PythonService, pythonFrameworks } from "./service";

export type PythonEntry = Pick<PythonService, "framework" | "entry" | "isFactory" | "sources">;

/** A module of the service: where it is, how it is imported, and its text. */
interface Module {
  /** Path inside the service's folder. */
  readonly path: string;
  readonly name: string;
  readonly sources: string;
  readonly text: string;
}

/** Where an application object usually lives. */
const usualModules = [
  "main.py",
  "app/main.py",
  "src/main.py",
  "app.py",
  "api/main.py",
  "app/__init__.py",
  "wsgi.py",
  "asgi.py",
];
const usualScripts = ["main.py", "app.py", "run.py", "bot.py", "worker.py"];

const appObject =
  /^(\w+)(?:\s?:\s?[\w.]+)?\s?=\s?(?:\w+\.)?(FastAPI|Starlette|Litestar|Quart|Flask|APIFlask)\(/m;
const madeObject =
  /^(\w+)(?:\s?:\s?[\w.]+)?\s?=\s?(?:\w+\.)?((?:create|make|build|get)_(?:app|application))\(/m;
const factory = /^def ((?:create|make|build|get)_(?:app|application))\(([^)]*)\)/m;

/**
 * What starts the Python service in `folder`. `packages` are those that it declares, `said` what somebody says starts
 * it.
 */
export function entryOf(
  folder: string,
  project: ProjectView,
  packages: ReadonlySet<string>,
  choices: Answers,
  said?: ExplicitEntry,
): Detected<PythonEntry> {
  const modules = modulesOf(folder, project);
  const framework = choiceAmong(choices, doubtId("framework", folder), pythonFrameworks);
  const { found, doubts } = likelyEntry(folder, project, modules, packages, choices, framework, said);
  return { found: found && framework !== undefined ? fitting(found, framework) : found, doubts };
}

/** An entry in the form that the framework needs: `module:variable`, or what Python runs itself. */
function fitting(found: PythonEntry, framework: PythonService["framework"]): PythonEntry {
  const { entry } = found;
  const module = entry.split(":")[0] ?? "";
  if (framework === "none" && entry.includes(":"))
    return { ...found, framework, entry: `-m ${module}`, isFactory: false };
  if (framework === "none" || entry.includes(":")) return { ...found, framework };
  const name = moduleOf(entry.replace("-m ", ""));
  return { ...found, framework, entry: `${name}:${framework === "django" ? "application" : "app"}` };
}

function likelyEntry(
  folder: string,
  project: ProjectView,
  modules: readonly Module[],
  packages: ReadonlySet<string>,
  choices: Answers,
  wanted: PythonService["framework"] | undefined,
  said: ExplicitEntry | undefined,
): Detected<PythonEntry> {
  const framework = wanted ?? frameworkOf(modules, packages);
  const id = doubtId("entry", folder);
  const choice = said ? undefined : entryChoice(choices, id);
  if (choice !== undefined) return { found: chosen(choice, framework, modules), doubts: [] };
  const explicit = said ?? explicitEntry(folder, project);
  if (explicit?.entry.includes(":")) {
    const { entry, isFactory, server } = explicit;
    const other = framework === "none" ? "flask" : framework;
    const kind = server === "uvicorn" && framework !== "django" ? "fastapi" : other;
    const sources = explicit.sources === "" ? sourcesOf(entry, modules) : explicit.sources;
    return { found: { framework: kind, entry, isFactory, sources }, doubts: [] };
  }
  if (said) return { found: programOf(said, modules), doubts: [] };
  const django = djangoOf(folder, modules, packages);
  if (django) return django;
  const apps = modules.flatMap((module) => appIn(module, framework));
  const best = bestOf(apps);
  if (best)
    return best.length > 1
      ? {
          found: best[0]?.entry,
          doubts: [
            doubtAbout(
              id,
              folder,
              best.map(({ entry }) => entry.entry),
            ),
          ],
        }
      : { found: best[0]?.entry, doubts: [] };
  if (explicit) return { found: programOf(explicit, modules), doubts: [] };
  return scriptOf(id, folder, modules);
}

/** What Python runs by itself. */
function programOf({ entry }: ExplicitEntry, modules: readonly Module[]): PythonEntry {
  return { framework: "none", entry, isFactory: false, sources: sourcesOf(entry, modules) };
}

/** The folder in which the module of `entry` lies, where it is not that of the service. */
function sourcesOf(entry: string, modules: readonly Module[]): string {
  if (entry.endsWith(".py")) return "";
  const target = (entry.replace("-m ", "").split(":")[0] ?? "").replaceAll(".", "/");
  const paths = modules.map(({ path }) => path.replace(/(?:\/__(?:init|main)__)?\.py$/, ""));
  if (paths.includes(target)) return "";
  const found = paths.filter((path) => path.endsWith(`/${target}`)).sort((a, b) => a.length - b.length)[0];
  return found === undefined ? "" : found.slice(0, -target.length - 1);
}

function chosen(
  choice: string,
  framework: PythonService["framework"],
  modules: readonly Module[],
): PythonEntry {
  const isFactory = /\(\)$/.test(choice);
  const entry = choice.replace(/\(\)$/, "");
  if (entry.includes(":"))
    return {
      framework: framework === "none" ? "fastapi" : framework,
      entry,
      isFactory,
      sources: sourcesOf(entry, modules),
    };
  const module = modules.find(({ path, name }) => path === entry || name === entry);
  const app = module && appIn(module, framework)[0];
  return app?.entry ?? { framework: "none", entry, isFactory: false, sources: "" };
}

/** The Python files of the service: not its tests, not what has a manifest of its own. */
function modulesOf(folder: string, project: ProjectView): Module[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  const files = project.paths().flatMap((path) => {
    if (!path.endsWith(".py") || !path.startsWith(prefix) || roleOf(path) !== "prod") return [];
    if (isDeeperService(path, folder, project) || /(?:^|\/)(?:migrations|versions)\//.test(path)) return [];
    return [{ path: path.slice(prefix.length), text: project.file(path)?.text ?? "" }];
  });
  const namesSource = files.some(({ text }) => /^\s*(?:from|import)\s+src\b/m.test(text));
  const hasSource = !namesSource && !files.some(({ path }) => path === "src/__init__.py");
  return files.map(({ path, text }) => {
    const inside = hasSource && path.startsWith("src/");
    return { path, text, sources: inside ? "src" : "", name: moduleOf(inside ? path.slice(4) : path) };
  });
}

/** The framework, by what the code makes, else by what is declared. */
function frameworkOf(modules: readonly Module[], packages: ReadonlySet<string>): PythonService["framework"] {
  if (packages.has("django")) return "django";
  const made = modules.map(
    ({ text }) => /\b(FastAPI|Starlette|Litestar|Quart|Flask|APIFlask)\(/.exec(text)?.[1],
  );
  const first = made.find((name) => name !== undefined);
  if (first !== undefined) return kindOf(first);
  if (["fastapi", "starlette", "litestar", "quart"].some((name) => packages.has(name))) return "fastapi";
  return packages.has("flask") ? "flask" : "none";
}

function kindOf(name: string): "flask" | "fastapi" {
  return name === "Flask" || name === "APIFlask" ? "flask" : "fastapi";
}

function djangoOf(
  folder: string,
  modules: readonly Module[],
  packages: ReadonlySet<string>,
): Detected<PythonEntry> | undefined {
  const manage = modules.find(({ path }) => /^(?:[\w-]+\/)?manage\.py$/.test(path));
  if (!manage) return undefined;
  const sources = manage.path.includes("/") ? manage.path.slice(0, manage.path.lastIndexOf("/")) : "";
  const inside = modules.filter(({ path }) => sources === "" || path.startsWith(`${sources}/`));
  const isAsgi =
    packages.has("channels") ||
    packages.has("daphne") ||
    (packages.has("uvicorn") && !packages.has("gunicorn"));
  const gateway = (kind: "asgi" | "wsgi") =>
    inside
      .map(({ path }) => path.slice(sources === "" ? 0 : sources.length + 1))
      .filter((path) => new RegExp(`(?:^|/)${kind}\\.py$`).test(path))
      .map((path) => moduleOf(path));
  const asgi = isAsgi ? gateway("asgi") : [];
  const found = asgi.length > 0 ? asgi : gateway("wsgi");
  const settings = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/.exec(manage.text)?.[1];
  const said = inside
    .map(({ text }) => /^WSGI_APPLICATION\s?=\s?["']([\w.]+)\.\w+["']/m.exec(text)?.[1])
    .find((name) => name !== undefined);
  const wanted = asgi.length > 0 ? said?.replace(/wsgi$/, "asgi") : said;
  const [best] = [
    ...found.filter((name) => name === wanted),
    ...found.filter((name) => settings?.startsWith(name.slice(0, name.lastIndexOf(".") + 1))),
    ...found,
  ];
  if (best === undefined) return undefined;
  const entry = { framework: "django", entry: `${best}:application`, isFactory: false, sources } as const;
  const isSure = found.length === 1 || best === wanted || settings?.split(".")[0] === best.split(".")[0];
  return {
    found: entry,
    doubts: isSure
      ? []
      : [
          doubtAbout(
            doubtId("entry", folder),
            folder,
            found.map((name) => `${name}:application`),
          ),
        ],
  };
}

interface App {
  readonly path: string;
  readonly entry: PythonEntry;
  /** Lower is likelier. */
  readonly rank: number;
}

/** The applications that a module makes, or hands out. */
function appIn({ path, name, sources, text }: Module, framework: PythonService["framework"]): App[] {
  const usual = usualModules.indexOf(path);
  const place = usual < 0 ? usualModules.length : usual;
  const make = (variable: string, kind: PythonService["framework"], rank: number, isFactory = false) => [
    { path, rank, entry: { framework: kind, entry: `${name}:${variable}`, isFactory, sources } },
  ];
  const object = appObject.exec(text);
  if (object?.[1] !== undefined) return make(object[1], kindOf(object[2] ?? ""), place);
  if (framework === "none" || framework === "django") return [];
  const made = madeObject.exec(text);
  if (made?.[1] !== undefined) return make(made[1], framework, place);
  const maker = factory.exec(text);
  const takesNothing = (maker?.[2] ?? "")
    .split(",")
    .every((one) => one.trim() === "" || /=|^\s*\*/.test(one));
  return maker?.[1] !== undefined &&
    takesNothing &&
    /\b(?:FastAPI|Starlette|Litestar|Quart|Flask|APIFlask)\(/.test(text)
    ? make(maker[1], framework, 100, true)
    : [];
}

/** The likeliest applications: one, or several that are as likely. */
function bestOf(apps: readonly App[]): App[] | undefined {
  const rank = Math.min(...apps.map((app) => app.rank));
  const best = apps.filter((app) => app.rank === rank);
  return best.length > 0 ? best : undefined;
}

/** A program without a framework: a package that can be run, or a file that says what happens when it is run. */
function scriptOf(id: string, folder: string, modules: readonly Module[]): Detected<PythonEntry> {
  const script = (entry: string, sources = ""): PythonEntry => ({
    framework: "none",
    entry,
    isFactory: false,
    sources,
  });
  const named = usualScripts.find((name) => modules.some(({ path }) => path === name));
  if (named !== undefined) return { found: script(named), doubts: [] };
  const runnable = modules.filter(({ path }) => /^(?:src\/)?[\w]+\/__main__\.py$/.test(path));
  const [only] = runnable;
  if (only && runnable.length === 1)
    return { found: script(`-m ${only.name.replace(/\.__main__$/, "")}`, only.sources), doubts: [] };
  const guarded = modules.filter(({ text }) => /^if __name__ == ["']__main__["']:/m.test(text));
  const [single] = guarded;
  if (single && guarded.length === 1) return { found: script(single.path), doubts: [] };
  const candidates = guarded.length > 0 ? guarded : modules.filter(({ path }) => !path.includes("/"));
  const answers = candidates
    .map(({ path }) => path)
    .filter((path) => !/(?:^|\/)(?:setup|conftest|__init__|manage)\.py$/.test(path))
    .slice(0, 5);
  return { found: undefined, doubts: answers.length > 0 ? [doubtAbout(id, folder, answers)] : [] };
}

function doubtAbout(id: string, folder: string, answers: readonly string[]) {
  return { id, question: `Which module starts the service in ${placeOf(folder)}?`, answers };
}

function moduleOf(path: string): string {
  return path.replace(/(?:(^|\/)__init__)?\.py$/, "").replaceAll("/", ".");
}
