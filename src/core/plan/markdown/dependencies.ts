import type { MarkdownTable } from "../../files/markdown/ast";
import { cleanTitle } from "../title";
import { stepNameOf } from "./heading";
import type { PhaseOutline } from "./phases";

/** Which phases each phase waits for, as indices, read from tables that have a column for it. */
export type PhaseOrder = ReadonlyMap<number, readonly number[]>;

const dependencyColumn =
  /^(?:depends on|dependenc(?:y|ies)|after|requires|prerequisites?|abhängig von|voraussetzung(?:en)?)$/i;

/**
 * Reads `| Phase 4: … | … | Phase 2,3 |`: the first column names a phase, the dependency column others by number
 * (`All phases` is every one before it). What names no phase, such as `Stripe account`, is left to people.
 */
export function phaseOrder(
  tables: readonly MarkdownTable[],
  phases: readonly PhaseOutline[],
  source: (at: { readonly start: number; readonly end: number }) => string,
): PhaseOrder {
  const order = new Map<number, readonly number[]>();
  for (const table of tables) {
    const column = table.header.findIndex((cell) => dependencyColumn.test(cleanTitle(source(cell))));
    if (column < 1) continue;
    for (const row of table.rows) {
      const [name, needs] = [row[0], row[column]];
      const phase = name ? phaseNamed(cleanTitle(source(name)), phases) : -1;
      if (phase === -1 || !needs) continue;
      const before = needed(cleanTitle(source(needs)), phases, phase).filter((index) => index !== phase);
      if (before.length > 0 && !order.has(phase)) order.set(phase, before);
    }
  }
  return order;
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
