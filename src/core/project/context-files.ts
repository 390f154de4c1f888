import { isIgnored } from "../files/dockerignore";
import {
  type BuildContext,
  contextsOf,
  ignoreFileOf,
  inFolder,
  servicesBuiltFrom,
  withinFolder,
} from "./build-context";
import { dockerfiles } from "./dockerfiles";
import { pathsIn } from "./paths";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/**
 * What COPY gets of a path: `absent` is not in the workspace, `ignored` is, but an ignore file keeps it out of the
 * build context.
 */
export type ContextState = "present" | "ignored" | "absent";

/** What becomes of the file or folder at `path` (relative to the context, without `./` in front). */
export function stateInContext(project: ProjectView, context: BuildContext, path: string): ContextState {
  const full = inFolder(context.folder, path);
  const below = project.has(full) ? [full] : pathsIn(project.paths(), full);
  if (below.length === 0) return "absent";
  const ignores = ignoreFormOf(project, context);
  if (!ignores) return "present";
  return below.some((each) => !isIgnored(ignores, withinFolder(context.folder, each) ?? each))
    ? "present"
    : "ignored";
}

/** The files that the builder gets for `context`, relative to it and sorted. */
export function contextFiles(project: ProjectView, context: BuildContext): readonly string[] {
  const ignores = ignoreFormOf(project, context);
  const all = pathsIn(project.paths(), context.folder);
  const inside = all.map((path) => withinFolder(context.folder, path) ?? path);
  return ignores ? inside.filter((path) => !isIgnored(ignores, path)) : inside;
}

/** The ignore file that counts for `context`, parsed; undefined when there is none. */
export function ignoreFormOf(project: ProjectView, context: BuildContext) {
  const path = ignoreFileOf(project, context);
  const file = path === undefined ? undefined : project.file(path);
  return file?.is("dockerignore") ? file.form : undefined;
}

/** Files beside which a Dockerfile is built in the folder that holds them both. */
const manifests =
  ".dockerignore package.json pyproject.toml requirements.txt setup.py Pipfile manage.py go.mod Cargo.toml pom.xml build.gradle build.gradle.kts composer.json Gemfile mix.exs".split(
    " ",
  );

/**
 * The contexts in which the Dockerfile at `path` is built, as far as that can be told: those that Compose files name;
 * else its own folder or the workspace, whichever holds more of the files that it copies. Empty when neither does:
 * `docker build -f` may be told any folder.
 */
export function knownContexts(project: ProjectView, path: string): readonly BuildContext[] {
  const own = folderOf(path);
  if (own === "" || servicesBuiltFrom(project, path).length > 0) return contextsOf(project, path);
  const copied = project.fact(dockerfiles).get(path)?.copied ?? [];
  const named = copied.filter((one) => one !== "." && !/[*?[]/.test(one));
  const held = (folder: string) => named.filter((one) => exists(project, inFolder(folder, one))).length;
  const [here, above] = [held(own), held("")];
  if (above > here) return [{ dockerfile: path, folder: "" }];
  const isOwn = here > 0 || (named.length === 0 && manifests.some((name) => project.has(`${own}/${name}`)));
  return isOwn ? [{ dockerfile: path, folder: own }] : [];
}

function exists(project: ProjectView, path: string): boolean {
  return project.has(path) || pathsIn(project.paths(), path).length > 0;
}
