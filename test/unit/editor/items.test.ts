import assert from "node:assert/strict";
import { evaluate } from "../../../src/core/plan/evaluate";
import { readPlan } from "../../../src/core/plan/read";
import type { PlanView } from "../../../src/core/plan/view";
import { findEvidence, findItem, isMissingFile, isUnreadable, itemsOf } from "../../../src/editor/plan/items";

function view(text: string, path = "launch.md"): PlanView {
  return evaluate(readPlan(path, text), {
    result: { findings: [], proofs: [], failures: [] },
    paths: [],
    lineOf: () => ({ line: 0, character: 0 }),
    severityOf: () => undefined,
  });
}

const markdown = view("# Launch\n\n## One\n\n- [ ] Parent\n  - [x] Child\n\n## Two\n\n- [ ] Last\n");
const yaml = view(
  "liftoff: 1\nname: x\nphases:\n  a:\n    title: A\n    items:\n      doc:\n        status: todo\n        title: Doc\n        verify:\n          files: [docs/x.md]\n",
  ".liftoff/plan.yaml",
);

describe("items of a plan", () => {
  it("come in their order, parents before their children", () => {
    assert.deepEqual(
      [...itemsOf(markdown)].map(({ title }) => title),
      ["Parent", "Child", "Last"],
    );
  });

  it("are found by id, at any depth", () => {
    for (const item of itemsOf(markdown)) assert.equal(findItem(markdown, item.id), item);
    assert.equal(findItem(markdown, "nothing"), undefined);
    assert.equal(findItem(undefined, "nothing"), undefined);
  });

  it("name a missing file as such", () => {
    const evidence = findEvidence(findItem(yaml, "doc"), 0);
    assert.ok(evidence && isMissingFile(evidence));
    assert.equal(findEvidence(findItem(yaml, "doc"), 1), undefined);
    assert.ok(!isMissingFile({ ...evidence, kind: "holds" }));
    assert.ok(!isMissingFile({ ...evidence, rule: "dockerfile/non-root-user" }));
  });

  it("tell a plan that shows nothing from one that is only locked", () => {
    assert.equal(isUnreadable(markdown), false);
    assert.equal(isUnreadable({ ...markdown, editable: false }), false);
    assert.equal(isUnreadable({ ...markdown, editable: false, phases: [] }), true);
    assert.equal(isUnreadable({ ...markdown, phases: [] }), false);
  });
});
