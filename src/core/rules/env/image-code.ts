import { isTestVariable, isToolVariable } from "../../data/environment-names";
import { withinFolder } from "../../project/build-context";
import { dockerfiles } from "../../project/dockerfiles";
import type { ServiceBuild } from "../../project/services";
import { isServerRead, packageOf, type Variable, variables } from "../../project/variables";
import { isWithin } from "../../project/variables/example-entry";
import type { ProjectView } from "../../project/view";

/** Code that is deployed together. */
export interface DeployedCode {
  /** Whether files of the package in this folder may be part of it. */
  covers(home: string): boolean;
  /** Whether the file at a path, of such a package, is. */
  holds(path: string): boolean;
}

const nothing: DeployedCode = { covers: () => false, holds: () => false };

/** The code that is in the image that `build` makes: that of the Dockerfile's own package, as far as it is copied. */
export function codeOfImage(build: ServiceBuild, project: ProjectView): DeployedCode {
  const summary = project.fact(dockerfiles).get(build.dockerfile);
  if (!summary) return nothing;
  const home = packageOf(project.fact(variables), build.dockerfile);
  const folder = codeOfFolder(isWithin(home, build.context) ? home : build.context, project);
  return {
    covers: folder.covers,
    holds(path) {
      const inContext = folder.holds(path) ? withinFolder(build.context, path) : undefined;
      if (inContext === undefined) return false;
      return (
        summary.copiesContext || summary.copied.some((one) => inContext === one || isWithin(inContext, one))
      );
    },
  };
}

/** The code of a package that a platform builds by itself. Of several packages below it nobody knows which is deployed. */
export function codeOfFolder(folder: string, project: ProjectView): DeployedCode {
  const { packages } = project.fact(variables);
  const isSole = packages.filter((one) => one !== folder && isWithin(one, folder)).length < 2;
  return {
    covers: (home) => home === folder || (isSole && (isWithin(home, folder) || isWithin(folder, home))),
    holds: (path) => isWithin(path, folder),
  };
}

/** The variables that deployed code reads on the server. */
export function readBy(
  code: DeployedCode,
  project: ProjectView,
): { readonly variable: Variable; readonly isRequired: boolean }[] {
  const { byName, serverReads } = project.fact(variables);
  const names = [...serverReads].flatMap(([home, all]) => (code.covers(home) ? all : []));
  return [...new Set(names)].flatMap((name) => {
    const variable = byName.get(name);
    if (!variable || isToolVariable(name) || isTestVariable(name)) return [];
    // The code sets it itself, or the image does in a script.
    if (variable.definitions.some(({ source, role }) => source === "code" && role === "prod")) return [];
    if (variable.mentions.some((path) => /\.(?:sh|bash)$|(?:^|\/)entrypoint[\w.-]{0,40}$/.test(path)))
      return [];
    const reads = variable.reads.filter(
      (file) => isServerRead(file) && code.covers(file.home) && code.holds(file.path),
    );
    return reads.length === 0
      ? []
      : [{ variable, isRequired: reads.some(({ need }) => need === "required") }];
  });
}
