import { roleOf } from "../files/role";
import { limits } from "./limits";
import { servicesByName } from "./reached-services";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** Manifests of applications in languages whose responses nobody reads here. */
const manifests =
  /(?:^|\/)(?:Gemfile|composer\.json|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|mix\.exs|Cargo\.toml|[^/]+\.csproj)$/;

/**
 * The application that gets the requests handed to `hosts`, as the beginning of a sentence, where nothing is known of what
 * it does with them: a ready-made image, or a program in a language that is not read. Undefined where it can be read, or
 * where the workspace has no application at all.
 */
export function unreadBehind(hosts: readonly string[], project: ProjectView): string | undefined {
  const names = project.fact(servicesByName);
  const isReadyMade = (host: string) =>
    names.get(host)?.every(({ keys }) => keys.includes("image") && !keys.includes("build")) === true;
  const [first] = hosts;
  if (first !== undefined && hosts.every(isReadyMade)) return `the image of ${first}`;
  const found = project.pathsLike(manifests).filter((path) => roleOf(path) === "prod");
  if (found.length === 0) return undefined;
  const isRead = project.fact(limits).apps.some(({ creates, place }) => creates && place.role === "prod");
  const manifest = isRead ? found.find((path) => folderOf(path) === "") : found[0];
  return manifest && `the application of ${manifest}`;
}
