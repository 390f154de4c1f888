import { replacement } from "../../text/edits";
import { type Span, span } from "../../text/span";
import { slug } from "../slug";
import type { PlanFinding } from "./finding";

/** A word, or several that start with capitals: a name with blanks in it, as nobody writes two arguments. */
const name = String.raw`((?:[A-Z][\w-]*[ ]){0,4}[A-Z][\w-]*|[A-Za-z][\w-]*)`;

/** Where a command takes the name of an app or an image, and whether capitals alone make it invalid. */
const slots: readonly { readonly pattern: RegExp; readonly isLowerCase: boolean }[] = [
  { pattern: new RegExp(String.raw`\bheroku[ ](?:apps:)?create[ ]+${name}`, "g"), isLowerCase: true },
  {
    pattern: new RegExp(
      String.raw`\bdocker[ ](?:buildx[ ])?build[ ](?:[^\n|;&]{0,80}[ ])?(?:-t|--tag)[ =]${name}`,
      "g",
    ),
    isLowerCase: true,
  },
  { pattern: new RegExp(String.raw`(?<=\s)(?:--app|-a)[ =]${name}`, "g"), isLowerCase: false },
  { pattern: /\bhttps?:\/\/((?:[A-Z][\w-]*[ ]){1,4}[A-Z][\w-]*)(?=\.[a-z])/g, isLowerCase: false },
];

/**
 * Names of apps and images that no platform takes: a blank splits them into two arguments, and registries and
 * hosts know no capitals. The fix writes the same name as a slug wherever the plan has it in a command.
 */
export function* invalidNames(text: string): Generator<PlanFinding> {
  const found = new Map<string, Span[]>();
  for (const { pattern, isLowerCase } of slots) {
    for (const match of text.matchAll(pattern)) {
      const written = match[1] ?? "";
      if (!written.includes(" ") && !(isLowerCase && /[A-Z]/.test(written) && !/^[A-Z\d_]+$/.test(written)))
        continue;
      const start = match.index + match[0].length - written.length;
      const places = found.get(written) ?? [];
      found.set(written, places);
      places.push(span(start, start + written.length));
    }
  }
  for (const [written, places] of found) {
    const valid = slug(written);
    const unique = [...new Map(places.map((at) => [at.start, at])).values()];
    const fix = {
      title: `Use \`${valid}\` throughout the plan`,
      kind: "review" as const,
      edits: unique.map((at) => replacement(at, valid)),
    };
    const reason = written.includes(" ")
      ? "the blank makes it two arguments"
      : "capitals are not allowed in it";
    for (const at of unique) {
      yield {
        rule: "plan/app-name-invalid",
        severity: "warning",
        at,
        message: `\`${written}\` is no valid name: ${reason}.`,
        fixes: [fix],
      };
    }
  }
}
