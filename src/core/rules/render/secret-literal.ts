import type { SourceFile } from "../../files/source";
import { setScalar } from "../../files/yaml/edits";
import { valueAt, type YamlMap } from "../../files/yaml/form";
import { isRender } from "../../project/variables/manifests";
import { replacement } from "../../text/edits";
import type { Span } from "../../text/span";
import { isIssued, literalMessage, literalsFor } from "../platform/literals";
import { defineRule, type Fix } from "../rule";
import type { AssignedValue } from "../secrets/assigned-values";
import { secretComments } from "../secrets/reach";
import { blocksOf, itemsOf } from "./services";

export const renderSecretLiteral = defineRule({
  id: "render/secret-literal",
  on: "yaml",
  severity: "error",
  title: "Let Render hold the secrets of the app",
  why: "What stands in a blueprint stands in the history of the repository for good, and each sync writes it back over what was set by hand.",
  references: ["https://render.com/docs/blueprint-spec#environment-variables"],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: JWT_SECRET\n        value: «kX9-tulip-quay-81-harbour-fern-204»\n",
      good: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: JWT_SECRET\n        generateValue: true\n",
    },
    {
      title: "a key that somebody else issues",
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: MAIL_API_KEY\n        value: «tulip-quay-81-harbour»\n",
      good: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: MAIL_API_KEY\n        sync: false\n",
    },
  ],
  *check({ file }) {
    if (!isRender(file.path)) return;
    for (const literal of literalsFor("render", file)) {
      const instead = isIssued(literal.name)
        ? "`sync: false` asks for it in the dashboard"
        : "`generateValue: true` makes one that nobody knows";
      yield { at: literal.at, message: literalMessage(literal, instead), fixes: fixesFor(literal, file) };
    }
  },
});

function fixesFor({ name, at }: AssignedValue, { form }: SourceFile<"yaml">): Fix[] {
  const found = variableAt(form, at);
  const entry = found?.map.own.find(({ key }) => key === "value");
  if (entry?.value.kind !== "scalar") return [];
  // In a group nobody can be asked, Render says.
  const isAsked = isIssued(name) && !found?.isGroup;
  if (isIssued(name) && !isAsked) return [];
  const edits = setScalar(form, entry.value, !isAsked);
  if (!edits) return [];
  const key = isAsked ? "sync" : "generateValue";
  const title = isAsked ? `Ask for ${name} in the dashboard` : `Let Render generate ${name}`;
  return [{ title, kind: "review", edits: [replacement(entry.origin, key), ...edits] }];
}

function variableAt(
  form: SourceFile<"yaml">["form"],
  at: Span,
): { map: YamlMap; isGroup: boolean } | undefined {
  for (const { services, groups } of blocksOf(form)) {
    for (const owner of [...services, ...groups]) {
      for (const item of itemsOf(valueAt(owner, "envVars"))) {
        const isIt =
          item.kind === "map" &&
          item.via === undefined &&
          item.origin.start <= at.start &&
          at.end <= item.origin.end;
        if (isIt) return { map: item, isGroup: groups.includes(owner) };
      }
    }
  }
  return undefined;
}
