/** Which line breaks some text can hold. */
export interface LineBreaks {
  readonly lf: boolean;
  readonly cr: boolean;
}

/** What a group of a pattern can match. */
export interface GroupBreaks extends LineBreaks {
  /**
   * Offsets into the pattern of the ends of negated sets (`[^/]`), just before their `]`, when nothing else in the group
   * lets a line break in.
   */
  readonly openSets: readonly number[] | undefined;
}

/** What the groups of a regular expression can match, by their number and by their name; `0` is the whole. */
export type PatternBreaks = ReadonlyMap<string, GroupBreaks>;

/** Nobody writes longer ones; what they match is unknown. */
const MAX_PATTERN = 4000;

interface OpenGroup {
  readonly keys: readonly string[];
  /** Whether what stands in it is matched without being taken: `(?=…)`. */
  readonly isLook: boolean;
  readonly dotMatchesAll: boolean;
  lf: boolean;
  cr: boolean;
  readonly sets: number[];
  isOpenElsewhere: boolean;
}

/**
 * Reads a regular expression as PCRE does, as far as it takes to tell which groups can match a line break. A literal
 * line break does not count: whoever wrote it wanted it. Never throws; time grows with the pattern.
 */
export function lineBreaksOf(pattern: string): PatternBreaks {
  return pattern.length > MAX_PATTERN ? new Map() : new Reader(pattern).run();
}

class Reader {
  private at = 0;
  private count = 0;
  private readonly stack: OpenGroup[] = [open(["0"], false, false)];
  private readonly found = new Map<string, GroupBreaks>();

  constructor(private readonly text: string) {}

  run(): PatternBreaks {
    while (this.at < this.text.length) this.read();
    while (this.stack.length > 0) this.close();
    return this.found;
  }

  private get group(): OpenGroup | undefined {
    return this.stack.at(-1);
  }

  private read(): void {
    const character = this.text[this.at];
    if (character === "\\") this.readEscape();
    else if (character === "[") this.readSet();
    else if (character === "(") this.openGroup();
    else {
      this.at++;
      if (character === ")" && this.stack.length > 1) this.close();
      if (character === ".") this.matches(this.group?.dotMatchesAll ?? false, true);
    }
  }

  private readEscape(): void {
    const { lf, cr } = escapeBreaks(this.text[this.at + 1] ?? "");
    this.at += 2;
    this.matches(lf, cr);
  }

  private readSet(): void {
    const start = this.at + 1;
    const isNegated = this.text[start] === "^";
    let i = isNegated ? start + 1 : start;
    let lf = false;
    let cr = false;
    let isFirst = true;
    while (i < this.text.length && (this.text[i] !== "]" || isFirst)) {
      isFirst = false;
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(i, i + 12));
      const character = this.text[i] ?? "";
      if (posix) {
        const holds = /^(space|cntrl)$/.test(posix[2] ?? "") !== (posix[1] === "^");
        lf ||= holds;
        cr ||= holds;
        i += posix[0].length;
        continue;
      }
      if (character === "\\") {
        const escaped = this.text[i + 1] ?? "";
        const breaks = escapeBreaks(escaped);
        lf ||= breaks.lf || escaped === "n";
        cr ||= breaks.cr || escaped === "r";
        i += 2;
        continue;
      }
      const last =
        this.text[i + 1] === "-" && this.text[i + 2] !== "]" ? (this.text[i + 2] ?? character) : character;
      lf ||= character <= "\n" && last >= "\n";
      cr ||= character <= "\r" && last >= "\r";
      i += last === character ? 1 : 3;
    }
    this.at = i + 1;
    if (!isNegated) this.matches(lf, cr);
    else this.matches(!lf, !cr, i);
  }

  private openGroup(): void {
    const rest = this.text.slice(this.at, this.at + 40);
    const outer = this.group;
    const dotMatchesAll = outer?.dotMatchesAll ?? false;
    const flags = /^\(\?([a-zA-Z]*)(-[a-zA-Z]+)?([:)])/.exec(rest);
    const named = /^\(\?(?:P?<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')/.exec(rest);
    const isLook = /^\(\?<?[=!]/.test(rest);
    if (rest.startsWith("(*") || rest.startsWith("(?#")) {
      const end = this.text.indexOf(")", this.at);
      this.at = end < 0 ? this.text.length : end + 1;
      return;
    }
    if (flags) {
      const all = flags[2]?.includes("s") ? false : flags[1]?.includes("s") ? true : dotMatchesAll;
      this.at += flags[0].length;
      // `(?s)` holds up to the end of the group that it stands in.
      if (flags[3] === ")" && outer) this.stack[this.stack.length - 1] = { ...outer, dotMatchesAll: all };
      if (flags[3] === ":") this.stack.push(open([], false, all));
      return;
    }
    const skipped = /^\((?:\?(?:<?[=!]|[>|]))?/.exec(rest)?.[0] ?? "(";
    this.at += named ? named[0].length : skipped.length;
    const isCapture = named !== null || skipped === "(";
    const keys = isCapture
      ? [`${++this.count}`, named?.[1] ?? named?.[2] ?? ""].filter((key) => key !== "")
      : [];
    this.stack.push(open(keys, isLook, dotMatchesAll));
  }

  private matches(lf: boolean, cr: boolean, setEnd?: number): void {
    const { group } = this;
    if (!group || !(lf || cr)) return;
    group.lf ||= lf;
    group.cr ||= cr;
    if (setEnd === undefined) group.isOpenElsewhere = true;
    else group.sets.push(setEnd);
  }

  private close(): void {
    const group = this.stack.pop();
    const outer = this.group;
    if (!group) return;
    const { lf, cr, sets } = group;
    const openSets = group.isOpenElsewhere ? undefined : sets;
    for (const key of group.keys) this.found.set(key, { lf, cr, openSets });
    if (!outer || group.isLook) return;
    outer.lf ||= lf;
    outer.cr ||= cr;
    outer.isOpenElsewhere ||= group.isOpenElsewhere;
    outer.sets.push(...sets);
  }
}

function open(keys: readonly string[], isLook: boolean, dotMatchesAll: boolean): OpenGroup {
  return { keys, isLook, dotMatchesAll, lf: false, cr: false, sets: [], isOpenElsewhere: false };
}

/** What `\s`, `\W` and their like match. */
function escapeBreaks(character: string): LineBreaks {
  if ("sWDvHXCR".includes(character) && character !== "") return { lf: true, cr: true };
  return { lf: false, cr: character === "N" };
}
