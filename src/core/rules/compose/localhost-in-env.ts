import { datastoreOf } from "../../data/datastores";
import { type ComposeVariable, readEnvironment } from "../../files/compose/environment";
import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import type { ProjectView } from "../../project/view";
import { defineRule, type Problem } from "../rule";
import { behindAlias, FirstMeeting } from "./alias";
import { type LocalHost, localHostsIn } from "./localhost";
import { pointAt, requireFix } from "./localhost-fixes";
import { shareNetwork } from "./networks";
import { isForDevelopment, productionOf } from "./production";

export const localhostInEnv = defineRule({
  id: "compose/localhost-in-env",
  on: "compose",
  severity: "error",
  title: "Point containers at services, not at localhost",
  why: "In a container localhost is the container itself, where no database listens, and in a browser it is the visitor's own computer. Services reach each other by their names.",
  references: [
    "https://docs.docker.com/compose/how-tos/networking/",
    "https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      bad: "services:\n  api:\n    build: .\n    environment:\n      DATABASE_URL: postgresql://app@«localhost»:5432/app\n  db:\n    image: postgres:17\n",
      good: "services:\n  api:\n    build: .\n    environment:\n      DATABASE_URL: postgresql://app@db:5432/app\n  db:\n    image: postgres:17\n",
    },
    {
      title: "an address for browsers",
      bad: "services:\n  api:\n    build: .\n    environment:\n      CORS_ORIGINS: http://«localhost»:3000\n",
      good: "services:\n  api:\n    build: .\n    environment:\n      CORS_ORIGINS: ${CORS_ORIGINS:?set CORS_ORIGINS in .env}\n",
      with: { ".env.example": "CORS_ORIGINS=\n" },
    },
  ],
  *check({ file, project }) {
    const production = productionOf(file, project);
    if (production.isElsewhere) return;
    const { form } = file;
    const first = new FirstMeeting();
    const shared = sharedNetworks(form);
    let stores: readonly Store[] | undefined;
    for (const service of form.services) {
      if (isForDevelopment(service) || hasHostNetwork(service)) continue;
      for (const variable of variablesOf(service)) {
        const all = localHostsIn(variable);
        const origin =
          variable.place.form === "map" ? variable.place.entry.origin : variable.place.item.origin;
        if (all.length === 0 || !variable.value || !first.with(origin)) continue;
        const { key } = variable;
        if (
          production.replaces(service, (overlay) => overlay.environment().some((other) => other.key === key))
        )
          continue;
        const [host] = all;
        if (!host) continue;
        if (host.stores.length === 0) {
          yield publicProblem(variable, host, all.length, file, project);
          continue;
        }
        // A container beside it on the same network may well listen there.
        if (shared.has(service.name) || datastoreOf(service.image?.value ?? "")) continue;
        stores ??= storesIn(form);
        yield storeProblem(variable, host, service, stores, file);
      }
    }
  },
});

interface Store {
  readonly id: string;
  readonly title: string;
  readonly service: ComposeService;
}

function storesIn(form: ComposeForm): Store[] {
  return form.services.flatMap((service) => {
    const store = datastoreOf(service.image?.value ?? "")?.store;
    return store ? [{ id: store.id, title: store.title, service }] : [];
  });
}

/** Names of services whose network another one uses, or that use another one's. */
function sharedNetworks(form: ComposeForm): ReadonlySet<string> {
  const names = new Set<string>();
  for (const service of form.services) {
    const other = /^service:(.+)$/.exec(service.networkMode ?? "")?.[1];
    if (other === undefined) continue;
    names.add(other);
    names.add(service.name);
  }
  return names;
}

/** On the host's network localhost is the host; a mode that is not known may be just that. */
function hasHostNetwork(service: ComposeService): boolean {
  if (!service.get("network_mode")) return false;
  return !/^(bridge|none|service:.+)$/.test(service.networkMode ?? "");
}

/** What the container gets, and what is built into its image. */
function variablesOf(service: ComposeService): readonly ComposeVariable[] {
  const build = service.map?.get("build");
  const args = build?.kind === "map" ? readEnvironment(build.get("args")) : [];
  return [...service.environment("own"), ...args];
}

function storeProblem(
  variable: ComposeVariable,
  host: LocalHost,
  service: ComposeService,
  stores: readonly Store[],
  file: SourceFile<"compose">,
): Problem {
  const matching = stores.filter(({ id }) => host.stores.includes(id));
  const [target] = matching.filter((store) => shareNetwork(store.service, service));
  const isOne = matching.length === 1 && target !== undefined;
  const edits = isOne ? pointAt(variable, host, target.service, file) : undefined;
  const name = isOne ? `: ${target.title} is \`${target.service.name}\` here` : "";
  return {
    ...placeOf(variable, host, file),
    message: `${variable.key} ${host.isFallback ? "falls back to" : "points at"} the container of ${service.name} itself${name}.`,
    ...severityOf(host, service, matching.length > 0),
    fixes:
      edits && target ? [{ title: `Use the service \`${target.service.name}\``, kind: "review", edits }] : [],
  };
}

/** Where no datastore is in sight, the container may bring one along: images of others more likely than one's own. */
function severityOf(host: LocalHost, service: ComposeService, isMatched: boolean): Pick<Problem, "severity"> {
  if (!isMatched && !service.get("build")) return { severity: "info" };
  return isMatched && !host.isFallback ? {} : { severity: "warning" };
}

function publicProblem(
  variable: ComposeVariable,
  host: LocalHost,
  count: number,
  file: SourceFile<"compose">,
  project: ProjectView,
): Problem {
  const { key, value } = variable;
  const isAlone =
    value !== undefined && value.raw.split(/[,\s]+/).filter((part) => part !== "").length <= count;
  return {
    ...placeOf(variable, host, file),
    message: host.isFallback
      ? `${key} falls back to an address that only works on the developer's computer.`
      : `${key} holds an address that only works on the developer's computer.`,
    severity: host.isFallback || !isAlone ? "info" : "warning",
    fixes: isAlone ? requireFix(variable, file, project) : [],
  };
}

function placeOf(
  { key, place, value }: ComposeVariable,
  { from, to }: LocalHost,
  file: SourceFile<"compose">,
): Pick<Problem, "at" | "related"> {
  if (!value) return { at: place.form === "map" ? place.entry.at : place.item.at };
  const { scalar } = value;
  const start = place.form === "list" ? key.length + 1 : 0;
  const at = scalar.via ?? scalar.spanOf(start + from, start + to);
  return { at, related: behindAlias(file.path, scalar) };
}
