import type { ComposeForm } from "../../files/compose/form";
import type { ComposeService } from "../../files/compose/service";
import type { SourceFile } from "../../files/source";
import { entriesIn } from "../../project/paths";
import { folderOf, services } from "../../project/services";
import type { ProjectView } from "../../project/view";

const prodWords = new Set(["prod", "production", "live", "release", "deploy", "deployment"]);
const devWords = new Set([
  "dev",
  "devel",
  "develop",
  "development",
  "local",
  "debug",
  "test",
  "tests",
  "watch",
]);

/** What becomes of a Compose file in production. */
export interface Production {
  /** Whether production is described elsewhere, so that this file is for development only. */
  readonly isElsewhere: boolean;
  /** Whether a file that is laid over this one in production says something about `service` for which `test` holds. */
  replaces(service: ComposeService, test: (overlay: ComposeService) => boolean): boolean;
}

/**
 * Reads what the files beside `file` say of production. A `compose.prod.yaml` in which every service has an image or a
 * build of its own is used without the plain `compose.yaml` beside it; one that only changes services is laid over it.
 */
export function productionOf(file: SourceFile<"compose">, project: ProjectView): Production {
  const isPlain = /(^|\/)(docker-)?compose\.ya?ml$/i.test(file.path);
  const hasPlatform = project.target !== undefined && project.target !== "vps";
  const forms = isPlain ? productionForms(file.path, project) : [];
  const overlays = forms.filter((form) => !standsAlone(form));
  return {
    isElsewhere: isPlain && (hasPlatform || (forms.length > 0 && overlays.length === 0)),
    replaces: (service, test) =>
      overlays.some((form) => {
        const overlay = form.service(service.name);
        return overlay !== undefined && test(overlay);
      }),
  };
}

/** Whether `service` says itself that it is for development: by its name, a profile or the stage that it builds. */
export function isForDevelopment(service: ComposeService): boolean {
  const names = [service.name, service.build?.target ?? "", ...service.profiles];
  return names.some((name) => wordsOf(name).some((word) => devWords.has(word)));
}

function productionForms(path: string, project: ProjectView): ComposeForm[] {
  const folder = folderOf(path);
  const forms: ComposeForm[] = [];
  for (const [other] of entriesIn(project.fact(services), folder)) {
    if (
      folderOf(other) !== folder ||
      !wordsOf(other.slice(folder.length)).some((word) => prodWords.has(word))
    )
      continue;
    const file = project.file(other);
    if (file?.is("compose")) forms.push(file.form);
  }
  return forms;
}

function standsAlone({ services }: ComposeForm): boolean {
  return (
    services.length > 0 &&
    services.every((one) => one.get("image") !== undefined || one.get("build") !== undefined)
  );
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[-_./]/);
}
