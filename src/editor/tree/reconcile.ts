import type { Row } from "./nodes";

/** A row that the tree view holds on to: the same object for as long as the row is there. */
export interface Node {
  row: Row;
  readonly parent: Node | undefined;
  children: Node[];
}

/**
 * Brings `nodes` to what `rows` say, keeping the objects of rows that stay. Returns the new list and, in `changed`,
 * the nodes to redraw: `undefined` in it stands for the whole tree. A node whose children come or go is redrawn with
 * all below it, so nothing of what lies below is named as well.
 */
export function reconcile(
  nodes: readonly Node[],
  rows: readonly Row[],
  parent: Node | undefined,
): { nodes: Node[]; changed: (Node | undefined)[] } {
  const known = new Map(nodes.map((node) => [node.row.id, node]));
  const isSameList = nodes.length === rows.length && nodes.every((node, i) => node.row.id === rows[i]?.id);
  const changed: (Node | undefined)[] = [];
  const next = rows.map((row) => {
    const node = known.get(row.id);
    if (!node) return createNode(row, parent);
    const looksSame = isSameRow(node.row, row);
    node.row = row;
    const below = reconcile(node.children, row.children, node);
    node.children = below.nodes;
    if (!looksSame || below.changed.includes(node)) changed.push(node);
    else changed.push(...below.changed);
    return node;
  });
  return { nodes: next, changed: isSameList ? changed : [parent] };
}

function createNode(row: Row, parent: Node | undefined): Node {
  const node: Node = { row, parent, children: [] };
  node.children = row.children.map((child) => createNode(child, node));
  return node;
}

/** Whether two rows look, speak and explain themselves alike, whatever is below them. */
function isSameRow(a: Row, b: Row): boolean {
  return (
    a.label === b.label &&
    a.description === b.description &&
    a.spoken === b.spoken &&
    a.icon.id === b.icon.id &&
    a.icon.color === b.icon.color &&
    a.checkbox?.checked === b.checkbox?.checked &&
    a.traits.join() === b.traits.join() &&
    a.dimmed === b.dimmed &&
    a.told === b.told &&
    (a.children.length === 0) === (b.children.length === 0)
  );
}
