import type { Stage } from "../../files/dockerfile/stage";
import type { SourceFile } from "../../files/source";
import { contextsOf } from "../../project/build-context";
import type { ProjectView } from "../../project/view";
import { CopiedFiles } from "./copied-files";
import { type DependencyInstall, dependencyInstalls } from "./dependency-install";
import { isDevStage } from "./dev-stage";
import { type InstallPlace, placeOf } from "./lockfiles";
import { WorkingFolders } from "./working-folders";

/** An install as one build context sees it. */
export interface InstallSite {
  readonly stage: Stage;
  readonly install: DependencyInstall;
  readonly files: CopiedFiles;
  readonly place: InstallPlace;
}

/** An install and its sites: one for each context, none when one context does not show where the manifest comes from. */
export interface SitedInstall {
  readonly stage: Stage;
  readonly install: DependencyInstall;
  readonly sites: readonly InstallSite[];
}

/** Longer files are not judged to their end: each install is compared with every COPY and RUN before it. */
const MAX_INSTALLS = 30;

/** What the stages of `file` install from manifests, stages for development left out. */
export function* sitedInstalls(
  file: SourceFile<"dockerfile">,
  project: ProjectView,
): Generator<SitedInstall> {
  const contexts = contextsOf(project, file.path);
  let budget = MAX_INSTALLS;
  for (const stage of file.form.stages) {
    const mayInstall = stage
      .all("RUN")
      .some(({ args, heredocs }) => heredocs.length > 0 || installs(args.text));
    if (budget <= 0 || !mayInstall || isDevStage(stage)) continue;
    const found = dependencyInstalls(stage, new WorkingFolders(stage)).slice(0, budget);
    if (found.length === 0) continue;
    budget -= found.length;
    const views = contexts.map((context) => ({ context, files: new CopiedFiles(stage, project, context) }));
    for (const install of found) {
      const sites = views.flatMap(({ context, files }) => {
        const place = placeOf(install, files, context);
        return place ? [{ stage, install, files, place }] : [];
      });
      yield { stage, install, sites: sites.length === contexts.length ? sites : [] };
    }
  }
}

function installs(text: string): boolean {
  return /npm|yarn|bun|pip|uv|poetry/.test(text);
}
