import type { SourceFile } from "../../files/source";
import { tomlEntries } from "../../files/toml";
import { valueAt } from "../../files/yaml/form";
import { dockerfiles } from "../../project/dockerfiles";
import { folderOf, resolvePath, services } from "../../project/services";
import type { VariableDefinition } from "../../project/variables/definition";
import type { ProjectView } from "../../project/view";

/** Where what a file sets is used: in a container or on a platform, on a machine of one's own, or nobody can tell. */
export type Hosting = "container" | "machine" | "unknown";

const manifests =
  /(?:^|\/)(?:app\.json|heroku\.yml|Procfile|render\.ya?ml|fly[\w.-]*\.toml|railway\.(?:json|toml)|vercel\.json|netlify\.toml)$/;

/** Where the variables of `file` end up. */
export function hostingOf(file: SourceFile, project: ProjectView): Hosting {
  if (file.is("systemd")) return "machine";
  if (!file.is("dotenv")) return "container";
  if (project.target !== undefined && project.target !== "vps") return "container";
  const isUnit = project.pathsLike(/\.service$/).length > 0;
  if (servicesWith(file.path, project).length > 0) return "container";
  if (isUnit) return "machine";
  const isDeployed = project.fact(dockerfiles).size > 0 || project.pathsLike(manifests).length > 0;
  return isDeployed ? "container" : "unknown";
}

/** Whether what the app writes to its disk is gone with the next release: undefined where nobody can tell. */
export function losesFiles(
  file: SourceFile,
  definition: VariableDefinition,
  project: ProjectView,
): boolean | undefined {
  if (file.is("compose")) {
    const service = definition.owner === undefined ? undefined : file.form.service(definition.owner);
    return service?.isWhole === true && service.volumes().length === 0 && service.build !== undefined
      ? true
      : undefined;
  }
  if (file.is("yaml")) return definition.source === "render" ? !rendersDisk(file, definition) : undefined;
  if (file.is("json")) return definition.source === "heroku" ? true : undefined;
  if (file.is("toml")) return definition.source === "fly" ? !hasMounts(file) : undefined;
  if (!file.is("dotenv")) return undefined;
  if (project.target === "heroku") return true;
  const used = servicesWith(file.path, project);
  return used.length > 0 && used.every(({ hasVolumes }) => !hasVolumes) ? true : undefined;
}

function rendersDisk(file: SourceFile<"yaml">, { at }: VariableDefinition): boolean {
  const all = valueAt(file.form.root, "services");
  return (all?.kind === "list" ? all.items : []).some((service) => {
    const isOwner = service.origin.start <= at.start && at.end <= service.origin.end;
    return isOwner && service.kind === "map" && service.has("disk");
  });
}

function hasMounts({ form }: SourceFile<"toml">): boolean {
  return form.tables.some(({ path }) => path[0] === "mounts") || tomlEntries(form, "mounts").length > 0;
}

/** The services that read an environment file. */
function servicesWith(path: string, project: ProjectView): { readonly hasVolumes: boolean }[] {
  return [...project.fact(services)].flatMap(([compose, { services: all }]) => {
    if (!all.some(({ hasEnvFile }) => hasEnvFile)) return [];
    const file = project.file(compose);
    if (!file?.is("compose")) return [];
    return file.form.services
      .filter(({ envFiles }) => envFiles.some((one) => resolvePath(folderOf(compose), one) === path))
      .map((service) => ({ hasVolumes: service.volumes().length > 0 }));
  });
}
