/** One program of the workspace that can be put into an image, as far as its files tell. */
export type Service = PythonService | NodeService;

interface Common {
  /** What people call it, where that is not what its folder says. */
  readonly called?: string;
  /** The release line of its language, where that is not the newest one: `3.12`, `22`. */
  readonly version?: string;
  /** Folder of the service in the workspace; empty for the workspace itself. */
  readonly folder: string;
  /** The file that shows what it is: `requirements.txt`, `package.json`. */
  readonly manifest: string;
  /** The port it listens on when `PORT` is not set. */
  readonly port: number;
}

export const pythonFrameworks = ["fastapi", "flask", "django", "none"] as const;

export interface PythonService extends Common {
  readonly language: "python";
  readonly manager: "pip" | "uv" | "poetry";
  /** The lockfile beside the manifest, where there is one. */
  readonly lockfile: string | undefined;
  /** `fastapi` stands for everything that an ASGI server runs and that is not Django. */
  readonly framework: (typeof pythonFrameworks)[number];
  /**
   * `module:variable` of the application, or what makes it; without a framework what Python is to run: `main.py`,
   * `-m shop`.
   */
  readonly entry: string;
  /** Whether `entry` names a function that makes the application. */
  readonly isFactory: boolean;
  /** Folder, inside that of the service, which modules are looked for in; empty for the service's own. */
  readonly sources: string;
  /** What runs the framework. */
  readonly server: "uvicorn" | "gunicorn" | undefined;
  /** Whether that server is among the declared packages. */
  readonly hasServer: boolean;
  /** What else its server is told, beside application, address and port: `--workers 4`. */
  readonly options?: readonly string[];
  /** Whether it answers on a port; a bot or a job does not. */
  readonly listens: boolean;
}

/** Frameworks that make pages. */
export const pageFrameworks = [
  "next",
  "nuxt",
  "remix",
  "astro",
  "sveltekit",
  "vite",
  "react-scripts",
] as const;

/** All that Node runs, and pages. */
export const nodeFrameworks = [
  ...pageFrameworks,
  "nest",
  "express",
  "fastify",
  "hono",
  "koa",
  "none",
] as const;

export type NodeFramework = (typeof nodeFrameworks)[number];

export interface NodeService extends Common {
  readonly language: "node";
  readonly manager: "npm" | "pnpm" | "yarn";
  /** The version that `packageManager` asks for: `10.12.1`. */
  readonly managerVersion: string | undefined;
  /** The lockfile beside the manifest or at the top of the npm workspace, where there is one. */
  readonly lockfile: string | undefined;
  /** Folder of the npm workspace that the service is a member of; undefined for one on its own. */
  readonly workspace: string | undefined;
  /** Manifests of the packages in that workspace, relative to it; those that have to be there for an install. */
  readonly members: readonly string[];
  readonly framework: NodeFramework;
  /** Whether a script of `package.json` builds it. */
  readonly builds: boolean;
  /** The name of that script, where it is not `build`. */
  readonly buildScript?: string;
  /** Files and folders beside the manifest, relative to the service, that an install looks at. */
  readonly installFiles: readonly string[];
  /** Whether Prisma has to write its client before the build. */
  readonly generatesPrisma: boolean;
  /** What starts it in production, run in its folder: `["node", "dist/main.js"]`. Empty for built pages. */
  readonly start: readonly string[];
  /** The folder of the built pages, where nothing but a web server is needed for them. */
  readonly output: string | undefined;
  /** Whether Next.js writes a standalone server. */
  readonly standalone: boolean;
  /** Whether there are files that Next.js sends as they are. */
  readonly hasPublic: boolean;
  /** Whether it starts, and migrates, with the development packages taken away. */
  readonly prunes: boolean;
}

/** A file to create, path relative to the workspace. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** `name` inside `folder`. */
export function inFolder(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}

/** The folder that an image of the service is built from: the whole npm workspace for a member of one. */
export function contextOf(service: Service): string {
  return service.language === "node" ? (service.workspace ?? service.folder) : service.folder;
}
