import type { SourceFile } from "../../files/source";
import { replacement } from "../../text/edits";
import { isIssued, literalMessage, literalsFor, propertyAround } from "../platform/literals";
import { defineRule, type Fix } from "../rule";
import type { AssignedValue } from "../secrets/assigned-values";
import { secretComments } from "../secrets/reach";
import { isHerokuManifest } from "./app-json";

export const herokuSecretLiteral = defineRule({
  id: "heroku/secret-literal",
  on: "json",
  severity: "error",
  title: "Let Heroku hold the secrets of the app",
  why: "Every app that is set up from this manifest gets the same secret, and everybody who reads the repository knows it.",
  references: ["https://devcenter.heroku.com/articles/app-json-schema#env"],
  equivalents: [],
  alsoSilencedBy: secretComments,
  fix: "review",
  examples: [
    {
      path: "app.json",
      bad: '{\n  "env": {\n    "SESSION_SECRET": { "value": "«kX9-tulip-quay-81-harbour-fern-204»" }\n  }\n}\n',
      good: '{\n  "env": {\n    "SESSION_SECRET": { "generator": "secret" }\n  }\n}\n',
    },
    {
      title: "a key that somebody else issues",
      path: "app.json",
      bad: '{\n  "env": {\n    "MAIL_API_KEY": "«tulip-quay-81-harbour»"\n  }\n}\n',
      good: '{\n  "env": {\n    "MAIL_API_KEY": { "required": true }\n  }\n}\n',
    },
  ],
  *check({ file }) {
    if (!isHerokuManifest(file)) return;
    for (const literal of literalsFor("heroku", file)) {
      const message = literalMessage(literal, "Heroku can generate it, or ask for it");
      yield { at: literal.at, message, fixes: fixesFor(literal, file) };
    }
  },
});

function fixesFor({ name, at }: AssignedValue, { form }: SourceFile<"json">): Fix[] {
  const env = form.get("env");
  const property = env?.kind === "object" ? propertyAround(env, at) : undefined;
  if (!property || !form.clean) return [];
  const [key, value] = isIssued(name) ? ["required", "true"] : ["generator", '"secret"'];
  const title = isIssued(name) ? `Ask for ${name} when the app is set up` : `Let Heroku generate ${name}`;
  const given =
    property.value.kind === "object"
      ? property.value.properties.find((one) => one.key === "value")
      : undefined;
  if (!given)
    return [{ title, kind: "review", edits: [replacement(property.value.at, `{ "${key}": ${value} }`)] }];
  const isThere =
    property.value.kind === "object" && property.value.properties.some((one) => one.key === key);
  if (isThere) return [];
  return [
    {
      title,
      kind: "review",
      edits: [replacement(given.keyAt, `"${key}"`), replacement(given.value.at, value)],
    },
  ];
}
