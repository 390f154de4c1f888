import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** A header to send, as it is written. */
export interface SiteHeader {
  readonly name: string;
  readonly value: string;
}

/** One site that a hosting platform serves by the configuration of a file. */
export interface HostSite {
  readonly platform: "Vercel" | "Netlify" | "Render" | "Firebase" | "Azure" | "_headers";
  /** Where to point when something is missing. */
  readonly at: Span;
  /** What of the file is about this site. */
  readonly region: Span;
  /** The edits that send `headers` with all its responses; undefined where the file has no place for them. */
  add(headers: readonly SiteHeader[]): readonly TextEdit[] | undefined;
}
