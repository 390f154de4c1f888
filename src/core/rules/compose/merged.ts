import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";

/** Whether another Compose file in the folder of `file`, which may be merged with it, sets one of `keys` for `service`. */
export function isSetBeside(
  project: ProjectView,
  file: SourceFile<"compose">,
  service: ComposeService,
  ...keys: readonly string[]
): boolean {
  const others = servicesBeside(project, file.path, service.name);
  return others.some((other) => keys.some((key) => other.keys.includes(key)));
}

/**
 * Whether what `service` does not set is really missing: it defines a container of its own, all of it is in this file,
 * and no file beside it sets one of `keys`.
 */
export function lacks(
  project: ProjectView,
  file: SourceFile<"compose">,
  service: ComposeService,
  ...keys: readonly string[]
): boolean {
  return file.form.clean && isDefinition(service) && !isSetBeside(project, file, service, ...keys);
}

/** Whether `service` is defined here as a whole, rather than a change to one that is defined elsewhere. */
export function isDefinition(service: ComposeService): boolean {
  const image = service.get("image");
  // An image that is no text is being typed, in the middle of something else.
  if (image && image.kind !== "unresolved" && !service.image) return false;
  return service.isWhole && (image ?? service.get("build")) !== undefined;
}

/** Whether the map under `key` of `service` is joined with that of a service which it extends: more may be in there. */
export function isJoined(service: ComposeService, key: string): boolean {
  const { map } = service;
  return map?.has("extends") === true && map.has(key);
}
