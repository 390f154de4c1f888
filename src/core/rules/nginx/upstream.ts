import { childrenOf, type NginxDirective } from "../../files/nginx/form";
import type { SourceFile } from "../../files/source";
import { slice } from "../../text/span";

/** What hands a request on, and what hides a header of the answer that comes back. */
const hiderOf: ReadonlyMap<string, string> = new Map([
  ["proxy_pass", "proxy_hide_header"],
  ["fastcgi_pass", "fastcgi_hide_header"],
  ["uwsgi_pass", "uwsgi_hide_header"],
  ["scgi_pass", "scgi_hide_header"],
  ["grpc_pass", "grpc_hide_header"],
]);

/** The directives that hide a header of an application's answer. */
export const hiders: ReadonlySet<string> = new Set(hiderOf.values());

/** Where requests go. */
export interface Pass {
  readonly directive: NginxDirective;
  /** The directive that hides a header of what comes back from there. */
  readonly hider: string;
}

/** The directive among those of one level that hands requests to an application. */
export function passDirective(level: readonly NginxDirective[]): Pass | undefined {
  for (const directive of level) {
    const hider = hiderOf.get(directive.name);
    if (hider !== undefined) return { directive, hider };
  }
  return undefined;
}

/**
 * The lines that hide the header `label` of what `pass` brings back. A level with one of its own inherits none of the
 * lines around it, so that the first one brings those along.
 */
export function hidingLines({ directive, hider }: Pass, label: string, file: SourceFile): string[] {
  const line = `${hider} ${label};`;
  for (let at = directive.parent; at; at = at.parent) {
    const written = childrenOf(at).filter(({ name }) => name === hider);
    if (written.length > 0) {
      return at === directive.parent ? [line] : [...written.map((one) => slice(file.text, one.at)), line];
    }
  }
  return [line];
}
