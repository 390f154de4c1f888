import { roleOf } from "../files/role";
import type { ProjectView } from "../project/view";
import { databaseClients, redisClients, schemes } from "./detect-data";
import { askedVersion } from "./detect-version";
import { isDeeperService, portPatterns } from "./port";
import { inFolder, type NodeFramework, type PythonService, type Service } from "./service";
import type { Migrations, Stack, Worker } from "./stack";

/** Where the workspace shows a fact; `line` counts from 1 and is missing where the file as a whole does. */
export interface Place {
  readonly path: string;
  readonly line?: number;
}

const nodePackage: Readonly<Record<NodeFramework, string>> = {
  next: "next",
  nuxt: "nuxt",
  remix: "(?:@remix-run|@react-router)/\\w+",
  astro: "astro",
  sveltekit: "@sveltejs/kit",
  vite: "vite",
  "react-scripts": "react-scripts",
  nest: "@nestjs/core",
  express: "express",
  fastify: "fastify",
  hono: "hono",
  koa: "koa",
  none: "name",
};

const pythonPackage: Readonly<Record<PythonService["framework"], string>> = {
  fastapi: "fastapi|starlette|litestar|quart",
  flask: "flask|apiflask",
  django: "django",
  none: "name",
};

export function namePlace(project: ProjectView): Place | undefined {
  return (
    placeIn(project, "package.json", /^\s*\{?\s*"name"\s*:/m) ??
    placeIn(project, "pyproject.toml", /^name\s*=/m) ??
    placeIn(project, ".liftoff/plan.yaml", /^name:/m)
  );
}

export function versionPlace({ folder, language }: Service, project: ProjectView): Place | undefined {
  const asked = askedVersion(folder, language, project);
  return asked && placeAt(project, asked.path, asked.offset);
}

/** Where the manifest asks for the framework, else where the application is made. */
export function frameworkPlace(service: Service, project: ProjectView): Place | undefined {
  const { language, manifest, framework } = service;
  if (framework === "none") return { path: manifest };
  const pattern =
    language === "node"
      ? new RegExp(`"${nodePackage[framework]}"\\s*:`)
      : new RegExp(`(?:^|["'])(?:${pythonPackage[framework]})(?![\\w-])`, "im");
  return (
    placeIn(project, manifest, pattern) ?? (language === "python" ? entryPlace(service, project) : undefined)
  );
}

export function managerPlace(service: Service, project: ProjectView): Place {
  const { lockfile, manifest, folder } = service;
  const top = service.language === "node" ? (service.workspace ?? folder) : folder;
  const named = placeIn(project, inFolder(top, "package.json"), /"packageManager"\s*:/);
  if (service.language === "node" && named) return named;
  return { path: lockfile === undefined ? manifest : inFolder(top, lockfile) };
}

/** The line that makes the application of a Python service, or the file that Python runs. */
export function entryPlace(service: PythonService, project: ProjectView): Place | undefined {
  const { folder, sources, entry } = service;
  const [module = "", variable] = entry.replace("-m ", "").split(":");
  const base = sources === "" ? folder : inFolder(folder, sources);
  const names = module.endsWith(".py")
    ? [module]
    : ["", "/__init__", "/__main__"].map((end) => `${module.replaceAll(".", "/")}${end}.py`);
  const path = names.map((name) => inFolder(base, name)).find((one) => project.has(one));
  if (path === undefined) return undefined;
  if (variable === undefined || !/^\w+$/.test(variable)) return { path };
  return placeIn(project, path, new RegExp(`^(?:async )?(?:def )?${variable}\\b\\s*[=:(]`, "m")) ?? { path };
}

const startScripts = ["start:prod", "start:production", "prod", "start"];

/** The script of package.json, the line of a Procfile or the command of an image. */
export function startPlace(service: Service, project: ProjectView): Place | undefined {
  const { folder, language, manifest } = service;
  if (language === "node") return firstOf(startScripts, (name) => scriptPlace(project, manifest, name));
  return (
    placeIn(project, inFolder(folder, "Procfile"), /^web\s*:/m) ??
    placeIn(project, inFolder(folder, "Dockerfile"), /^(?:CMD|ENTRYPOINT)\b/im)
  );
}

export function outputPlace({ folder }: Service, output: string, project: ProjectView): Place | undefined {
  const names = ["vite", "next", "svelte", "astro"].flatMap((name) =>
    ["js", "mjs", "cjs", "ts", "mts"].map((extension) => inFolder(folder, `${name}.config.${extension}`)),
  );
  const pattern = new RegExp(`["'\`](?:\\./)?${output.replaceAll(/[.]/g, "\\.")}["'\`]|\\boutput\\s?:`);
  return firstOf(names, (path) => placeIn(project, path, pattern));
}

/** The line with the port: of the start script, of an image, of the code. */
export function portPlace(service: Service, project: ProjectView): Place | undefined {
  const { folder, language, manifest, port } = service;
  const option = new RegExp(`(?:-p|--port)[= ]${port}\\b`);
  if (language === "node") {
    const script = placeIn(project, manifest, option);
    if (script) return script;
  }
  const images = [inFolder(folder, "Dockerfile.web"), inFolder(folder, "Dockerfile")];
  const exposed = firstOf(images, (path) =>
    placeIn(project, path, new RegExp(`^EXPOSE[ \\t]+${port}\\b`, "im")),
  );
  return exposed ?? firstOf(codeOf(service, project), (path) => assignedPort(path, port, project));
}

function assignedPort(path: string, port: number, project: ProjectView): Place | undefined {
  const text = project.file(path)?.text ?? "";
  if (!text.includes(String(port))) return undefined;
  const match = portPatterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .find((one) => one[1] === String(port));
  return match && placeAt(project, path, match.index + match[0].lastIndexOf(String(port)));
}

function codeOf({ folder, language }: Service, project: ProjectView): string[] {
  const prefix = folder === "" ? "" : `${folder}/`;
  return project
    .paths()
    .filter(
      (path) =>
        path.startsWith(prefix) &&
        (language === "python" ? /\.py$/ : /\.[cm]?[jt]sx?$/).test(path) &&
        roleOf(path) === "prod" &&
        !isDeeperService(path, folder, project),
    );
}

const migrationFiles: Readonly<Record<Migrations["tool"], RegExp | undefined>> = {
  alembic: /(?:^|\/)alembic\.ini$/,
  django: /(?:^|\/)manage\.py$/,
  prisma: /(?:^|\/)prisma\/schema\.prisma$/,
  drizzle: /(?:^|\/)drizzle\.config\.[cm]?[jt]s$/,
  knex: /(?:^|\/)knexfile\.[cm]?[jt]s$/,
  sequelize: /(?:^|\/)\.sequelizerc$/,
  "flask-migrate": undefined,
  typeorm: undefined,
  script: undefined,
};

export function migrationsPlace(
  { tool, folder, command }: Migrations,
  { services }: Stack,
  project: ProjectView,
): Place | undefined {
  const script = /^npm run (\S+)$/.exec(command)?.[1];
  if (script !== undefined) return scriptPlace(project, inFolder(folder, "package.json"), script);
  if (tool === "flask-migrate")
    return firstOf(manifestsOf(services, project), (path) => placeIn(project, path, /flask-migrate/i));
  const pattern = migrationFiles[tool];
  const path = pattern && project.paths().find((one) => pattern.test(one) && roleOf(one) === "prod");
  return path === undefined ? undefined : { path };
}

/** A service of Compose that runs it, a package that talks to it, or an address in code. */
export function databasePlace({ database, services }: Stack, project: ProjectView): Place | undefined {
  if (!database) return undefined;
  const { engine } = database;
  const image = new RegExp(`^\\s*image:\\s*["']?(?:[\\w./-]*/)?(?:${engine}|${imageNames[engine]})\\b`, "m");
  const clients = databaseClients.filter(([, one]) => one === engine).map(([pattern]) => pattern);
  const written = schemes.filter(([, one]) => one === engine).map(([pattern]) => pattern);
  return (
    firstOf(composeFiles(project), (path) => placeIn(project, path, image)) ??
    firstOf(manifestsOf(services, project), (path) => packagePlace(project, path, clients)) ??
    firstOf(sourceFiles(project), (path) => firstOf(written, (pattern) => placeIn(project, path, pattern)))
  );
}

const imageNames = {
  postgres: "postgis|pgvector|timescaledb",
  mysql: "mysql-server",
  mariadb: "mariadb-server",
  mongo: "mongodb",
  sqlite: "sqlite3",
} as const;

export function queuePlace({ services }: Stack, project: ProjectView): Place | undefined {
  return (
    firstOf(composeFiles(project), (path) =>
      placeIn(project, path, /^\s*image:\s*["']?(?:[\w./-]*\/)?(?:redis|valkey)\b/m),
    ) ??
    firstOf(manifestsOf(services, project), (path) => packagePlace(project, path, [redisClients, /^celery$/]))
  );
}

export function workerPlace({ folder, name, command }: Worker, project: ProjectView): Place | undefined {
  const listed = placeIn(
    project,
    inFolder(folder, "Procfile"),
    new RegExp(`^${name.replaceAll("-", "[-_]")}\\s*:`, "im"),
  );
  if (listed) return listed;
  const script = /^npm run (\S+)$/.exec(command)?.[1];
  const manifest = inFolder(folder, "package.json");
  if (script !== undefined) return scriptPlace(project, manifest, script);
  const file = /(?:^| )([\w./-]+\.(?:py|[cm]?[jt]s))$/.exec(command)?.[1];
  if (file !== undefined && project.has(inFolder(folder, file))) return { path: inFolder(folder, file) };
  const app = /(?:-A|arq) ([\w.]+)/.exec(command)?.[1];
  const paths = app === undefined ? [] : project.paths().filter((path) => path.endsWith(".py"));
  const wanted = `${(app ?? "").replaceAll(".", "/")}.py`;
  const found =
    paths.find((path) => `/${path}`.endsWith(`/${wanted}`)) ??
    paths.find((path) => `/${path}`.endsWith(`/${wanted.replace(/\/\w+\.py$/, ".py")}`));
  return found === undefined
    ? placeIn(project, manifest, /"(?:worker:prod|start:worker|worker|start:workers|workers)"\s*:/)
    : (placeIn(project, found, /\bCelery\(|^class WorkerSettings\b/m) ?? { path: found });
}

/** The manifests of services, and the further files of requirements beside them. */
function manifestsOf(services: readonly Service[], project: ProjectView): string[] {
  const further = services
    .filter(({ language }) => language === "python")
    .flatMap(({ folder }) => {
      const prefix = inFolder(folder, "requirements");
      return project.paths().filter((path) => path.startsWith(prefix) && path.endsWith(".txt"));
    });
  return [...new Set([...services.map(({ manifest }) => manifest), ...further])];
}

function composeFiles(project: ProjectView): string[] {
  return project.paths().filter((path) => project.file(path)?.kind === "compose");
}

function sourceFiles(project: ProjectView): string[] {
  return project.paths().filter((path) => {
    const role = roleOf(path);
    if (role === "test" || role === "skip" || role === "doc") return false;
    const kind = project.file(path)?.kind;
    return kind === "python" || kind === "javascript" || kind === "dotenv";
  });
}

/** The first package of a manifest whose name one of `patterns` means. */
function packagePlace(project: ProjectView, path: string, patterns: readonly RegExp[]): Place | undefined {
  const text = project.file(path)?.text ?? "";
  for (const match of text.matchAll(/(?:^|["'])(@?[A-Za-z][\w./-]*)/gm)) {
    const name = (match[1] ?? "").toLowerCase().replaceAll("_", "-");
    if (patterns.some((pattern) => pattern.test(name))) return placeAt(project, path, match.index);
  }
  return undefined;
}

/** The line of a script in package.json. */
export function scriptPlace(project: ProjectView, manifest: string, name: string): Place | undefined {
  return placeIn(project, manifest, new RegExp(`"${name.replaceAll(/[^\w:-]/g, "\\$&")}"\\s*:\\s*"`));
}

function placeIn(project: ProjectView, path: string, pattern: RegExp): Place | undefined {
  const match = pattern.exec(project.file(path)?.text ?? "");
  if (!match) return undefined;
  return placeAt(project, path, match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0));
}

function placeAt(project: ProjectView, path: string, offset: number): Place {
  const line = project.file(path)?.lines.positionAt(offset).line;
  return line === undefined ? { path } : { path, line: line + 1 };
}

function firstOf<T, R>(all: readonly T[], look: (one: T) => R | undefined): R | undefined {
  for (const one of all) {
    const found = look(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
