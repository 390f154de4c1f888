import type { Span } from "../../text/span";
import type { Command } from "../dockerfile/command";
import type { ShellCommand } from "../dockerfile/shell";
import { asMap } from "../yaml/form";
import type { YamlEntry, YamlMap, YamlValue } from "../yaml/value";
import { testCommand } from "./command";
import { type ComposeVariable, readEnvironment } from "./environment";
import { type ComposePort, parsePort } from "./ports";
import { type ComposeCommand, readComposeCommand, startedBy } from "./starts";
import { type ComposeText, composeFlag, composeText } from "./text";
import { type ComposeVolume, parseVolume } from "./volumes";

export interface ComposeBuild {
  readonly at: Span;
  /** `.` when none is written. */
  readonly context: string | undefined;
  /** Relative to the context; `Dockerfile` when none is written. */
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
  readonly inline: ComposeText | undefined;
}

export interface ComposeDependency {
  readonly service: string;
  /** Where to point: the name, or the alias it came through. */
  readonly at: Span;
  /** The name's own place. */
  readonly origin: Span;
  readonly form: "list" | "map";
  readonly condition: string;
  /** The condition as written, where it is. */
  readonly written: ComposeText | undefined;
  readonly required: boolean;
}

export interface ComposeHealthcheck {
  /** The key `healthcheck`. */
  readonly at: Span;
  /** `partial` sets intervals for a test that the image brings. */
  readonly state: "defined" | "disabled" | "partial" | "unknown";
  /** `["CMD", …]`, or `["CMD-SHELL", text]` for a string; undefined without a test. */
  readonly test: readonly string[] | undefined;
  /** The value of `test` as it stands in the file. */
  readonly written: YamlValue | undefined;
  /** What `test` runs, with its places; undefined when that cannot be told. */
  readonly command: Command | undefined;
  readonly map: YamlMap;
}

/**
 * One service with everything that counts for it: `layers` holds its own keys first, then those of the services
 * that it `extends` in the same file. Merge keys and aliases are followed.
 */
export class ComposeService {
  private read: Started | undefined;

  constructor(
    readonly name: string,
    /** The key that names the service. */
    readonly at: Span,
    private readonly layers: readonly YamlMap[],
    /** Whether all keys are known: false when it extends a service of a file that is not this one. */
    readonly isWhole: boolean,
  ) {}

  /** The service's own map. */
  get map(): YamlMap | undefined {
    return this.layers[0];
  }

  /** The keys that are set, inherited ones included. */
  get keys(): readonly string[] {
    const all = this.layers.flatMap((layer) => layer.entries.map(({ key }) => key));
    return [...new Set(all)].filter((key) => this.entry(key) !== undefined);
  }

  /** The pair that counts for `key`: its own, or the nearest inherited one. `!reset` takes a key away. */
  entry(key: string): YamlEntry | undefined {
    const found = this.layers.find((layer) => layer.has(key))?.entry(key);
    return found?.value.tag === "!reset" ? undefined : found;
  }

  get(key: string): YamlValue | undefined {
    return this.entry(key)?.value;
  }

  text(key: string): ComposeText | undefined {
    return composeText(this.get(key));
  }

  get image(): ComposeText | undefined {
    return this.text("image");
  }

  get networkMode(): string | undefined {
    return this.text("network_mode")?.value;
  }

  get build(): ComposeBuild | undefined {
    const value = this.get("build");
    if (!value || (value.kind === "scalar" && value.value === null) || value.kind === "list")
      return undefined;
    const of = (key: string) => (value.kind === "map" ? composeText(value.get(key)) : undefined);
    const context = value.kind === "map" ? of("context") : composeText(value);
    return {
      at: value.at,
      context: context ? context.value : value.kind === "map" ? "." : undefined,
      dockerfile: of("dockerfile") ? of("dockerfile")?.value : "Dockerfile",
      target: of("target")?.value,
      inline: of("dockerfile_inline"),
    };
  }

  /** Published ports; inherited ones with `withInherited`. */
  ports(scope: Scope = "all"): readonly ComposePort[] {
    return this.list("ports", scope).flatMap((item) => parsePort(item) ?? []);
  }

  volumes(scope: Scope = "all"): readonly ComposeVolume[] {
    return this.list("volumes", scope).flatMap((item) => parseVolume(item) ?? []);
  }

  /** Environment variables; a key that is set again counts once, the nearest one. */
  environment(scope: Scope = "all"): readonly ComposeVariable[] {
    const byKey = new Map<string, ComposeVariable>();
    for (const layer of this.scoped("environment", scope)) {
      for (const variable of readEnvironment(layer.get("environment"))) {
        if (!byKey.has(variable.key)) byKey.set(variable.key, variable);
      }
    }
    return [...byKey.values()];
  }

  /** Paths as written in `env_file`; variables without a default leave one out. */
  get envFiles(): readonly string[] {
    const value = this.get("env_file");
    const items = value?.kind === "list" ? value.items : value ? [value] : [];
    return items.flatMap((item) => composeText(item.kind === "map" ? item.get("path") : item)?.value ?? []);
  }

  get profiles(): readonly string[] {
    return this.list("profiles").flatMap((item) => composeText(item)?.value ?? []);
  }

  /** The dependencies, those of extended services included. */
  dependencies(scope: Scope = "all"): readonly ComposeDependency[] {
    const byName = new Map<string, ComposeDependency>();
    for (const layer of this.scoped("depends_on", scope)) {
      for (const dependency of readDependencies(layer.get("depends_on"))) {
        if (!byName.has(dependency.service)) byName.set(dependency.service, dependency);
      }
    }
    return [...byName.values()];
  }

  /** The health check; undefined when none is written. */
  get healthcheck(): ComposeHealthcheck | undefined {
    const entry = this.entry("healthcheck");
    const map = asMap(entry?.value);
    if (!entry || !map) return undefined;
    const inherited = this.layers.flatMap((layer) => asMap(layer.get("healthcheck")) ?? []);
    const test = inherited.find((layer) => layer.has("test"))?.get("test");
    const disable = composeFlag(inherited.find((layer) => layer.has("disable"))?.get("disable"));
    const words = testWords(test);
    const state = healthState(disable, test, words);
    return { at: entry.at, map, test: words, written: test, command: testCommand(test), state };
  }

  /** Arguments of the entrypoint, or what runs when there is none. */
  get command(): ComposeCommand | undefined {
    return this.started().command;
  }

  get entrypoint(): ComposeCommand | undefined {
    return this.started().entrypoint;
  }

  /** The commands that `entrypoint` and `command` start, those in the text of a `sh -c` among them. */
  get starts(): readonly ShellCommand[] {
    return this.started().commands;
  }

  /** Paths that `tmpfs` keeps in memory, without options. */
  get tmpfs(): readonly string[] {
    const value = this.get("tmpfs");
    const items = value?.kind === "list" ? value.items : value ? [value] : [];
    return items.flatMap((item) => composeText(item)?.value?.split(":")[0] ?? []);
  }

  private started(): Started {
    if (!this.read) {
      const entrypoint = readComposeCommand(this.get("entrypoint"));
      const command = readComposeCommand(this.get("command"));
      this.read = { entrypoint, command, commands: startedBy(entrypoint, command) };
    }
    return this.read;
  }

  private scoped(key: string, scope: Scope): readonly YamlMap[] {
    const layers = scope === "own" ? this.layers.slice(0, 1) : this.layers;
    const replaced = layers.findIndex((layer) => /^!(?:reset|override)$/.test(layer.get(key)?.tag ?? ""));
    if (replaced < 0) return layers;
    return layers.slice(0, layers[replaced]?.get(key)?.tag === "!reset" ? replaced : replaced + 1);
  }

  /** The items of a list that grows along `extends`, own ones first. */
  list(key: string, scope: Scope = "all"): readonly YamlValue[] {
    return this.scoped(key, scope).flatMap((layer) => {
      const value = layer.get(key);
      return value?.kind === "list" ? value.items : [];
    });
  }
}

interface Started {
  readonly entrypoint: ComposeCommand | undefined;
  readonly command: ComposeCommand | undefined;
  readonly commands: readonly ShellCommand[];
}

/** `own`: what stands in the service itself; what it extends is reported where it stands. */
export type Scope = "own" | "all";

function readDependencies(value: YamlValue | undefined): ComposeDependency[] {
  if (value?.kind === "list") {
    return value.items.flatMap((item) => {
      const name = composeText(item);
      if (name?.value === undefined) return [];
      const condition = "service_started";
      const { at, scalar } = name;
      const place = { at, origin: scalar.origin, form: "list" } as const;
      return [{ ...place, service: name.value, condition, written: undefined, required: true }];
    });
  }
  if (value?.kind !== "map") return [];
  return value.entries.map(({ key, at, origin, value: settings }) => {
    const condition = settings.kind === "map" ? composeText(settings.get("condition")) : undefined;
    const required =
      settings.kind === "map" && settings.has("required") ? settings.get("required") : undefined;
    return {
      service: key,
      at,
      origin,
      form: "map",
      condition: condition?.value ?? "service_started",
      written: condition,
      required: required === undefined || composeFlag(required) !== false,
    };
  });
}

function testWords(test: YamlValue | undefined): readonly string[] | undefined {
  if (test?.kind === "list") return test.items.map((item) => composeText(item)?.raw ?? "");
  const text = composeText(test);
  return text && ["CMD-SHELL", text.raw];
}

function healthState(
  disable: boolean | undefined,
  test: YamlValue | undefined,
  words: readonly string[] | undefined,
): ComposeHealthcheck["state"] {
  if (disable === undefined || test?.kind === "unresolved") return "unknown";
  if (disable || words?.[0] === "NONE") return "disabled";
  return words && words.length > 0 ? "defined" : "partial";
}
