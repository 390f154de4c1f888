import { as_of, type Cycle, type Product } from "../data/eol";
import { stateOf } from "../data/lifecycle";
import { parseImageReference } from "../files/dockerfile/image-reference";
import type { SourceFile } from "../files/source";
import { usedImages } from "../rules/dockerfile/used-image";
import { datedParts } from "../rules/images/tag-version";
import type { Rule } from "../rules/rule";
import type { Span } from "../text/span";

/** What there is to say about a place in a file, as Markdown. */
export interface Description {
  readonly at: Span;
  readonly markdown: string;
  /** The rule that it is about. */
  readonly rule?: string;
}

/** How many release lines an image's table names. */
const MAX_LINES = 6;

/**
 * What to tell about the place at `offset`: the support dates of an image, or what a rule is about where its id stands
 * in the text. Undefined when there is nothing to tell.
 */
export function describeAt(
  file: SourceFile,
  offset: number,
  rules: readonly Rule[],
  today: string,
): Description | undefined {
  return describeImage(file, offset, today) ?? describeRuleName(file, offset, rules);
}

/** What a rule asks for and why, as Markdown. */
export function describeRule({ title, why, equivalents }: Rule): string {
  const same = equivalents.length > 0 ? `\n\nThe same as ${equivalents.join(", ")}.` : "";
  return `**${title}**\n\n${why}${same}`;
}

function describeImage(file: SourceFile, offset: number, today: string): Description | undefined {
  const image = imagesIn(file).find(({ at }) => at.start <= offset && offset <= at.end);
  const reference = image && parseImageReference(image.name);
  if (!image || !reference) return undefined;
  const parts = datedParts(reference).map(({ life }) => {
    const { product, cycle } = life;
    const known = product.cycles.find((each) => each.cycle === cycle);
    return `**${product.title} ${cycle}** ${stateWords(known ?? { cycle, end: life.end }, product, today)}`;
  });
  const [main] = datedParts(reference);
  if (!main) return undefined;
  const rows = supportedLines(main.life.product, today).map(
    ({ cycle, end, extended }) =>
      `| ${cycle} | ${end ?? "not announced"}${extended === undefined ? "" : ` (long-term: ${extended})`} |`,
  );
  const table = ["| Supported line | Security fixes until |", "| --- | --- |", ...rows].join("\n");
  const source = `Dates as of ${as_of}, [endoflife.date](https://endoflife.date)`;
  return { at: image.at, markdown: [parts.join("\n\n"), table, source].join("\n\n") };
}

/** The images that a file names, with what to write for them once variables are replaced. */
function imagesIn(file: SourceFile): { readonly at: Span; readonly name: string }[] {
  if (file.is("dockerfile")) {
    return [...usedImages(file.form)].map(({ written, sketch }) => ({ at: written, name: sketch }));
  }
  if (!file.is("compose")) return [];
  return file.form.services.flatMap(({ image }) =>
    image?.value === undefined ? [] : [{ at: image.at, name: image.value }],
  );
}

function stateWords({ cycle, end, extended }: Cycle, product: Product, today: string): string {
  if (end === undefined) return "gets security fixes; no end is announced.";
  const state = stateOf({ product, cycle, end, extended }, today);
  if (state === "ended") return `has had no security fixes since ${extended ?? end}.`;
  if (state === "extended") return `gets long-term fixes until ${extended}; general support ended on ${end}.`;
  return `gets security fixes until ${end}.`;
}

function supportedLines({ cycles }: Product, today: string): readonly Cycle[] {
  return cycles.filter(({ end, extended }) => (extended ?? end ?? today) >= today).slice(0, MAX_LINES);
}

/** Ids as they stand in comments, in the configuration, in plans, and the codes of other tools in their comments. */
const names =
  /\b(?:[a-z]{2,20}\/[a-z0-9-]{2,40}|DL\d{4}|DS-\d{4}|CKV2?_DOCKER_\d{1,2}|CL-\d{4}|[A-Z][a-z]{1,20}[A-Z]\w{1,40})\b/g;
/** No name is longer. */
const REACH = 64;

function describeRuleName(file: SourceFile, offset: number, rules: readonly Rule[]): Description | undefined {
  const start = Math.max(0, offset - REACH);
  for (const match of file.text.slice(start, offset + REACH).matchAll(names)) {
    const at = { start: start + match.index, end: start + match.index + match[0].length };
    if (offset < at.start || offset > at.end) continue;
    const rule = rules.find(({ id, equivalents }) => {
      return id === match[0] || equivalents.some((name) => name.endsWith(` ${match[0]}`));
    });
    if (rule) return { at, markdown: describeRule(rule), rule: rule.id };
  }
  return undefined;
}
