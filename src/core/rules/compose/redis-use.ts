import { type Datastore, datastoreOf } from "../../data/datastores";
import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import { type ShellCommand, type ShellWord, toolOf } from "../../files/dockerfile/shell";

/** How a service uses Redis or Valkey, as far as the file tells. */
export type RedisUse = "cache" | "queue" | "replica" | "other";

/** What the server is told on its command line. */
export interface RedisOptions {
  /** Undefined when the image starts the server on its own, without options. */
  readonly command: ShellCommand | undefined;
  /** Whether a file of settings is named: what is in there cannot be told. */
  readonly hasFile: boolean;
  /** The words behind `--name`, by name; of a name that stands twice the last ones, those of `--save` all. */
  readonly options: ReadonlyMap<string, readonly ShellWord[]>;
}

/** Redis or Valkey behind the image of `service`; undefined for images that take their settings in another way. */
export function redisIn(service: ComposeService): Datastore | undefined {
  const image = service.image?.value ?? "";
  const store = datastoreOf(image)?.store;
  const isPlain = /(?:^|\/)(?:redis|valkey)(?::[^/]*)?(?:@.*)?$/i.test(image) && !/bitnami/i.test(image);
  return isPlain && (store?.id === "redis" || store?.id === "valkey") && !service.get("build")
    ? store
    : undefined;
}

/** Reads the options off what `service` starts; undefined when something else is started, or a variable decides. */
export function redisOptions(service: ComposeService): RedisOptions | undefined {
  const { starts, entrypoint, command } = service;
  if (starts.length === 0) {
    return entrypoint || command ? undefined : { command: undefined, hasFile: false, options: new Map() };
  }
  const server = starts.find((one) => serverWords(one) !== undefined);
  const words = server && serverWords(server);
  if (!server || !words || words.some(({ text }) => /^\$\{?\w+\}?$/.test(text) && !text.includes("PASS")))
    return undefined;
  const options = new Map<string, ShellWord[]>();
  let name: string | undefined;
  for (const word of words) {
    const option = /^--([a-z][\w-]*)$/i.exec(word.text)?.[1]?.toLowerCase();
    if (option !== undefined) {
      name = option;
      options.set(name, name === "save" ? (options.get(name) ?? []) : []);
    } else if (name !== undefined) options.get(name)?.push(word);
  }
  const first = words[0]?.text ?? "--";
  return {
    command: server,
    hasFile: !first.startsWith("-") || first === "-" || options.has("include"),
    options,
  };
}

/** The first word behind `--name`, in lower case. */
export function optionOf({ options }: RedisOptions, name: string): string | undefined {
  return options.get(name)?.[0]?.text.toLowerCase();
}

/** The arguments of the server; undefined when `command` is another program. */
function serverWords({ words }: ShellCommand): readonly ShellWord[] | undefined {
  // The image puts `redis-server` before options.
  if (words[0]?.text.startsWith("-")) return words;
  const at = words.findIndex(({ text }) => /^(redis|valkey)-server$/.test(toolOf({ name: text })));
  const isDirect = words
    .slice(0, at)
    .every(({ text }) =>
      /^(exec|gosu|su-exec|redis|valkey|tini|--|(\S*\/)?docker-entrypoint\.sh)$/.test(text),
    );
  return at >= 0 && isDirect ? words.slice(at + 1) : undefined;
}

/** Whether the server writes each change to its disk, or snapshots at times that the project chose. */
export function isPersistent(settings: RedisOptions): boolean {
  const save = settings.options.get("save") ?? [];
  return optionOf(settings, "appendonly") === "yes" || save.some(({ text }) => text !== "");
}

/** Whether snapshots are switched off and nothing takes their place: nobody wants the data back. */
function isMemoryOnly(settings: RedisOptions): boolean {
  return settings.options.has("save") && !isPersistent(settings);
}

const queueCommands =
  /\b(celery|rq worker|rqworker|sidekiq|bullmq|dramatiq|arq|huey_consumer|horizon|queue:work|resque|taskiq)\b/;
const queueNames = /^(celery|sidekiq|bull|bullmq|rq|worker|workers|queue|beat|flower|horizon)$/;

/** Whether `form` has services that take work from a queue. Ask once for a file. */
export function hasQueue(form: ComposeForm): boolean {
  return form.services.some(
    (service) =>
      wordsOf(service.name).some((word) => queueNames.test(word)) ||
      service.starts.some(({ words }) =>
        queueCommands.test(
          words
            .map(({ text }) => text)
            .join(" ")
            .slice(0, 1000),
        ),
      ) ||
      service
        .environment()
        .some(({ key }) =>
          /^(CELERY_BROKER(_URL)?|BROKER_URL|CELERY_RESULT_BACKEND|QUEUE_CONNECTION|BULL_\w+)$/.test(key),
        ),
  );
}

/** What the Redis of `service` is for. `queue` says whether the file has services that take work from one. */
export function redisUse(service: ComposeService, settings: RedisOptions, queue: boolean): RedisUse {
  const names = wordsOf(service.name);
  const { options } = settings;
  if (options.has("replicaof") || options.has("slaveof")) return "replica";
  if (names.some((name) => /^(replica|slave)s?\d*$/.test(name))) return "replica";
  if (names.some((name) => /^(cache|caching|rediscache)$/.test(name)) || isMemoryOnly(settings))
    return "cache";
  if (queue || names.some((name) => /^(broker|queue|jobs)$/.test(name))) return "queue";
  const evictsAll = optionOf(settings, "maxmemory-policy")?.startsWith("allkeys-") === true;
  return evictsAll && !isPersistent(settings) ? "cache" : "other";
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[-_.]/);
}
