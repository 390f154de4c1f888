/** One program of the workspace that can be put into an image, as far as its files tell. */
export type Service = PythonService | NodeService;

interface Common {
  /** Folder of the service in the workspace; empty for the workspace itself. */
  readonly folder: string;
  /** The file that shows what it is: `requirements.txt`, `package.json`. */
  readonly manifest: string;
  /** The port it listens on when `PORT` is not set. */
  readonly port: number;
}

export interface PythonService extends Common {
  readonly language: "python";
  readonly manager: "pip" | "uv" | "poetry";
  readonly framework: "fastapi" | "flask" | "django" | "none";
  /** `module:variable` of the application, or the script to run where there is no framework. */
  readonly entry: string;
  /** Whether the server that runs the framework is among the declared packages. */
  readonly hasServer: boolean;
}

export interface NodeService extends Common {
  readonly language: "node";
  readonly manager: "npm" | "pnpm" | "yarn";
  /** The lockfile beside the manifest, where there is one. */
  readonly lockfile: string | undefined;
  readonly framework: "next" | "vite" | "none";
  /** Whether `package.json` has a `build` script. */
  readonly builds: boolean;
  /** The script file that `start` runs with node, where it does. */
  readonly main: string | undefined;
  /** Whether Next.js writes a standalone server. */
  readonly standalone: boolean;
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
