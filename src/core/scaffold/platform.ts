import {
  dockerfilePath,
  isFrontend,
  isStatic,
  listens,
  type NamedService,
  namedServices,
  noService,
} from "./names";
import { managerCommands } from "./node-manager";
import { releaseLine } from "./scaffold";
import { contextOf, inFolder, type NodeService, type Service } from "./service";
import type { Stack } from "./stack";

/** The service that a platform with one process runs: what answers the API, else the only one. */
export function mainService({ stack }: { readonly stack: Stack }): NamedService | undefined {
  const services = namedServices(stack).filter(({ service }) => listens(service));
  return (
    services.find(({ service }) => !isFrontend(service)) ?? services.find(({ service }) => !isStatic(service))
  );
}

/** Why there is no such service, as a sentence. */
export function noMain(input: { readonly stack: Stack }): string | undefined {
  if (mainService(input)) return undefined;
  return noService(input) ?? "Nothing here answers on a port by a program of its own.";
}

export function isStaticSite(service: Service): service is NodeService {
  return isStatic(service);
}

/** What platforms that build from a repository run in the folder of the service. */
export function installAndBuild(service: NodeService): string {
  const { install } = managerCommands(service, releaseLine(service));
  return service.builds ? `${install} && ${buildCommand(service)}` : install;
}

export function buildCommand({ manager, buildScript = "build" }: NodeService): string {
  return `${manager} run ${buildScript}`;
}

/** The Dockerfile as it is called in the folder that the image is built from. */
export function dockerfileInContext(service: Service, stack: Stack): string {
  const context = contextOf(service);
  const path = dockerfilePath(service, stack);
  return context === "" ? path : path.slice(context.length + 1);
}

/** Whether platforms find the Dockerfile without being told. */
export function hasUsualDockerfile(service: Service, stack: Stack): boolean {
  return dockerfilePath(service, stack) === inFolder(contextOf(service), "Dockerfile");
}
