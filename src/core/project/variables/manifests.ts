import type { JsonForm, JsonObject } from "../../files/json";
import type { SourceFile } from "../../files/source";
import { type TomlEntry, type TomlForm, tomlEntries } from "../../files/toml";
import { setScalar } from "../../files/yaml/edits";
import { asMap, textOf, valueAt, type YamlForm, type YamlMap, type YamlValue } from "../../files/yaml/form";
import { replacement } from "../../text/edits";
import type { Source, VariableDefinition } from "./definition";
import { environmentOf, scalarValue } from "./workflows";

/**
 * The variables that the file of a platform sets: `render.yaml`, `app.json`, `fly.toml`, `vercel.json`, `vercel.toml`,
 * `netlify.toml`. Those of Railway have no place for any.
 */
export function manifestDefinitions(file: SourceFile): readonly VariableDefinition[] {
  const name = nameOf(file.path);
  if (file.is("yaml")) return isRender(file.path) ? render(file.form) : kubernetes(file);
  if (file.is("json")) {
    if (name === "app.json") return heroku(file.form);
    return name === "vercel.json" ? vercel(file.form) : [];
  }
  if (!file.is("toml")) return [];
  if (/^fly[\w.-]*\.toml$/.test(name)) return fly(file.form);
  if (name === "vercel.toml")
    return [["env"], ["build", "env"]].flatMap((path) =>
      tomlEntries(file.form, ...path).map((entry) => tomlDefinition(entry, "vercel")),
    );
  return name === "netlify.toml" ? netlify(file.form) : [];
}

/** Whether the file at `path` is a blueprint of Render. */
export function isRender(path: string): boolean {
  return /^render\.ya?ml$/.test(nameOf(path));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).toLowerCase();
}

/** `envVars` of services, and of groups that services name with `fromGroup`. */
function render(form: YamlForm): VariableDefinition[] {
  const blocks = ["services", "envVarGroups"].flatMap((key) => listOf(valueAt(form.root, key)));
  const projects = listOf(valueAt(form.root, "projects")).flatMap((project) =>
    listOf(valueAt(project, "environments")).flatMap((environment) =>
      listOf(valueAt(environment, "services")),
    ),
  );
  return [...blocks, ...projects].flatMap((block) =>
    listed(valueAt(block, "envVars"), "key", form, "render", textOf(valueAt(block, "name"))),
  );
}

/** Variables of containers, and the data of config maps. */
function kubernetes(file: SourceFile<"yaml">): VariableDefinition[] {
  if (!/^\uFEFF?kind:/m.test(file.text) || !/\benv:|ConfigMap|Secret/.test(file.text)) return [];
  const { form } = file;
  return form.documents.flatMap(({ root }) => {
    if (/^(?:ConfigMap|Secret)$/.test(textOf(valueAt(root, "kind")) ?? "")) {
      return ["data", "stringData"].flatMap((key) => environmentOf(valueAt(root, key), form, "kubernetes"));
    }
    return podSpecs(root).flatMap((spec) =>
      listOf(valueAt(spec, "containers")).flatMap((container) =>
        listed(valueAt(container, "env"), "name", form, "kubernetes", textOf(valueAt(container, "name"))),
      ),
    );
  });
}

function podSpecs(root: YamlValue | undefined): YamlMap[] {
  const paths = [["spec"], ["spec", "template", "spec"], ["spec", "jobTemplate", "spec", "template", "spec"]];
  return paths.flatMap((path) => asMap(valueAt(root, ...path)) ?? []);
}

/** A list of maps, each with the name of a variable under `key` and its `value`. */
function listed(
  list: YamlValue | undefined,
  key: "key" | "name",
  form: YamlForm,
  source: Source,
  owner: string | undefined,
): VariableDefinition[] {
  return listOf(list).flatMap((item) => {
    const name = valueAt(item, key);
    const value = valueAt(item, "value");
    if (name?.kind !== "scalar" || name.value === null) return [];
    return {
      name: name.text,
      at: name.at,
      source,
      ...(owner === undefined ? {} : { owner }),
      ...scalarValue(value),
      isFallback: false,
      set: (text) => (value?.kind === "scalar" ? setScalar(form, value, text) : undefined),
    };
  });
}

function listOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** `env` of `app.json`: a value, or a description with one. */
function heroku(form: JsonForm): VariableDefinition[] {
  return properties(form, "env").map(({ key, keyAt, value }) => {
    const inner =
      value.kind === "object" ? value.properties.findLast((one) => one.key === "value")?.value : value;
    return jsonDefinition(key, keyAt, inner, "heroku");
  });
}

function vercel(form: JsonForm): VariableDefinition[] {
  const all = [...properties(form, "env"), ...properties(form, "build", "env")];
  return all.map(({ key, keyAt, value }) => jsonDefinition(key, keyAt, value, "vercel"));
}

function properties(form: JsonForm, ...path: string[]): JsonObject["properties"] {
  const value = form.get(...path);
  return value?.kind === "object" ? value.properties : [];
}

function jsonDefinition(
  name: string,
  keyAt: VariableDefinition["at"],
  value: JsonObject["properties"][number]["value"] | undefined,
  source: Source,
): VariableDefinition {
  const known = value?.kind === "scalar" && value.value !== null ? String(value.value) : undefined;
  const isText = value?.kind === "scalar" && typeof value.value === "string";
  const valueAt = value && (isText ? { start: value.at.start + 1, end: value.at.end - 1 } : value.at);
  return {
    name,
    at: { start: keyAt.start + 1, end: keyAt.end - 1 },
    source,
    // "@name" stands for a secret of the platform.
    value: known?.startsWith("@") ? undefined : known,
    valueAt: known === undefined ? undefined : valueAt,
    isFallback: false,
    set: (text) => (value?.kind === "scalar" ? [replacement(value.at, JSON.stringify(text))] : undefined),
  };
}

function fly(form: TomlForm): VariableDefinition[] {
  const environment = tomlEntries(form, "env").map((entry) => tomlDefinition(entry, "fly"));
  const build = tomlEntries(form, "build", "args").map((entry) => tomlDefinition(entry, "build-arg"));
  return [...environment, ...build];
}

/** `[build.environment]`, `[context.production.environment]` and its kin. */
function netlify(form: TomlForm): VariableDefinition[] {
  return form.tables
    .filter(({ path }) => path.length > 1 && path.at(-1) === "environment")
    .flatMap(({ path, entries }) =>
      entries.map((entry) => ({
        ...tomlDefinition(entry, "netlify"),
        ...(path.length > 2 && path[1] !== undefined ? { owner: path[1] } : {}),
      })),
    );
}

function tomlDefinition({ key, keySpan, value }: TomlEntry, source: Source): VariableDefinition {
  const isText = value?.kind === "string";
  const text = isText ? value.text : value?.kind === "scalar" ? value.text : undefined;
  return {
    name: key.join("."),
    at: keySpan,
    source,
    // "@name" stands for a secret of the platform.
    value: source === "vercel" && text?.startsWith("@") ? undefined : text,
    valueAt: isText ? value.contentSpan : text === undefined ? undefined : value?.span,
    isFallback: false,
    set: (wanted) =>
      isText
        ? [replacement(value.contentSpan, wanted)]
        : value && [replacement(value.span, JSON.stringify(wanted))],
  };
}
