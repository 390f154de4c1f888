import type { Span } from "../../text/span";

/** A place in a file of the workspace. */
export interface Place {
  readonly path: string;
  readonly at: Span;
}

/** One place where a proxy hands requests to an application. */
export interface Passage {
  /** The hosts that get the requests, without ports; none where that is not known. */
  readonly hosts: readonly string[];
  /**
   * What takes the application's `Access-Control-Allow-Origin` away, where the proxy then sends none or a limited one;
   * undefined where the application's own may reach the browser.
   */
  readonly replaced: Place | undefined;
}
