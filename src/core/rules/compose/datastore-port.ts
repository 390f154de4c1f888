import { type Datastore, datastoreAtPort, datastoreOf } from "../../data/datastores";
import { type ComposePort, targetRange } from "../../files/compose/ports";
import type { ComposeService } from "../../files/compose/service";

/** The datastore that `service` runs by its image; undefined for other images. */
export function storeOf(service: ComposeService): Datastore | undefined {
  const image = service.image?.value;
  return image === undefined ? undefined : datastoreOf(image)?.store;
}

/** The datastore that the container's side of `port` tells of, whatever the image. */
export function storeBehind(port: ComposePort): Datastore | undefined {
  const range = targetRange(port);
  if (!range || port.protocol === "udp") return undefined;
  for (let target = range.first; target <= range.last && target < range.first + 100; target++) {
    const store = datastoreAtPort(target);
    if (store) return store;
  }
  return undefined;
}
