import assert from "node:assert/strict";
import type { ItemView, PlanView, Progress } from "../../../src/core/plan/view";
import { dropOn, neighbourOf } from "../../../src/editor/plan/destinations";
import { plainItemView, plainPhaseView, plainPlanView, plainSectionView } from "../../support/plan-views";

const progress = {} as Progress;
const item = (id: string, ...children: ItemView[]): ItemView => ({
  ...plainItemView,
  id,
  title: id,
  children,
});

function plan(...phases: readonly (readonly ItemView[])[][]): PlanView {
  return {
    ...plainPlanView,
    name: "P",
    progress,
    phases: phases.map((sections, p) => ({
      ...plainPhaseView,
      id: `p${p}`,
      title: `P${p}`,
      progress,
      sections: sections.map((items, s) => ({ ...plainSectionView, id: `p${p}.s${s}`, items, progress })),
    })),
  };
}

const view = plan(
  [[item("a"), item("b", item("b1"), item("b2"))], [], [item("c"), item("d")]],
  [[item("e")]],
);

describe("where an item is moved to", () => {
  it("is past its neighbour", () => {
    assert.deepEqual(neighbourOf(view, "a", 1), { targetId: "b", side: "after" });
    assert.deepEqual(neighbourOf(view, "d", -1), { targetId: "c", side: "before" });
    assert.deepEqual(neighbourOf(view, "b1", 1), { targetId: "b2", side: "after" });
  });

  it("is the near end of the next section that has items", () => {
    assert.deepEqual(neighbourOf(view, "b", 1), { targetId: "c", side: "before" });
    assert.deepEqual(neighbourOf(view, "c", -1), { targetId: "b", side: "after" });
  });

  it("is nowhere at the end of a phase, and for the last child", () => {
    assert.equal(neighbourOf(view, "a", -1), undefined);
    assert.equal(neighbourOf(view, "d", 1), undefined);
    assert.equal(neighbourOf(view, "b2", 1), undefined);
    assert.equal(neighbourOf(view, "e", 1), undefined);
    assert.equal(neighbourOf(view, "nobody", 1), undefined);
  });

  it("is the place of the item that it is dropped on", () => {
    assert.deepEqual(dropOn(view, "a", "d"), { targetId: "d", side: "after" });
    assert.deepEqual(dropOn(view, "d", "a"), { targetId: "a", side: "before" });
  });
});
