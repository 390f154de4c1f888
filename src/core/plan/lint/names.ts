import { replacement } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { slug } from "../slug";
import { morePlaces, type PlanFinding, reviewFix } from "./finding";

/** A word, or several that start with capitals: a name with blanks in it, as nobody writes two arguments. */
const name = String.raw`((?:[A-Z][\w-]*[ ]){0,4}[A-Z][\w-]*|[A-Za-z][\w-]*)`;

/** Where a command takes the name of an app or an image, and whether capitals alone make it invalid. */
const slots: readonly { readonly pattern: RegExp; readonly isLowerCase: boolean }[] = [
  { pattern: named(String.raw`\bheroku[ ](?:apps:)?create[ ]+`), isLowerCase: true },
  { pattern: named(String.raw`\bfly(?:ctl)?[ ]apps[ ]create[ ]+`), isLowerCase: true },
  { pattern: named(String.raw`\bfly(?:ctl)?[ ]launch[ ][^\n|;&]{0,60}--name[ =]`), isLowerCase: true },
  { pattern: named(String.raw`\bgcloud[ ]run[ ]deploy[ ]+`), isLowerCase: true },
  { pattern: named(String.raw`\baws[ ]s3[ ]mb[ ]s3:\/\/`), isLowerCase: true },
  { pattern: named(String.raw`\bkubectl[ ]create[ ](?:namespace|ns|deployment)[ ]+`), isLowerCase: true },
  {
    pattern: named(String.raw`\bdocker[ ](?:buildx[ ])?build[ ](?:[^\n|;&]{0,80}[ ])?(?:-t|--tag)[ =]`),
    isLowerCase: true,
  },
  { pattern: named(String.raw`(?<=\s)(?:--app|-a)[ =]`), isLowerCase: false },
  { pattern: named(String.raw`\bdocker[ ]run[ ][^\n|;&]{0,80}--name[ =]`), isLowerCase: false },
  { pattern: /\bhttps?:\/\/((?:[A-Z][\w-]*[ ]){1,4}[A-Z][\w-]*)(?=\.[a-z])/g, isLowerCase: false },
];

function named(before: string): RegExp {
  return new RegExp(before + name, "g");
}

/**
 * Names of apps and images that no platform takes: a blank splits them into two arguments, and registries and hosts
 * know no capitals. One finding a name, where it first stands; the fix writes it as a slug wherever the plan has it.
 */
export function* invalidNames(text: string): Generator<PlanFinding> {
  const found = new Map<string, Span[]>();
  for (const { pattern, isLowerCase } of slots) {
    for (const match of text.matchAll(pattern)) {
      const written = match[1] ?? "";
      const isUpper = /[A-Z]/.test(written) && !/^[A-Z\d_]+$/.test(written);
      if (!written.includes(" ") && !(isLowerCase && isUpper)) continue;
      const start = match.index + match[0].length - written.length;
      const places = found.get(written) ?? [];
      found.set(written, places);
      places.push(span(start, start + written.length));
    }
  }
  for (const [written, places] of found) {
    const all = written.includes("-") ? everyPlace(text, written) : inOrder(places);
    const [first] = inOrder(places);
    if (!first) continue;
    const valid = slug(written);
    const reason = written.includes(" ")
      ? "the blank makes it two arguments"
      : "capitals are not allowed in it";
    const more = morePlaces(all.length - 1);
    yield {
      rule: "plan/app-name-invalid",
      severity: "warning",
      at: first,
      message: `\`${written}\` is no valid name: ${reason}.${more && ` It stands in ${more}.`}`,
      fixes: [
        reviewFix(
          `Use \`${valid}\` throughout the plan`,
          all.map((at) => replacement(at, valid)),
        ),
      ],
    };
  }
}

/** A name with a hyphen is the app's wherever it stands; one without may be the product's in prose. */
function everyPlace(text: string, written: string): Span[] {
  const places: Span[] = [];
  for (let at = text.indexOf(written); at !== -1; at = text.indexOf(written, at + written.length)) {
    const isWhole = !/[\w-]/.test(text[at - 1] ?? "") && !/[\w-]/.test(text[at + written.length] ?? "");
    if (isWhole) places.push(span(at, at + written.length));
  }
  return places;
}

function inOrder(places: readonly Span[]): Span[] {
  return [...new Map(places.map((at) => [at.start, at])).values()].toSorted((a, b) => a.start - b.start);
}
