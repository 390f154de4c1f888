import { asMap, textOf, valueAt, type YamlForm, type YamlMap, type YamlValue } from "../../files/yaml/form";

/** The items of a list; none for anything else. */
export function itemsOf(value: YamlValue | undefined): readonly YamlValue[] {
  return value?.kind === "list" ? value.items : [];
}

/** What belongs together in a blueprint: its top, or one environment of a project. */
export interface RenderBlock {
  readonly map: YamlMap;
  readonly services: readonly YamlMap[];
  readonly databases: readonly YamlMap[];
  readonly groups: readonly YamlMap[];
}

/** The top of a blueprint, and the environments of its projects. */
export function blocksOf(form: YamlForm): readonly RenderBlock[] {
  const environments = itemsOf(valueAt(form.root, "projects")).flatMap((project) =>
    itemsOf(valueAt(project, "environments")),
  );
  return [form.root, ...environments].flatMap((value) => {
    const map = asMap(value);
    return map
      ? [
          {
            map,
            services: maps(map, "services"),
            databases: maps(map, "databases"),
            groups: maps(map, "envVarGroups"),
          },
        ]
      : [];
  });
}

/** Every service of a blueprint. */
export function servicesOf(form: YamlForm): readonly YamlMap[] {
  return blocksOf(form).flatMap(({ services }) => services);
}

/** How a service is built: `docker`, `python`, `static`. */
export function runtimeOf(service: YamlMap): string | undefined {
  return textOf(service.get("runtime")) ?? textOf(service.get("env"));
}

function maps(map: YamlMap, key: string): readonly YamlMap[] {
  return itemsOf(map.get(key)).flatMap((item) => asMap(item) ?? []);
}
