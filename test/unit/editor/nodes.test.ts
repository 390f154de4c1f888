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
    assert.deepEqual(traits(["unheard-of"]), ["editable"]);
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

  it("shows what a filter leaves, the parents of it, and nothing empty", () => {
    const parent = item("b", { children: [item("b1"), item("b2", { owner: "kim" })] });
    const view = plan(
      phase("p", [
        ["S", [item("a"), parent]],
        ["T", [item("c")]],
      ]),
      phase("q", [["", [item("d")]]]),
    );
    const shown = rowsOf(
      [{ key: "k", folder: "app", view, filter: { name: "mine", passes: ({ owner }) => owner === "kim" } }],
      t,
    );
    assert.deepEqual(
      all(shown).map(({ label }) => label),
      ["Phase p", "S", "Title of b", "Title of b2"],
    );
    assert.ok(all(shown).every(({ expanded, children }) => expanded || children.length === 0));
    const ids = new Set(all(rows(view)).map(({ id }) => id));
    assert.ok(all(shown).every(({ id }) => !ids.has(id)));
  });

  it("says of a phase when it takes place, that it is critical, and whether it may end", () => {
    const schedule = {
      duration: { low: 2, high: 3 },
      start: { low: 0, high: 0 },
      end: { low: 2, high: 3 },
      slack: { low: 0, high: 0 },
      critical: true,
      stated: undefined,
      items: undefined,
      dates: { start: "2026-11-02", end: "2026-11-04" },
    };
    const missing = [{ id: "a", title: "A", shown: "open", priority: undefined }] as const;
    const gate = { id: "", title: "", met: false, total: 2, missing };
    const view = plan({ ...phase("p", [["", [item("a")]]]), schedule, gate });
    const [row] = rows(view);
    assert.equal(
      row?.description,
      "0 of 1 done · gate closed: 1 missing · critical path · 2026-11-02 – 11-04",
    );
    assert.deepEqual(row?.traits, ["gate"]);
    assert.equal(row?.spoken, `Phase p, ${row?.description}`);
  });

  it("dims a phase that a choice left out, and does not unfold it", () => {
    const view = plan({ ...phase("p", [["", [item("a")]]]), leftOut: true }, phase("q", [["", [item("b")]]]));
    const [left, next] = rows(view);
    assert.deepEqual([left?.description, left?.dimmed, left?.expanded], ["left out", true, false]);
    assert.deepEqual([next?.dimmed, next?.expanded], [false, true]);
  });

  it("offers what an item has: documents, listings, a waiver, an id to pin", () => {
    const full = item("a", {
      docs: ["docs/a.md"],
      command: "make drill",
      waiver: { reason: "later", by: undefined, until: "2027-01-01" },
    });
    const traits = (view: PlanView) =>
      all(rows(view))
        .find((row) => row.item)
        ?.traits.join(" ");
    assert.equal(traits(plan(phase("p", [["", [full]]]))), "editable waiver docs command");
    const markdown: PlanView = { ...plan(phase("p", [["", [item("a")]]])), format: "markdown" };
    assert.equal(traits(markdown), "editable markdown");
    assert.equal(traits({ ...markdown, editable: false }), "");
  });

  it("is drawn again when only the tooltip has changed", () => {
    const of = (more: Partial<ItemView>) => all(rows(plan(phase("p", [["", [item("a", more)]]]))))[1]?.told;
    assert.notEqual(of({ notes: "one" }), of({ notes: "two" }));
    assert.equal(of({ line: 1 }), of({ line: 2 }));
  });
});
