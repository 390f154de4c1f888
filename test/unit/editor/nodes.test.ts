import assert from "node:assert/strict";
import type { EvidenceView, ItemView, PhaseView, PlanView, Progress } from "../../../src/core/plan/view";
import { progressText, type Row, rowsOf } from "../../../src/editor/tree/nodes";
import { plainItemView, plainPhaseView, plainPlanView, plainSectionView } from "../../support/plan-views";

const t = (message: string, ...args: (string | number)[]) =>
  message.replace(/\{(\d)\}/g, (_, i) => String(args[Number(i)]));

const none: Progress = {
  total: 0,
  done: 0,
  verified: 0,
  claimed: 0,
  regressed: 0,
  ready: 0,
  blocked: 0,
  open: 0,
  notApplicable: 0,
};

function item(id: string, more: Partial<ItemView> = {}): ItemView {
  return {
    ...plainItemView,
    id,
    title: `Title of ${id}`,
    ...more,
  };
}

function phase(id: string, sections: readonly (readonly [string, readonly ItemView[]])[]): PhaseView {
  return {
    ...plainPhaseView,
    id,
    title: `Phase ${id}`,
    progress: { ...none, total: 1 },
    sections: sections.map(([title, items], i) => ({
      ...plainSectionView,
      id: `s${i}`,
      title,
      items,
      progress: { ...none, total: items.length },
    })),
  };
}

function plan(...phases: PhaseView[]): PlanView {
  return { ...plainPlanView, name: "Launch", phases, progress: none };
}

function rows(view: PlanView): Row[] {
  return rowsOf([{ key: "file:///plan.yaml", folder: "app", view }], t);
}

function all(list: readonly Row[]): Row[] {
  return list.flatMap((row) => [row, ...all(row.children)]);
}

const evidence: EvidenceView = {
  kind: "fails",
  rule: "dockerfile/non-root-user",
  path: "api/Dockerfile",
  line: 11,
  character: 4,
  message: "Runs as root",
  fixable: true,
};

describe("rows of the tree", () => {
  it("goes from phase over section to item and evidence", () => {
    const view = plan(
      phase("p", [
        ["Build", [item("a", { evidence: [evidence] })]],
        ["Run", []],
      ]),
    );
    const [top] = rows(view);
    assert.equal(top?.kind, "phase");
    assert.equal(top?.children[0]?.kind, "section");
    assert.equal(top?.children[0]?.children[0]?.kind, "item");
    const found = top?.children[0]?.children[0]?.children[0];
    assert.equal(found?.label, "Runs as root");
    assert.equal(found?.description, "api/Dockerfile:12");
    assert.deepEqual(found?.evidence, { view: evidence, index: 0 });
  });

  it("leaves out the only section of a phase when it has no title of its own", () => {
    for (const title of ["", "Phase p"]) {
      const [top] = rows(plan(phase("p", [[title, [item("a")]]])));
      assert.deepEqual(
        top?.children.map(({ kind }) => kind),
        ["item"],
      );
    }
    const [kept] = rows(plan(phase("p", [["Build", [item("a")]]])));
    assert.equal(kept?.children[0]?.kind, "section");
  });

  it("shows a level for folders only when there are several", () => {
    const view = plan(phase("p", [["", [item("a")]]]));
    const both = rowsOf(
      [
        { key: "file:///a/plan.yaml", folder: "a", view },
        { key: "file:///b/plan.yaml", folder: "b", view },
      ],
      t,
    );
    assert.deepEqual(
      both.map(({ kind, label }) => [kind, label]),
      [
        ["folder", "a"],
        ["folder", "b"],
      ],
    );
    assert.equal(rows(view)[0]?.kind, "phase");
  });

  it("gives checkboxes to items only", () => {
    const view = plan(
      phase("p", [
        ["x", [item("a", { claim: "done", evidence: [evidence] })]],
        ["y", []],
      ]),
    );
    const boxes = all(rows(view)).filter(({ checkbox }) => checkbox);
    assert.deepEqual(
      boxes.map(({ kind, checkbox }) => [kind, checkbox?.checked]),
      [["item", true]],
    );
  });

  it("never gives two rows one id, whatever the plan is called", () => {
    const twins = [item("a", { children: [item("a"), item("a")] }), item("a")];
    const ids = all(rows(plan(phase("p", [["s", twins]]), phase("p", [["s", twins]])))).map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it("keeps the id of an item when others come before it", () => {
    const idOf = (view: PlanView) => all(rows(view)).find(({ item: shown }) => shown?.id === "b")?.id;
    const one = plan(phase("p", [["", [item("b")]]]));
    const two = plan(phase("p", [["", [item("a"), item("b")]]]));
    assert.equal(idOf(one), idOf(two));
  });

  it("unfolds the first phase that is not done", () => {
    const finished = { ...phase("1", [["", []]]), progress: { ...none, total: 2, done: 2 } };
    const open = rows(plan(finished, phase("2", [["", []]]), phase("3", [["", []]])));
    assert.deepEqual(
      open.map(({ expanded }) => expanded),
      [false, true, false],
    );
  });

  it("unfolds the first section that is not done", () => {
    const [top] = rows(
      plan(
        phase("p", [
          ["done", []],
          ["now", [item("a")]],
          ["later", [item("b")]],
        ]),
      ),
    );
    assert.deepEqual(
      top?.children.map(({ expanded }) => expanded),
      [false, true, false],
    );
  });

  it("says the state in words, for the eye and for a screen reader", () => {
    const shown = item("a", {
      claim: "done",
      shown: "regressed",
      priority: "critical",
      evidence: [evidence],
    });
    const row = all(rows(plan(phase("p", [["", [shown]]])))).find(({ kind }) => kind === "item");
    assert.equal(row?.description, "regressed · critical");
    assert.equal(row?.spoken, "Title of a, regressed, critical");
    assert.deepEqual(row?.traits, ["editable", "done", "fixable"]);
  });

  it("offers to generate only what can be generated", () => {
    const traits = (scaffolds: string[]) =>
      all(rows(plan(phase("p", [["", [item("a", { scaffolds })]]])))).find(({ kind }) => kind === "item")
        ?.traits;
    assert.deepEqual(traits(["dockerfile.python"]), ["editable", "scaffold"]);
    assert.deepEqual(traits(["grafana"]), ["editable"]);
  });

  it("counts in words", () => {
    const text = (progress: Partial<Progress>) => progressText({ ...none, ...progress }, t);
    assert.equal(text({}), "");
    assert.equal(text({ notApplicable: 2 }), "not applicable");
    assert.equal(text({ total: 7 }), "0 of 7 done");
    assert.equal(text({ total: 7, done: 3, verified: 3 }), "3 of 7 verified");
    assert.equal(text({ total: 7, done: 3, verified: 1 }), "3 of 7 done, 1 verified");
    assert.equal(text({ total: 7, done: 3, regressed: 1 }), "3 of 7 done, 1 regressed");
  });
});
