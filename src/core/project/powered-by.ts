import type { SourceFile } from "../files/source";
import { defineFact } from "./fact";
import { placeOf, standsInFront } from "./layers";
import { sameService } from "./service-root";
import type { ProjectView } from "./view";

/** How proxies take a header out of what they pass on: nginx, Caddy, Apache. */
const inEdges =
  /(proxy_hide_header|more_clear_headers|header_down|unset)\s+["'-]{0,2}x-powered-by|^\s*(header\s+)?-x-powered-by/im;
/** How code does. */
const inScripts =
  /\.disable\(\s*["'`]x-powered-by|\.set\(\s*["'`]x-powered-by["'`]\s*,\s*false|removeHeader\(\s*["'`]x-powered-by|\bpoweredByHeader\s*:\s*false|hidePoweredBy\(/i;

/** Files that keep `X-Powered-By` from leaving. */
export const poweredByHidden = defineFact<true, readonly string[]>({
  id: "powered-by-hidden",
  on: ["nginx", "caddy", "apache", "javascript"],
  mentions: { javascript: ["powered", "helmet("] },
  of: (file) => (hides(file) ? true : undefined),
  join: (parts) => [...parts.keys()],
});

/** Whether `X-Powered-By` of the application at `path` is switched off in it, or hidden by a proxy in front of it. */
export function isPoweredByHidden(path: string, project: ProjectView): boolean {
  const place = placeOf(path);
  return project.fact(poweredByHidden).some((other) => {
    const outer = placeOf(other);
    return outer.layer === "app" ? sameService(other, path, project) : standsInFront(outer, place);
  });
}

function hides(file: SourceFile): boolean {
  if (file.is("nginx") || file.is("caddy") || file.is("apache")) return inEdges.test(file.text);
  if (!file.is("javascript")) return false;
  // helmet takes it out unless it is told otherwise.
  const byHelmet =
    /\bhelmet\(/.test(file.text) && !/\b(hidePoweredBy|xPoweredBy)["']?\s*:\s*false/.test(file.text);
  return byHelmet || inScripts.test(file.text);
}
