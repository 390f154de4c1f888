import { setScalar } from "../../files/yaml/edits";
import { textOf, valueAt, type YamlForm, type YamlMap, type YamlValue } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import { defineRule, type Report } from "../rule";
import { similarName } from "../similar-name";
import { blocksOf, itemsOf, type RenderBlock } from "./services";

export const renderUnresolvedReference = defineRule({
  id: "render/unresolved-reference",
  on: "yaml",
  severity: "error",
  title: "Refer to services that the blueprint defines",
  why: "A sync stops at a reference that leads nowhere, and nothing of the blueprint is deployed.",
  references: ["https://render.com/docs/blueprint-spec#referencing-values-from-other-services"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    runtime: python\n    envVars:\n      - key: DATABASE_URL\n        fromDatabase:\n          name: «parcel-db»\n          property: connectionString\ndatabases:\n  - name: parcels-db\n",
      good: "services:\n  - type: web\n    name: api\n    runtime: python\n    envVars:\n      - key: DATABASE_URL\n        fromDatabase:\n          name: parcels-db\n          property: connectionString\ndatabases:\n  - name: parcels-db\n",
    },
  ],
  *check({ file }) {
    const { form } = file;
    if (!isRender(file.path) || !form.clean) return;
    const blocks = blocksOf(form);
    const defined = definedIn(blocks);
    for (const { services, groups } of blocks) {
      for (const service of services) {
        for (const item of itemsOf(service.get("envVars"))) yield* inVariable(item, defined, form);
      }
      for (const group of groups) {
        for (const item of itemsOf(group.get("envVars"))) yield* inGroup(item);
      }
    }
  },
});

type Kind = "fromDatabase" | "fromService" | "fromGroup";
type Defined = Readonly<Record<Kind, ReadonlySet<string>>>;

const nouns: Readonly<Record<Kind, string>> = {
  fromDatabase: "database",
  fromService: "service",
  fromGroup: "group of variables",
};

/** Names are unique in a workspace, so an environment may refer to what stands beside it as well. */
function definedIn(blocks: readonly RenderBlock[]): Defined {
  const names = (maps: readonly YamlMap[]) => new Set(maps.flatMap((map) => textOf(map.get("name")) ?? []));
  return {
    fromDatabase: names(blocks.flatMap(({ databases }) => databases)),
    fromService: names(blocks.flatMap(({ services }) => services)),
    fromGroup: names(blocks.flatMap(({ groups }) => groups)),
  };
}

function* inVariable(item: YamlValue, defined: Defined, form: YamlForm): Generator<Report> {
  for (const kind of ["fromDatabase", "fromService", "fromGroup"] as const) {
    const given = valueAt(item, kind);
    const name = given?.kind === "map" ? given.get("name") : given;
    if (name?.kind !== "scalar" || name.text === "") continue;
    if (defined[kind].has(name.text)) {
      if (kind === "fromDatabase")
        yield { proves: name.at, message: `${name.text} is a database of this blueprint.` };
      continue;
    }
    const near = similarName(name.text, defined[kind]);
    const edits = near === undefined ? undefined : setScalar(form, name, near);
    // Something of another name may be in the workspace already; a slip of the keyboard is none.
    yield {
      at: name.at,
      severity: near === undefined ? "warning" : "error",
      message: `The blueprint defines no ${nouns[kind]} ${name.text}${near === undefined ? "" : `; ${near} is there`}.`,
      fixes: near !== undefined && edits ? [{ title: `Refer to ${near}`, kind: "review", edits }] : [],
    };
  }
}

/** Groups hold values only: nothing can be asked for or looked up in them. */
function* inGroup(item: YamlValue): Generator<Report> {
  if (item.kind !== "map") return;
  for (const { key, at } of item.own) {
    if (!/^(?:sync|from(?:Database|Service|Group))$/.test(key)) continue;
    yield { at, message: `\`${key}\` does not work in a group of variables: put it into the service.` };
  }
}
