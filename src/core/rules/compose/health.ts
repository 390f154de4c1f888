import { isWithoutHealthcheck } from "../../data/bare-images";
import { datastoreOf } from "../../data/datastores";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { inFlow, insertPair, type YamlEdits } from "../../files/yaml/edits";
import type { YamlForm } from "../../files/yaml/form";
import { dockerfiles } from "../../project/dockerfiles";
import { buildOf, type ServiceBuild } from "../../project/services";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";

export type HealthState = "defined" | "disabled" | "absent" | "unknown";

/** The health check that counts for `service` of `file`: its own, that of the image it builds or runs. */
export function healthOf(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): HealthState {
  const own = service.healthcheck?.state;
  if (own !== undefined && own !== "partial") return own;
  if (!file.form.clean || !service.isWhole || isCheckedBeside(service, file, project)) return "unknown";
  if (service.get("build")) {
    const build = buildOf(service, file.path);
    return build ? builtHealth(build, project) : "unknown";
  }
  const image = service.image?.value;
  return image !== undefined && isWithoutHealthcheck(image) ? "absent" : "unknown";
}

function builtHealth(build: ServiceBuild, project: ProjectView): HealthState {
  const check = project.fact(dockerfiles).get(build.dockerfile)?.healthcheck ?? "unknown";
  if (build.target === undefined) return check;
  const dockerfile = project.file(build.dockerfile);
  const stages = dockerfile?.is("dockerfile") ? dockerfile.form.stages : [];
  const stage = stages.find(({ name }) => name === build.target?.toLowerCase());
  if (stage && stage === stages.at(-1)) return check;
  const own = stage?.effects.healthcheck?.check.kind;
  return own === "command" ? "defined" : own === "none" ? "disabled" : "unknown";
}

/** Whether a Compose file in the same folder, which may be merged with this one, has a check for the service. */
function isCheckedBeside(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): boolean {
  return servicesBeside(project, file.path, service.name).some(
    ({ healthcheck }) => healthcheck === "defined",
  );
}

/**
 * The edits that give a datastore the health check that its image can run. Undefined for other services, for images
 * whose tools are not known, and where the text has no safe place.
 */
export function addHealthcheck(form: YamlForm, service: ComposeService): YamlEdits {
  const image = service.image?.value;
  const test = image === undefined ? undefined : datastoreOf(image)?.healthTest;
  const { map, healthcheck } = service;
  if (!test || service.get("build") || !map || map.via !== undefined) return undefined;
  if (healthcheck) {
    const isOwn = map.own.some(({ key }) => key === "healthcheck") && healthcheck.map.via === undefined;
    const isOpen = healthcheck.state === "partial" && !healthcheck.map.has("test");
    return isOwn && isOpen ? insertPair(form, healthcheck.map, "test", inFlow(test)) : undefined;
  }
  if (map.own.some(({ key }) => key === "healthcheck")) return undefined;
  const timing = { interval: "10s", timeout: "5s", retries: 5, start_period: "30s" };
  return insertPair(form, map, "healthcheck", { test: inFlow(test), ...timing }, { after: "image" });
}
