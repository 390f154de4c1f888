import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanEdit } from "../../../src/core/plan/edit";
import { type ItemRef, itemRef } from "../../../src/core/plan/item-ref";
import { readPlan } from "../../../src/core/plan/read";
import { moveItem, type Side } from "../../../src/core/plan/reorder";
import { instantiate, templates } from "../../../src/core/plan/template";
import { applyEdits } from "../../../src/core/text/edits";
import { itemsOf, planNames, planOf, planText } from "../../support/plans";

const YAML = ".liftoff/plan.yaml";
const yaml = `liftoff: 1
name: P
phases:
  a:
    title: A
    items:
      # about one
      one:
        status: todo   # kept
        title: One
        # the end of one

      two:
        status: 'doing'
        title: Two
        notes: |
          first

          second

      three:
        status: todo
        title: Three
        children:
          three.a:
            status: done
            title: A
          three.b:
            status: todo
            title: B
  b:
    title: B
    sections:
      s:
        title: S
        items:
          four:
            title: Four
          five: {status: todo, title: Five}
      t:
        title: T
        items:
          six:
            title: Six
`;
const markdown = `# P

## Phase 1: Build

- [ ] One
  - detail of one
- [x] **Two**

  a paragraph of two

- [ ] Three
  - [ ] Three a
  - [x] Three b

### More

- [ ] Four

## Phase 2: Run

1. [ ] Five
2. [ ] Six

> - [ ] Quoted one
> - [ ] Quoted two
`;

function refOf(path: string, text: string, title: string): ItemRef {
  const { plan } = readPlan(path, text);
  const item = itemsOf(plan).find((each) => each.title === title || each.id === title);
  const ref = item && itemRef(plan, item.id);
  assert.ok(ref, `no item ${title}`);
  return ref;
}

function moved(path: string, text: string, item: string, side: Side, other: string): PlanEdit {
  return moveItem(path, text, refOf(path, text, item), refOf(path, text, other), side);
}

function applied(text: string, outcome: PlanEdit): string {
  assert.ok("edits" in outcome, "refused" in outcome ? outcome.refused : "");
  return applyEdits(text, outcome.edits);
}

function titles(path: string, text: string): string {
  return itemsOf(readPlan(path, text).plan)
    .map(({ title }) => title)
    .join(" ");
}

const linesOf = (text: string) => text.split(/\r?\n/).sort().join("\n");

describe("moveItem", () => {
  it("takes an item of a YAML plan with its comments", () => {
    const after = applied(yaml, moved(YAML, yaml, "one", "after", "two"));
    assert.equal(titles(YAML, after), "Two One Three A B Four Five Six");
    assert.ok(after.includes("      # about one\n      one:\n        status: todo   # kept\n"));
    assert.ok(after.includes("          second\n\n      # about one\n"));
    assert.ok(after.includes("        # the end of one\n\n      three:\n"));
    assert.equal(linesOf(after), linesOf(yaml));
    assert.equal(applied(after, moved(YAML, after, "one", "before", "two")), yaml);
  });

  it("moves children among themselves, and a parent with its children", () => {
    const swapped = applied(yaml, moved(YAML, yaml, "three.b", "before", "three.a"));
    assert.equal(titles(YAML, swapped), "One Two Three B A Four Five Six");
    const up = applied(yaml, moved(YAML, yaml, "three", "before", "one"));
    assert.equal(titles(YAML, up), "Three A B One Two Four Five Six");
  });

  it("moves between sections of a phase, but leaves none empty in YAML", () => {
    const after = applied(yaml, moved(YAML, yaml, "five", "before", "six"));
    assert.deepEqual(
      readPlan(YAML, after).plan.phases[1]?.sections.map(({ items }) => items.map(({ id }) => id)),
      [["four"], ["five", "six"]],
    );
    assert.match(refusal(moved(YAML, yaml, "six", "before", "four")), /cannot be moved safely/);
  });

  it("stays inside the phase and outside itself", () => {
    assert.match(refusal(moved(YAML, yaml, "one", "before", "four")), /inside its phase/);
    assert.deepEqual(moved(YAML, yaml, "three", "before", "three.a"), { edits: [] });
    assert.match(refusal(moved(YAML, yaml, "three.a", "before", "one")), /indentation/);
  });

  it("does nothing where the item is already there", () => {
    assert.deepEqual(moved(YAML, yaml, "one", "before", "two"), { edits: [] });
    assert.deepEqual(moved(YAML, yaml, "two", "after", "one"), { edits: [] });
    assert.deepEqual(moved(YAML, yaml, "two", "after", "two"), { edits: [] });
  });

  it("refuses what anchors and flow maps make unsure", () => {
    const anchored = yaml.replace("status: todo   # kept", "status: &s todo").replace("'doing'", "*s");
    assert.match(refusal(moved(YAML, anchored, "one", "after", "two")), /more than the order/);
    const flow = "phases:\n  a:\n    items: {x: {title: X}, y: {title: Y}}\n";
    assert.match(refusal(moved(YAML, flow, "x", "after", "y")), /cannot be moved safely/);
    const conflict = `${yaml}<<<<<<< ours\na: 1\n=======\na: 2\n>>>>>>> theirs\n`;
    assert.match(refusal(moved(YAML, conflict, "one", "after", "two")), /two merged versions/);
  });

  it("takes the lines of a Markdown item", () => {
    const after = applied(markdown, moved("plan.md", markdown, "One", "after", "Two"));
    assert.equal(
      titles("plan.md", after),
      "Two One Three Three a Three b Four Five Six Quoted one Quoted two",
    );
    assert.equal(linesOf(after), linesOf(markdown));
    assert.ok(after.includes("- [ ] One\n  - detail of one\n"));
    const nested = applied(markdown, moved("plan.md", markdown, "Three b", "before", "Three a"));
    assert.ok(nested.includes("- [ ] Three\n  - [x] Three b\n  - [ ] Three a\n"));
    const quoted = applied(markdown, moved("plan.md", markdown, "Quoted two", "before", "Quoted one"));
    assert.ok(quoted.endsWith("> - [ ] Quoted two\n> - [ ] Quoted one\n"));
  });

  it("takes drawn boxes as well, and leaves rows of a table where they are", () => {
    const drawn = "# P\n\n- ☐ One\n- ☑ Two\n";
    assert.equal(
      applied(drawn, moved("plan.md", drawn, "Two", "before", "One")),
      "# P\n\n- ☑ Two\n- ☐ One\n",
    );
    const rows = "# P\n\n| Task | Done |\n|--|--|\n| One | [ ] |\n| Two | [ ] |\n";
    assert.match(refusal(moved("plan.md", rows, "Two", "before", "One")), /cannot be moved safely/);
  });

  it("refuses numbered boxes and moves that rename an item", () => {
    assert.match(refusal(moved("plan.md", markdown, "Six", "before", "Five")), /numbered/);
    assert.match(refusal(moved("plan.md", markdown, "Four", "before", "One")), /Pin its id/);
    const pinned = markdown.replace("Four\n", "Four <!-- id: four -->\n");
    const after = applied(pinned, moved("plan.md", pinned, "Four", "before", "One"));
    assert.ok(after.includes("- [ ] Four <!-- id: four -->\n- [ ] One\n"));
  });

  it("works at the end of a text without a line break, and with Windows line ends", () => {
    const short = "## Phase 1: A\n\n- [ ] One\n- [ ] Two";
    assert.equal(
      applied(short, moved("plan.md", short, "Two", "before", "One")),
      "## Phase 1: A\n\n- [ ] Two\n- [ ] One",
    );
    const windows = yaml.replaceAll("\n", "\r\n");
    const after = applied(windows, moved(YAML, windows, "one", "after", "two"));
    assert.equal(after, applied(yaml, moved(YAML, yaml, "one", "after", "two")).replaceAll("\n", "\r\n"));
  });

  it("keeps every line of any plan, and moves exactly one item", () => {
    const texts = [
      ...planNames.map((name) => [name, planText(name)] as const),
      ...templates.map(
        (template) => [YAML, instantiate(template, { name: "T", ruleExists: () => true })] as const,
      ),
      [YAML, yaml] as const,
    ];
    let done = 0;
    fc.assert(
      fc.property(
        fc.nat(texts.length - 1),
        fc.nat(),
        fc.integer({ min: -4, max: 4 }),
        fc.boolean(),
        (which, at, distance, isAfter) => {
          const [path, text] = texts[which] ?? ["", ""];
          const plan = planOf(text, path);
          const items = itemsOf(plan);
          const item = items[at % items.length];
          const other = items[Math.max(0, (at % items.length) + distance)];
          const [ref, target] = [item, other].map((one) => one && itemRef(plan, one.id));
          if (!ref || !target) return;
          const outcome = moveItem(path, text, ref, target, isAfter ? "after" : "before");
          if ("refused" in outcome || outcome.edits.length === 0) return;
          done++;
          const after = applyEdits(text, outcome.edits);
          assert.equal(linesOf(after), linesOf(text));
          assert.equal(after.length, text.length);
          const ids = (of: string) => itemsOf(planOf(of, path)).map(({ id }) => id);
          const inside = new Set(item ? [item, ...item.children].map(({ id }) => id) : []);
          const rest = (of: string) => ids(of).filter((id) => !inside.has(id));
          assert.deepEqual(rest(after), rest(text));
          assert.deepEqual(ids(after).sort(), ids(text).sort());
        },
      ),
      { numRuns: 150 },
    );
    assert.ok(done > 20, `${done} moves`);
  });
});

function refusal(outcome: PlanEdit): string {
  assert.ok("refused" in outcome, "it was not refused");
  return outcome.refused;
}
