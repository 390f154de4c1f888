import { type Span, span } from "../../text/span";
import { placedItems } from "../item-ref";
import type { Item, Phase, Plan } from "../model";
import type { PlanFinding } from "./finding";

/** Items of a plan and the text they stand in. */
export interface PlanText {
  readonly plan: Plan;
  readonly text: string;
  /** The offset at which a line (from 0) starts. */
  startOf(line: number): number;
}

/** Items that are left out without a word why. */
export function* missingReasons({ plan }: PlanText): Generator<PlanFinding> {
  for (const { item } of placedItems(plan)) {
    if (item.claim !== "na" || item.reason) continue;
    const message = `“${item.title}” is marked as not applicable without a reason.`;
    yield { rule: "plan/missing-reason", severity: "warning", at: item.at, message, fixes: [] };
  }
}

/** Rules that items name and that do not exist: such an item can never be verified. */
export function* unknownRules(source: PlanText, ruleExists: (id: string) => boolean): Generator<PlanFinding> {
  for (const { item, end } of itemsWithEnd(source)) {
    for (const rule of item.verify.rules) {
      if (ruleExists(rule)) continue;
      const at = tokenAt(source.text, rule, item.at, end);
      yield {
        rule: "plan/unknown-rule",
        severity: "warning",
        at,
        message: `There is no rule \`${rule}\`.`,
        fixes: [],
      };
    }
  }
}

/** Dependencies on what the plan does not have, and those that lead back to where they started. */
export function* wrongDependencies(source: PlanText): Generator<PlanFinding> {
  if (!source.plan.phases.some(hasDependencies)) return;
  const needs = dependencyGraph(source.plan);
  const inCycle = cyclic(needs);
  for (const { node, at, end } of nodesWithEnd(source)) {
    for (const id of node.dependsOn) {
      const token = tokenAt(source.text, id, at, end);
      if (!needs.has(id)) {
        const message = `There is no item and no phase \`${id}\` in this plan.`;
        yield { rule: "plan/unknown-dependency", severity: "warning", at: token, message, fixes: [] };
      } else if (inCycle(node.id, id)) {
        const message = `\`${node.id}\` and \`${id}\` wait for each other.`;
        yield { rule: "plan/dependency-cycle", severity: "warning", at: token, message, fixes: [] };
      }
    }
  }
}

function hasDependencies({ dependsOn, sections }: Phase): boolean {
  const waits = (item: Item): boolean => item.dependsOn.length > 0 || item.children.some(waits);
  return dependsOn.length > 0 || sections.some(({ items }) => items.some(waits));
}

function dependencyGraph({ phases }: Plan): ReadonlyMap<string, readonly string[]> {
  const needs = new Map<string, readonly string[]>();
  const add = (items: readonly Item[], phase: Phase): void => {
    for (const item of items) {
      needs.set(item.id, [...item.dependsOn, ...phase.dependsOn]);
      add(item.children, phase);
    }
  };
  for (const phase of phases) for (const { items } of phase.sections) add(items, phase);
  for (const phase of phases) needs.set(phase.id, [...(needs.get(phase.id) ?? []), ...phase.dependsOn]);
  return needs;
}

/** Tells whether the edge `from -> to` lies on a cycle: both belong to one strongly connected part (Tarjan). */
function cyclic(needs: ReadonlyMap<string, readonly string[]>): (from: string, to: string) => boolean {
  const part = new Map<string, number>();
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  for (const start of needs.keys()) {
    if (index.has(start)) continue;
    // An explicit stack: a plan may chain more items than the call stack holds.
    const work: { readonly id: string; next: number }[] = [{ id: start, next: 0 }];
    while (work.length > 0) {
      const frame = work.at(-1);
      if (!frame) break;
      const { id } = frame;
      if (frame.next === 0) {
        index.set(id, index.size);
        low.set(id, index.get(id) ?? 0);
        open.push(id);
      }
      const target = needs.get(id)?.[frame.next++];
      if (target !== undefined) {
        if (!needs.has(target) || part.has(target)) continue;
        if (!index.has(target)) work.push({ id: target, next: 0 });
        else low.set(id, Math.min(low.get(id) ?? 0, index.get(target) ?? 0));
        continue;
      }
      work.pop();
      const parent = work.at(-1)?.id;
      if (parent !== undefined) low.set(parent, Math.min(low.get(parent) ?? 0, low.get(id) ?? 0));
      if (low.get(id) !== index.get(id)) continue;
      const name = part.size;
      for (let member = open.pop(); member !== undefined; member = open.pop()) {
        part.set(member, name);
        if (member === id) break;
      }
    }
  }
  return (from, to) => part.get(from) !== undefined && part.get(from) === part.get(to);
}

/** Every item with the offset at which the next one starts. */
function itemsWithEnd({ plan, text }: PlanText): { item: Item; end: number }[] {
  const items = [...placedItems(plan)].map(({ item }) => item).toSorted((a, b) => a.at.start - b.at.start);
  return items.map((item, i) => ({ item, end: items[i + 1]?.at.start ?? text.length }));
}

interface Node {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

function nodesWithEnd(source: PlanText): { node: Node; at: Span; end: number }[] {
  const items = itemsWithEnd(source).map(({ item, end }) => ({ node: item as Node, at: item.at, end }));
  const phases = source.plan.phases.map((phase, i, all) => {
    const start = source.startOf(phase.line);
    const next = all[i + 1];
    return {
      node: phase as Node,
      at: span(start, start),
      end: next ? source.startOf(next.line) : source.text.length,
    };
  });
  // What a Markdown table says of phases stands elsewhere and names them by number.
  return source.plan.format === "yaml" ? [...phases, ...items] : items;
}

/** Where `token` stands on its own between `from` and `end`; `from` itself where it cannot be found. */
function tokenAt(text: string, token: string, from: Span, end: number): Span {
  const part = text.slice(from.start, end);
  const isWord = (char: string | undefined) => char !== undefined && /[\w./-]/.test(char);
  for (let at = part.indexOf(token); at !== -1; at = part.indexOf(token, at + 1)) {
    if (isWord(part[at - 1]) || isWord(part[at + token.length])) continue;
    return span(from.start + at, from.start + at + token.length);
  }
  return from;
}
