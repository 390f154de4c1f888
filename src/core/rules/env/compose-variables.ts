import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { appendItem, insertPair, setValue, type YamlEdits } from "../../files/yaml/edits";
import { folderOf, resolvePath, type ServiceBuild } from "../../project/services";
import { servicesBeside } from "../../project/services-beside";
import type { ProjectView } from "../../project/view";
import type { TextEdit } from "../../text/edits";

/** What a service of a Compose file gets for variables. */
export interface ServiceVariables {
  readonly names: ReadonlySet<string>;
  /** Environment files that are named and not in the workspace. */
  readonly missingFiles: readonly string[];
  /** Whether more may be set that is not known here. */
  readonly isOpen: boolean;
  readonly hasFiles: boolean;
}

/** The variables of a service: of the file, of environment files, of files beside this one, and of its image. */
export function variablesOfService(
  service: ComposeService,
  build: ServiceBuild,
  file: SourceFile<"compose">,
  project: ProjectView,
): ServiceVariables {
  const names = new Set(service.environment().map(({ key }) => key));
  const missingFiles: string[] = [];
  for (const written of service.envFiles) {
    const path = resolvePath(folderOf(file.path), written);
    const source = path === undefined ? undefined : project.file(path);
    if (source?.is("dotenv")) for (const { key } of source.form.assignments) names.add(key);
    else missingFiles.push(written);
  }
  const beside = servicesBeside(project, file.path, service.name);
  for (const { environment } of beside) for (const key of Object.keys(environment ?? {})) names.add(key);
  for (const key of imageVariables(build, project)) names.add(key);
  const isOpen =
    !service.isWhole ||
    beside.some(({ hasEnvFile }) => hasEnvFile) ||
    service.entry("env_file")?.value.kind === "unresolved" ||
    service.environment().some(({ key }) => key.includes("$"));
  return { names, missingFiles, isOpen, hasFiles: service.get("env_file") !== undefined };
}

/** What the Dockerfile sets with ENV. */
function imageVariables({ dockerfile, target }: ServiceBuild, project: ProjectView): string[] {
  const file = project.file(dockerfile);
  if (!file?.is("dockerfile")) return [];
  const { stages, finalStage } = file.form;
  const built = target === undefined ? finalStage : stages.find(({ name }) => name === target.toLowerCase());
  return (built?.allInChain("ENV") ?? []).flatMap(({ pairs }) => pairs.map(({ key }) => key));
}

/** The edits that set variables for a service, each with a value or, without one, that of the shell. */
export function addVariables(
  service: ComposeService,
  all: readonly { readonly name: string; readonly value: string | null }[],
  file: SourceFile<"compose">,
): readonly TextEdit[] | undefined {
  const { yaml } = file.form;
  const { map } = service;
  if (!map || map.via) return undefined;
  const environment = map.get("environment");
  if (environment?.via || (environment && map.entry("environment")?.merged)) return undefined;
  if (environment?.kind === "list") {
    return together(
      all.map(({ name, value }) => appendItem(yaml, environment, value === null ? name : `${name}=${value}`)),
    );
  }
  if (environment?.kind === "map" && environment.own.length > 0) {
    return together(all.map(({ name, value }) => insertPair(yaml, environment, name, value)));
  }
  return setValue(yaml, map, "environment", Object.fromEntries(all.map(({ name, value }) => [name, value])));
}

function together(edits: readonly YamlEdits[]): readonly TextEdit[] | undefined {
  return edits.every((one) => one !== undefined) ? edits.flat() : undefined;
}
