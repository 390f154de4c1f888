import assert from "node:assert/strict";
import { conflictsIn } from "../../../../src/core/plan/merge/resolve";
import { resolveConflicts, sidesOf } from "../../../../src/core/plan/merge/sides";
import { readPlan } from "../../../../src/core/plan/read";

const YAML = ".liftoff/plan.yaml";
const yaml = `liftoff: 1
name: P
phases:
  a:
    items:
      one:
<<<<<<< HEAD
        status: na
        title: One
        reason: we have none
=======
        status: done
        title: One
>>>>>>> feature
      two:
        status: todo
        title: Two
<<<<<<< HEAD
      three:
        title: Three
=======
      four:
        title: Four
>>>>>>> feature
`;

const allSides = (path: string, text: string) =>
  conflictsIn(text).map((conflict) => sidesOf(path, text, conflict));

describe("the sides of a conflict", () => {
  const sides = allSides(YAML, yaml);

  it("says per item what each side claims", () => {
    assert.deepEqual(
      sides.map(({ ours, theirs }) =>
        [ours, theirs].map((side) => side.map(({ id, claim, isNew }) => [id, claim, isNew])),
      ),
      [
        [[["one", "na", false]], [["one", "done", false]]],
        [[["three", "todo", true]], [["four", "todo", true]]],
      ],
    );
  });

  it("offers both sides only where that is still a plan", () => {
    assert.deepEqual(
      sides.map(({ choices }) => choices),
      [
        ["ours", "theirs"],
        ["ours", "theirs", "both"],
      ],
    );
  });

  it("is resolved in one text", () => {
    const resolved = resolveConflicts(yaml, ["theirs", "both"]);
    assert.ok(resolved);
    const { plan, editable } = readPlan(YAML, resolved);
    assert.ok(editable);
    const items = plan.phases[0]?.sections[0]?.items ?? [];
    assert.deepEqual(
      items.map(({ id, claim }) => `${id} ${claim}`),
      ["one done", "two todo", "three todo", "four todo"],
    );
    assert.equal(resolveConflicts(yaml, ["ours"]), undefined);
  });

  it("tells of boxes in Markdown, and leaves the rest to the lines", () => {
    const text = [
      "# P",
      "",
      "## Phase 1: A",
      "",
      "<<<<<<< HEAD",
      "Some words.",
      "=======",
      "Other words.",
      ">>>>>>> b",
      "",
      "<<<<<<< HEAD",
      "- [x] One",
      "||||||| base",
      "- [ ] One",
      "=======",
      "- [-] One",
      ">>>>>>> b",
      "- [ ] Two",
      "",
    ].join("\r\n");
    const [words, box] = allSides("plan.md", text);
    assert.deepEqual([words?.ours, words?.theirs], [[], []]);
    assert.deepEqual([box?.ours[0]?.claim, box?.theirs[0]?.claim], ["done", "na"]);
    const resolved = resolveConflicts(text, ["ours", "theirs"]);
    assert.ok(resolved?.includes("Some words.\r\n\r\n- [-] One\r\n- [ ] Two"));
  });

  it("finds nothing in a text without conflicts", () => {
    assert.deepEqual(allSides(YAML, "phases: {}\n"), []);
    assert.equal(resolveConflicts("phases: {}\n", []), "phases: {}\n");
  });
});
