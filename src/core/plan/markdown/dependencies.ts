import type { MarkdownTable } from "../../files/markdown/ast";
import { priorityOf } from "../annotations";
import { parseEstimate } from "../estimate";
import type { Estimate, Priority } from "../model";
import { cleanTitle } from "../title";
import { durationColumn } from "../vocabulary";
import { stepNameOf } from "./heading";
import type { PhaseOutline } from "./phases";

/** What a table says of one phase. */
export interface PhaseRow {
  /** The phases that it waits for, as indices. */
  readonly after: readonly number[];
  /** What it waits for that is no phase: `Stripe account`. */
  readonly needs: readonly string[];
  readonly estimate: Estimate | undefined;
  readonly priority: Priority | undefined;
}

const dependencyColumn =
  /^(?:depends on|dependenc(?:y|ies)|after|requires|prerequisites?|abhängig von|voraussetzung(?:en)?)$/i;
const priorityColumn = /^(?:priority|prio|priorität)$/i;

/**
 * Reads `| Phase 4: … | 2-3 days | Phase 2,3 |`, by index of the phase: the first column names it, the dependency column
 * others by number (`All phases` is every one before it) and whatever else has to be there.
 */
export function phaseRows(
  tables: readonly MarkdownTable[],
  phases: readonly PhaseOutline[],
  source: (at: { readonly start: number; readonly end: number }) => string,
): ReadonlyMap<number, PhaseRow> {
  const rows = new Map<number, PhaseRow>();
  for (const table of tables) {
    const columnOf = (name: RegExp) => table.header.findIndex((cell) => name.test(cleanTitle(source(cell))));
    const columns = {
      needs: columnOf(dependencyColumn),
      time: columnOf(durationColumn),
      priority: columnOf(priorityColumn),
    };
    if (columns.needs < 1 && columns.time < 1 && columns.priority < 1) continue;
    for (const row of table.rows) {
      const cell = (column: number) => {
        const at = column < 1 ? undefined : row[column];
        return at ? cleanTitle(source(at)) : "";
      };
      const phase = row[0] ? phaseNamed(cleanTitle(source(row[0])), phases) : -1;
      if (phase === -1 || rows.has(phase)) continue;
      const after = needed(cell(columns.needs), phases, phase).filter((index) => index !== phase);
      rows.set(phase, {
        after,
        needs: after.length > 0 ? [] : external(cell(columns.needs)),
        estimate: parseEstimate(cell(columns.time)),
        priority: priorityOf(cell(columns.priority)),
      });
    }
  }
  return rows;
}

/** What is needed that is no phase: `Domain, hosting`; nothing for `None` and dashes. */
function external(text: string): string[] {
  return text
    .split(/\s*[,;]\s*/)
    .map((part) => part.trim())
    .filter(
      (part) =>
        part !== "" &&
        !/^(?:none|keine?|n\/a|[-–—])$/i.test(part) &&
        !/^(?:all|phase|week|step)\b/i.test(part),
    );
}

function phaseNamed(title: string, phases: readonly PhaseOutline[]): number {
  const step = stepNameOf(title);
  return phases.findIndex(({ node }) =>
    step ? node.step?.word === step.word && node.step.number === step.number : node.title === title,
  );
}

function needed(text: string, phases: readonly PhaseOutline[], phase: number): number[] {
  if (/^all (?:previous |other )?phases$/i.test(text)) {
    return phases.flatMap(({ node }, index) => (index < phase && node.step ? [index] : []));
  }
  const word = /^(\p{L}{3,12})s? \d/u.exec(text)?.[1];
  if (word === undefined) return [];
  const numbers = text.slice(word.length).match(/\d{1,3}[a-z]?/gi) ?? [];
  return numbers.map((number) => phaseNamed(`${word} ${number}`, phases)).filter((index) => index !== -1);
}
