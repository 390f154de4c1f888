import { namedShapes, tokenShapes } from "../../data/provider-tokens";
import type { NamedShape, TokenShape } from "../../data/provider-tokens/shape";
import type { Span } from "../../text/span";
import { entropyOf, isMadeUp } from "./entropy";
import { type Marked, Marks } from "./marks";
import { privateKeysIn } from "./private-keys";

/** A provider's secret, as offsets into the text that holds it word for word. */
export interface FoundToken extends Span {
  readonly id: string;
  /** As a sentence goes on: "a GitHub token". */
  readonly what: string;
  /** The environment variable that it usually comes from. */
  readonly variable: string;
  readonly value: string;
  /** Whether gitleaks decides the same under the same id. */
  readonly gitleaks: boolean;
  /** Whether its own shape says so, and not just the name it is given to. */
  readonly isCertain: boolean;
}

/** Longer lines are generated: nobody writes them, and nobody would find the place. */
const MAX_LINE = 5_000;
/** One generated file must not hold up the others. */
const MAX_FOUND = 1_000;
/** As much of a token as shows whether somebody drew it by lot. */
const SAMPLE = 256;

type Entry =
  | { readonly isNamed: false; readonly shape: TokenShape; readonly pattern: RegExp }
  | { readonly isNamed: true; readonly shape: NamedShape; readonly pattern: RegExp };

const end = "(?![\\w-])";

const marks = new Marks<Entry>([
  ...tokenShapes.flatMap((shape) => {
    const pattern = new RegExp(shape.pattern + end, "y");
    return shape.marks.map((mark) => [mark, { isNamed: false, shape, pattern }] as const);
  }),
  ...namedShapes.flatMap((shape) => {
    const pattern = new RegExp(shape.pattern + end, "y");
    return shape.names.map((name) => [name, { isNamed: true, shape, pattern }] as const);
  }),
]);

/** Between the name of a provider and the value: the rest of the name, its quote, an operator, quotes and blanks. */
const between =
  /(?=([\w .\t-]{0,20}))\1[\\'"]{0,4}[ \t]{0,5}(?:\|\||[?+<.]?=>?|:{1,3}=?|>|,|\()[\s\\'"`=>|]{0,12}/y;

/** The last word of a name that says that its value is no secret. */
const harmless =
  /(?:id|ids|url|uri|host|name|email|user|search|public|site|zone|account|region|version|sha|hash|digest|commit|rev|ref|branch|path|file|image|dsn)[\W_]*$/i;

/** All secrets of known providers in `text`, in order. `lenient` takes values of little entropy as well. */
export function tokensIn(text: string, { lenient = false } = {}): FoundToken[] {
  const found: FoundToken[] = [];
  const reader = new Reader(text, lenient);
  let end = 0;
  marks.visit(text, (at, candidates) => {
    const token = reader.tokenAt(at, candidates, end);
    if (!token) return true;
    found.push(token);
    end = token.end;
    return found.length < MAX_FOUND;
  });
  return found;
}

class Reader {
  /** The line looked at last. */
  private line = { start: 0, end: -1 };
  private keys: readonly Span[] | undefined;

  constructor(
    private readonly text: string,
    private readonly lenient: boolean,
  ) {}

  /** The first of `candidates` that is there, and does not begin before `least`. */
  tokenAt(at: number, candidates: Marked<Entry>, least: number): FoundToken | undefined {
    for (const [mark, entry] of candidates) {
      const start = entry.isNamed
        ? this.namedValue(at, mark, entry.shape)
        : this.ownStart(at, mark, entry.shape);
      if (start === undefined || start < least) continue;
      const { pattern, shape, isNamed } = entry;
      pattern.lastIndex = start;
      const value = pattern.exec(this.text)?.[0];
      if (value === undefined || (isNamed && !/\d/.test(value))) continue;
      if (!this.isGenuine(value, start, shape)) continue;
      const { id, what, variable, gitleaks } = shape;
      const token = { id, what, variable, gitleaks, value, start, end: start + value.length };
      // What a JSON Web Token opens, and for how long, it tells only to who decodes it.
      return { ...token, isCertain: !isNamed && id !== "jwt" };
    }
    return undefined;
  }

  private ownStart(at: number, mark: string, shape: TokenShape): number | undefined {
    const start = at + shape.shift;
    if (start < 0 || !isBoundary(this.text, start) || !this.text.startsWith(mark, at)) return undefined;
    return start;
  }

  private namedValue(at: number, mark: string, shape: NamedShape): number | undefined {
    const behind = at + mark.length;
    if (this.text.slice(at, behind).toLowerCase() !== mark) return undefined;
    between.lastIndex = behind;
    const found = between.exec(this.text);
    const rest = found?.[1] ?? "";
    if (!found || harmless.test(rest) || /search|public/i.test(rest)) return undefined;
    return shape.rest && !shape.rest.test(rest) ? undefined : behind + found[0].length;
  }

  private isGenuine(value: string, start: number, { id, entropy }: Entry["shape"]): boolean {
    if (id === "gcp-service-account-key") return this.isBesideKey(start);
    const sample = value.slice(0, SAMPLE);
    if (isMadeUp(sample)) return false;
    return this.lenient || (entropyOf(sample) >= entropy && !this.isInLongLine(start));
  }

  private isInLongLine(at: number): boolean {
    if (at > this.line.end) {
      const end = this.text.indexOf("\n", at);
      this.line = { start: this.text.lastIndexOf("\n", at) + 1, end: end < 0 ? this.text.length : end };
    }
    return this.line.end - this.line.start > MAX_LINE;
  }

  /** Whether the text names its own key within the length that files of service accounts have. */
  private isBesideKey(at: number): boolean {
    this.keys ??= /"private_key"\s{0,9}:/.test(this.text) ? privateKeysIn(this.text) : [];
    return this.keys.some(({ start }) => Math.abs(start - at) < MAX_LINE);
  }
}

/** Whether no word reaches into `start`; the letter of an escape (`\n`) is none. */
function isBoundary(text: string, start: number): boolean {
  if (start === 0 || !isWord(text.charCodeAt(start - 1))) return true;
  return /[nrt]/.test(text.charAt(start - 1)) && text[start - 2] === "\\";
}

/** Letters, digits, `_` and `-`. */
function isWord(code: number): boolean {
  return (
    (code > 96 && code < 123) ||
    (code > 64 && code < 91) ||
    (code > 47 && code < 58) ||
    code === 95 ||
    code === 45
  );
}
