import type { SyntaxNode, SyntaxNodeRef } from "@lezer/common";
import { type Span, span } from "../../text/span";
import type { ParseProblem } from "../problem";
import type { ParsedText } from "./tree";
import type { CallValue, FunctionValue, Value } from "./value";

/** `target = value`, `target += value`; a declaration without a value is none. */
export interface Assignment {
  readonly at: Span;
  readonly target: Value;
  readonly value: Value;
  readonly operator: string;
  /** Where a name that is declared here is known; undefined where the assignment declares nothing. */
  readonly scope: Span | undefined;
}

export interface ClassDefinition {
  readonly at: Span;
  readonly name: string;
  readonly bases: readonly Value[];
  readonly decorators: readonly Value[];
  readonly body: Span;
}

/** What a function gives back at one place. */
export interface Return {
  readonly at: Span;
  readonly value: Value;
}

/** A local name and what it stands for: `fastapi.FastAPI`, or the module itself. */
export interface ImportedName {
  readonly at: Span;
  readonly local: string;
  readonly qualified: string;
}

/** An import statement, or one of its modules where Python lists several. */
export interface Import {
  readonly at: Span;
  readonly module: string;
  readonly names: readonly ImportedName[];
  /** `from module import *` */
  readonly star: boolean;
}

/**
 * What one pass over a file finds, each list in the order of the text. Unfinished pieces are left out, but for
 * functions and classes: they are there while somebody types in them.
 */
export interface Outline {
  readonly calls: readonly CallValue[];
  readonly assignments: readonly Assignment[];
  readonly functions: readonly FunctionValue[];
  readonly classes: readonly ClassDefinition[];
  readonly returns: readonly Return[];
  readonly imports: readonly Import[];
  readonly problems: readonly ParseProblem[];
}

/** The lists that a language fills, node by node. */
export type Found = {
  readonly [K in keyof Omit<Outline, "problems">]: Outline[K][number][];
};

/** What a language knows of its nodes. */
export interface Grammar {
  /** Whether `collect` wants to see nodes of this type. */
  wants(name: string): boolean;
  /** Adds what `node` says to `found`, inner nodes first. `whole`: nothing in it is unfinished. */
  collect(node: SyntaxNode, found: Found, whole: boolean): void;
  /** What is wrong with a node that the parser accepted: a quote left open. */
  flaw?(node: SyntaxNodeRef): string | undefined;
}

const MAX_PROBLEMS = 100;

/** Walks over `parsed` once, without recursion: nesting may be as deep as the text is long. */
export function outlineOf(parsed: ParsedText, text: string, grammar: Grammar): Outline {
  const found: Found = { calls: [], assignments: [], functions: [], classes: [], returns: [], imports: [] };
  const problems: ParseProblem[] = [];
  const open: { readonly node: SyntaxNode; broken: boolean }[] = [];
  const report = (at: Span, message: string) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ at, message });
    // The ancestors of a broken node are broken already.
    for (let i = open.length - 1; i >= 0; i--) {
      const outer = open[i];
      if (!outer || outer.broken) break;
      outer.broken = true;
    }
  };
  parsed.tree.iterate({
    enter(node) {
      if (grammar.wants(node.name)) open.push({ node: node.node, broken: false });
      const message = node.type.isError ? "this is not understood" : grammar.flaw?.(node);
      if (message !== undefined) report(span(node.from, node.to), message);
    },
    leave(node) {
      if (!grammar.wants(node.name)) return;
      const entry = open.pop();
      const cut = node.to >= parsed.end && parsed.end < text.length;
      if (entry) grammar.collect(entry.node, found, !entry.broken && !cut);
    },
  });
  if (parsed.end < text.length) {
    problems.push({
      at: span(parsed.end, text.length),
      message: "the rest is not read: too long, or not code",
    });
  }
  for (const list of Object.values(found))
    list.sort((a, b) => a.at.start - b.at.start || b.at.end - a.at.end);
  return { ...found, problems };
}
