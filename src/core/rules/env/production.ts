import type { FileKind } from "../../files/kind";
import type { SourceFile } from "../../files/source";
import type { VariableDefinition } from "../../project/variables/definition";
import { definitionsIn } from "../../project/variables/definitions";
import type { ProjectView } from "../../project/view";
import { isForDevelopment, productionOf } from "../compose/production";

/** The kinds of files that set variables where the app runs. */
export const settingKinds = [
  "dotenv",
  "compose",
  "dockerfile",
  "yaml",
  "json",
  "toml",
  "systemd",
] as const satisfies readonly FileKind[];

/** A variable that production gets. */
export interface ProductionValue {
  readonly definition: VariableDefinition;
  /** Whether nothing but production uses the file; a plain `compose.yaml` may be for developers. */
  readonly isSure: boolean;
}

const production = /(?:^|[._/-])(?:prod|production|live|deploy|deployment|staging)(?:[._/-]|$)/i;
const development =
  /(?:^|[/._-])(?:dev|devel|development|local|test|tests|ci|preview|branch-deploy|deploy-preview|review)(?:[/._-]|$)/i;

/** Whether a file is there for production alone, by its name or by what it is. */
export function isProductionFile(file: SourceFile): boolean {
  if (file.role !== "prod") return false;
  if (file.is("dotenv") || file.is("compose")) return production.test(file.path);
  return !development.test(file.path);
}

/** The variables that a file sets for production. */
export function productionValues(file: SourceFile, project: ProjectView): ProductionValue[] {
  if (file.role !== "prod") return [];
  const isSure = isProductionFile(file);
  if (file.is("compose")) return ofCompose(file, project, isSure);
  if (!isSure) return [];
  const all = definitionsIn(file).filter(({ owner }) => owner === undefined || !development.test(owner));
  const counts = file.is("dockerfile") ? ofFinalImage(file, all) : all;
  const last = file.is("dotenv")
    ? counts.filter(({ name, at }) => file.form.get(name)?.keyAt.start === at.start)
    : counts;
  return last.map((definition) => ({ definition, isSure }));
}

/** Without what a file that is laid over this one in production sets otherwise. */
function ofCompose(file: SourceFile<"compose">, project: ProjectView, isSure: boolean): ProductionValue[] {
  const stage = productionOf(file, project);
  if (stage.isElsewhere) return [];
  return definitionsIn(file).flatMap((definition) => {
    const service = definition.owner === undefined ? undefined : file.form.service(definition.owner);
    if (!service || isForDevelopment(service)) return [];
    const { name } = definition;
    const isReplaced = stage.replaces(service, (overlay) =>
      overlay.environment().some(({ key }) => key === name),
    );
    return isReplaced ? [] : { definition, isSure };
  });
}

/** What holds in the image that is built by default; an ARG is for the build. */
function ofFinalImage(
  { form }: SourceFile<"dockerfile">,
  all: readonly VariableDefinition[],
): readonly VariableDefinition[] {
  const stages = form.finalStage?.chain ?? [];
  return all.filter(
    ({ at, isFallback }) =>
      !isFallback && stages.some(({ span }) => span.start <= at.start && at.end <= span.end),
  );
}
