import type { SourceFile } from "../../files/source";
import { setScalar } from "../../files/yaml/edits";
import { textOf, type YamlEntry, type YamlMap } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import { replacement, type TextEdit } from "../../text/edits";
import { defineRule, type Problem } from "../rule";
import { blocksOf } from "./services";

export const renderDeprecatedField = defineRule({
  id: "render/deprecated-field",
  on: "yaml",
  severity: "warning",
  title: "Use the current fields of Render blueprints",
  why: "Fields with new names still work until they do not: a blueprint that is refused takes the deployment with it.",
  references: ["https://render.com/docs/blueprint-spec"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    «env»: python\n    «autoDeploy»: true\n",
      good: "services:\n  - type: web\n    name: api\n    runtime: python\n    autoDeployTrigger: commit\n",
    },
    {
      title: "a store of keys and values",
      path: "render.yaml",
      bad: "services:\n  - type: «redis»\n    name: cache\n    ipAllowList: []\n",
      good: "services:\n  - type: keyvalue\n    name: cache\n    ipAllowList: []\n",
    },
  ],
  *check({ file }) {
    if (!isRender(file.path)) return;
    const { form } = file;
    for (const { map, services } of blocksOf(form)) {
      const enabled = map.own.find(({ key }) => key === "previewsEnabled");
      if (enabled) yield previews(enabled, "previewsEnabled", file);
      for (const service of services) yield* ofService(service, file);
    }
    if (form.clean) for (const proof of proofsOf(file)) yield proof;
  },
});

function* ofService(service: YamlMap, file: SourceFile<"yaml">): Generator<Problem> {
  for (const entry of service.own) {
    const { key, at, value, origin } = entry;
    if (key === "env" && value.kind === "scalar" && !service.has("runtime"))
      yield problem(entry, "runtime", [replacement(origin, "runtime")]);
    else if (key === "type" && textOf(value) === "redis" && value.kind === "scalar") {
      const edits = setScalar(file.form, value, "keyvalue") ?? [];
      yield {
        at: value.at,
        tag: "deprecated",
        message: "`redis` is now called `keyvalue`.",
        fixes: [{ title: "Write `keyvalue`", kind: "safe", edits }],
      };
    } else if (key === "autoDeploy" && value.kind === "scalar" && !service.has("autoDeployTrigger")) {
      const on = /^(?:true|yes)$/i.test(value.text)
        ? "commit"
        : /^(?:false|no)$/i.test(value.text)
          ? "off"
          : undefined;
      const edits = on === undefined ? undefined : setScalar(file.form, value, on);
      yield problem(
        entry,
        "autoDeployTrigger",
        edits ? [replacement(origin, "autoDeployTrigger"), ...edits] : undefined,
      );
    } else if (key === "pullRequestPreviewsEnabled") yield previews(entry, key, file);
    else if (key === "previewPlan")
      yield {
        at,
        tag: "deprecated",
        message: "`previewPlan` of a service is now `previews.plan`.",
        fixes: nested(entry, "plan", file),
      };
  }
}

function problem({ key, at }: YamlEntry, name: string, edits: readonly TextEdit[] | undefined): Problem {
  return {
    at,
    tag: "deprecated",
    message: `\`${key}\` is now called \`${name}\`.`,
    fixes: edits ? [{ title: `Write \`${name}\``, kind: "safe", edits }] : [],
  };
}

/** `…Enabled: true` became `previews: { generation: automatic }`. */
function previews(entry: YamlEntry, key: string, file: SourceFile<"yaml">): Problem {
  return {
    at: entry.at,
    tag: "deprecated",
    message: `\`${key}\` is now \`previews.generation\`.`,
    fixes: nested(entry, "generation", file),
  };
}

function nested(
  { value, origin }: YamlEntry,
  key: "generation" | "plan",
  { text, form }: SourceFile<"yaml">,
) {
  if (value.kind !== "scalar" || value.via !== undefined || !form.clean) return [];
  // Beside another field of previews there is a map to put it into, which a person does better.
  if (/^\s*previews:/m.test(text) || (key === "plan" && /[pP]reviewsEnabled:/.test(text))) return [];
  const isOn = /^(?:true|yes)$/i.test(value.text);
  const wanted = key === "plan" ? value.text : isOn ? "automatic" : '"off"';
  const edits = [replacement(origin, "previews"), replacement(value.origin, `{ ${key}: ${wanted} }`)];
  return [{ title: `Write \`previews.${key}\``, kind: "safe" as const, edits }];
}

/** A service that is described in today's words. */
function proofsOf({ form }: SourceFile<"yaml">) {
  return blocksOf(form)
    .flatMap(({ services }) => services.flatMap((service) => service.entry("runtime") ?? []))
    .slice(0, 1)
    .map(({ at }) => ({ proves: at, message: "The blueprint uses current fields." }));
}
