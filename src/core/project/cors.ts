import type { SourceFile } from "../files/source";
import { passagesOfApache } from "./cors/apache";
import { passagesOfCaddy } from "./cors/caddy";
import { passagesOfNginx } from "./cors/nginx";
import type { Passage, Place } from "./cors/passage";
import { defineFact } from "./fact";
import { nginxTree } from "./headers/levels";
import { placeOf, standsInFront } from "./layers";
import { leadElsewhere } from "./reached-services";
import type { ProjectView } from "./view";

/** What one file says: its passages, or for nginx, where includes take part, whether it hides the header anywhere. */
type EdgePart = readonly Passage[] | { readonly hides: boolean };

/** Where the proxies of the workspace hand requests on, by file, and what they do to the origins that are allowed. */
export const corsPassages = defineFact<EdgePart, ReadonlyMap<string, readonly Passage[]>>({
  id: "cors-passages",
  on: ["nginx", "caddy", "apache"],
  of: partOf,
  join(parts, project) {
    const isHidden = [...parts.values()].some((part) => "hides" in part && part.hides);
    const passages = new Map<string, readonly Passage[]>();
    for (const [path, part] of parts) {
      if (!("hides" in part)) passages.set(path, part);
      else if (isHidden) passages.set(path, passagesOfNginx(project.fact(nginxTree).levelsOf(path).flat()));
    }
    return passages;
  },
});

/**
 * The place in a proxy in front of the application at `path` that takes away its `Access-Control-Allow-Origin` wherever
 * requests may reach it; the proxy then sends a limited one of its own, or none. Undefined where the application's own
 * answer counts.
 */
export function corsReplacedInFrontOf(path: string, project: ProjectView): Place | undefined {
  const inner = placeOf(path);
  for (const [edge, passages] of project.fact(corsPassages)) {
    if (passages.length === 0 || !standsInFront(placeOf(edge), inner)) continue;
    const reaching = passages.filter(({ hosts }) => !leadElsewhere(hosts, path, project));
    const [first] = reaching;
    if (first && reaching.every(({ replaced }) => replaced)) return first.replaced;
  }
  return undefined;
}

function partOf(file: SourceFile): EdgePart | undefined {
  if (file.is("nginx")) return { hides: /_hide_header\s+["']?access-control-allow-origin/i.test(file.text) };
  const mentions = /access-control-allow-origin/i.test(file.text);
  if (file.is("caddy")) return mentions ? passagesOfCaddy(file) : undefined;
  return file.is("apache") && mentions ? passagesOfApache(file) : undefined;
}
