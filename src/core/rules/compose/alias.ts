import type { Span } from "../../text/span";
import type { Related } from "../rule";

/** For a value that is pointed at where its alias stands: the text that it comes from. */
export function behindAlias(
  path: string,
  value: { readonly via: Span | undefined; readonly origin: Span },
): Related[] {
  return value.via ? [{ path, at: value.origin, message: "This is what the alias stands for." }] : [];
}

/**
 * Tells texts that are met for the first time. Aliases lead several services to the same text: it is one
 * problem with one fix, reported at the first of them.
 */
export class FirstMeeting {
  private readonly met = new Set<number>();

  with({ start }: Span): boolean {
    if (this.met.has(start)) return false;
    this.met.add(start);
    return true;
  }
}
