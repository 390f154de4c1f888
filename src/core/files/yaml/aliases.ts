import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  type Node,
  type ParsedNode,
  Scalar,
} from "yaml";
import { type Span, span } from "../../text/span";
import type { ParseProblem } from "../problem";
import type { YamlDocumentNode } from "./load";

/** What all aliases of a file may add to its own nodes, and how deep anchors may nest in one another. */
const MAX_EXPANSION = 100_000;
const MAX_EXPANDED_DEPTH = 200;

export interface Aliases {
  /** The node that an alias stands for; aliases that cannot be followed are absent. */
  readonly targets: ReadonlyMap<Alias, ParsedNode>;
  readonly problems: readonly ParseProblem[];
}

interface Anchored {
  readonly node: ParsedNode;
  /** Undefined while the anchored node is still being visited: an alias in there refers to itself. */
  size: Size | undefined;
}

interface Size {
  readonly weight: number;
  readonly depth: number;
}

/**
 * Ties every alias to the nearest anchor of its name before it, in document order. Aliases that contain
 * themselves, and those that would expand the file beyond all use, are left untied and reported; so are keys
 * that a map has twice. What follows targets therefore ends, and its work is bounded.
 */
export function resolveAliases(documents: readonly YamlDocumentNode[], text: string): Aliases {
  const targets = new Map<Alias, ParsedNode>();
  const problems: ParseProblem[] = [];
  let expanded = 0;
  let anchors = new Map<string, Anchored>();

  const follow = (alias: Alias.Parsed, level: number): Size => {
    const anchored = anchors.get(alias.source);
    const at = rangeOf(alias);
    if (!anchored)
      problems.push({ at, message: `There is no anchor \`&${alias.source}\` before this alias.` });
    else if (!anchored.size)
      problems.push({ at, message: `The anchor \`&${alias.source}\` contains itself.` });
    else {
      const { size, node } = anchored;
      if (expanded + size.weight <= MAX_EXPANSION && level + size.depth <= MAX_EXPANDED_DEPTH) {
        expanded += size.weight;
        targets.set(alias, node);
        return size;
      }
      problems.push({ at, message: "The aliases of this file expand too far to be followed." });
    }
    return { weight: 1, depth: 1 };
  };

  const visit = (node: ParsedNode | null, level: number): Size => {
    if (!node) return { weight: 1, depth: 1 };
    if (isAlias(node)) return follow(node as Alias.Parsed, level);
    const anchored: Anchored = { node, size: undefined };
    if (node.anchor) anchors.set(node.anchor, anchored);
    let weight = 1;
    let depth = 0;
    const add = (child: unknown) => {
      const size = visit((child ?? null) as ParsedNode | null, level + 1);
      weight += size.weight;
      depth = Math.max(depth, size.depth);
    };
    if (isMap(node)) problems.push(...duplicateKeys(node.items, text, targets));
    if (isCollection(node)) {
      for (const item of node.items) {
        if (isPair(item)) {
          add(item.key);
          add(item.value);
        } else add(item);
      }
    }
    anchored.size = { weight, depth: depth + 1 };
    return anchored.size;
  };

  for (const document of documents) {
    anchors = new Map();
    visit(document.contents, 0);
  }
  return { targets, problems };
}

/** Whether `key` is the merge key `<<`; in quotes it is a key like any other. */
export function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.source === "<<" && key.type === Scalar.PLAIN;
}

/** The text of a key: decoded for a scalar, the source for anything else (`{{ template }}:`). */
export function keyText(key: unknown, text: string, targets: Aliases["targets"]): string {
  const node = isAlias(key) ? (targets.get(key) ?? key) : key;
  if (isScalar(node)) return node.source ?? String(node.value ?? "");
  const at = rangeOf(node as Node | null);
  return text.slice(at.start, at.end);
}

/** The text that a node of the library covers, without what trails it. */
export function rangeOf(node: Node | null): Span {
  const range = node?.range;
  return range ? span(range[0], range[1]) : span(0, 0);
}

function duplicateKeys(
  items: readonly { readonly key: unknown }[],
  text: string,
  targets: Aliases["targets"],
): ParseProblem[] {
  const seen = new Set<string>();
  const problems: ParseProblem[] = [];
  for (const { key } of items) {
    if (!isScalar(key) || isMergeKey(key)) continue;
    const name = keyText(key, text, targets);
    if (name !== "" && seen.has(name)) {
      problems.push({ at: rangeOf(key), message: `The key \`${name}\` stands twice in this map.` });
    }
    seen.add(name);
  }
  return problems;
}
