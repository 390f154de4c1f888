import { type PatternSymbol, shapesOf } from "../../files/nginx/pattern";
import { applyEdits, insertion, replacement, type TextEdit } from "../../text/edits";
import { cut, faultOf, type HeaderKind } from "./origin-pattern";

/** A narrower pattern, as edits of the one there is. */
export interface Repair {
  readonly edits: readonly TextEdit[];
  readonly text: string;
  /** Whether only dots are escaped, so that nothing goes that anybody can have meant. */
  readonly isPlain: boolean;
}

const LABEL = "[a-z0-9-]+";
const SUB_DOMAINS = `(?:${LABEL}\\.)*`;

/**
 * Narrows `pattern` to the hosts that are written in it and their sub-domains: dots are escaped, wildcards take the
 * place of whole labels only, both ends are fixed. Undefined where that does not make it clean.
 */
export function repairPattern(
  pattern: string,
  kind: HeaderKind,
  isCaseSensitive: boolean,
): Repair | undefined {
  const cuts = shapesOf(pattern)?.map(cut);
  if (!cuts || hasAlternatives(pattern)) return undefined;
  const edits = new Map<number, TextEdit>();
  for (const { host } of cuts) {
    for (const [i, symbol] of host.entries()) {
      const edit = narrowed(symbol, host[i - 1], host[i + 1]);
      if (edit) edits.set(edit.span.start, edit);
    }
  }
  const isPlain = [...edits.values()].every(({ text }) => text === "\\");
  const ends = endEdits(pattern, kind, cuts);
  const all = [...edits.values(), ...ends];
  if (all.length === 0) return undefined;
  const text = applyEdits(pattern, all);
  const left = faultOf(shapesOf(text), kind, isCaseSensitive);
  return left && left.kind !== "loose"
    ? undefined
    : { edits: all, text, isPlain: isPlain && ends.length === 0 };
}

/** `.` becomes `\.`; `.*` and its like take one label, or the sub-domains where the domain follows at once. */
function narrowed(
  symbol: PatternSymbol,
  before: PatternSymbol | undefined,
  after: PatternSymbol | undefined,
): TextEdit | undefined {
  const { at, end, isDot, many } = symbol;
  if (symbol.kind !== "set") return undefined;
  if (isDot && !many) return isLetter(before) || isLetter(after) ? insertion(at, "\\") : undefined;
  if (!many || !symbol.has("a")) return undefined;
  const isLabel = after?.text === "." || after?.isDot;
  if (isLabel) return symbol.has(".") ? replacement({ start: at, end }, LABEL) : undefined;
  // Behind a letter the wildcard is part of a name: nobody knows what was meant.
  return before === undefined && isLetter(after) ? replacement({ start: at, end }, SUB_DOMAINS) : undefined;
}

function isLetter(symbol: PatternSymbol | undefined): boolean {
  return symbol !== undefined && (/[a-z0-9]/i.test(symbol.text) || (symbol.kind === "set" && !symbol.isDot));
}

function endEdits(pattern: string, kind: HeaderKind, cuts: readonly ReturnType<typeof cut>[]): TextEdit[] {
  const edits: TextEdit[] = [];
  const [first] = cuts;
  if (first && cuts.some((one) => !one.isStartFixed)) {
    const isWild = !first.scheme && first.host[0]?.many;
    if (cuts.every(({ scheme }) => scheme)) edits.push(insertion(0, "^"));
    else if (!isWild && pattern.startsWith("\\."))
      edits.push(insertion(0, `^https://${LABEL}(?:\\.${LABEL})*`));
    else if (!isWild) edits.push(insertion(0, `^https://${SUB_DOMAINS}`));
  }
  const slash = /(\\?\/)\$?$/.exec(pattern);
  if (kind === "referer") {
    if (cuts.some((one) => !one.isEndFixed && one.rest.length === 0))
      edits.push(insertion(pattern.length, "/"));
  } else if (slash && cuts.every(({ rest }) => rest.length === 1)) {
    edits.push(replacement({ start: slash.index, end: pattern.length }, "$"));
  } else if (cuts.some((one) => !one.isEndFixed)) edits.push(insertion(pattern.length, "$"));
  return edits;
}

/** Whether the pattern is an `a|b`, whose parts have ends of their own. */
function hasAlternatives(pattern: string): boolean {
  let depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern[i];
    if (character === "\\") i++;
    else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "|" && depth === 0) return true;
  }
  return false;
}
