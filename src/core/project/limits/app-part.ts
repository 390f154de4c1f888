import type { Span } from "../../text/span";

/** What one module of an application says of limits. */
export interface AppPart {
  readonly language: "python" | "javascript";
  /** What limits requests to the application, or to some of its routes. */
  readonly limit?: Span;
  /** A route that a limit belongs in front of. */
  readonly asks?: Span;
  /** Whether it creates an application. */
  readonly creates?: boolean;
  /** The module of Nest that sets throttlers up; their guard limits where it is bound. */
  readonly throttlers?: Throttlers;
}

/** `ThrottlerModule.forRoot([{ name: "short", ttl: 1000, limit: 3 }])` */
export interface Throttlers {
  readonly at: Span;
  /** `default` for one without a name; undefined where they are not known. */
  readonly names: readonly string[] | undefined;
}
