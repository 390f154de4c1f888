import { readFieldLine, readHeadingAnnotations } from "../../annotations";
import type { Choice, OptionSet } from "../../model";
import { parseMoney } from "../../money";
import { IdPool, slug } from "../../slug";
import { cleanTitle } from "../../title";
import { type Chapter, fieldOf, type PlanSource } from "../chapters";
import { about, withoutMarks } from "./words";

/**
 * Options of a plan: neighbouring headings or labels called `Option A: …`, with lists of pros and cons under them. What
 * was decided is read from a line such as `Decision: Render`.
 */
export function optionsOf(source: PlanSource): OptionSet[] {
  const sets = new Map<Chapter | undefined, Chapter[]>();
  for (const chapter of source.chapters()) {
    if (!about.option.test(chapter.title) || chapter.level === 1) continue;
    sets.set(chapter.parent, [...(sets.get(chapter.parent) ?? []), chapter]);
  }
  const decision = decisionOf(source);
  const ids = new IdPool();
  return [...sets].flatMap(([parent, chapters]) => {
    if (chapters.length < 2) return [];
    const title = readHeadingAnnotations(parent?.title ?? "").title || "Options";
    const choiceIds = new IdPool();
    const choices = chapters.map((chapter) => choiceOf(chapter, source, choiceIds));
    const chosen = choices.find(({ title: one }) => decision !== undefined && sameWord(one, decision));
    return [
      {
        id: ids.take(slug(title, 32)),
        title,
        line: parent?.line ?? chapters[0]?.line ?? 0,
        chosen: chosen?.id,
        because: chosen && decision,
        choices,
      },
    ];
  });
}

function choiceOf(chapter: Chapter, source: PlanSource, ids: IdPool): Choice {
  const [, letter = "", rest = ""] = about.option.exec(chapter.title) ?? [];
  const annotations = readHeadingAnnotations(cleanTitle(rest));
  const title =
    annotations.title.replace(/\(\s?recommended\s?\)|[-–—]\s*ready now$/gi, "").trim() || `Option ${letter}`;
  // What follows a list under a label (`**Cons**:`) speaks of the option all the same.
  const parts = [chapter, ...chapter.children.filter(({ level }) => level === 7)];
  const lines = parts.flatMap((part) => [
    ...source.paragraphLines(part),
    ...source.items(part).map((item) => source.itemSource(item)),
  ]);
  const fields = lines.flatMap((line) => fieldOf(line) ?? []);
  const list = (name: RegExp) => listNamed(chapter, name, source);
  const cost = fields.find(({ name }) => about.budget.test(name))?.value;
  const estimate = lines
    .map((line) => readFieldLine(cleanTitle(line))?.estimate)
    .find((one) => one !== undefined);
  return {
    id: ids.take(slug(title, 32)),
    title,
    line: chapter.line,
    recommended: about.recommended.test(chapter.source),
    pros: list(about.pros),
    cons: list(about.cons),
    limits: list(about.limits),
    estimate: estimate ?? annotations.estimate,
    cost: cost === undefined ? undefined : parseMoney(cost.replace(/\s*\(.*$/, "")),
  };
}

/** The items under `**Pros**:`, whether that is a label of its own or the first line of a list item. */
function listNamed(chapter: Chapter, name: RegExp, source: PlanSource): string[] {
  const label = chapter.children.find(({ level, title }) => level === 7 && name.test(title));
  const items = label
    ? source.items(label)
    : source
        .items(chapter)
        .filter((item) => name.test(cleanTitle(source.itemSource(item))))
        .flatMap((item) => source.below(item));
  return items.map((item) => cleanTitle(withoutMarks(source.itemSource(item)))).filter((text) => text !== "");
}

function decisionOf(source: PlanSource): string | undefined {
  for (const chapter of source.chapters()) {
    for (const line of source.paragraphLines(chapter)) {
      const field = fieldOf(line);
      if (field && about.decision.test(field.name)) return field.value;
      const said = /\bwe (?:will )?(?:proceed|go) with (?:option\s+)?([^.,;\n]{2,60})/i.exec(line)?.[1];
      if (said) return cleanTitle(said);
    }
  }
  return undefined;
}

/** Whether one of two names is a word of the other: `Heroku (simplest)` and `Heroku`. */
function sameWord(title: string, decision: string): boolean {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
  const decided = words(decision);
  const own = [...words(title)];
  return own.length > 0 && decided.has(own[0] ?? "");
}
