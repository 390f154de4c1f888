import picomatch from "picomatch/posix";
import * as z from "zod/mini";
import type { Target } from "../project/view";
import type { Severity } from "../rules/rule";

const severities = ["error", "warning", "info", "hint"] as const satisfies readonly Severity[];
const targets = [
  "vps",
  "heroku",
  "render",
  "railway",
  "fly",
  "vercel",
  "netlify",
  "kubernetes",
] as const satisfies readonly Target[];

/** The shape of `.liftoff/config.yaml`. Unknown keys are an error, so that a typing mistake is seen. */
export const configSchema = z.strictObject({
  rules: z.optional(z.record(z.string(), z.enum([...severities, "off"]))),
  exclude: z.optional(z.array(z.string())),
  target: z.optional(z.enum(targets)),
});

export type ConfigFile = z.infer<typeof configSchema>;
export type RuleSetting = Severity | "off";

/** Configuration as the engine uses it. */
export interface Config {
  readonly target: Target | undefined;
  /** What configuration says of a rule; undefined leaves it to the rule. */
  setting(ruleId: string): RuleSetting | undefined;
  isExcluded(path: string): boolean;
}

/**
 * Joins layers of configuration; later ones win rule by rule (the file of the repository first, then the
 * user's settings). A rule may be named by its id or by its subject: `compose/*`. The id wins over the subject.
 */
export function resolveConfig(...layers: readonly ConfigFile[]): Config {
  const rules = new Map<string, RuleSetting>();
  for (const layer of layers) {
    for (const [name, setting] of Object.entries(layer.rules ?? {})) rules.set(name, setting);
  }
  const exclude = layers.flatMap((layer) => layer.exclude ?? []);
  const excluded = exclude.length > 0 ? picomatch([...exclude], { dot: true }) : undefined;
  return {
    target: layers.findLast((layer) => layer.target !== undefined)?.target,
    setting: (id) => rules.get(id) ?? rules.get(`${id.slice(0, id.indexOf("/"))}/*`),
    isExcluded: (path) => excluded?.(path) ?? false,
  };
}

export const defaultConfig: Config = resolveConfig();

/** Where the repository keeps its configuration. */
export const CONFIG_PATH = ".liftoff/config.yaml";

/** Something the schema does not accept: where (keys from the top), and why in words for a person. */
export interface SchemaProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** Checks parsed YAML or settings against the schema. */
export function readConfig(value: unknown): { config: ConfigFile } | { problems: readonly SchemaProblem[] } {
  const result = configSchema.safeParse(value ?? {});
  if (result.success) return { config: result.data };
  return { problems: result.error.issues.flatMap(problemsOf) };
}

function problemsOf(issue: z.core.$ZodIssue): SchemaProblem[] {
  const path = issue.path.map(String);
  const name = path.join(".");
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({ path: [...path, key], message: `${key} is not a setting of Liftoff` }));
  }
  if (issue.code === "invalid_value") {
    return [{ path, message: `${name} takes ${issue.values.map(String).join(", ")}` }];
  }
  return [{ path, message: `${name || "the file"}: ${issue.message}` }];
}
