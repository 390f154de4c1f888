import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";

/** A header to send. */
export interface EdgeHeader {
  readonly name: string;
  readonly value: string;
}

/** A header that a site sends: lower case, the value where it is known. */
export interface SentHeader {
  readonly name: string;
  readonly value: string | undefined;
  readonly at: Span;
}

/** One site of a proxy or web server, as far as its headers go. */
export interface EdgeSite {
  /** Where to point when something is missing. */
  readonly at: Span;
  /** What to call it: `app.example.com`. */
  readonly label: string;
  readonly sends: readonly SentHeader[];
  /** Whether it hands requests on, so that an application may send headers itself. */
  readonly forwards: boolean;
  /** Whether it answers over HTTPS itself. */
  readonly isSecure: boolean;
  /** What may send more, as the end of a sentence that starts with "unless". */
  readonly doubt: string | undefined;
  /** The edits that send `headers` with its responses. */
  add(headers: readonly EdgeHeader[]): readonly TextEdit[] | undefined;
}
