import type { ProjectView } from "../project/view";
import { inFolder, type NodeService } from "./service";

interface PackageJson {
  readonly scripts: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, unknown>>;
  readonly main: unknown;
  readonly packageManager: unknown;
}

const lockfiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
  ["npm-shrinkwrap.json", "npm"],
] as const;

/** The Node service in `folder`, or undefined when nothing there builds or starts. */
export function detectNode(folder: string, project: ProjectView): NodeService | undefined {
  const manifest = inFolder(folder, "package.json");
  const json = readPackageJson(project.file(manifest)?.text);
  if (!json) return undefined;
  const lock = lockfiles.find(([name]) => project.has(inFolder(folder, name)));
  const framework = "next" in json.dependencies ? "next" : "vite" in json.dependencies ? "vite" : "none";
  const start = typeof json.scripts.start === "string" ? json.scripts.start : undefined;
  const builds = typeof json.scripts.build === "string";
  const main = mainOf(start, json, folder, project);
  if (framework === "none" && start === undefined && main === undefined) return undefined;
  const isStatic = framework === "vite" && !serves(json);
  return {
    language: "node",
    folder,
    manifest,
    port: isStatic ? 8080 : 3000,
    manager: lock?.[1] ?? managerOf(json.packageManager),
    lockfile: lock?.[0],
    framework: framework === "vite" && !isStatic ? "none" : framework,
    builds,
    main,
    standalone: framework === "next" && hasStandaloneOutput(folder, project),
  };
}

function readPackageJson(text: string | undefined): PackageJson | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    return {
      scripts: isRecord(value.scripts) ? value.scripts : {},
      dependencies: {
        ...(isRecord(value.devDependencies) ? value.devDependencies : {}),
        ...(isRecord(value.dependencies) ? value.dependencies : {}),
      },
      main: value.main,
      packageManager: value.packageManager,
    };
  } catch {
    return undefined;
  }
}

/** A server of its own beside Vite: then Vite only builds its assets. */
function serves(json: PackageJson): boolean {
  return ["express", "fastify", "koa", "hono", "@nestjs/core"].some((name) => name in json.dependencies);
}

function managerOf(field: unknown): NodeService["manager"] {
  const name = typeof field === "string" ? field.split("@")[0] : undefined;
  return name === "pnpm" || name === "yarn" ? name : "npm";
}

/** The file that `node` runs: from the start script, else `main`, else the usual names that exist. */
function mainOf(
  start: string | undefined,
  json: PackageJson,
  folder: string,
  project: ProjectView,
): string | undefined {
  const fromScript = start && /(?:^|\s)node\s(?:-\S+\s)*(?:\.\/)?([\w./-]+)/.exec(start)?.[1];
  if (fromScript) return fromScript;
  if (start !== undefined) return undefined;
  if (typeof json.main === "string" && project.has(inFolder(folder, json.main))) return json.main;
  const usual = ["server.js", "src/server.js", "index.js", "src/index.js", "app.js"];
  return usual.find((name) => project.has(inFolder(folder, name)));
}

function hasStandaloneOutput(folder: string, project: ProjectView): boolean {
  const names = ["next.config.js", "next.config.mjs", "next.config.ts"];
  return names.some((name) =>
    /output\s?:\s?["']standalone["']/.test(project.file(inFolder(folder, name))?.text ?? ""),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
