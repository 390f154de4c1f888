import { noDetails, type PlanDetails } from "../../model";
import { cleanTitle } from "../../title";
import { type Chapter, fieldOf, type PlanSource } from "../chapters";
import { budgetsOf } from "./money";
import { optionsOf } from "./options";
import { commandsOf, runbooksOf, troublesOf } from "./procedures";
import { metricsOf, risksOf } from "./risks";
import { about, isEmptyAnswer, withoutMarks } from "./words";

/** What a Markdown plan says beside its phases. Nothing is invented: what has no such place in the text stays empty. */
export function detailsOf(source: PlanSource): PlanDetails {
  const fields = fieldsOf(source);
  return {
    ...noDetails,
    goal: fields.find(({ name }) => about.goal.test(name))?.value,
    nonGoals: listedUnder(source, about.nonGoals),
    fields,
    team: teamOf(fields),
    options: optionsOf(source),
    blockers: listedUnder(source, about.blockers),
    risks: risksOf(source),
    metrics: metricsOf(source),
    budget: budgetsOf(source),
    runbooks: runbooksOf(source),
    commands: commandsOf(source),
    troubles: troublesOf(source),
  };
}

/** Lines such as `**Timeline**: 2 weeks` under the title, up to the first heading that has boxes or text of its own. */
function fieldsOf(source: PlanSource): PlanDetails["fields"] {
  const first = source.root.children.find(({ level }) => level === 1);
  const opening = first?.children.find(({ level }) => level === 2);
  const chapters = [first, opening && isStatus(opening, source) ? opening : undefined];
  return chapters.flatMap((chapter) =>
    chapter
      ? source.paragraphLines(chapter).flatMap((line) => {
          const field = /^(?:\*\*|__)/.test(line) ? fieldOf(line.replace(/\s{2,}$|\\$/, "")) : undefined;
          return field && !/^[\s_.…]*$/.test(field.value) ? [field] : [];
        })
      : [],
  );
}

/** A first chapter that holds nothing but such lines belongs to the title. */
function isStatus(chapter: Chapter, source: PlanSource): boolean {
  const isText = chapter.blocks.every(
    ({ kind }) => kind === "paragraph" || kind === "other" || kind === "comment",
  );
  const lines = isText ? source.paragraphLines(chapter).filter((line) => line !== "") : [];
  return lines.length > 0 && lines.every((line) => /^(?:\*\*|__)/.test(line) && fieldOf(line) !== undefined);
}

/** What is listed, or written line by line, under a heading. Boxes are work, and nothing that is listed here. */
function listedUnder(source: PlanSource, words: RegExp): string[] {
  return [...source.chapters()]
    .filter(({ level, title }) => level > 1 && words.test(title))
    .flatMap((chapter) => {
      const items = source.items(chapter).map((item) => source.itemSource(item));
      const lines = source.paragraphLines(chapter).filter((line) => /^\p{Extended_Pictographic}/u.test(line));
      return [...items, ...lines.map(withoutMarks)].map(cleanTitle).filter((line) => !isEmptyAnswer(line));
    });
}

/** `Team: 1-2 people`: the smaller number, with which the time is sure to be enough. */
function teamOf(fields: PlanDetails["fields"]): PlanDetails["team"] {
  const value = fields.find(({ name }) => /^team(?: size)?$/i.test(name))?.value;
  const size = /^(\d{1,3})\b/.exec(value ?? "")?.[1];
  if (size === undefined) return undefined;
  return { size: Number(size), hoursPerDay: undefined, start: undefined, people: [] };
}
