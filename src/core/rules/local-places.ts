import { datastoreAtPort } from "../data/datastores";

/** A place in a text that names the machine itself. Offsets into the text. */
export interface LocalPlace {
  readonly from: number;
  readonly to: number;
  /** The port behind it, where one is written. */
  readonly port: { readonly number: number; readonly from: number; readonly to: number } | undefined;
  /** Kinds of datastores that are meant; empty for an address that browsers use. */
  readonly stores: readonly string[];
}

const sql = ["postgres", "mysql", "mariadb", "mssql", "cockroachdb"];
const byWord: Readonly<Record<string, readonly string[]>> = {
  postgres: ["postgres", "cockroachdb"],
  postgresql: ["postgres", "cockroachdb"],
  pg: ["postgres", "cockroachdb"],
  pghost: ["postgres", "cockroachdb"],
  psql: ["postgres"],
  mysql: ["mysql", "mariadb"],
  mariadb: ["mariadb", "mysql"],
  mongo: ["mongo"],
  mongodb: ["mongo"],
  redis: ["redis", "valkey"],
  valkey: ["valkey", "redis"],
  rabbitmq: ["rabbitmq"],
  rabbit: ["rabbitmq"],
  amqp: ["rabbitmq"],
  broker: ["rabbitmq", "redis", "valkey"],
  elasticsearch: ["elasticsearch"],
  elastic: ["elasticsearch"],
  opensearch: ["opensearch"],
  memcached: ["memcached"],
  memcache: ["memcached"],
  clickhouse: ["clickhouse"],
  cassandra: ["cassandra"],
  qdrant: ["qdrant"],
  db: [...sql, "mongo"],
  database: [...sql, "mongo"],
  sql: sql,
};
const bySchema: readonly [RegExp, readonly string[]][] = [
  [/^(jdbc:)?(postgres|postgresql|postgis|pgsql)$/, ["postgres", "cockroachdb"]],
  [/^(jdbc:)?(mysql2?|mariadb)$/, ["mysql", "mariadb"]],
  [/^mongodb$/, ["mongo"]],
  [/^rediss?$|^valkeys?$/, ["redis", "valkey"]],
  [/^amqps?$/, ["rabbitmq"]],
  [/^clickhouse$/, ["clickhouse"]],
  [/^(jdbc:)?sqlserver$|^mssql$/, ["mssql"]],
];
const hosts = String.raw`localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0`;
const url = new RegExp(
  String.raw`(?<![\w+.])((?:jdbc:)?[a-z][a-z0-9]{1,20})(?:\+[a-z0-9_]{1,20})?:\/\/(?:[^\s/@,"'\[\]]{0,200}@)?(${hosts})(?::(\d{1,5}))?(?![\w.-])`,
  "gi",
);
const bareHost = new RegExp(String.raw`^\s*(${hosts})(?::(\d{1,5}))?\s*$`);
const publicNames =
  /^CORS(_|$)|CORS_|(^|_)ALLOWED_ORIGINS?$|(^|_)TRUSTED_ORIGINS$|(^|_)PUBLIC_(BASE_)?URL$|^(VITE|NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|VUE_APP|EXPO_PUBLIC|GATSBY|NG_APP)_|^(FRONTEND|CLIENT|SITE|WEBSITE|WEB_APP)_(BASE_)?(URL|ORIGIN)$|^NEXTAUTH_URL$|^(APP|BASE)_URL$/;

/** Whether browsers use what a variable of this name holds. */
export function isPublicAddress(name: string): boolean {
  return publicNames.test(name.toUpperCase());
}

/**
 * The places in `raw`, the text of the variable called `key`, that name the machine itself where the host of a datastore
 * or an address for browsers is meant. `value` is the text with what is known of variables filled in.
 */
export function localPlaces(key: string, raw: string, value: string): readonly LocalPlace[] {
  if (raw.length > 4000 || !/localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0/i.test(raw)) return [];
  const name = key.toUpperCase();
  const isPublic = publicNames.test(name);
  const found: LocalPlace[] = [];
  for (const match of raw.matchAll(url)) {
    const [whole, scheme = "", host = "", port] = match;
    const stores = storesOf(scheme.toLowerCase(), Number(port ?? 0));
    if (stores.length === 0 && !(isPublic && /^(https?|wss?)$/i.test(scheme))) continue;
    if (stores.length > 0 && host === "0.0.0.0") continue;
    const end = match.index + whole.length;
    const hostEnd = port === undefined ? end : end - port.length - 1;
    found.push(placeAt(hostEnd - host.length, hostEnd, port, stores));
  }
  const stores = found.length === 0 ? hostStores(name) : [];
  const bare = stores.length > 0 ? bareHost.exec(value) : null;
  if (!bare || bare[1] === "0.0.0.0") return found;
  const from = raw.lastIndexOf(bare[1] ?? "");
  return from < 0 ? found : [placeAt(from, from + (bare[1] ?? "").length, bare[2], stores)];
}

/** Kinds of datastores that a URL means: by its scheme, or by the port for one over HTTP. */
function storesOf(scheme: string, port: number): readonly string[] {
  const known = bySchema.find(([pattern]) => pattern.test(scheme))?.[1];
  if (known) return known;
  const store = /^https?$|^tcp$/.test(scheme) ? datastoreAtPort(port) : undefined;
  return store ? [store.id] : [];
}

/** Kinds of datastores that a name like `DB_HOST` means. */
function hostStores(name: string): readonly string[] {
  if (!/HOST(NAME)?$|_(SERVER|ADDR|ADDRESS|ENDPOINT)$/.test(name)) return [];
  const words = name.toLowerCase().split("_");
  return (
    words.map((word) => (Object.hasOwn(byWord, word) ? byWord[word] : undefined)).find((stores) => stores) ??
    []
  );
}

function placeAt(from: number, to: number, port: string | undefined, stores: readonly string[]): LocalPlace {
  const at =
    port === undefined ? undefined : { number: Number(port), from: to + 1, to: to + 1 + port.length };
  return { from, to, port: at, stores };
}
