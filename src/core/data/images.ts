/**
 * What is in images that applications start from. Source: the Dockerfiles of the images (docker-library/python,
 * nodejs/docker-node, docker-library/buildpack-deps, nginx/docker-nginx and their siblings). Only what they say
 * is here: an image or a tool that is not listed is unknown, neither present nor absent.
 */
import { type ImageReference, tagParts } from "../files/dockerfile/image-reference";
import { compareVersions } from "./lifecycle";

export const as_of = "2026-11-20";

/** How the image makes users and installs packages. */
export type ImageOs = "debian" | "alpine" | "none";

interface Contents {
  readonly has: ReadonlySet<string>;
  readonly lacks: ReadonlySet<string>;
}

const interpreters = "python python3 node ruby php perl java go deno bun";
const clients = "curl wget nc ncat netcat http httpie";

const debian = contents("sh bash", `python python3 node ruby php java go deno bun ${clients}`);
const alpine = contents("sh wget nc", `bash curl ncat http httpie ${interpreters}`);
const busybox = contents("sh wget nc", `bash curl ncat http httpie ${interpreters}`);
const nothing = contents("", `sh bash ${clients} ${interpreters}`);
/** `buildpack-deps`: what the full images of languages start from. It brings more than this, Python among it. */
const buildpack = contents("sh bash curl wget", "");

/** Official images that start from `buildpack-deps`, `debian` (`-slim`) or `alpine`, and what they add. */
const languages: Readonly<Record<string, { readonly adds: string; readonly slim: Contents }>> = {
  python: { adds: "python python3 pip pip3", slim: debian },
  node: { adds: "node npm npx", slim: debian },
  ruby: { adds: "ruby gem bundle", slim: without(debian, "wget") },
  golang: { adds: "go", slim: buildpack },
};

/** What is known of the tools in an image; undefined for an image that nobody looked into. */
function contentsOf(reference: ImageReference): Contents | undefined {
  const { official, repository, registry } = reference;
  const parts = tagParts(reference);
  if (parts.some((part) => part.startsWith("windows") || part.startsWith("nanoserver"))) return undefined;
  if (official === "scratch") return nothing;
  if (registry === "gcr.io" && repository.startsWith("distroless/")) return distroless(repository, parts);
  if (official === undefined) return undefined;
  const isAlpine = parts.some((part) => part.startsWith("alpine"));
  if (official === "alpine") return alpine;
  if (official === "busybox") return busybox;
  if (official === "debian" || official === "ubuntu") return debian;
  if (official === "buildpack-deps") return buildpack;
  if (official === "nginx") {
    const base = isAlpine ? alpine : without(debian, "wget");
    return parts.includes("slim") ? base : adding(base, "curl");
  }
  if (official === "php") return adding(isAlpine ? alpine : without(debian, "wget"), "php curl");
  if (official === "postgres") return adding(isAlpine ? alpine : debian, "pg_isready psql");
  if (official === "redis") return adding(isAlpine ? alpine : debian, "redis-cli redis-server");
  const language = Object.hasOwn(languages, official) ? languages[official] : undefined;
  if (!language) return undefined;
  return adding(isAlpine ? alpine : parts.includes("slim") ? language.slim : buildpack, language.adds);
}

function distroless(repository: string, parts: readonly string[]): Contents {
  const base = parts.includes("debug") ? adding(nothing, "sh wget nc") : nothing;
  if (repository.startsWith("distroless/python3")) return adding(base, "python python3");
  if (repository.startsWith("distroless/nodejs")) return adding(base, "node");
  if (repository.startsWith("distroless/java")) return adding(base, "java");
  return base;
}

/** Whether the image has the tool on its path; undefined when that is not known. */
export function hasTool(reference: ImageReference, tool: string): boolean | undefined {
  const known = contentsOf(reference);
  if (known?.has.has(tool)) return true;
  return known?.lacks.has(tool) ? false : undefined;
}

/** The family of the image's operating system, where it is known. */
export function osOf(reference: ImageReference): ImageOs | undefined {
  const { official, registry, repository } = reference;
  const parts = tagParts(reference);
  if (parts.some((part) => part.startsWith("alpine"))) return "alpine";
  if (official === "alpine") return "alpine";
  if (official === "scratch") return "none";
  if (registry === "gcr.io" && repository.startsWith("distroless/")) return "none";
  const isWindows = parts.some((part) => part.startsWith("windows") || part.startsWith("nanoserver"));
  return official !== undefined && debianBased.has(official) && !isWindows ? "debian" : undefined;
}

const debianBased = set(
  "debian ubuntu buildpack-deps python node ruby golang php rust perl elixir erlang gcc maven gradle openjdk pypy",
);

/** Images whose processes run as somebody else than root unless a USER says so. */
export function isUnprivileged(reference: ImageReference): boolean {
  const { official, registry, repository, tag } = reference;
  if (tag && /(^|[-.])(nonroot|rootless|unprivileged|chiseled)/.test(tag.text)) return true;
  if (registry === "cgr.dev") return repository.startsWith("chainguard/");
  if (isForLambda(reference)) return true;
  if (registry?.endsWith("redhat.com"))
    return /^ubi\d+\/(nodejs|python|php|ruby|go-toolset|openjdk)-/.test(repository);
  if (official !== undefined) return unprivilegedOfficial.has(official);
  return unprivilegedOwners.has(repository.slice(0, repository.indexOf("/"))) || unprivileged.has(repository);
}

/** AWS Lambda starts its containers as a user of its own, whatever the image says. */
function isForLambda({ registry, repository }: ImageReference): boolean {
  if (registry === "public.ecr.aws") return repository.startsWith("lambda/");
  return /^amazon\/aws-lambda-/.test(repository);
}

const unprivilegedOfficial = set("memcached solr elasticsearch kibana logstash haproxy varnish sonarqube");
const unprivilegedOwners = set("bitnami bitnamilegacy bitnamisecure jupyter");
const unprivileged = set(`
  nginxinc/nginx-unprivileged nginx/nginx-unprivileged jenkins/jenkins grafana/grafana prom/prometheus
  prom/alertmanager prom/node-exporter apache/airflow keycloak/keycloak`);

/** Images whose own entry point starts as root to prepare its files and then gives the rights up. */
export function stepsDown(reference: ImageReference): boolean {
  return (
    stepDown.has(reference.official ?? reference.repository) ||
    reference.repository.startsWith("linuxserver/")
  );
}

const stepDown = set(`
  postgres redis mysql mariadb mongo rabbitmq cassandra couchdb ghost valkey/valkey postgis/postgis
  pgvector/pgvector timescale/timescaledb`);

/** Images whose server starts as root by design and gives the rights up in its workers; a USER breaks the start. */
export function needsRootToStart(reference: ImageReference): boolean {
  const { official } = reference;
  if (official === "php") return tagParts(reference).some((part) => part === "apache" || part === "fpm");
  return official === "nginx" || official === "httpd";
}

/** An account without rights that the image brings: what USER can name as it is. */
export function accountIn(reference: ImageReference): string | undefined {
  const { official, registry, repository, tag } = reference;
  if (official === "node") return "node";
  if (repository === "oven/bun") return "bun";
  if (repository === "denoland/deno") return "deno";
  if (registry === "gcr.io" && repository.startsWith("distroless/")) return "nonroot";
  if (registry === "mcr.microsoft.com" && /^dotnet\/(aspnet|runtime|runtime-deps|sdk)$/.test(repository)) {
    const version = /^\d+(\.\d+)*/.exec(tag?.text ?? "")?.[0];
    return version !== undefined && compareVersions(version, "8") >= 0 ? "$APP_UID" : undefined;
  }
  return undefined;
}

function contents(has: string, lacks: string): Contents {
  return { has: set(has), lacks: set(lacks) };
}

function adding(base: Contents, tools: string): Contents {
  const added = set(tools);
  return {
    has: new Set([...base.has, ...added]),
    lacks: new Set([...base.lacks].filter((tool) => !added.has(tool))),
  };
}

/** `base` with nothing known of some tools. */
function without(base: Contents, tools: string): Contents {
  const unknown = set(tools);
  return { has: base.has, lacks: new Set([...base.lacks].filter((tool) => !unknown.has(tool))) };
}

function set(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ""));
}
