import type { Span } from "../../text/span";
import type { Layer } from "../layers";

/** One header that one place of the workspace sends with its responses. */
export interface HeaderProvider {
  readonly layer: Layer;
  /** Lower-case name: `strict-transport-security`. */
  readonly header: string;
  /** The value where it is a literal. */
  readonly value: string | undefined;
  /** Also on error responses (4xx, 5xx). */
  readonly onErrors: boolean;
  /** Whether every response of its layer carries it, or those of some routes only. */
  readonly scope: "all" | "some";
  readonly at: Span;
}

/** The headers that one file provides, and whether it forwards requests to an application behind it. */
export interface HeaderPart {
  readonly providers: readonly HeaderProvider[];
  /** For an edge: whether it proxies, so that it stands in front of the application. */
  readonly proxies: boolean;
  /** True when an include or a computed value hides what is sent: absence proves nothing then. */
  readonly opaque: boolean;
}

/** The headers that all of `sites` send with all their responses. */
export function sentByAll(
  sites: readonly (readonly { readonly name: string; readonly everywhere: boolean }[])[],
): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const headers of sites) {
    const names = new Set(headers.flatMap(({ name, everywhere }) => (everywhere ? [name] : [])));
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([name, count]) => (count === sites.length ? [name] : [])));
}
