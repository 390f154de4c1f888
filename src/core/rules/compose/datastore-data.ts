import type { Datastore } from "../../data/datastores";
import type { ComposeService } from "../../files/compose/service";
import { type ComposeVolume, cleanPath } from "../../files/compose/volumes";
import { parseImageReference } from "../../files/dockerfile/image-reference";

/** Where the data of a datastore lives. */
export type DataState =
  | { readonly kind: "kept"; readonly volume: ComposeVolume }
  | { readonly kind: "lost"; readonly volume: ComposeVolume | undefined; readonly inMemory: boolean }
  | { readonly kind: "unknown" };

/** What becomes of the data of `service` with its container. */
export function dataOf(service: ComposeService, store: Datastore): DataState {
  const { dataDirs } = store;
  const volumes = service.volumes();
  if (dataDirs.length === 0 || service.get("volumes_from")) return { kind: "unknown" };
  const folders = [...dataDirs, ...namedFolders(service)];
  const holds = (target: string) =>
    folders.some((folder) => isWithin(folder, target) || isWithin(target, folder));
  const lasting = volumes.filter(({ type }) => type !== "anonymous" && type !== "tmpfs");
  const kept = lasting.find(({ target }) => target !== undefined && holds(cleanPath(target)));
  if (kept) return { kind: "kept", volume: kept };
  if (
    lasting.some(({ target, source }) => target === undefined || !isSideMatter(target, source)) &&
    !isOwnImage(service)
  )
    return { kind: "unknown" };
  if (lasting.some(({ target }) => target === undefined)) return { kind: "unknown" };
  const inMemory = volumes.find(({ type, target }) => type === "tmpfs" && holds(target ?? ""));
  const nameless = volumes.find(({ type, target }) => type === "anonymous" && holds(target ?? ""));
  const isTmpfs = inMemory !== undefined || service.tmpfs.some((path) => holds(cleanPath(path)));
  return { kind: "lost", volume: inMemory ?? nameless, inMemory: isTmpfs };
}

/** Absolute folders that the service is told of: `PGDATA`, `--dbpath /x`, `server /x`. */
function namedFolders(service: ComposeService): string[] {
  const words = service.starts.flatMap((command) => command.words.map(({ text }) => text));
  const values = service.environment().flatMap(({ value }) => value?.value ?? []);
  return [...words, ...values]
    .flatMap((text) => /^(?:--?[\w-]+=)?(\/[\w.-]+(?:\/[\w.-]+)*)\/?$/.exec(text)?.[1] ?? [])
    .filter((path) => !isSideMatter(path, undefined));
}

/** Whether what is mounted there is configuration, a script, a secret or a log rather than data. */
function isSideMatter(target: string, source: string | undefined): boolean {
  return (
    /^\/(?:etc|docker-entrypoint-initdb\.d|run|var\/log|var\/run|usr\/local\/etc|certs|ssl|backups?|scripts?|config)(?:\/|$)/.test(
      target,
    ) ||
    /\.(?:conf|cnf|ini|sql|sh|ya?ml|xml|json|js|pem|crt|key|toml|env|acl|gz|txt)$/.test(target) ||
    /\/(?:docker-entrypoint-initdb\.d|conf(?:ig)?(?:\.d)?|certs|plugins|logs|backups?)(?:\/|$)/.test(
      target,
    ) ||
    /\.(?:conf|cnf|ini|sql|sh|ya?ml|pem)$/.test(source ?? "")
  );
}

/** Whether the image keeps its data where `Datastore.dataDirs` says: the official one, or a copy of it. */
export function isOwnImage(service: ComposeService): boolean {
  const reference = parseImageReference((service.image?.value ?? "").toLowerCase());
  return (
    reference?.official !== undefined ||
    /^(postgis\/postgis|pgvector\/pgvector|timescale\/timescaledb|valkey\/valkey)$/.test(
      reference?.repository ?? "",
    )
  );
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder === "/" ? folder : `${folder}/`);
}
