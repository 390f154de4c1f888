import { parseEstimate } from "../estimate";
import type { Estimate } from "../model";
import { cleanTitle } from "../title";
import { type Chapter, fieldOf, type PlanSource } from "./chapters";
import { isEmptyAnswer } from "./details/words";

/** What the text of a section states about itself, beside its boxes. */
export interface Stated {
  readonly estimate: Estimate | undefined;
  readonly blockers: readonly string[];
  readonly outputs: readonly string[];
}

/** Reads lines such as `TIME: 4 hours`, `BLOCKER: None`, `OUTPUT: …` in paragraphs and listings. */
export class SectionNotes {
  private readonly byLine = new Map<number, Chapter>();

  constructor(private readonly source: PlanSource) {
    for (const chapter of source.chapters()) if (chapter.level > 0) this.byLine.set(chapter.line, chapter);
  }

  /** What is stated directly under the heading in `line` (from 0). */
  statedAt(line: number): Stated | undefined {
    const chapter = this.byLine.get(line);
    if (!chapter) return undefined;
    const listings = this.source
      .fences(chapter)
      .flatMap(({ content }) => this.source.read(content).split(/\r\n|\n|\r/));
    const fields = [...this.source.paragraphLines(chapter), ...listings].flatMap(
      (text) => fieldOf(text.trim()) ?? [],
    );
    const said = (name: RegExp) =>
      fields
        .filter((field) => name.test(field.name))
        .map(({ value }) => value)
        .filter((value) => !isEmptyAnswer(value));
    return {
      estimate: said(/^(?:time|duration|zeit|dauer)$/i)
        .map((value) => parseEstimate(value))
        .find((one) => one !== undefined),
      blockers: said(/^(?:blockers?|blocked by|blockiert durch)$/i),
      outputs: said(/^(?:outputs?|deliverables?|ergebnis(?:se)?)$/i),
    };
  }

  /** What has been reached when the phase whose heading is in `line` ends: `**Success Criteria**: …`. */
  successOf(line: number): string[] {
    const chapter = this.byLine.get(line);
    if (!chapter) return [];
    return [...this.source.chapters(chapter)].flatMap((one) => {
      const lines = this.source.paragraphLines(one).flatMap((text) => {
        const field = /^(?:\*\*|__)/.test(text) ? fieldOf(text) : undefined;
        return field && successName.test(field.name) ? [field.value] : [];
      });
      if (one === chapter || !successName.test(one.title)) return lines;
      return [...lines, ...this.source.items(one).map((item) => cleanTitle(this.source.itemSource(item)))];
    });
  }
}

const successName =
  /^(?:success criteria|acceptance criteria|definition of done|done when|erfolgskriterien)$/i;
