import assert from "node:assert/strict";
import { editOverlay, readOverlay, withOverlay } from "../../../src/core/plan/overlay";
import { applyEdits } from "../../../src/core/text/edits";
import { itemsOf, planOf } from "../../support/plans";

const plan = planOf("## A\n- [ ] x @kim <!-- liftoff: a/b -->\n  - [ ] y\n");
const [x, y] = itemsOf(plan).map(({ id }) => id) as [string, string];

describe("an overlay", () => {
  it("adds to the items of a Markdown plan, children included", () => {
    const overlay = readOverlay(
      `liftoff: 1\nitems:\n  ${x}:\n    owner: ana\n    verify:\n      rules: [c/d, a/b]\n  ${y}:\n    due: 2026-12-01\n    notes: later\n    reason: not now\n`,
    );
    assert.deepEqual(overlay.problems, []);
    const [first, second] = itemsOf(withOverlay(plan, overlay));
    assert.deepEqual([first?.owner, first?.verify.rules], ["ana", ["a/b", "c/d"]]);
    assert.deepEqual([second?.due, second?.notes, second?.reason], ["2026-12-01", "later", "not now"]);
    assert.equal(first?.children[0], second);
  });

  it("changes nothing when it is empty or about other items", () => {
    assert.equal(withOverlay(plan, readOverlay("")), plan);
    assert.deepEqual(withOverlay(plan, readOverlay("items:\n  other:\n    owner: z\n")), plan);
  });

  it("says what is wrong with it and where", () => {
    const text = `items:\n  ${x}:\n    due: soon\n    owner: kim\n`;
    const overlay = readOverlay(text);
    const [problem] = overlay.problems;
    assert.deepEqual(
      [problem?.kind, problem?.line, problem && text.slice(problem.at.start, problem.at.end)],
      ["invalid", 2, "soon"],
    );
    assert.equal(overlay.items.get(x)?.owner, "kim");
    assert.equal(readOverlay("items: [\n").problems[0]?.kind, "broken");
  });
});

describe("editOverlay", () => {
  const applied = (text: string, value: string, id = x) => {
    const outcome = editOverlay(text, id, "notes", value);
    assert.ok("edits" in outcome);
    return applyEdits(text, outcome.edits);
  };

  it("starts a file, adds items, changes and removes fields", () => {
    const started = applied("", "call first");
    assert.equal(started, `liftoff: 1\nitems:\n  ${x}:\n    notes: call first\n`);
    const more = applied(started, "two\nlines", y);
    assert.equal(readOverlay(more).items.get(x)?.notes, "call first");
    assert.equal(readOverlay(more).items.get(y)?.notes, "two\nlines");
    assert.equal(applied(started, "other"), started.replace("call first", "other"));
    assert.equal(readOverlay(applied(more, "", y)).items.get(y)?.notes, undefined);
  });

  it("keeps what else is in the file", () => {
    const text = `# team notes\nother: 1\nitems:\n  z: # kept\n    owner: lee\n`;
    const after = applied(text, "n");
    assert.ok(after.startsWith(text));
    assert.equal(readOverlay(after).items.get(x)?.notes, "n");
    assert.ok(applied("# only a comment\n", "n").startsWith("# only a comment\nliftoff: 1\n"));
  });

  it("refuses a file that is broken or has another shape", () => {
    for (const text of ["items: [", "- a\n", "items: text\n", `items:\n  ${x}: text\n`]) {
      assert.ok("refused" in editOverlay(text, x, "notes", "n"), text);
    }
  });

  it("refuses a text that an edit would break, like one that was just begun", () => {
    for (const text of ["%", `items:\n  ${x}:\n    owner: lee\n    notes: |\n    `]) {
      assert.ok("refused" in editOverlay(text, x, "notes", "p\nq"), text);
    }
  });

  it("has nothing to remove from a file without the item", () => {
    for (const text of ["", "items:\n  z:\n    owner: lee\n"]) assert.equal(applied(text, ""), text);
  });
});
