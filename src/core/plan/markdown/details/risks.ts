import { parseTarget } from "../../metric-target";
import type { Metric, Risk } from "../../model";
import { IdPool, slug } from "../../slug";
import { cleanTitle } from "../../title";
import { type Chapter, fieldOf, type PlanSource } from "../chapters";
import { about, withoutMarks } from "./words";

/** Risks: items under a heading about them, with `→` or fields for what is done about each. Boxes are work, no risks. */
export function risksOf(source: PlanSource): Risk[] {
  const ids = new IdPool();
  return [...source.chapters()]
    .filter((chapter) => isUnder(chapter, about.risks))
    .flatMap((chapter) =>
      source.items(chapter).flatMap((item): Risk[] => {
        const written = source.itemSource(item);
        const [head = "", mitigation] = written.split(/\s*(?:→|->|=>)\s*/u);
        const below = source.below(item).flatMap((one) => fieldOf(source.itemSource(one)) ?? []);
        const said = (name: RegExp) => below.find((field) => name.test(field.name))?.value;
        const action = mitigation ?? said(/^(?:mitigation|maßnahme|gegenmaßnahme|plan)$/i);
        if (action === undefined && below.length === 0) return [];
        const bold = /^(?:\*\*|__)(.+?)(?:\*\*|__)/u.exec(head)?.[1];
        const title = cleanTitle(bold ?? head.replace(levelWord, ""));
        return [
          {
            id: ids.take(slug(title, 32)),
            title,
            line: source.lineOf(item.at.start),
            level: levelOf(head) ?? levelOf(chapter.title),
            impact: said(/^(?:impact|auswirkung)$/i),
            mitigation: action === undefined ? undefined : cleanTitle(action),
            status: said(/^status$/i),
            closesWith: [],
          },
        ];
      }),
    );
}

/** What is to be reached: items and lines under headings about metrics that hold a number to compare with. */
export function metricsOf(source: PlanSource): Metric[] {
  const ids = new IdPool();
  return [...source.chapters()]
    .filter((chapter) => isUnder(chapter, about.metrics))
    .flatMap((chapter) => {
      const items = source
        .items(chapter, true)
        .map((item) => ({ text: source.itemSource(item), line: source.lineOf(item.at.start) }));
      const lines = source.fences(chapter).flatMap(({ content }) =>
        source
          .read(content)
          .split(/\r\n|\n|\r/)
          .map((text, i) => ({ text: withoutMarks(text), line: source.lineOf(content.start) + i })),
      );
      return [...items, ...lines].flatMap(({ text, line }): Metric[] => {
        const title = cleanTitle(text);
        const target = parseTarget(title);
        return target ? [{ id: ids.take(slug(title, 32)), title, line, target, measured: undefined }] : [];
      });
    });
}

const levelWord = /\b(critical|high|medium|moderate|low|hoch|mittel|niedrig)\b/i;

function levelOf(text: string): Risk["level"] {
  const word = levelWord.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  if (/^(?:critical|high|hoch)$/.test(word)) return "high";
  return /^(?:low|niedrig)$/.test(word) ? "low" : "medium";
}

/** Whether a chapter, or one that it is in, is about something; the title of the plan says nothing of its parts. */
function isUnder(chapter: Chapter, words: RegExp): boolean {
  for (let one: Chapter | undefined = chapter; one && one.level > 1; one = one.parent)
    if (words.test(one.title)) return true;
  return false;
}
