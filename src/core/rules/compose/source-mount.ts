import type { ComposeService } from "../../files/compose/service";
import { type ComposeVolume, cleanPath } from "../../files/compose/volumes";
import { parseImageReference } from "../../files/dockerfile/image-reference";
import { pathsIn } from "../../project/paths";
import { buildOf, folderOf, resolvePath } from "../../project/services";
import type { ProjectView } from "../../project/view";

/** Images that run whatever code is mounted into them. */
const runtimes = new Set(
  "node python php ruby golang rust openjdk eclipse-temurin maven gradle perl elixir erlang deno bun oven/bun".split(
    " ",
  ),
);
const codeFolders = new Set(
  "src app apps lib code source backend frontend server client api web packages services worker pages components".split(
    " ",
  ),
);
/** Folders that hold something else than the code of the app, whatever files lie in them. */
const otherFolders =
  /^(\..*|data|db|database|pgdata|mysql|postgres\w*|redis|mongo|uploads?|media|files|storage|logs?|te?mp|cache|conf|config|configs|etc|certs?|ssl|secrets?|keys|backups?|dumps?|init|initdb|sql|migrations|nginx|caddy|traefik|grafana|prometheus|static|public|assets|dist|build|out|output|volumes?|docker|state|models|node_modules|vendor|templates|locales?|plugins|themes|extensions|scripts|dags|notebooks|content|wp-content|letsencrypt|www|docs)$/i;
const codeTarget =
  /^\/(app|apps|code|src|usr\/src|usr\/app|workspace|work|srv|opt|home|var\/www|var\/task|project|backend|frontend|api|web|server|client|site|go\/src|www|application)(\/|$)/;
const otherTarget =
  /^\/(data|backups?|etc|config|var\/(lib|log)|docker-entrypoint|tmp|mnt|media|logs?|certs|output|usr\/share)(\/|$)|\/(data|uploads|logs|config)$/;
const codeFile =
  /\.(py|js|mjs|cjs|ts|tsx|jsx|vue|svelte|rb|php|go|rs|java|kt|cs|ex|exs|scala|clj|html|css|scss)$/;

/** Whether `volume` puts the source code of the workspace into the container of `service`, over what its image holds. */
export function isSourceMount(
  volume: ComposeVolume,
  service: ComposeService,
  path: string,
  project: ProjectView,
): boolean {
  const { type, source, target, readOnly } = volume;
  if (type !== "bind" || readOnly || target === undefined || !source || !/^\.{1,2}(\/|$)/.test(source))
    return false;
  const folder = resolvePath(folderOf(path), source);
  const place = cleanPath(target);
  if (folder === undefined || otherTarget.test(place)) return false;
  const name = folder.slice(folder.lastIndexOf("/") + 1);
  const build = buildOf(service, path);
  if (build && folder === build.context) return !isFile(name, folder, project);
  if (otherFolders.test(name) || isFile(name, folder, project)) return false;
  if (build) {
    const isInside = build.context === "" || folder.startsWith(`${build.context}/`);
    return isInside || codeTarget.test(place) ? holdsCode(folder, name, project) : false;
  }
  return codeTarget.test(place) && isRuntime(service) && (folder === "" || holdsCode(folder, name, project));
}

function isRuntime(service: ComposeService): boolean {
  const reference = parseImageReference((service.image?.value ?? "").toLowerCase());
  return reference !== undefined && runtimes.has(reference.official ?? reference.repository);
}

function isFile(name: string, folder: string, project: ProjectView): boolean {
  return project.has(folder) || (/\.\w{1,6}$/.test(name) && pathsIn(project.paths(), folder).length === 0);
}

function holdsCode(folder: string, name: string, project: ProjectView): boolean {
  return codeFolders.has(name.toLowerCase()) || pathsIn(project.pathsLike(codeFile), folder).length > 0;
}
