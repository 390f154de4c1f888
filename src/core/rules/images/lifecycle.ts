import { type Life, stateOf } from "../../data/lifecycle";
import { replacement, type TextEdit } from "../../text/edits";
import type { Fix, Problem, Report } from "../rule";
import { type DatedPart, datedParts, upgrade } from "./tag-version";
import type { UsedImage } from "./used-image";

/**
 * What there is to say about the age of `image` at `today` (`YYYY-MM-DD`): a problem for a release without security
 * fixes, now or soon, else a proof. Undefined when its tag names no release line that is known.
 */
export function lifecycleReport(image: UsedImage, today: string): Report | undefined {
  const { reference } = image;
  const dated = reference ? datedParts(reference) : [];
  const worst = dated.find(({ life }) => stateOf(life, today) !== "supported") ?? dated[0];
  if (!worst) return undefined;
  const at = image.locate(worst.start, worst.end) ?? image.written;
  const state = stateOf(worst.life, today);
  return state === "supported"
    ? { proves: at, message: `${nameOf(worst.life)} gets security fixes until ${worst.life.end}.` }
    : { at, ...judge(worst.life, state), fixes: fixesFor(image, worst, today) };
}

function judge(life: Life, state: "ended" | "extended" | "ending"): Pick<Problem, "message" | "severity"> {
  const name = nameOf(life);
  const move = life.product.isStateful
    ? ` Move its data to ${life.product.title} ${life.product.current} with the tools of the database.`
    : "";
  if (state === "ended") {
    return {
      severity: "error",
      message: `${name} has had no security fixes since ${life.extended ?? life.end}.${move}`,
    };
  }
  if (state === "ending")
    return { severity: "warning", message: `${name} gets security fixes until ${life.end} only.${move}` };
  return {
    severity: "hint",
    message: `${name} is out of general support since ${life.end}; long-term fixes end on ${life.extended}.`,
  };
}

function nameOf({ product, cycle }: Life): string {
  return `${product.title} ${cycle}`;
}

function fixesFor(image: UsedImage, worst: DatedPart, today: string): Fix[] {
  const { reference } = image;
  const changes = reference && upgrade(reference, today);
  if (!reference || !changes) return [];
  const edits: TextEdit[] = [];
  for (const { start, end, text } of changes) {
    const place = image.locate(start, end);
    if (!place) return [];
    edits.push(replacement(place, text));
  }
  const target = changes
    .toReversed()
    .reduce((text, { start, end, text: to }) => text.slice(0, start) + to + text.slice(end), reference.text);
  return [{ title: `Move from ${nameOf(worst.life)} to \`${target}\``, kind: "review", edits }];
}
