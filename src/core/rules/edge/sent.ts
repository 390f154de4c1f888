import { kindOf } from "../../files/kind";
import { roleOf } from "../../files/role";
import type { SourceFile } from "../../files/source";
import { headers } from "../../project/headers/model";
import type { ProjectView } from "../../project/view";
import type { FileRuleContext } from "../rule";
import type { EdgeHeader, EdgeSite } from "./edge-site";

type Context = FileRuleContext<"caddy" | "apache">;

const policy = "content-security-policy";

/** Whether this site, a layer in front of it or, where it hands requests on, one behind it sends the header. */
export function isSent({ name }: EdgeHeader, site: EdgeSite, { file, project }: Context): boolean {
  const key = name.toLowerCase();
  const keys = key === "x-frame-options" ? [key, policy] : [key];
  const model = project.fact(headers);
  return keys.some((one) => {
    const others = [
      ...site.sends.filter((sent) => sent.name === one),
      model.sentInFrontOf(file.path, one),
      site.forwards ? model.sentBehind(file.path, one) : undefined,
      file.is("apache") ? besideIn(one, file, project) : undefined,
    ];
    return others.some(
      (sent) => sent && (one !== policy || (sent.value ?? "frame-ancestors").includes("frame-ancestors")),
    );
  });
}

/** Another file of the same server: what its configuration sets holds in its folders, and the other way round. */
function besideIn(name: string, file: SourceFile, project: ProjectView) {
  return project
    .fact(headers)
    .providers(name)
    .find(
      ({ path, scope }) =>
        path !== file.path && scope === "all" && kindIs(path, "apache", project) && roleOf(path) === "prod",
    );
}

function kindIs(path: string, kind: string, project: ProjectView): boolean {
  return (kindOf(path) ?? project.file(path)?.kind) === kind;
}

/** Something that computes its headers, in front or behind. */
export function computedBy(site: EdgeSite, { file, project }: Context): string | undefined {
  const model = project.fact(headers);
  const behind = site.forwards ? model.opaqueBehind(file.path) : undefined;
  const path = model.opaqueInFrontOf(file.path) ?? behind;
  return path && `${path} does: it computes its headers`;
}
