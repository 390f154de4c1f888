import { insertPair, removePair } from "../../files/yaml/edits";
import { textOf } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import { defineRule } from "../rule";
import { blocksOf } from "./services";

export const renderKeyvalueAllowlist = defineRule({
  id: "render/keyvalue-allowlist",
  on: "yaml",
  severity: "warning",
  title: "Say who may reach the key value store",
  why: "Render refuses a key value store that does not say which addresses may connect from outside; an empty list leaves it to the private network.",
  references: [
    "https://render.com/docs/blueprint-spec#key-value",
    "https://render.com/docs/blueprint-spec#databases",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "render.yaml",
      bad: "services:\n  - type: «keyvalue»\n    name: cache\n    plan: starter\n",
      good: "services:\n  - type: keyvalue\n    name: cache\n    plan: starter\n    ipAllowList: []\n",
    },
    {
      title: "an empty list of replicas deletes them",
      path: "render.yaml",
      bad: "databases:\n  - name: parcels-db\n    plan: pro-4gb\n    «readReplicas»: []\n",
      good: "databases:\n  - name: parcels-db\n    plan: pro-4gb\n",
    },
  ],
  *check({ file }) {
    if (!isRender(file.path) || !file.form.clean) return;
    for (const { services, databases } of blocksOf(file.form)) {
      for (const service of services) {
        const type = service.get("type");
        if (type?.kind !== "scalar" || !/^(?:keyvalue|redis)$/.test(type.text)) continue;
        const list = service.entry("ipAllowList");
        if (list) {
          yield { proves: list.at, message: "The addresses that may connect are listed." };
          continue;
        }
        const name = textOf(service.get("name")) ?? "This store";
        const edits = insertPair(file.form, service, "ipAllowList", []);
        yield {
          at: type.at,
          message: `${name} does not say who may connect from outside, and Render asks for that.`,
          fixes: edits ? [{ title: "Let nobody connect from outside", kind: "review", edits }] : [],
        };
      }
      for (const database of databases) {
        const replicas = database.entry("readReplicas");
        if (replicas?.value.kind !== "list" || replicas.value.items.length > 0) continue;
        const edits = removePair(file.form, database, "readReplicas");
        yield {
          at: replicas.at,
          severity: "error",
          message: "An empty list of read replicas deletes those that are there, at the next sync.",
          fixes: edits
            ? [{ title: "Remove the empty list, so that replicas stay", kind: "review", edits }]
            : [],
        };
      }
    }
  },
});
