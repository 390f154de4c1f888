import assert from "node:assert/strict";
import { itemRef } from "../../../src/core/plan/item-ref";
import { pinId } from "../../../src/core/plan/pin";
import { applyEdits } from "../../../src/core/text/edits";
import { itemCalled, itemsOf, planNames, planOf, planText } from "../../support/plans";

function pinned(text: string, title: string): string {
  const plan = planOf(text);
  const ref = itemRef(plan, itemCalled(plan, title).id);
  assert.ok(ref);
  const outcome = pinId("plan.md", text, ref);
  assert.ok("edits" in outcome, "refused" in outcome ? outcome.refused : "");
  return applyEdits(text, outcome.edits);
}

describe("pinId", () => {
  const text =
    "# P\r\n\r\n## Phase 1\r\n\r\n- [ ] Rent a server  \r\n  in Europe\r\n- [x] **Point the domain**\r\n";

  it("writes the id behind the first line, and changes nothing else", () => {
    const after = pinned(text, "Point the domain");
    assert.equal(after, text.replace("domain**", "domain** <!-- id: phase-1.point-the-domain -->"));
    assert.equal(itemCalled(planOf(after), "Point the domain").id, "phase-1.point-the-domain");
  });

  it("keeps blanks at the end of the line and lines below", () => {
    const { title } = itemsOf(planOf(text))[0] ?? { title: "" };
    const after = pinned(text, title);
    assert.match(after, /- \[ \] Rent a server <!-- id: [\w.-]+ --> {2}\r\n {2}in Europe\r\n/);
  });

  it("keeps the id when the item is reworded afterwards, and is not written twice", () => {
    const after = pinned(text, "Point the domain");
    const reworded = after.replace("Point the domain", "Move the domain");
    assert.equal(itemCalled(planOf(reworded), "Move the domain").id, "phase-1.point-the-domain");
    assert.equal(pinned(after, "Point the domain"), after);
  });

  it("works on items of every plan, whatever their habits", () => {
    let count = 0;
    for (const name of planNames) {
      const source = planText(name);
      const plan = planOf(source, name);
      for (const item of itemsOf(plan).slice(0, 12)) {
        const ref = itemRef(plan, item.id);
        assert.ok(ref);
        const outcome = pinId(name, source, ref);
        if ("refused" in outcome) continue;
        count++;
        const after = planOf(applyEdits(source, outcome.edits), name);
        assert.deepEqual(
          itemsOf(after).map(({ id, title, claim }) => [id, title, claim]),
          itemsOf(plan).map(({ id, title, claim }) => [id, title, claim]),
        );
      }
    }
    assert.ok(count > 50, `${count} pinned`);
  });

  it("refuses a plan in YAML", () => {
    const ref = itemRef(planOf(text), "phase-1.point-the-domain");
    assert.ok(ref);
    assert.ok("refused" in pinId(".liftoff/plan.yaml", "phases: {}\n", ref));
  });
});
