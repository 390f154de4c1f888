import assert from "node:assert/strict";
import fc from "fast-check";
import type { Row } from "../../../src/editor/tree/nodes";
import { type Node, reconcile } from "../../../src/editor/tree/reconcile";

function row(id: string, label = id, children: readonly Row[] = []): Row {
  return {
    kind: "item",
    id,
    label,
    description: "",
    spoken: label,
    icon: { id: "circle" },
    traits: [],
    checkbox: undefined,
    expanded: false,
    dimmed: false,
    told: "",
    phase: undefined,
    section: undefined,
    item: undefined,
    evidence: undefined,
    children,
  };
}

/** Ids of the nodes to redraw; "" stands for the whole tree. */
function change(before: readonly Row[], after: readonly Row[]) {
  const { nodes } = reconcile([], before, undefined);
  const result = reconcile(nodes, after, undefined);
  return { before: nodes, after: result.nodes, changed: result.changed.map((node) => node?.row.id ?? "") };
}

describe("keeping the tree current", () => {
  it("redraws nothing when nothing changed", () => {
    const rows = [row("a", "A", [row("b"), row("c")])];
    assert.deepEqual(change(rows, structuredClone(rows)).changed, []);
  });

  it("redraws a row whose words changed, and keeps its object", () => {
    const { before, after, changed } = change(
      [row("a", "A", [row("b"), row("c", "C")])],
      [row("a", "A", [row("b"), row("c", "changed")])],
    );
    assert.deepEqual(changed, ["c"]);
    assert.equal(before[0]?.children[1], after[0]?.children[1]);
    assert.equal(after[0]?.children[1]?.row.label, "changed");
  });

  it("redraws the row above when rows come, go or move", () => {
    const children = [row("b"), row("c")];
    const above = (list: readonly Row[]) => [row("x", "x", [row("a", "A", list)])];
    assert.deepEqual(change(above(children), above([row("b")])).changed, ["a"]);
    assert.deepEqual(change(above(children), above([row("b"), row("new"), row("c")])).changed, ["a"]);
    assert.deepEqual(change(above(children), above([row("c"), row("b")])).changed, ["a"]);
  });

  it("redraws the whole tree when phases come or go", () => {
    assert.deepEqual(change([row("a")], [row("a"), row("b")]).changed, [""]);
    assert.deepEqual(change([], [row("a")]).changed, [""]);
  });

  it("redraws a row that gets its first child, so that it can be unfolded", () => {
    const { changed } = change([row("a"), row("z")], [row("a", "a", [row("b")]), row("z")]);
    assert.deepEqual(changed, ["a"]);
  });

  it("knows the parent of every node", () => {
    const { after } = change([row("a")], [row("a", "a", [row("b", "b", [row("c")])])]);
    const c = after[0]?.children[0]?.children[0];
    assert.equal(c?.parent?.row.id, "b");
    assert.equal(c?.parent?.parent?.row.id, "a");
  });

  it("shows exactly the new rows, and redraws all that differ or something above them", () => {
    const rows = fc.letrec<{ list: Row[] }>((tie) => ({
      list: fc
        .uniqueArray(
          fc.record({
            id: fc.constantFrom("a", "b", "c"),
            label: fc.constantFrom("1", "2"),
            children: fc.oneof({ depthSize: "small" }, fc.constant([]), tie("list")),
          }),
          { selector: ({ id }) => id },
        )
        .map((list) => list.map(({ id, label, children }) => row(id, label, children as Row[]))),
    })).list;
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const { nodes } = reconcile([], first, undefined);
        const drawn = draw(nodes);
        const { nodes: next, changed } = reconcile(nodes, second, undefined);
        assert.deepEqual(next.map(snapshot), second.map(plain));
        // What VS Code shows: the old drawing with every changed node, and all below it, drawn again.
        if (changed.includes(undefined)) return;
        const shown = redraw(drawn, next, new Set(changed));
        assert.deepEqual(shown, draw(next));
      }),
    );
  });
});

type Drawn = { node: Node; label: string; below: Drawn[] };

function draw(nodes: readonly Node[]): Drawn[] {
  return nodes.map((node) => ({ node, label: node.row.label, below: draw(node.children) }));
}

function redraw(
  drawn: readonly Drawn[],
  nodes: readonly Node[],
  changed: ReadonlySet<Node | undefined>,
): Drawn[] {
  return drawn.map((entry, i) => {
    const node = nodes[i];
    if (!node || changed.has(entry.node)) return draw([entry.node])[0] as Drawn;
    return { ...entry, below: redraw(entry.below, node.children, changed) };
  });
}

function snapshot(node: Node): unknown {
  return { id: node.row.id, label: node.row.label, children: node.children.map(snapshot) };
}

function plain({ id, label, children }: Row): unknown {
  return { id, label, children: children.map(plain) };
}
