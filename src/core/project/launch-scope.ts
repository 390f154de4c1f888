import { roleOf } from "../files/role";
import { defineFact } from "./fact";
import { type NodePackage, nodePackages } from "./node-packages";
import { type PythonManifest, pythonPackages } from "./python-packages";
import type { ProjectView } from "./view";

/** What an app is made with: what answers requests, what people see in a browser, or both in one. */
export type Framework = "server" | "pages" | "both";

/** An app of the workspace, by the manifest that asks for its framework. */
export interface App {
  readonly manifest: string;
  /** The dependency that shows what it is. */
  readonly dependency: string;
  readonly language: "python" | "javascript";
  readonly framework: Framework;
  readonly dependencies: readonly string[];
}

/** What the rules about a launch as a whole look at. */
export interface LaunchScope {
  /** The apps that are launched; empty for libraries, for experiments, and where nothing shows that it is deployed. */
  readonly apps: readonly App[];
  /** Whether something shows that what is here goes to production: a platform, an image, a plan. */
  readonly isDeployed: boolean;
  /** Whether there is a handful of modules and no plan; a repository without any code is no experiment. */
  readonly isExperiment: boolean;
}

/** Fewer modules are an experiment or an example rather than a product, unless somebody plans its launch. */
const FEW_MODULES = 8;

export const launchScope = defineFact<never, LaunchScope>({
  id: "launch-scope",
  on: [],
  of: () => undefined,
  join: (_, project) => {
    const hasPlan = project.has(".liftoff/plan.yaml");
    const isDeployed = hasPlan || hasDeployment(project);
    const modules = modulesIn(project);
    const isExperiment = !hasPlan && modules > 0 && modules < FEW_MODULES;
    const isLaunched = hasPlan || (isDeployed && modules >= FEW_MODULES);
    return { apps: isLaunched ? appsIn(project) : [], isDeployed, isExperiment };
  },
});

const deployment =
  /(?:^|\/)(?:(?:Docker|Container)file[\w.-]*|(?:[\w.-]+[.-])?(?:docker-)?compose[\w.-]*\.ya?ml|heroku\.ya?ml|app\.json|Procfile|render\.ya?ml|fly[\w.-]*\.toml|railway\.(?:json|toml)|vercel\.json|netlify\.toml|wrangler\.toml|app\.ya?ml|Chart\.yaml|[\w.-]+\.(?:service|tf))$/;

function hasDeployment(project: ProjectView): boolean {
  return (
    project.target !== undefined || project.pathsLike(deployment).some((path) => roleOf(path) === "prod")
  );
}

const module = /\.(?:py|[cm]?[jt]sx?|vue|svelte|html?|go|rb|php|rs|java|kt|cs|ex)$/;
const settings = /(?:^|\/)(?:__init__\.py|[\w.-]*(?:config|rc)\.[cm]?[jt]s|[^/]+\.d\.ts)$/;

/** The modules for production, counted as far as it matters. */
function modulesIn(project: ProjectView): number {
  let count = 0;
  for (const path of project.paths()) {
    if (!module.test(path) || settings.test(path) || roleOf(path) !== "prod") continue;
    if (++count >= FEW_MODULES) break;
  }
  return count;
}

/** Frameworks, those that tell most first. */
const pythonFrameworks: readonly (readonly [RegExp, Framework])[] = [
  [/^django$/, "both"],
  [
    /^(?:fastapi|flask|starlette|litestar|sanic|quart|falcon|tornado|pyramid|bottle|connexion|robyn)$/,
    "server",
  ],
];
const nodeFrameworks: readonly (readonly [RegExp, Framework])[] = [
  [
    /^(?:next|nuxt|@sveltejs\/kit|@remix-run\/(?:serve|node)|@react-router\/(?:serve|node)|@tanstack\/react-start)$/,
    "both",
  ],
  [
    /^(?:express|fastify|koa|@nestjs\/core|hono|@hapi\/hapi|@adonisjs\/core|@apollo\/server|polka|h3)$/,
    "server",
  ],
  [/^(?:react-dom|vue|svelte|@angular\/core|preact|solid-js|astro)$/, "pages"],
];

function appsIn(project: ProjectView): App[] {
  const python = [...project.fact(pythonPackages)].flatMap(
    ([path, manifest]) => pythonApp(path, manifest) ?? [],
  );
  const node = [...project.fact(nodePackages)].flatMap(([path, manifest]) => nodeApp(path, manifest) ?? []);
  return [...onePerFolder(python), ...node];
}

function pythonApp(path: string, { distributions }: PythonManifest): App | undefined {
  if (roleOf(path) !== "prod" || /(?:^|[/_.-])(?:dev|test|tests|lint|docs)(?:[/_.-]|$)/.test(path))
    return undefined;
  return appOf(path, "python", distributions, pythonFrameworks);
}

function nodeApp(path: string, { dependencies, development, isLibrary }: NodePackage): App | undefined {
  if (isLibrary) return undefined;
  // What is bundled may stand among the tools; a server cannot.
  const shown = nodeFrameworks.map(([pattern, framework]) => [pattern, framework] as const);
  const found = appOf(path, "javascript", dependencies, shown);
  if (found) return found;
  const isBundled = development.some((name) =>
    /^(?:vite|webpack|parcel|react-scripts|@angular\/cli)$/.test(name),
  );
  const pages = shown.filter(([, framework]) => framework === "pages");
  return isBundled ? appOf(path, "javascript", [...dependencies, ...development], pages) : undefined;
}

function appOf(
  manifest: string,
  language: App["language"],
  dependencies: readonly string[],
  frameworks: readonly (readonly [RegExp, Framework])[],
): App | undefined {
  for (const [pattern, framework] of frameworks) {
    const dependency = dependencies.find((name) => pattern.test(name));
    if (dependency !== undefined) return { manifest, dependency, language, framework, dependencies };
  }
  return undefined;
}

/** Python projects often keep several lists of what they need: `requirements.in`, `requirements.txt`, `requirements/base.txt`. */
function onePerFolder(apps: readonly App[]): App[] {
  const found = new Map<string, App>();
  for (const app of apps) {
    const folder = folderOfApp(app);
    const known = found.get(folder);
    const dependencies = [...new Set([...(known?.dependencies ?? []), ...app.dependencies])];
    found.set(folder, { ...(known ?? app), dependencies });
  }
  return [...found.values()];
}

/** The folder of an app; a list of requirements may lie in one of its own. */
export function folderOfApp({ manifest }: App): string {
  const folder = manifest.slice(0, Math.max(0, manifest.lastIndexOf("/")));
  return folder.replace(/(?:^|\/)requirements$/, "");
}
