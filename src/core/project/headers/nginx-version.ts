import { defineFact } from "../fact";
import type { ProjectView } from "../view";

type Version = readonly [major: number, minor: number, patch: number];

/** What the tag of an image says: `latest` and `1.29` name no version that one could count on. */
type ImageVersion = Version | "unknown";

/** The first version that knows `add_header_inherit` and its `merge` (nginx's change log, 1.29.3). */
const firstWithMerge: Version = [1, 29, 3];

/** The nginx images that Dockerfiles, Compose files and manifests of the workspace run. */
export const nginxVersions = defineFact<readonly ImageVersion[], readonly ImageVersion[]>({
  id: "nginx-versions",
  on: ["dockerfile", "compose", "yaml"],
  of(file) {
    const named = file.is("dockerfile") || file.is("compose") || file.is("yaml");
    if (!named || file.role !== "prod" || !file.text.includes("nginx")) return undefined;
    const versions = file.text.split("\n").flatMap(versionIn);
    return versions.length > 0 ? versions : undefined;
  },
  join: (parts) => [...parts.values()].flat(),
});

/** Whether every nginx that the workspace is known to run understands `add_header_inherit merge`. */
export function knowsMerge(project: ProjectView): boolean {
  return runsNginxFrom(firstWithMerge, project);
}

/** Whether every nginx that the workspace is known to run is of the version `wanted` or a later one. */
export function runsNginxFrom(wanted: Version, project: ProjectView): boolean {
  const versions = project.fact(nginxVersions);
  return (
    versions.length > 0 && versions.every((version) => version !== "unknown" && isAtLeast(version, wanted))
  );
}

/** The version in a line like `FROM nginx:1.29.4-alpine` or `image: nginx`. */
function versionIn(line: string): ImageVersion[] {
  if (!/^(?:FROM|image:|-[ \t]*image:)[ \t]/i.test(line.trimStart())) return [];
  const image = /(?:^|[\s/"'])nginx(?:-unprivileged)?(?::(\w[\w.-]*))?(?:@\S+)?(?=["'\s]|$)/.exec(line);
  if (!image) return [];
  const [, major, minor, patch] = /^(\d+)\.(\d+)\.(\d+)/.exec(image[1] ?? "") ?? [];
  return [patch === undefined ? "unknown" : [Number(major), Number(minor), Number(patch)]];
}

function isAtLeast(version: Version, wanted: Version): boolean {
  for (const [i, number] of version.entries()) {
    const other = wanted[i] ?? 0;
    if (number !== other) return number > other;
  }
  return true;
}
