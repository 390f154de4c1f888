import type { Span } from "../../text/span";
import type { Parsed } from "../problem";
import { asMap, parseYaml, textOf, type YamlForm } from "../yaml/form";
import type { YamlMap } from "../yaml/value";
import { ComposeService } from "./service";
import { composeText } from "./text";

/** A Compose file: its YAML, and the services in it with `extends` of the same file followed. */
export interface ComposeForm extends Parsed {
  readonly yaml: YamlForm;
  /** The project's `name`, where the file sets it. */
  readonly name: string | undefined;
  /** In the order of the file; empty when there is no map `services`. */
  readonly services: readonly ComposeService[];
  readonly service: (name: string) => ComposeService | undefined;
  /** Paths of the files that `include` names; the services in there are not known here. */
  readonly includes: readonly Include[];
  /** Names of the top-level volumes. */
  readonly volumes: readonly string[];
}

export interface Include {
  readonly path: string;
  readonly at: Span;
}

/** Parses a Compose file. Never throws: see `problems`. */
export function parseCompose(text: string): ComposeForm {
  const yaml = parseYaml(text);
  const root = asMap(yaml.root);
  const services = readServices(asMap(root?.get("services")));
  const byName = new Map(services.map((service) => [service.name, service]));
  return {
    yaml,
    clean: yaml.clean,
    problems: yaml.problems,
    unfinished: unfinishedPart(yaml, services),
    name: composeText(root?.get("name"))?.value,
    services,
    service: (name) => byName.get(name),
    includes: readIncludes(root),
    volumes: asMap(root?.get("volumes"))?.entries.map((entry) => entry.key) ?? [],
  };
}

/** An open quote or bracket takes in what follows it: from the service that it stands in, nothing is sure. */
function unfinishedPart({ problems, text }: YamlForm, services: readonly ComposeService[]): Span | undefined {
  if (problems.length === 0) return undefined;
  const first = Math.min(...problems.map(({ at }) => at.start));
  const start = Math.max(0, ...services.map(({ at }) => at.start).filter((start) => start <= first));
  return { start: start === 0 ? first : start, end: text.length };
}

function readServices(services: YamlMap | undefined): ComposeService[] {
  return (services?.entries ?? []).flatMap(({ key, at, value }) => {
    if (key.startsWith("x-") || value.tag === "!reset" || !services) return [];
    const { layers, isWhole } = layersOf(key, services);
    return [new ComposeService(key, at, layers, isWhole)];
  });
}

/** The maps that make up a service, its own first. A chain of `extends` that comes back to itself ends there. */
function layersOf(name: string, services: YamlMap): { layers: YamlMap[]; isWhole: boolean } {
  const layers: YamlMap[] = [];
  const seen = new Set<string>();
  for (let next: string | undefined = name; next !== undefined; ) {
    if (seen.has(next)) return { layers, isWhole: false };
    seen.add(next);
    const map = asMap(services.get(next));
    if (!map) return { layers, isWhole: layers.length === 0 };
    layers.push(map);
    const parent = map.get("extends");
    if (!parent) return { layers, isWhole: true };
    const elsewhere = parent.kind === "map" && parent.has("file");
    const service = parent.kind === "map" ? parent.get("service") : parent;
    next = elsewhere ? undefined : textOf(service);
  }
  return { layers, isWhole: false };
}

function readIncludes(root: YamlMap | undefined): Include[] {
  const value = root?.get("include");
  const items = value?.kind === "list" ? value.items : [];
  return items.flatMap((item) => {
    const path = item.kind === "map" ? item.get("path") : item;
    const paths = path?.kind === "list" ? path.items : path ? [path] : [];
    return paths.flatMap((one) => {
      const text = composeText(one);
      return text?.value === undefined ? [] : [{ path: text.value, at: text.at }];
    });
  });
}
