import type { ComposeService } from "../../files/compose/service";
import { declareInExample } from "../env-example";
import { defineRule } from "../rule";
import { FirstMeeting } from "./alias";
import { isDefinition } from "./merged";
import { changeOptions, type OptionChange } from "./redis-fix";
import { lackingIn, PASSWORD } from "./redis-lacks";
import { hasQueue, type RedisOptions, redisIn, redisOptions, redisUse } from "./redis-use";

export const redisSettings = defineRule({
  id: "compose/redis-settings",
  on: "compose",
  severity: "warning",
  title: "Tell Redis what to keep and how much memory to take",
  why: "On its own Redis takes all the memory there is, and writes to disk so rarely that a crash costs up to an hour of jobs, sessions or counters.",
  references: [
    "https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/",
    "https://redis.io/docs/latest/develop/reference/eviction/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  «redis»:\n    image: redis:8\n    volumes:\n      - redis_data:/data\nvolumes:\n  redis_data:\n",
      good: 'services:\n  redis:\n    image: redis:8\n    command: ["redis-server", "--appendonly", "yes", "--maxmemory", "256mb", "--maxmemory-policy", "noeviction"]\n    volumes:\n      - redis_data:/data\nvolumes:\n  redis_data:\n',
    },
    {
      title: "a cache may forget",
      bad: "services:\n  cache:\n    image: redis:8-alpine\n    command: «redis-server» --save 60 1000\n",
      good: "services:\n  cache:\n    image: redis:8-alpine\n    command: redis-server --save 60 1000 --maxmemory 256mb --maxmemory-policy allkeys-lru\n",
    },
    {
      title: "jobs must not be evicted",
      bad: "services:\n  worker:\n    build: .\n    command: celery -A app worker\n  broker:\n    image: redis:8\n    command: «redis-server» --appendonly yes --maxmemory 1gb --maxmemory-policy allkeys-lru\n",
      good: "services:\n  worker:\n    build: .\n    command: celery -A app worker\n  broker:\n    image: redis:8\n    command: redis-server --appendonly yes --maxmemory 1gb --maxmemory-policy noeviction\n",
    },
  ],
  *check({ file, project }) {
    const { form } = file;
    const first = new FirstMeeting();
    let queue: boolean | undefined;
    for (const service of form.services) {
      const store = redisIn(service);
      const settings = store && redisOptions(service);
      if (!settings || !form.clean || !isDefinition(service) || !service.map) continue;
      queue ??= hasQueue(form);
      const lacking = settings.hasFile
        ? []
        : lackingIn(service, settings, redisUse(service, settings, queue), form);
      if (!first.with(service.command?.node.origin ?? service.map.origin)) continue;
      const at = placeOf(service, settings);
      if (lacking.length === 0) {
        yield { proves: at, message: `${store.title} is told what to keep and how much memory to take.` };
        continue;
      }
      const changes = lacking.flatMap((lack) => lack.changes);
      const edits = changeOptions(form.yaml, service, settings, `${store.id}-server`, changes);
      const also = changes.some(({ value }) => value === PASSWORD)
        ? declareInExample(project, file, "REDIS_PASSWORD")
        : undefined;
      yield {
        at,
        message: `${store.title} ${lacking.map(({ what }) => what).join("; it ")}.`,
        severity: lacking.some(({ severity }) => severity === "warning") ? "warning" : "info",
        fixes: edits
          ? [{ title: titleFor(changes), kind: "review", edits, ...(also ? { also: [also] } : {}) }]
          : [],
      };
    }
  },
});

function placeOf(service: ComposeService, { command }: RedisOptions) {
  const written = service.command ?? service.entrypoint;
  if (!command || !written) return service.at;
  const [name] = command.words;
  return written.node.via ?? name?.span ?? written.at;
}

function titleFor(changes: readonly OptionChange[]): string {
  const said = changes.map(({ name, value }) => `--${name} ${value === PASSWORD ? "…" : value}`).join(" ");
  const password = changes.some(({ value }) => value === PASSWORD)
    ? ": clients have to send the password"
    : "";
  return `Set \`${said}\`${password}`;
}
