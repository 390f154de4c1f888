import type { Span } from "../../text/span";
import type { NginxDirective, NginxWord } from "./form";

/** The condition of an `if`. */
export interface NginxCondition {
  /** What is looked at: `$http_origin`, without the parenthesis in front. */
  readonly subject: string;
  /** `=`, `!=`, `~`, `~*`, `!~`, `!~*`, `-f` and their like; undefined where a variable alone is asked. */
  readonly operator: string | undefined;
  /** What the subject is compared with; undefined where there is nothing. */
  readonly against: NginxOperand | undefined;
}

/** The right side of a comparison, without the parenthesis that closes the condition. */
export interface NginxOperand {
  readonly value: string;
  /** Without quotes. */
  readonly at: Span;
  readonly word: NginxWord;
}

/** Reads the condition of `if ($a ~ b) { … }`; undefined for any other block, and where nothing is in it. */
export function conditionOf({ name, args }: NginxDirective): NginxCondition | undefined {
  if (name !== "if") return undefined;
  const words = args.flatMap((word, i) => operandOf(word, i === 0, i === args.length - 1) ?? []);
  const [first, second] = words;
  if (!first) return undefined;
  if (/^!?-[fdex]$/.test(first.value))
    return { subject: second?.value ?? "", operator: first.value, against: undefined };
  if (!second) return { subject: first.value, operator: undefined, against: undefined };
  // `if ($a = '')` compares with a word that is empty.
  return { subject: first.value, operator: second.value, against: words[2] };
}

function operandOf(word: NginxWord, isFirst: boolean, isLast: boolean): NginxOperand | undefined {
  let { value } = word;
  let { start, end } = word.at;
  if (word.quote !== undefined) {
    const closed = word.raw.length > 1 && word.raw.endsWith(word.quote);
    return { value, at: { start: start + 1, end: closed ? end - 1 : end }, word };
  }
  if (isFirst && value.startsWith("(")) {
    value = value.slice(1);
    start++;
  }
  if (isLast && value.endsWith(")")) {
    value = value.slice(0, -1);
    end--;
  }
  return value === "" ? undefined : { value, at: { start, end }, word };
}
