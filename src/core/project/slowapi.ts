import { defineFact } from "./fact";
import { sameService } from "./service-root";
import type { ProjectView } from "./view";

interface SlowapiPart {
  /** It makes a limiter of slowapi. */
  readonly uses: boolean;
  /** It says where the limiter is, or may say so. */
  readonly sets: boolean;
}

/** Python modules that limit with slowapi. */
export const slowapiUses = defineFact<SlowapiPart, ReadonlyMap<string, SlowapiPart>>({
  id: "slowapi-uses",
  on: ["python"],
  mentions: { python: ["limiter", "State("] },
  of(file) {
    if (!file.is("python")) return undefined;
    const uses = /\bslowapi\b/.test(file.text) && /\bLimiter\(/.test(file.text);
    const sets = /\.state\.limiter\b|["']limiter["']|\bState\(/.test(file.text);
    return uses || sets ? { uses, sets } : undefined;
  },
  join: (parts) => parts,
});

/** Whether the service that the module at `path` belongs to limits with slowapi, and says where its limiter is. */
export function slowapiState(
  path: string,
  project: ProjectView,
): { readonly isUsed: boolean; readonly isSet: boolean } {
  const near = [...project.fact(slowapiUses)].filter(([other]) => sameService(other, path, project));
  return { isUsed: near.some(([, { uses }]) => uses), isSet: near.some(([, { sets }]) => sets) };
}
