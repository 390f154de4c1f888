import type { NginxLevel } from "../../files/nginx/level";
import { passHosts } from "../../files/nginx/pass";
import { roleOf } from "../../files/role";
import { withinFolder } from "../../project/build-context";
import { servicesByName } from "../../project/reached-services";
import { folderOf } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** Files that the folder of an application holds. */
const manifests =
  /(^|\/)(package\.json|pyproject\.toml|requirements\.txt|Pipfile|manage\.py|go\.mod|Gemfile|composer\.json|pom\.xml)$/;

/** Files beside which a package.json belongs to a browser app, which answers no request itself. */
const bundlers = [
  "vite.config.ts",
  "vite.config.js",
  "vite.config.mts",
  "angular.json",
  "svelte.config.js",
  "craco.config.js",
];

/** Which application gets the requests that nginx hands on. */
export class ReachedApps {
  private readonly answers = new Map<string, boolean>();

  constructor(private readonly project: ProjectView) {}

  /**
   * Whether the requests that `level` hands on surely reach the application that the file at `path` belongs to: Compose
   * builds it under the name they are sent to, or the workspace holds no other application.
   */
  includes(level: NginxLevel, path: string): boolean {
    const hosts = passHosts(level);
    return hosts.length > 0 && hosts.every((host) => this.isHostOf(host, path));
  }

  private isHostOf(host: string, path: string): boolean {
    const key = `${host} ${path}`;
    const known = this.answers.get(key) ?? isHostOf(host, path, this.project);
    this.answers.set(key, known);
    return known;
  }
}

function isHostOf(host: string, path: string, project: ProjectView): boolean {
  const named = project.fact(servicesByName).get(host) ?? [];
  if (named.length === 0) return isOnlyApplication(path, project);
  return named.every(({ build }) => build && withinFolder(build.context, path) !== undefined);
}

function isOnlyApplication(path: string, project: ProjectView): boolean {
  const found = project.pathsLike(manifests).filter((one) => roleOf(one) === "prod");
  const folders = new Set(found.map(folderOf));
  const isStatic = (folder: string) =>
    bundlers.some((name) => project.has(folder === "" ? name : `${folder}/${name}`));
  const apps = [...folders].filter((folder) => !isStatic(folder));
  return apps.length < 2 && apps.every((folder) => withinFolder(folder, path) !== undefined);
}
