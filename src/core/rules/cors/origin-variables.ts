import type { SourceFile } from "../../files/source";
import { asMap, textOf, type YamlScalar, type YamlValue } from "../../files/yaml/form";
import { type Span, span } from "../../text/span";

/** A variable that limits an application to origins, and how offsets of its value become places of the file. */
export interface OriginVariable {
  readonly name: string;
  readonly value: string;
  place(from: number, to: number): Span;
}

/** Names that mean the origins that an application allows, or where its frontend is. */
const names =
  /CORS|(^|_)(ALLOWED|TRUSTED)_ORIGINS?$|^(FRONTEND|CLIENT|WEB_?APP|SPA|UI)(_APP)?(_BASE)?_(URL|ORIGIN)S?$/i;

/** Deeper than this there are no variables in a manifest. */
const MAX_DEPTH = 12;

/** The variables about origins that an environment file, a manifest of Kubernetes or a blueprint of Render sets. */
export function originVariablesIn(file: SourceFile<"dotenv" | "yaml">): readonly OriginVariable[] {
  const all = file.is("dotenv") ? inDotenv(file) : file.is("yaml") ? inYaml(file) : [];
  return all.filter(({ name }) => names.test(name));
}

function inDotenv({ form, text }: SourceFile<"dotenv">): OriginVariable[] {
  return form.assignments.map(({ key, valueAt }) => ({
    name: key,
    value: text.slice(valueAt.start, valueAt.end),
    place: (from, to) => span(valueAt.start + from, valueAt.start + to),
  }));
}

function inYaml({ form, path }: SourceFile<"yaml">): OriginVariable[] {
  const isBlueprint = /(^|\/)render\.ya?ml$/.test(path);
  return form.documents.flatMap(({ root }) => {
    const kind = textOf(asMap(root)?.get("kind"));
    if (kind === "ConfigMap") {
      return (asMap(asMap(root)?.get("data"))?.entries ?? []).flatMap(({ key, value }) => named(key, value));
    }
    return kind !== undefined || isBlueprint ? [...inValue(root, 0)] : [];
  });
}

/** `env: [{ name, value }]` of containers, `envVars: [{ key, value }]` of services. */
function* inValue(value: YamlValue | undefined, depth: number): Generator<OriginVariable> {
  if (!value || depth > MAX_DEPTH) return;
  if (value.kind === "list") for (const item of value.items) yield* inValue(item, depth + 1);
  for (const { key, value: inner } of asMap(value)?.entries ?? []) {
    const isList = inner.kind === "list" && (key === "env" || key === "envVars");
    if (!isList) yield* inValue(inner, depth + 1);
    for (const item of isList ? inner.items : []) {
      const variable = asMap(item);
      yield* named(textOf(variable?.get(key === "env" ? "name" : "key")), variable?.get("value"));
    }
  }
}

function named(name: string | undefined, value: YamlValue | undefined): OriginVariable[] {
  if (name === undefined || value?.kind !== "scalar") return [];
  const scalar: YamlScalar = value;
  return [{ name, value: scalar.text, place: (from, to) => scalar.spanOf(from, to) }];
}
