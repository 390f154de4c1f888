import type { SyntaxNode } from "@lezer/common";
import { childrenOf } from "./tree";

/** The children of a bracketed list, split at its commas, brackets left out; empty groups as well. */
export function groupsOf(list: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [];
  let group: SyntaxNode[] = [];
  for (const child of childrenOf(list)) {
    if (/^[()[\]{}]$/.test(child.name)) continue;
    if (child.name === ",") {
      if (group.length > 0) groups.push(group);
      group = [];
    } else group.push(child);
  }
  if (group.length > 0) groups.push(group);
  return groups;
}
