import type { DockerfileForm } from "../../files/dockerfile/form";
import type { Stage } from "../../files/dockerfile/stage";
import { roleOf } from "../../files/role";
import { servicesBuiltFrom } from "../../project/build-context";
import { folderOf, type ServiceSummary } from "../../project/services";
import { servicesByFolder } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";
import { isDevStage } from "./dev-stage";

/** How production runs a stage of a Dockerfile, as far as the workspace tells. */
export interface Run {
  readonly stage: Stage;
  /**
   * What Compose files for production say of the services that it is built for: for each service what all files of its
   * folder say. Empty when none builds it.
   */
  readonly services: readonly (readonly ServiceSummary[])[];
}

/**
 * The stages of the Dockerfile at `path` that run in production: those that Compose files ask for, else the last one.
 * Stages named for development or tests are none.
 */
export function runsOf(project: ProjectView, path: string, form: DockerfileForm): readonly Run[] {
  const found = new Map<Stage | undefined, (readonly ServiceSummary[])[]>();
  for (const service of servicesBuiltFrom(project, path)) {
    if (roleOf(service.path) !== "prod") continue;
    const beside = project.fact(servicesByFolder).get(folderOf(service.path))?.get(service.name) ?? [];
    const merged = beside.filter((other) => roleOf(other.path) === "prod");
    const target = service.build?.target?.toLowerCase();
    const stage = target === undefined ? form.finalStage : form.stages.find(({ name }) => name === target);
    const known = found.get(stage);
    if (known) known.push(merged);
    else found.set(stage, [merged]);
  }
  if (found.size === 0) found.set(form.finalStage, []);
  return [...found].flatMap(([stage, services]) =>
    stage && !isDevStage(stage) ? [{ stage, services }] : [],
  );
}

/** Whether every service that the stage is built for starts something else than the image does. */
export function isStartReplaced({ services }: Run): boolean {
  return services.length > 0 && services.every((service) => service.some(({ start }) => start !== undefined));
}

/** Whether a service that the stage is built for sets one of `variables`. */
export function isSetByService({ services }: Run, variables: readonly string[]): boolean {
  return services.some((service) =>
    service.some(
      ({ environment }) => environment && variables.some((name) => Object.hasOwn(environment, name)),
    ),
  );
}
