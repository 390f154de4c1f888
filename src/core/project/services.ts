import { readEnvironment } from "../files/compose/environment";
import type { ComposeForm } from "../files/compose/form";
import { targetRange } from "../files/compose/ports";
import type { ComposeService } from "../files/compose/service";
import type { SourceFile } from "../files/source";
import { textOf, valueAt } from "../files/yaml/form";
import { defineFact } from "./fact";

export interface ServiceBuild {
  /** Relative to the workspace root, normalised; the root itself is the empty string. */
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  /** Names that FROM and `--from` get from `additional_contexts` instead of a registry. */
  readonly named?: readonly string[];
}

export interface ServiceSummary {
  readonly name: string;
  /** With the file's own defaults filled in; absent when there is none or a variable decides. */
  readonly image?: string;
  /** Absent as well when a variable decides, and for a context that is not in the workspace. */
  readonly build?: ServiceBuild;
  /** `unknown`: a variable decides, or the service extends one of another file. */
  readonly healthcheck: "defined" | "disabled" | "absent" | "unknown";
  /** Names of the services that it waits for. */
  readonly dependsOn: readonly string[];
  /** The keys that it sets, those of what it merges and extends in the same file included. */
  readonly keys: readonly string[];
  /** Whether it sets what the image starts; `unknown` when it extends a service of another file. */
  readonly start?: "own" | "unknown";
  /** Container ports that it publishes, in order; ranges and variables are left out. */
  readonly ports?: readonly number[];
  /** Variables that it sets; null for a value that is decided elsewhere. */
  readonly environment?: Readonly<Record<string, string | null>>;
  /** Whether files that are named in `env_file` set more. */
  readonly hasEnvFile?: true;
  /** Whether other containers, or the host, are reached at its loopback address. */
  readonly sharesNetwork?: true;
  /** Whether several containers of it run. */
  readonly isReplicated?: true;
}

export interface ComposeFile {
  readonly services: readonly ServiceSummary[];
}

/** The services of every Compose file, by its path. */
export const services = defineFact<ComposeFile, ReadonlyMap<string, ComposeFile>>({
  id: "services",
  on: ["compose"],
  of: (file) => (file.is("compose") ? summarise(file) : undefined),
  join: (parts) => parts,
});

/** Where the image of `service` in the Compose file at `path` is built; undefined when that cannot be told. */
export function buildOf(service: ComposeService, path: string): ServiceBuild | undefined {
  const { build } = service;
  if (!build || build.context === undefined || build.dockerfile === undefined || build.inline)
    return undefined;
  if (isRemote(build.context)) return undefined;
  const context = resolvePath(folderOf(path), build.context);
  const dockerfile = context === undefined ? undefined : resolvePath(context, build.dockerfile);
  if (context === undefined || dockerfile === undefined) return undefined;
  const named = namedContexts(service);
  return {
    context,
    dockerfile,
    ...(build.target === undefined ? {} : { target: build.target }),
    ...(named.length === 0 ? {} : { named }),
  };
}

/** The keys of `additional_contexts`, which takes the two forms that `environment` takes. */
function namedContexts(service: ComposeService): string[] {
  const build = service.get("build");
  const written = build?.kind === "map" ? build.get("additional_contexts") : undefined;
  return readEnvironment(written).map(({ key }) => key);
}

/**
 * `path` as seen from `folder`, without `.` and `..`. Undefined when it is absolute or leads out of the
 * workspace.
 */
export function resolvePath(folder: string, path: string): string | undefined {
  if (/^(?:[/\\~]|[A-Za-z]:[\\/])/.test(path)) return undefined;
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder of the file at `path`, without a slash at its end; empty for the workspace root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}

function summarise(file: SourceFile<"compose">): ComposeFile {
  const form: ComposeForm = file.form;
  return {
    services: form.services.map((service) => {
      const image = service.image?.value;
      const build = buildOf(service, file.path);
      return {
        name: service.name,
        ...(image === undefined ? {} : { image }),
        ...(build === undefined ? {} : { build }),
        healthcheck: healthcheckOf(service, form.clean),
        dependsOn: service.dependencies().map((dependency) => dependency.service),
        keys: service.keys,
        ...startOf(service),
        ...surroundings(service),
      };
    }),
  };
}

function startOf(service: ComposeService): Pick<ServiceSummary, "start"> {
  const isSet = (key: string) => {
    const value = service.get(key);
    return value !== undefined && !(value.kind === "scalar" && value.value === null);
  };
  if (isSet("command") || isSet("entrypoint")) return { start: "own" };
  return service.isWhole ? {} : { start: "unknown" };
}

function surroundings(service: ComposeService): Partial<ServiceSummary> {
  const ports = service.ports().flatMap((port) => {
    const range = targetRange(port);
    return range && range.first === range.last ? [range.first] : [];
  });
  const environment = Object.fromEntries(
    service.environment().map(({ key, value }) => [key, value?.value ?? null]),
  );
  const replicas = textOf(valueAt(service.get("deploy"), "replicas")) ?? service.text("scale")?.value;
  const sharesNetwork = /^(host$|service:|container:)/.test(service.networkMode ?? "");
  return {
    ...(ports.length === 0 ? {} : { ports: [...new Set(ports)] }),
    ...(Object.keys(environment).length === 0 ? {} : { environment }),
    ...(service.envFiles.length === 0 ? {} : { hasEnvFile: true }),
    ...(sharesNetwork ? { sharesNetwork: true } : {}),
    // A number that a variable holds is meant to be changed.
    ...(replicas === undefined || replicas === "1" || replicas === "0" ? {} : { isReplicated: true }),
  };
}

function healthcheckOf(service: ComposeService, clean: boolean): ServiceSummary["healthcheck"] {
  const { healthcheck } = service;
  if (!healthcheck) return service.isWhole && clean ? "absent" : "unknown";
  // Intervals alone belong to the check of the image.
  return healthcheck.state === "partial" ? "absent" : healthcheck.state;
}

function isRemote(context: string): boolean {
  return /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/|git@|github\.com\/)/i.test(context) || context.endsWith(".git");
}
