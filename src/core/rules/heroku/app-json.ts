import type { JsonForm, JsonObject, JsonScalar, JsonValue } from "../../files/json";
import type { SourceFile } from "../../files/source";
import { type Span, span } from "../../text/span";

/** Whether a file is Heroku's manifest. Expo calls its own `app.json` as well, and keeps all of it under `expo`. */
export function isHerokuManifest(file: SourceFile): file is SourceFile<"json"> {
  return file.is("json") && /(?:^|\/)app\.json$/.test(file.path) && file.form.get("expo") === undefined;
}

/** The manifest itself and what it says differently of reviews and tests. */
export function manifestBlocks(form: JsonForm): readonly JsonObject[] {
  const { root } = form;
  if (root?.kind !== "object") return [];
  const environments = form.get("environments");
  const others = environments?.kind === "object" ? environments.properties : [];
  return [root, ...others.flatMap(({ value }) => (value.kind === "object" ? [value] : []))];
}

/** The value of `key` in `object`. */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  return object.properties.findLast((property) => property.key === key)?.value;
}

/** A string of the file with its place between the quotes. */
export interface JsonText {
  readonly text: string;
  readonly at: Span;
}

/** `value` as a string whose characters stand in the file as they are; undefined for anything else. */
export function jsonText(value: JsonValue | undefined): JsonText | undefined {
  if (value?.kind !== "scalar" || typeof value.value !== "string") return undefined;
  const { at, value: text }: JsonScalar = value;
  return at.end - at.start === text.length + 2 ? { text, at: span(at.start + 1, at.end - 1) } : undefined;
}
