import type { SourceFile } from "../../files/source";
import { headers } from "../../project/headers/model";
import type { LocatedProvider } from "../../project/headers/nginx";
import { headersOfScript } from "../../project/headers/script";
import { sameService } from "../../project/service-root";
import type { ProjectView } from "../../project/view";
import { packageOf, workspacePackages } from "../../project/workspace-packages";

type Script = SourceFile<"javascript">;

/** What an application without any protection lacks; one of them shows that somebody takes care of them. */
export const decisive = [
  "x-frame-options",
  "x-content-type-options",
  "strict-transport-security",
  "content-security-policy",
];

/**
 * Who sends `header` with all responses of the application in `file`: a layer in front, the application itself, or a
 * package of the workspace that it imports.
 */
export function senderOf(header: string, file: Script, project: ProjectView): LocatedProvider | undefined {
  const model = project.fact(headers);
  return model.sentInFrontOf(file.path, header) ?? ownSenders(header, file, project)[0];
}

/** Those who send `header` from within the application, with all its responses or with some. */
export function ownSenders(
  header: string,
  file: Script,
  project: ProjectView,
  wanted: LocatedProvider["scope"] = "all",
): readonly LocatedProvider[] {
  const folders = importedFolders(file, project);
  return project
    .fact(headers)
    .providers(header)
    .filter(
      ({ layer, scope, path }) =>
        layer === "app" &&
        scope === wanted &&
        (sameService(path, file.path, project) || folders.some((folder) => path.startsWith(`${folder}/`))),
    );
}

/** What is computed here or in front may be anything. */
export function isUnknown(file: Script, project: ProjectView): boolean {
  const computed = headersOfScript(file)?.opaque ?? false;
  return computed || project.fact(headers).opaqueInFrontOf(file.path) !== undefined;
}

/** The folders of the packages of the workspace that the module imports. */
function importedFolders({ form }: Script, project: ProjectView): string[] {
  const packages = project.fact(workspacePackages);
  return form.imports.flatMap(({ module }) => {
    const folder = packages.get(packageOf(module));
    return folder === undefined || folder === "" ? [] : [folder];
  });
}
