import type { MarkdownListItem } from "../../../files/markdown/ast";
import type { NamedCommand, Runbook, RunbookStep, Trouble } from "../../model";
import { IdPool, slug } from "../../slug";
import { cleanTitle } from "../../title";
import { type Chapter, fieldOf, type PlanSource } from "../chapters";
import { isBoldLine } from "../item-text";
import { about, withoutMarks } from "./words";

/** Runbooks: numbered lists under headings about going back, restoring or an incident. */
export function runbooksOf(source: PlanSource): Runbook[] {
  const ids = new IdPool();
  return [...source.chapters()].flatMap((chapter) => {
    if (!about.runbook.test(chapter.title)) return [];
    const steps = source
      .lists(chapter)
      .filter(({ ordered }) => ordered)
      .flatMap(({ items }) => items)
      .flatMap((item): RunbookStep[] => stepsOf(item, source));
    if (steps.length < 2) return [];
    return [
      {
        id: ids.take(slug(chapter.title, 32)),
        title: chapter.title,
        line: chapter.line,
        trigger: undefined,
        steps,
      },
    ];
  });
}

/** One step; a line in bold over a list of steps is their title, and boxes are work of the plan. */
function stepsOf(item: MarkdownListItem, source: PlanSource): RunbookStep[] {
  const below = source.below(item);
  if (below.some(({ box }) => box)) return [];
  const written = source.itemSource(item);
  if (below.length > 1 && isBoldLine(written)) return below.flatMap((one) => stepsOf(one, source));
  const line = source.lineOf(item.at.start);
  const command = /`([^`\n]{2,300})`/.exec(written)?.[1];
  // Only a command behind a colon can be taken out of its sentence: `Stop the old one: …`.
  const [, before, after = ""] = /^([^`]*?)\s*[:：]\s*`[^`\n]{2,300}`\s*([;,.].*)?$/u.exec(written) ?? [];
  const text = cleanTitle(before === undefined ? written : `${before}${after.replace(/^[.]$/, "")}`);
  return [{ text: text || (command ?? ""), command, line }];
}

/** Commands: the lines of shell listings under a heading about commands, each named by the comment above it. */
export function commandsOf(source: PlanSource): NamedCommand[] {
  const ids = new IdPool();
  return [...source.chapters()].flatMap((chapter) => {
    if (!about.commands.test(chapter.title)) return [];
    return source.fences(chapter).flatMap(({ info, content }) => {
      if (!/^(?:|bash|sh|shell|console|zsh)$/i.test(info.trim())) return [];
      return commandsIn(source.read(content), source.lineOf(content.start)).map(
        ({ title, command, line }) => ({
          id: ids.take(slug(title, 32)),
          title,
          line,
          command,
        }),
      );
    });
  });
}

function commandsIn(text: string, first: number): { title: string; command: string; line: number }[] {
  const found: { title: string; command: string; line: number }[] = [];
  let title: string | undefined;
  let goesOn = false;
  for (const [i, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim();
    const last = found.at(-1);
    if (goesOn && last) {
      last.command = `${last.command}\n${raw.trimEnd()}`;
      goesOn = line.endsWith("\\");
    } else if (line === "") title = undefined;
    else if (line.startsWith("#")) title = cleanTitle(line.replace(/^#+\s*/, ""));
    else if (title !== undefined) {
      found.push({ title, command: line.replace(/^\$\s+/, ""), line: first + i });
      goesOn = line.endsWith("\\");
    }
  }
  return found;
}

/** Known trouble: headings such as `Issue: …` with a solution, and `- **Symptom**: remedy` under such a heading. */
export function troublesOf(source: PlanSource): Trouble[] {
  const ids = new IdPool();
  return [...source.chapters()].flatMap((chapter): Trouble[] => {
    const named = about.trouble.exec(chapter.title)?.[1];
    if (named !== undefined) {
      const remedy = remedyOf(chapter, source);
      const title = named.replace(/^["“]|["”]$/g, "");
      return remedy === ""
        ? []
        : [{ id: ids.take(slug(title, 32)), title, line: chapter.line, cause: undefined, remedy }];
    }
    if (!about.troubles.test(chapter.title)) return [];
    return source.items(chapter).flatMap((item): Trouble[] => {
      const field = fieldOf(source.itemSource(item));
      if (!field) return [];
      const { name: title, value: remedy } = field;
      return [
        {
          id: ids.take(slug(title, 32)),
          title,
          line: source.lineOf(item.at.start),
          cause: undefined,
          remedy,
        },
      ];
    });
  });
}

/** What a chapter says to do: its solution, as text or as listing. */
function remedyOf(chapter: Chapter, source: PlanSource): string {
  const parts = [chapter, ...chapter.children.filter(({ title }) => about.solution.test(title))];
  for (const part of parts.toReversed()) {
    const lines = source
      .paragraphLines(part)
      .map((line) => line.replace(/^\*\*[^*]{2,20}\*\*\s?[:：]\s?/, "").trim());
    const items = source.items(part).map((item) => withoutMarks(source.itemSource(item)));
    const listings = source.fences(part).map(({ content }) => source.read(content).trim());
    const said = [...lines, ...items].map(cleanTitle).filter((line) => line !== "");
    const all = [...said, ...listings].filter((text) => text !== "").join("\n");
    if (all !== "") return all.slice(0, 2_000);
  }
  return "";
}
