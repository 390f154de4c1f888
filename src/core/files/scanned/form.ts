import type { Span } from "../../text/span";
import type { Parsed } from "../problem";
import { goDark } from "./go";
import { phpDark } from "./php";
import { rubyDark } from "./ruby";

/**
 * Source code of a language that nobody parses: it only tells code from comments, strings and the text of pages. Nothing
 * is read before somebody asks.
 */
export class ScannedForm implements Parsed {
  readonly clean = true;
  readonly problems = [];
  private known: readonly Span[] | undefined;

  /** `dark` finds what is no code, in order and without overlaps. */
  constructor(
    readonly text: string,
    private readonly dark: (text: string) => readonly Span[],
  ) {}

  /** Whether the character at `offset` is code; the quote that opens a string is not. */
  isCode(offset: number): boolean {
    this.known ??= this.dark(this.text);
    let low = 0;
    let high = this.known.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.known[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return offset < (this.known[low]?.start ?? Number.POSITIVE_INFINITY);
  }
}

export function parseGo(text: string): ScannedForm {
  return new ScannedForm(text, goDark);
}

export function parseRuby(text: string): ScannedForm {
  return new ScannedForm(text, rubyDark);
}

export function parsePhp(text: string, path: string): ScannedForm {
  const isTemplate = path.endsWith(".blade.php");
  return new ScannedForm(text, (all) => phpDark(all, isTemplate));
}
