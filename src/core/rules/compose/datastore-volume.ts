import { type Datastore, datastoreOf } from "../../data/datastores";
import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { composeText } from "../../files/compose/text";
import type { ComposeVolume } from "../../files/compose/volumes";
import { asMap } from "../../files/yaml/form";
import { defineRule, type Fix, type Severity } from "../rule";
import { FirstMeeting } from "./alias";
import { type DataState, dataOf, isOwnImage } from "./datastore-data";
import { lacks } from "./merged";
import { mountNamedVolume } from "./named-volume";
import { postgresImage, VERSION_FOLDERS } from "./postgres-version";
import { isForDevelopment } from "./production";
import { hasQueue, isPersistent, redisIn, redisOptions, redisUse } from "./redis-use";

export const datastoreVolume = defineRule({
  id: "compose/datastore-volume",
  on: "compose",
  severity: "error",
  title: "Keep the data of a datastore in a named volume",
  why: "Without a volume that has a name the data belongs to one container: `docker compose down`, or a container that is made anew, takes the database along.",
  references: [
    "https://docs.docker.com/engine/storage/volumes/",
    "https://docs.docker.com/reference/compose-file/volumes/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  «db»:\n    image: postgres:17\n    restart: always\n",
      good: "services:\n  db:\n    image: postgres:17\n    volumes:\n      - db_data:/var/lib/postgresql/data\n    restart: always\nvolumes:\n  db_data: {}\n",
    },
    {
      title: "a volume without a name",
      bad: "services:\n  db:\n    image: mysql:8.4\n    volumes:\n      - «/var/lib/mysql»\nvolumes:\n  uploads:\n",
      good: "services:\n  db:\n    image: mysql:8.4\n    volumes:\n      - db_data:/var/lib/mysql\nvolumes:\n  uploads:\n  db_data: {}\n",
    },
  ],
  *check({ file, project }) {
    if (file.role === "test") return;
    const { form } = file;
    const first = new FirstMeeting();
    let queue: boolean | undefined;
    for (const service of form.services) {
      const store = datastoreOf(service.image?.value ?? "")?.store;
      if (!store || !service.map || service.get("build") || isReplica(service) || isForDevelopment(service))
        continue;
      const state = dataOf(service, store);
      if (state.kind === "kept") {
        yield state.volume.type === "bind" &&
        isInProject(state.volume) &&
        first.with(state.volume.node.origin)
          ? { at: state.volume.at, message: bindMessage(store), severity: "hint" }
          : { proves: state.volume.at, message: `${store.title} keeps its data here.` };
        continue;
      }
      if (state.kind === "unknown" || !lacks(project, file, service, "volumes", "volumes_from", "tmpfs"))
        continue;
      queue ??= hasQueue(form);
      const severity = severityFor(service, store, queue);
      if (!severity || !first.with(service.map.origin)) continue;
      yield {
        at: state.volume?.at ?? service.at,
        message: messageFor(store, state),
        severity,
        fixes: fixesFor(service, store, state, form),
      };
    }
  },
});

function isReplica(service: ComposeService): boolean {
  if (/(^|[-_.])(replica|slave|standby|secondary)s?\d*($|[-_.])/i.test(service.name)) return true;
  const replicas = composeText(asMap(service.get("deploy"))?.get("replicas"));
  return replicas !== undefined && !/^[01]$/.test(replicas.value ?? "");
}

/** What can be made anew from elsewhere is a lesser loss. */
const derived = new Set(["rabbitmq", "elasticsearch", "opensearch", "qdrant", "kafka"]);

function severityFor(service: ComposeService, store: Datastore, queue: boolean): Severity | undefined {
  if (store.id !== "redis" && store.id !== "valkey") return derived.has(store.id) ? "warning" : "error";
  const settings = redisIn(service) && redisOptions(service);
  if (!settings) return undefined;
  const use = redisUse(service, settings, queue);
  if (use === "cache" || use === "replica") return undefined;
  if (isPersistent(settings)) return "error";
  if (settings.hasFile && use !== "queue") return undefined;
  return use === "queue" ? "warning" : "info";
}

function isInProject({ source }: ComposeVolume): boolean {
  return source?.startsWith(".") ?? false;
}

function bindMessage(store: Datastore): string {
  return `${store.title} keeps its data in a folder of the project: a named volume depends neither on its owner nor on the checkout.`;
}

function messageFor(store: Datastore, state: DataState & { kind: "lost" }): string {
  if (state.inMemory) return `${store.title} keeps its data in memory: it is gone when the container stops.`;
  return state.volume
    ? `${store.title} keeps its data in a volume without a name: the next container may get an empty one.`
    : `${store.title} has no volume: its data is gone with the container.`;
}

function fixesFor(
  service: ComposeService,
  store: Datastore,
  state: DataState & { kind: "lost" },
  form: ComposeForm,
): Fix[] {
  const folder = dataFolder(service, store);
  if (folder === undefined || state.inMemory || !isOwnImage(service)) return [];
  const { name, edits } = mountNamedVolume(form, service, `${service.name}_data`, folder, state.volume);
  return edits ? [{ title: `Keep the data in the volume \`${name}\``, kind: "review", edits }] : [];
}

/** Where the image of `service` keeps its data; undefined when its version decides and is not known. */
function dataFolder(service: ComposeService, store: Datastore): string | undefined {
  if (store.id !== "postgres") return store.dataDirs[0];
  const image = postgresImage(service.image?.value ?? "");
  if (!image || service.environment().some(({ key }) => key === "PGDATA")) return undefined;
  return image.major >= VERSION_FOLDERS ? "/var/lib/postgresql" : "/var/lib/postgresql/data";
}
