import { collapse } from "../../files/markdown/inline";
import { type Annotations, readHeadingAnnotations } from "../annotations";
import { cleanTitle } from "../title";
import { numberWords, stepWords } from "../vocabulary";

/** The word and the number of a heading that names a step: `Phase 1A` is `phase`, `1a`. */
export interface StepName {
  readonly word: string;
  readonly number: string;
}

export interface HeadingText extends Annotations {
  readonly step: StepName | undefined;
  /** Who is named behind it: `Accounts (Owner: Kim)`. */
  readonly owner: string | undefined;
}

/** Reads the content of a heading: its name, what it says of itself, and the step it names. */
export function readHeading(markdown: string): HeadingText {
  const plain = cleanTitle(markdown);
  const [whole, owner] = ownerBrackets.exec(plain) ?? [];
  const annotations = readHeadingAnnotations(
    whole === undefined ? plain : collapse(plain.replace(whole, "")),
  );
  return { ...annotations, step: stepNameOf(annotations.title), owner: owner?.trim() };
}

const ownerBrackets =
  /\((?:owner|dri|assignee|responsible|lead|verantwortlich):\s?@?([\p{L}\d][\p{L}\d .&/_-]{0,40})\)/iu;

const stepStart =
  /^(?:\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s)?(\p{L}{3,12})(?:\s|\s?#|-)(\p{L}{1,6}|\p{L}?\d{1,3}\p{L}?)(?![\p{L}\p{N}])/u;

/** A step word in front (plural as well), then a number, a capital letter, a Roman numeral or a number word. */
export function stepNameOf(title: string): StepName | undefined {
  const match = stepStart.exec(title);
  if (!match?.[1] || !match[2]) return undefined;
  const number = match[2];
  const lower = match[1].toLowerCase();
  const word = [lower, lower.slice(0, -1)].find((candidate) => stepWords.has(candidate));
  if (word === undefined) return undefined;
  const counts =
    /\d/.test(number) || /^(?:[A-Z]|[IVX]{1,5})$/.test(number) || numberWords.has(number.toLowerCase());
  return counts ? { word, number: number.toLowerCase() } : undefined;
}
