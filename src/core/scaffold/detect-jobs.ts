import { roleOf } from "../files/role";
import { nodePackages } from "../project/node-packages";
import { pythonPackages } from "../project/python-packages";
import { folderOf } from "../project/services";
import type { ProjectView } from "../project/view";
import { keyOf } from "./detect";
import { commandOf, doubtId, NONE } from "./detected";
import type { Answers } from "./generator";
import { isFrontend } from "./names";
import { fileOf, startedBy } from "./node-start";
import { isDeeperService } from "./port";
import { inFolder, type NodeService, type PythonService, type Service } from "./service";
import type { Doubt, Migrations, Worker } from "./stack";

const tools: readonly (readonly [RegExp, Exclude<Migrations["tool"], "script" | "flask-migrate">, string])[] =
  [
    [/(?:^|\/)alembic\.ini$/, "alembic", "alembic upgrade head"],
    [/(?:^|\/)manage\.py$/, "django", "python manage.py migrate --noinput"],
    [/(?:^|\/)prisma\/schema\.prisma$/, "prisma", "npx prisma migrate deploy"],
    [/(?:^|\/)drizzle\.config\.[cm]?[jt]s$/, "drizzle", "npx drizzle-kit migrate"],
    [/(?:^|\/)knexfile\.[cm]?[jt]s$/, "knex", "npx knex migrate:latest"],
    [/(?:^|\/)\.sequelizerc$/, "sequelize", "npx sequelize-cli db:migrate"],
  ];
/** Scripts that people write for it, unless they make a migration rather than run them. */
const migrationScripts = [
  "migrate:deploy",
  "db:deploy",
  "db:migrate:deploy",
  "db:migrate:prod",
  "db:migrate",
  "migrate",
  "migration:run",
];

/** How the database is taken to a new release: as a script of the package says, else as the tool that is there needs it. */
export function migrationsOf(
  project: ProjectView,
  found: readonly Service[],
  choices: Answers,
): Migrations | undefined {
  const said = commandOf(choices, "migrations")?.join(" ");
  if (said === NONE) return undefined;
  const detected = detectedMigrations(project, found);
  if (said === undefined) return detected;
  const [owner] = found.filter((service) => !isFrontend(service));
  return { tool: "script", folder: owner?.folder ?? "", ...detected, command: said };
}

function detectedMigrations(project: ProjectView, found: readonly Service[]): Migrations | undefined {
  for (const [pattern, tool, command] of tools) {
    const path = project.paths().find((one) => pattern.test(one) && roleOf(one) === "prod");
    if (path === undefined) continue;
    const folder = tool === "prisma" ? folderOf(folderOf(path)) : folderOf(path);
    const owner = ownerOf(folder, found, tool === "alembic" || tool === "django" ? "python" : "node");
    if (tool === "django" && owner?.language === "python" && owner.framework !== "django") continue;
    const script = owner?.language === "node" ? scriptFor(owner, project) : undefined;
    const inside = owner && tool === "django" ? folder.slice(owner.folder.length).replace(/^\//, "") : "";
    const own = inside === "" ? command : command.replace("manage.py", `${inside}/manage.py`);
    return { tool, command: script ?? own, folder: owner?.folder ?? folder };
  }
  return flaskMigrate(project, found) ?? typeorm(project, found) ?? scripted(project, found);
}

function ownerOf(
  folder: string,
  found: readonly Service[],
  language: Service["language"],
): Service | undefined {
  const able = found.filter((service) => service.language === language);
  const around = able
    .filter((service) => service.folder === "" || `${folder}/`.startsWith(`${service.folder}/`))
    .sort((a, b) => b.folder.length - a.folder.length);
  const [only] = able.filter((service) => service.language !== "node" || service.output === undefined);
  return around[0] ?? only;
}

function scriptFor(service: NodeService, project: ProjectView): string | undefined {
  const scripts = project.fact(nodePackages).get(service.manifest)?.scripts ?? {};
  const name = migrationScripts.find(
    (one) => scripts[one] !== undefined && !/\b(?:dev|create|make|generate|reset|push)\b/.test(scripts[one]),
  );
  return name === undefined ? undefined : `npm run ${name}`;
}

function scripted(project: ProjectView, found: readonly Service[]): Migrations | undefined {
  for (const service of found) {
    const script = service.language === "node" ? scriptFor(service, project) : undefined;
    if (script !== undefined) return { tool: "script", command: script, folder: service.folder };
  }
  return undefined;
}

function flaskMigrate(project: ProjectView, found: readonly Service[]): Migrations | undefined {
  const service = found.find(
    (one): one is PythonService =>
      one.language === "python" && one.framework === "flask" && declares(one, "flask-migrate", project),
  );
  if (!service) return undefined;
  return {
    tool: "flask-migrate",
    command: `flask --app ${service.entry} db upgrade`,
    folder: service.folder,
  };
}

function typeorm(project: ProjectView, found: readonly Service[]): Migrations | undefined {
  for (const service of found) {
    if (service.language !== "node") continue;
    const { dependencies = [] } = project.fact(nodePackages).get(service.manifest) ?? {};
    if (!dependencies.includes("typeorm")) continue;
    const script = scriptFor(service, project);
    if (script !== undefined) return { tool: "typeorm", command: script, folder: service.folder };
  }
  return undefined;
}

/** Queues that need a process of their own, with what starts it where the code tells. */
export function workersOf(
  project: ProjectView,
  found: readonly Service[],
  choices: Answers,
): { readonly workers: Worker[]; readonly doubts: Doubt[] } {
  const workers: Worker[] = [];
  const doubts: Doubt[] = [];
  const add = (name: string, folder: string, command: string) => {
    const taken = workers.filter((one) => one.name.replace(/-\d+$/, "") === name).length;
    workers.push({ name: taken === 0 ? name : `${name}-${taken + 1}`, folder, command });
  };
  for (const service of found) {
    const key = keyOf(service, found);
    const own =
      service.language === "python"
        ? pythonWorkers(service, key, project)
        : nodeWorkers(service, key, project);
    const names = new Set<string>();
    for (const { name, command } of [...processesOf(service, project), ...own.commands]) {
      if (names.has(name)) continue;
      const said = commandOf(choices, workerId(key, name, names.size === 0))?.join(" ") ?? command;
      names.add(name);
      if (said !== NONE) add(name, service.folder, said);
    }
    if (names.size > 0) continue;
    const said = commandOf(choices, doubtId("worker", key))?.join(" ");
    if (said === undefined) doubts.push(...own.doubts);
    else if (said !== NONE) add("worker", service.folder, said);
  }
  return { workers, doubts };
}

/** What the first worker of a service is called in answers, and every further one. */
export function workerId(key: string, name: string, isFirst: boolean): string {
  return isFirst ? doubtId("worker", key) : `${doubtId("worker", key)}:${name}`;
}

interface Commands {
  readonly commands: readonly Pick<Worker, "name" | "command">[];
  readonly doubts: readonly Doubt[];
}

/** What a Procfile starts beside the web process. */
function processesOf(service: Service, project: ProjectView): Commands["commands"] {
  const file = project.file(inFolder(service.folder, "Procfile"));
  if (!file?.is("procfile")) return [];
  return file.form.processes
    .filter(({ type, command }) => !/^(?:web|release)$/.test(type) && !/["'`$|&;<>]/.test(command))
    .map(({ type, command }) => ({ name: type.toLowerCase().replaceAll("_", "-"), command }));
}

function pythonWorkers(service: PythonService, key: string, project: ProjectView): Commands {
  const modules = modulesOf(service, project);
  const commands: Pick<Worker, "name" | "command">[] = [];
  const doubts: Doubt[] = [];
  const doubt = (queue: string) =>
    doubts.push({
      id: doubtId("worker", key),
      question: `What starts the worker of ${queue}?`,
      answers: queue === "rq" ? ["rq worker", "python worker.py"] : [`${queue} worker`],
    });
  if (declares(service, "celery", project)) {
    const app = celeryApp(modules);
    if (app === undefined) doubt("celery");
    else {
      commands.push({ name: "worker", command: `celery -A ${app} worker --loglevel=info` });
      const beats = modules.some(({ text }) => /\bbeat_schedule\b|\bCELERY_BEAT_SCHEDULE\b/.test(text));
      if (beats || declares(service, "django-celery-beat", project))
        commands.push({
          name: "beat",
          command: `celery -A ${app} beat --loglevel=info --schedule=/tmp/beat`,
        });
    }
  }
  if (declares(service, "rq", project) || declares(service, "django-rq", project)) {
    const script = modules.find(
      ({ path, text }) => /\bWorker\(/.test(text) && /(?:^|\/)[\w]*worker[\w]*\.py$/.test(path),
    );
    if (declares(service, "django-rq", project))
      commands.push({ name: "worker", command: "python manage.py rqworker" });
    else if (script) commands.push({ name: "worker", command: `python ${script.path}` });
    else doubt("rq");
  }
  if (declares(service, "arq", project)) {
    const settings = modules.find(({ text }) => /^class WorkerSettings\b/m.test(text));
    if (settings) commands.push({ name: "worker", command: `arq ${settings.name}.WorkerSettings` });
    else doubt("arq");
  }
  return { commands, doubts };
}

/** `-A module`, where the module has what celery looks for by itself, or `-A module.object`. */
function celeryApp(modules: readonly Module[]): string | undefined {
  const found = modules.flatMap(({ name, path, text }) => {
    const object = /^(\w+)(?:\s?:\s?\w+)?\s?=\s?(?:celery\.)?Celery\(/m.exec(text)?.[1];
    return object === undefined ? [] : [{ name, path, object }];
  });
  const best = found.find(({ path }) => /(?:^|\/)celery(?:_app|app)?\.py$/.test(path)) ?? found[0];
  if (!best) return modules.find(({ path }) => /(?:^|\/)celery(?:_app|app)?\.py$/.test(path))?.name;
  return /^(?:app|celery)$/.test(best.object) ? best.name : `${best.name}.${best.object}`;
}

function nodeWorkers(service: NodeService, key: string, project: ProjectView): Commands {
  const manifest = project.fact(nodePackages).get(service.manifest);
  if (!manifest) return { commands: [], doubts: [] };
  const { scripts } = manifest;
  for (const name of ["worker:prod", "start:worker", "worker", "start:workers", "workers"]) {
    const script = scripts[name];
    if (script === undefined) continue;
    const started = startedBy(script, scripts);
    if (started.kind === "development") continue;
    const words = started.kind === "run" && fileOf(started.words) !== undefined ? started.words : undefined;
    return { commands: [{ name: "worker", command: words?.join(" ") ?? `npm run ${name}` }], doubts: [] };
  }
  if (!["bullmq", "bull", "bee-queue"].some((name) => manifest.dependencies.includes(name)))
    return { commands: [], doubts: [] };
  const files = filesOf(service, project, /\.[cm]?[jt]sx?$/).filter(
    ({ path, text }) => /\bnew Worker\(/.test(text) && /(?:^|\/)workers?(?:\/index)?\.[cm]?[jt]s$/.test(path),
  );
  const [only] = files;
  if (only && files.length === 1 && /js$/.test(only.path) && !service.builds)
    return { commands: [{ name: "worker", command: `node ${only.path}` }], doubts: [] };
  if (files.length === 0) return { commands: [], doubts: [] };
  return {
    commands: [],
    doubts: [
      {
        id: doubtId("worker", key),
        question: "What starts the worker of the queue?",
        answers: files.map(({ path }) => `node ${path.replace(/^(?:src\/)?(.*)\.[cm]?ts$/, "dist/$1.js")}`),
      },
    ],
  };
}

interface Module {
  readonly path: string;
  readonly name: string;
  readonly text: string;
}

function modulesOf(service: PythonService, project: ProjectView): Module[] {
  return filesOf(service, project, /\.py$/).map(({ path, text }) => {
    const inside = service.sources !== "" && path.startsWith(`${service.sources}/`);
    const name = inside ? path.slice(service.sources.length + 1) : path;
    return { path, text, name: name.replace(/(?:\/__init__)?\.py$/, "").replaceAll("/", ".") };
  });
}

/** The files of a service for production, paths as they are in its folder. */
function filesOf(service: Service, project: ProjectView, pattern: RegExp) {
  const prefix = service.folder === "" ? "" : `${service.folder}/`;
  return project.paths().flatMap((path) => {
    if (!path.startsWith(prefix) || !pattern.test(path) || roleOf(path) !== "prod") return [];
    if (isDeeperService(path, service.folder, project)) return [];
    return [{ path: path.slice(prefix.length), text: project.file(path)?.text ?? "" }];
  });
}

function declares(service: PythonService, name: string, project: ProjectView): boolean {
  const prefix = service.folder === "" ? "" : `${service.folder}/`;
  return [...project.fact(pythonPackages)].some(
    ([path, { distributions }]) =>
      (path === service.manifest ||
        (path.startsWith(`${prefix}requirements`) && !/[-_/](?:dev|test)/.test(path))) &&
      distributions.includes(name),
  );
}
