import { datastoreOf } from "../../data/datastores";
import type { ComposeDependency, ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { setScalar, setValue, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { listToMap } from "../../files/yaml/list-to-map";
import type { ProjectView } from "../../project/view";
import type { Fix } from "../rule";
import { addHealthcheck, healthOf } from "./health";
import { isSetBeside } from "./merged";
import { together } from "./owner";

/** Each finding about a list rewrites all of it: longer ones are for a person. */
const MAX_LIST = 100;

/** A dependency that is not waited for as it should be. */
export interface EarlyStart {
  readonly dependency: ComposeDependency;
  readonly target: ComposeService;
  /** What the datastore is called; undefined for other services. */
  readonly store: string | undefined;
  /** The edits that give the target a health check, none where it has one; undefined where nobody can tell. */
  readonly check: YamlEdits;
}

/** What is wrong with waiting for `target` the way `dependency` does; undefined when nothing is, or nobody knows. */
export function judgeDependency(
  dependency: ComposeDependency,
  target: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): EarlyStart | undefined {
  const { condition, form, required, written } = dependency;
  if (condition !== "service_started" || !required || (form === "map" && !written)) return undefined;
  const state = healthOf(target, file, project);
  const store = storeIn(target);
  if (state === "defined") return { dependency, target, store, check: [] };
  if (state === "disabled" || !store) return undefined;
  const isElsewhere = isSetBeside(project, file, target, "healthcheck");
  const check = isElsewhere ? undefined : addHealthcheck(file.form.yaml, target);
  return { dependency, target, store, check };
}

/** What the datastore is called that `service` runs; undefined for other services. */
export function storeIn(service: ComposeService): string | undefined {
  const image = service.image?.value;
  if (image === undefined || service.get("build")) return undefined;
  return datastoreOf(image)?.store.title;
}

/** Makes `service` wait for the target, and for all of `all` that stand in the same list: it becomes a map as a whole. */
export function waitFixes(
  { check, dependency, target }: EarlyStart,
  all: readonly EarlyStart[],
  service: ComposeService,
  form: YamlForm,
): Fix[] {
  if (!check) return [];
  const { written } = dependency;
  if (written) {
    const edits =
      written.scalar.via === undefined
        ? together(setScalar(form, written.scalar, "service_healthy"), check)
        : undefined;
    return edits ? [{ title: titleFor([target.name], check.length > 0), kind: "review", edits }] : [];
  }
  if (all.length > MAX_LIST) return [];
  const ready = all.filter((each) => each.check !== undefined && !each.dependency.written);
  const names = ready.map((each) => each.target.name);
  const checks = ready.map((each) => each.check);
  const edits = together(toConditions(service, new Set(names), form), ...checks);
  const adds = checks.some((each) => each !== undefined && each.length > 0);
  return edits ? [{ title: titleFor(names, adds), kind: "review", edits }] : [];
}

function titleFor(names: readonly string[], adds: boolean): string {
  const list = names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0];
  const wait = `Wait until ${list} ${names.length > 1 ? "are" : "is"} healthy`;
  return adds ? `${wait}, with a health check for what has none` : wait;
}

/** The edits that turn the list under `depends_on` into a map of conditions. */
function toConditions({ map }: ComposeService, healthy: ReadonlySet<string>, form: YamlForm): YamlEdits {
  const list = map?.get("depends_on");
  if (!map || list?.kind !== "list") return undefined;
  if (list.items.length > MAX_LIST) return undefined;
  const items = list.items.map((item) => (item.kind === "scalar" ? item.text : "$"));
  // Compose replaces variables in values only, not in keys.
  if (items.some((name) => name.includes("$"))) return undefined;
  const conditionFor = (name: string) => ({
    condition: healthy.has(name) ? "service_healthy" : "service_started",
  });
  const isOwn = map.own.some(({ value }) => value.token === list.token) && list.token === list.origin;
  const source = form.text.slice(list.origin.start, list.origin.end);
  if (!isOwn || !list.flow || map.flow || /[\r\n#]/.test(source)) return listToMap(form, list, conditionFor);
  return setValue(
    form,
    map,
    "depends_on",
    Object.fromEntries(items.map((name) => [name, conditionFor(name)])),
  );
}
