import { buildItems } from "../data/templates/build-items";
import { runItems } from "../data/templates/run-items";
import { hasPart, type Template, type TemplateItem } from "../data/templates/template";
import { vpsCompose } from "../data/templates/vps-compose";
import { blockPair, type YamlInput } from "../files/yaml/print";

export type { Template } from "../data/templates/template";

/** Every template, the most general first. */
export const templates: readonly [Template, ...Template[]] = [vpsCompose];

/** The template for the platform that the project aims at; the most general one where none is made for it. */
export function suggestTemplate(project: { readonly target: string | undefined }): Template {
  const { target } = project;
  return templates.find(({ targets }) => target !== undefined && targets.includes(target)) ?? templates[0];
}

export interface TemplateAnswers {
  /** What the plan is called. */
  readonly name: string;
  /** All paths of the workspace; items about parts it does not have are left out. */
  readonly paths?: readonly string[];
  /** Leaves out rules that are not there (yet): an item that names one could never be verified. */
  readonly ruleExists?: (id: string) => boolean;
  /** The same for generators. */
  readonly scaffoldExists?: (id: string) => boolean;
}

const layout = { indent: "", step: "  ", eol: "\n" } as const;

/**
 * The text of a new `.liftoff/plan.yaml`: one scalar a line, `status` first and `title` second in every item, so
 * that people who tick in parallel do not get in each other's way.
 */
export function instantiate(template: Template, answers: TemplateAnswers): string {
  const { name, paths = [] } = answers;
  const selected = (id: string): readonly (readonly [string, TemplateItem])[] => {
    const item = templateItem(id);
    return item && (item.when === undefined || hasPart(item.when, paths)) ? [[id, item]] : [];
  };
  const known = new Set(template.phases.flatMap(({ items }) => items.flatMap(selected).map(([id]) => id)));
  const body = Object.fromEntries(
    template.phases.map(({ id, title, priority, estimate, dependsOn, items }) => [
      id,
      {
        title,
        priority,
        estimate,
        ...listOf("depends_on", dependsOn),
        items: Object.fromEntries(
          items.flatMap(selected).map(([itemId, item]) => [itemId, itemOf(item, known, answers)]),
        ),
      },
    ]),
  );
  const pairs: readonly (readonly [string, YamlInput])[] = [
    ["liftoff", 1],
    ["name", name.trim() || template.title],
    ["template", `${template.id}@${template.revision}`],
    ["phases", body],
  ];
  return pairs.map(([key, value]) => `${blockPair(key, value, layout)}\n`).join("");
}

/** The library's item with this id. */
export function templateItem(id: string): TemplateItem | undefined {
  return buildItems[id] ?? runItems[id];
}

function itemOf(item: TemplateItem, known: ReadonlySet<string>, answers: TemplateAnswers): YamlInput {
  const { ruleExists = () => true, scaffoldExists = () => true } = answers;
  const verify = {
    ...listOf("rules", item.rules?.filter(ruleExists)),
    ...listOf("files", item.files),
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
    ...(Object.keys(verify).length > 0 && { verify }),
    ...listOf("scaffolds", item.scaffolds?.filter(scaffoldExists)),
  };
}

function listOf(key: string, values: readonly string[] | undefined): { readonly [key: string]: YamlInput } {
  return values && values.length > 0 ? { [key]: values } : {};
}
