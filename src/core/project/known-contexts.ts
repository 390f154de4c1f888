import { type BuildContext, contextsOf, ignoreFileOf, inFolder, servicesBuiltFrom } from "./build-context";
import { dockerfiles } from "./dockerfiles";
import { defineFact } from "./fact";
import { pathsIn } from "./paths";
import { folderOf } from "./services";
import type { ProjectView } from "./view";

/** Files beside which a Dockerfile is built in the folder that holds them both. */
const manifests =
  ".dockerignore package.json pyproject.toml requirements.txt setup.py Pipfile manage.py go.mod Cargo.toml pom.xml build.gradle build.gradle.kts composer.json Gemfile mix.exs".split(
    " ",
  );

/** Where each Dockerfile is built, as far as that can be told. */
interface KnownContexts {
  readonly byDockerfile: ReadonlyMap<string, readonly BuildContext[]>;
  readonly byIgnoreFile: ReadonlyMap<string, readonly BuildContext[]>;
  /** Whether a Bake file may name contexts of its own. */
  readonly hasBake: boolean;
}

/** Worked out once for all Dockerfiles: several rules ask, and every answer takes a look at the paths. */
export const contextsKnown = defineFact<never, KnownContexts>({
  id: "known-contexts",
  on: [],
  of: () => undefined,
  join(_parts, project) {
    const byDockerfile = new Map(
      [...project.fact(dockerfiles).keys()].map((path) => [path, contextsFor(project, path)]),
    );
    const byIgnoreFile = new Map<string, BuildContext[]>();
    for (const context of [...byDockerfile.values()].flat()) {
      const path = ignoreFileOf(project, context);
      const known = path === undefined ? undefined : byIgnoreFile.get(path);
      if (known) known.push(context);
      else if (path !== undefined) byIgnoreFile.set(path, [context]);
    }
    const hasBake = project.pathsLike(/(?:^|\/)docker-bake[\w.-]*\.(?:hcl|json)$/).length > 0;
    return { byDockerfile, byIgnoreFile, hasBake };
  },
});

/**
 * The contexts in which the Dockerfile at `path` is built, as far as that can be told: those that Compose files name;
 * else its own folder or the workspace, whichever holds more of the files that it copies. Empty when neither does:
 * `docker build -f` may be told any folder.
 */
export function knownContexts(project: ProjectView, path: string): readonly BuildContext[] {
  return project.fact(contextsKnown).byDockerfile.get(path) ?? [];
}

/** The contexts, as far as they are known, for which the ignore file at `path` counts; in order of their Dockerfiles. */
export function knownContextsIgnoredBy(project: ProjectView, path: string): readonly BuildContext[] {
  return project.fact(contextsKnown).byIgnoreFile.get(path) ?? [];
}

function contextsFor(project: ProjectView, path: string): readonly BuildContext[] {
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
