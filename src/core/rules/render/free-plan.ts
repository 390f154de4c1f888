import { freePlans } from "../../data/platform-plans";
import type { SourceFile } from "../../files/source";
import { setScalar } from "../../files/yaml/edits";
import { textOf, type YamlMap } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import { defineRule } from "../rule";
import { blocksOf, runtimeOf } from "./services";

export const renderFreePlan = defineRule({
  id: "render/free-plan",
  on: "yaml",
  severity: "info",
  hardening: true,
  title: "Launch on a plan that stays awake and keeps data",
  why: "Free services sleep, so that the first visitor waits a minute, and a free database is deleted after a month with everything in it.",
  references: ["https://render.com/docs/free"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      path: "render.yaml",
      bad: "databases:\n  - name: parcels-db\n    plan: «free»\n",
      good: "databases:\n  - name: parcels-db\n    plan: basic-256mb\n",
    },
  ],
  *check({ file }) {
    if (!isRender(file.path)) return;
    for (const { kind, map, name } of plannedIn(file)) {
      const plan = map.get("plan");
      if (plan?.kind !== "scalar" || plan.text === "") continue;
      const at = plan.at;
      if (plan.text.toLowerCase() !== "free") {
        if (kind === "postgres")
          yield { proves: at, message: `${name} is on the plan ${plan.text}, which keeps its data.` };
        continue;
      }
      const { lacks, instead } = freePlans[kind];
      const edits = setScalar(file.form, plan, instead);
      yield {
        at,
        message: `On the free plan ${name} ${lacks}.`,
        fixes: edits ? [{ title: `Order ${instead} instead (it has a price)`, kind: "review", edits }] : [],
      };
    }
  },
});

interface Planned {
  readonly kind: keyof typeof freePlans;
  readonly map: YamlMap;
  readonly name: string;
}

function plannedIn({ form }: SourceFile<"yaml">): Planned[] {
  return blocksOf(form).flatMap(({ services, databases }) => [
    ...services.flatMap((map): Planned[] => {
      const type = textOf(map.get("type"));
      const name = textOf(map.get("name")) ?? "this service";
      if (type === "keyvalue" || type === "redis") return [{ kind: "keyvalue", map, name }];
      return type === "web" && runtimeOf(map) !== "static" ? [{ kind: "web", map, name }] : [];
    }),
    ...databases.map(
      (map): Planned => ({ kind: "postgres", map, name: textOf(map.get("name")) ?? "this database" }),
    ),
  ]);
}
