/** A place in a text that a regular expression matches. */
export interface PatternSymbol {
  readonly kind: "char" | "set" | "start" | "end";
  /** For `char`: the character. */
  readonly text: string;
  /** For `set`: whether it takes a character. */
  has(character: string): boolean;
  /** For `set`: whether it may take more than one. */
  readonly many: boolean;
  /** For `set`: written as `.`. */
  readonly isDot: boolean;
  /** Offsets into the pattern, a quantifier of a single symbol included. */
  readonly at: number;
  readonly end: number;
}

/** One way through a regular expression: its alternatives chosen, what is optional there or not. */
export type PatternShape = readonly PatternSymbol[];

/** Nobody writes longer ones; what they match is unknown. */
const MAX_PATTERN = 1000;
/** Patterns with more ways through them are not judged. */
const MAX_SHAPES = 400;
const MAX_SYMBOLS = 300;
const MAX_DEPTH = 30;

class Unreadable extends Error {}

/**
 * The ways through a regular expression of PCRE, as far as it takes to tell which hosts it lets in; what repeats
 * without end is there once. Undefined for what depends on more than the place: look-around, back references.
 */
export function shapesOf(pattern: string): readonly PatternShape[] | undefined {
  if (pattern.length > MAX_PATTERN) return undefined;
  try {
    return new Reader(pattern).run();
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  run(): PatternShape[] {
    const shapes = this.alternatives();
    if (this.at < this.text.length) throw new Unreadable();
    return shapes;
  }

  private alternatives(): PatternShape[] {
    if (++this.depth > MAX_DEPTH) throw new Unreadable();
    const all = this.sequence();
    while (this.text[this.at] === "|") {
      this.at++;
      all.push(...this.sequence());
      if (all.length > MAX_SHAPES) throw new Unreadable();
    }
    this.depth--;
    return all;
  }

  private sequence(): PatternShape[] {
    let shapes: PatternShape[] = [[]];
    while (this.at < this.text.length && this.text[this.at] !== "|" && this.text[this.at] !== ")") {
      const start = this.at;
      const item = this.quantified(this.item(), start);
      shapes = shapes.flatMap((shape) => item.map((more) => [...shape, ...more]));
      if (shapes.length > MAX_SHAPES || (shapes[0]?.length ?? 0) > MAX_SYMBOLS) throw new Unreadable();
    }
    return shapes;
  }

  private item(): PatternShape[] {
    const start = this.at;
    const character = this.text[this.at++] ?? "";
    if (character === "(") return this.group();
    if (character === "[") return [[this.set(start)]];
    if (character === "\\") return this.escape(start);
    if (character === "^") return [[symbol("start", "", start, this.at)]];
    if (character === "$") return [[symbol("end", "", start, this.at)]];
    if (character === ".")
      return [[{ ...symbol("set", "", start, this.at), has: (one) => one !== "\n", isDot: true }]];
    return [[symbol("char", character, start, this.at)]];
  }

  private group(): PatternShape[] {
    const head = /^\?(?::|>|P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'|[imsx]+:)/.exec(this.text.slice(this.at));
    if (head) this.at += head[0].length;
    else {
      // `(?i)` only sets a flag; what looks ahead or back cannot be read from one place.
      const flags = /^\?[imsx]+\)/.exec(this.text.slice(this.at));
      if (flags) {
        this.at += flags[0].length;
        return [[]];
      }
      if (this.text[this.at] === "?" || this.text[this.at] === "*") throw new Unreadable();
    }
    const inside = this.alternatives();
    if (this.text[this.at] !== ")") throw new Unreadable();
    this.at++;
    return inside;
  }

  private escape(start: number): PatternShape[] {
    const character = this.text[this.at++] ?? "";
    if (character === "A") return [[symbol("start", "", start, this.at)]];
    if (character === "z" || character === "Z") return [[symbol("end", "", start, this.at)]];
    if (character === "b" || character === "B") return [[]];
    const known = shorthand(character);
    if (known) return [[{ ...symbol("set", "", start, this.at), has: known }]];
    if (/[0-9a-zA-Z]/.test(character)) throw new Unreadable();
    return [[symbol("char", character, start, this.at)]];
  }

  private set(start: number): PatternSymbol {
    const isNegated = this.text[this.at] === "^";
    if (isNegated) this.at++;
    const tests: ((one: string) => boolean)[] = [];
    const singles: string[] = [];
    for (let isFirst = true; isFirst || this.text[this.at] !== "]"; isFirst = false) {
      if (this.at >= this.text.length) throw new Unreadable();
      tests.push(this.member(singles));
    }
    this.at++;
    const [only] = singles;
    if (!isNegated && tests.length === 1 && only !== undefined) return symbol("char", only, start, this.at);
    const has = (one: string) => tests.some((test) => test(one)) !== isNegated;
    return { ...symbol("set", "", start, this.at), has };
  }

  /** One member of a set: a character, a range, a shorthand or a class. Characters alone are added to `singles`. */
  private member(singles: string[]): (one: string) => boolean {
    const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.at, this.at + 14));
    if (posix) {
      this.at += posix[0].length;
      const named = classes[posix[2] ?? ""];
      if (!named) throw new Unreadable();
      return (one) => named.test(one) !== (posix[1] === "^");
    }
    const low = this.setCharacter();
    if (typeof low !== "string") return low;
    if (this.text[this.at] !== "-" || this.text[this.at + 1] === "]") {
      singles.push(low);
      return (one) => one === low;
    }
    this.at++;
    const high = this.setCharacter();
    if (typeof high !== "string") throw new Unreadable();
    return (one) => one >= low && one <= high;
  }

  private setCharacter(): string | ((one: string) => boolean) {
    const character = this.text[this.at++] ?? "";
    if (character !== "\\") return character;
    const escaped = this.text[this.at++] ?? "";
    return shorthand(escaped) ?? ({ t: "\t", n: "\n", r: "\r" }[escaped] || escaped);
  }

  private quantified(item: PatternShape[], start: number): PatternShape[] {
    const found = /^(?:[*+?]|\{(\d{1,4})(,?)(\d{0,4})\})[?+]?/.exec(this.text.slice(this.at, this.at + 14));
    if (!found) return item;
    this.at += found[0].length;
    const [mark = ""] = found[0];
    const least = mark === "{" ? Number(found[1]) : mark === "+" ? 1 : 0;
    const isOne = mark === "?" || (found[1] === "1" && found[2] === "");
    const repeated = isOne ? item : item.map((shape) => this.repeat(shape, start, least, found[2] === ""));
    return least === 0 ? [[], ...repeated] : repeated;
  }

  private repeat(shape: PatternShape, start: number, least: number, isExact: boolean): PatternShape {
    const [only] = shape;
    if (!only || shape.length > 1) return shape;
    const end = this.at;
    if (only.kind === "set") return [{ ...only, many: true, at: Math.min(start, only.at), end }];
    return isExact && least > 1 ? Array.from({ length: Math.min(least, 20) }, () => only) : shape;
  }
}

function symbol(kind: PatternSymbol["kind"], text: string, at: number, end: number): PatternSymbol {
  return { kind, text, has: () => false, many: false, isDot: false, at, end };
}

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /[A-Za-z]/,
  alnum: /[A-Za-z0-9]/,
  digit: /\d/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  space: /\s/,
  word: /\w/,
  xdigit: /[0-9a-fA-F]/,
};

function shorthand(character: string): ((one: string) => boolean) | undefined {
  const sets: Readonly<Record<string, RegExp>> = {
    d: /\d/,
    D: /\D/,
    w: /\w/,
    W: /\W/,
    s: /\s/,
    S: /\S/,
    h: /[ \t]/,
    H: /[^ \t]/,
    N: /[^\n]/,
  };
  const found = sets[character];
  return found && ((one) => found.test(one));
}
