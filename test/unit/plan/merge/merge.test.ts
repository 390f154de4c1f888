import assert from "node:assert/strict";
import fc from "fast-check";
import { placedItems } from "../../../../src/core/plan/item-ref";
import { mergePlans } from "../../../../src/core/plan/merge/merge";
import { conflictsIn, resolveConflict } from "../../../../src/core/plan/merge/resolve";
import type { Claim } from "../../../../src/core/plan/model";
import { readPlan } from "../../../../src/core/plan/read";
import { applyEdits } from "../../../../src/core/text/edits";

type Format = "yaml" | "markdown";
const paths = { yaml: ".liftoff/plan.yaml", markdown: "plan.md" } as const;

/** A plan of one phase whose items are claimed as `claims` says. */
function textOf(
  format: Format,
  claims: readonly Claim[],
  extra = "",
  titles: Readonly<Record<number, string>> = {},
): string {
  const marks = { todo: " ", doing: "/", done: "x", na: "-" };
  const title = (i: number) => titles[i] ?? `Task ${i}`;
  if (format === "markdown")
    return `# Plan\n\n## Phase 1\n\n${claims.map((claim, i) => `- [${marks[claim]}] ${title(i)}\n`).join("")}${extra}`;
  const items = claims.map(
    (claim, i) => `      task-${i}:\n        status: ${claim}\n        title: ${title(i)}\n`,
  );
  return `liftoff: 1\nname: Plan\nphases:\n  one:\n    title: Phase 1\n    items:\n${items.join("")}${extra}`;
}

function claims(format: Format, text: string): Claim[] {
  const reading = readPlan(paths[format], text);
  assert.deepEqual(reading.problems, []);
  return [...placedItems(reading.plan)].map(({ item }) => item.claim);
}

const tick = (list: readonly Claim[], at: readonly number[], claim: Claim = "done") =>
  list.map((old, i) => (at.includes(i) ? claim : old));

describe("two versions of a plan with drawn boxes", () => {
  it("are merged sign by sign", () => {
    const text = (...boxes: string[]) =>
      `# Plan\n\n${boxes.map((box, i) => `- ${box} Task ${i}\n`).join("")}`;
    const merged = mergePlans("plan.md", text("☐", "☐", "☐"), text("☑", "☐", "☐"), text("☐", "☑", "☐"));
    assert.deepEqual(merged, { text: text("☑", "☑", "☐"), conflicts: 0 });
  });
});

for (const format of ["yaml", "markdown"] as const) {
  describe(`two versions of a plan in ${format === "yaml" ? "YAML" : "Markdown"}`, () => {
    const path = paths[format];
    const merge = (base: string, ours: string, theirs: string) => mergePlans(path, base, ours, theirs);

    it("are merged without a conflict, whichever items were ticked", () => {
      const some = fc.uniqueArray(fc.nat({ max: 19 }), { minLength: 3, maxLength: 3 });
      fc.assert(
        fc.property(
          fc.array(fc.constantFrom<Claim>("todo", "done"), { minLength: 20, maxLength: 20 }),
          some,
          some,
          (base, one, other) => {
            const { text, conflicts } = merge(
              textOf(format, base),
              textOf(format, tick(base, one)),
              textOf(format, tick(base, other)),
            );
            assert.equal(conflicts, 0);
            assert.equal(text, textOf(format, tick(base, [...one, ...other])));
          },
        ),
        { numRuns: 300 },
      );
    });

    it("keep unticking, and finish what one side began", () => {
      const base: Claim[] = ["done", "todo"];
      const { text } = merge(
        textOf(format, base),
        textOf(format, ["todo", "doing"]),
        textOf(format, ["done", "done"]),
      );
      assert.deepEqual(claims(format, text), ["todo", "done"]);
    });

    it("conflict where the sides say the opposite, and nothing else", () => {
      const base: Claim[] = ["todo", "todo", "todo"];
      const { text, conflicts } = merge(
        textOf(format, base),
        textOf(format, ["todo", "done", "done"]),
        textOf(format, ["done", "na", "todo"]),
      );
      assert.equal(conflicts, 1);
      const [conflict] = conflictsIn(text);
      assert.ok(conflict);
      const resolved = applyEdits(text, [resolveConflict(text, conflict, "theirs")]);
      assert.deepEqual(claims(format, resolved), ["done", "na", "done"]);
    });

    it("keep what both added, and a title that one changed beside a tick of the other", () => {
      const added = (name: string) =>
        format === "yaml"
          ? `      ${name}:\n        status: todo\n        title: ${name}\n`
          : `- [ ] ${name}\n`;
      const base: Claim[] = ["todo", "todo"];
      const { text, conflicts } = merge(
        textOf(format, base),
        textOf(format, base, added("ours"), format === "yaml" ? { 0: "Better" } : {}),
        textOf(format, tick(base, [0, 1]), added("theirs")),
      );
      assert.equal(conflicts, 0);
      assert.equal(
        text,
        textOf(
          format,
          tick(base, [0, 1]),
          added("ours") + added("theirs"),
          format === "yaml" ? { 0: "Better" } : {},
        ),
      );
    });

    it("are merged as plain text where one of them cannot be read", () => {
      const broken = format === "yaml" ? "liftoff: [\n" : "<<<<<<< a\n- [ ] x\n=======\n>>>>>>> b\n";
      const base = textOf(format, ["todo"]);
      const { text } = merge(base, base + broken, base);
      assert.equal(text, base + broken);
    });

    it("keep the line ends of our side", () => {
      const base = textOf(format, ["todo", "todo"]);
      const ours = textOf(format, ["done", "todo"]).replaceAll("\n", "\r\n");
      const { text, conflicts } = merge(base, ours, textOf(format, ["todo", "done"]));
      assert.equal(conflicts, 0);
      assert.equal(text, textOf(format, ["done", "done"]).replaceAll("\n", "\r\n"));
    });
  });
}

describe("conflicts in a text", () => {
  const text =
    "a\r\n<<<<<<< HEAD\r\nours\r\n||||||| base\r\nold\r\n=======\r\ntheirs\r\n>>>>>>> branch\r\nb\r\n";

  it("are found with their sides, also with a base between them", () => {
    const [conflict, ...others] = conflictsIn(text);
    assert.ok(conflict);
    assert.deepEqual(others, []);
    assert.equal(conflict.line, 1);
    assert.deepEqual(conflict.labels, { ours: "HEAD", theirs: "branch" });
    const choose = (choice: "ours" | "theirs" | "both") =>
      applyEdits(text, [resolveConflict(text, conflict, choice)]);
    assert.equal(choose("ours"), "a\r\nours\r\nb\r\n");
    assert.equal(choose("theirs"), "a\r\ntheirs\r\nb\r\n");
    assert.equal(choose("both"), "a\r\nours\r\ntheirs\r\nb\r\n");
  });

  it("are none without all marks", () => {
    assert.deepEqual(conflictsIn("<<<<<<< a\nx\n=======\ny\n"), []);
    assert.deepEqual(conflictsIn("Title\n=======\n"), []);
  });
});
