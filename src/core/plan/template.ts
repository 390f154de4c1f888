import { templateItems } from "../data/templates/items";
import { paasTwoWeek } from "../data/templates/paas-two-week";
import { productionChecklist } from "../data/templates/production-checklist";
import { saasTenPhase } from "../data/templates/saas-ten-phase";
import { staged } from "../data/templates/staged";
import { staticPlusApi } from "../data/templates/static-plus-api";
import type { Template, TemplateItem, TemplatePhase } from "../data/templates/template";
import { vpsCompose } from "../data/templates/vps-compose";
import { blockPair, inFlow, type YamlInput } from "../files/yaml/print";
import { mayHave, type Suggestion, type Surroundings, suggest } from "./workspace";

export type { Template } from "../data/templates/template";

/** Every template, the most general first. */
export const templates: readonly [Template, ...Template[]] = [
  vpsCompose,
  paasTwoWeek,
  staticPlusApi,
  saasTenPhase,
  productionChecklist,
  staged,
];

/** The template that fits a workspace best, and why. */
export function suggestTemplate(surroundings: Surroundings): Suggestion {
  return suggest(templates, surroundings);
}

export interface TemplateAnswers {
  /** What the plan is called. */
  readonly name: string;
  /** What the workspace tells; items about parts it does not have are left out. */
  readonly surroundings?: Surroundings;
  /** Leaves out rules that are not there (yet): an item that names one could never be verified. */
  readonly ruleExists?: (id: string) => boolean;
  /** The same for generators. */
  readonly scaffoldExists?: (id: string) => boolean;
}

const layout = { indent: "", step: "  ", eol: "\n" } as const;
const nothingYet: Surroundings = { parts: undefined, target: undefined, paths: [] };

/**
 * The text of a new `.liftoff/plan.yaml`: one scalar a line, `status` first and `title` second in every item, so
 * that people who tick in parallel do not get in each other's way. A phase of which the workspace needs nothing is
 * left out, and with it what waits for it.
 */
export function instantiate(template: Template, answers: TemplateAnswers): string {
  const { name, surroundings = nothingYet } = answers;
  const selected = (id: string): readonly (readonly [string, TemplateItem])[] => {
    const item = templateItem(id);
    return item && (item.when === undefined || mayHave(surroundings, item.when)) ? [[id, item]] : [];
  };
  const phases = template.phases.filter(
    ({ items }) => items.length === 0 || items.flatMap(selected).length > 0,
  );
  const kept = new Set(phases.map(({ id }) => id));
  const known = new Set(phases.flatMap(({ items }) => items.flatMap(selected).map(([id]) => id)));
  const body = Object.fromEntries(
    phases.map((phase) => {
      const items = phase.items
        .flatMap(selected)
        .map(([id, item]) => [id, itemOf(item, known, answers)] as const);
      return [
        phase.id,
        { ...phaseOf(phase, kept), ...(items.length > 0 && { items: Object.fromEntries(items) }) },
      ];
    }),
  );
  const pairs: readonly (readonly [string, YamlInput])[] = [
    ["liftoff", 1],
    ["name", name.trim() || template.title],
    ["template", `${template.id}@${template.revision}`],
    ...optionsOf(template),
    ["phases", body],
  ];
  return pairs.map(([key, value]) => `${blockPair(key, value, layout)}\n`).join("");
}

/** The library's item with this id. */
export function templateItem(id: string): TemplateItem | undefined {
  return Object.hasOwn(templateItems, id) ? templateItems[id] : undefined;
}

function phaseOf(phase: TemplatePhase, kept: ReadonlySet<string>): { readonly [key: string]: YamlInput } {
  const { title, priority, estimate, dependsOn, needs, level, gate, optional } = phase;
  return {
    title,
    priority,
    ...(estimate !== undefined && { estimate }),
    ...listOf(
      "depends_on",
      dependsOn.filter((id) => kept.has(id)),
    ),
    ...listOf("needs", needs),
    ...(level !== undefined && { level }),
    ...(optional && { optional }),
    ...(gate && { gate: { require: gate.require, of: inFlow(gate.of) } }),
  };
}

function optionsOf({ options = [] }: Template): readonly (readonly [string, YamlInput])[] {
  if (options.length === 0) return [];
  const all = options.map(({ id, title, choices }) => [
    id,
    {
      title,
      choices: Object.fromEntries(
        choices.map((choice) => [choice.id, { title: choice.title, pros: choice.pros, cons: choice.cons }]),
      ),
    },
  ]);
  return [["options", Object.fromEntries(all)]];
}

function itemOf(item: TemplateItem, known: ReadonlySet<string>, answers: TemplateAnswers): YamlInput {
  const { ruleExists = () => true, scaffoldExists = () => true } = answers;
  const verify = {
    ...listOf("rules", item.rules?.filter(ruleExists)),
    ...listOf("files", item.files),
    ...(item.command !== undefined && { command: item.command }),
  };
  return {
    status: "todo",
    title: item.title,
    priority: item.priority,
    estimate: item.estimate,
    ...listOf(
      "depends_on",
      item.after?.filter((id) => known.has(id)),
    ),
    ...(item.ttl !== undefined && { ttl: item.ttl }),
    ...(Object.keys(verify).length > 0 && { verify }),
    ...listOf("scaffolds", item.scaffolds?.filter(scaffoldExists)),
  };
}

function listOf(key: string, values: readonly string[] | undefined): { readonly [key: string]: YamlInput } {
  return values && values.length > 0 ? { [key]: values } : {};
}
