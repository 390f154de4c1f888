import assert from "node:assert/strict";
import type { Item } from "../../../../src/core/plan/model";
import { readPlan } from "../../../../src/core/plan/read";
import { itemCalled, itemsOf, outlineOf, planNames, planOf, planText } from "../../../support/plans";

const read = (name: string) => readPlan(name, planText(name));

describe("a Markdown plan", () => {
  it("takes weeks as phases and days as their sections", () => {
    const { plan } = read("weekly.md");
    assert.equal(plan.name, "Harbor: live in two weeks");
    assert.deepEqual(outlineOf(plan), [
      "Week 1: Get it running (Days 1-5)",
      "  Day 1: Images: 0",
      "  Day 1: Images > Morning: API image: 2",
      "  Day 1: Images > Afternoon: Web image: 2",
      "  Day 1: Images > Day 1 Completion Checklist: 2",
      "  Day 2-3: Platform: 0",
      "  Day 2-3: Platform > Day 2: Accounts: 2",
      "  Day 2-3: Platform > Day 3: Settings: 1",
      "  Day 2-3: Platform > Day 2-3 Completion Checklist: 1",
      "Week 2: Make it safe (Days 6-10)",
      "  Day 6: Secrets: 2",
    ]);
  });

  it("reads how long things take from headings, and days of the calendar are no length", () => {
    const { plan } = read("weekly.md");
    assert.deepEqual(
      plan.phases.map(({ estimate }) => estimate),
      [undefined, undefined],
    );
    assert.deepEqual(
      plan.phases.flatMap(({ sections }) => sections.map(({ estimate }) => estimate)),
      ["6h", "2h", "4h", undefined, "12h", "8h", "90m", undefined, "1d"],
    );
  });

  it("takes headings without a step as phases when boxes stand outside steps", () => {
    const { plan } = read("phases.md");
    assert.deepEqual(outlineOf(plan), [
      "BEFORE ANYTHING ELSE",
      "  REQUIRED: 2-3 Week Hardening Sprint: 0",
      "  REQUIRED: 2-3 Week Hardening Sprint > Week 1: Close the holes: 2",
      "  REQUIRED: 2-3 Week Hardening Sprint > Week 2: See what happens: 1",
      "Phase 1: Base",
      "  1.1 Database: 2",
      "  1.2 Names: 1",
      "Phase 2: Mail",
      "  2.1 Provider: 0",
      "  2.1 Provider > Option A: Hosted (Recommended): 2",
      "  2.1 Provider > Option B: Own server: 1",
      "  2.2 Templates: 1",
      "Phase 3: Open the doors",
      "  3.1 Day of launch: 1",
      "Success",
      "  Numbers: 1",
    ]);
    assert.equal(plan.phases[0]?.sections[0]?.estimate, "2w..3w");
  });

  it("reads priorities from headings", () => {
    const sections = read("phases.md").plan.phases.flatMap((phase) => phase.sections);
    const named = sections.flatMap(({ title, priority }) => (priority ? [[title, priority]] : []));
    assert.deepEqual(named, [
      ["1.1 Database", "critical"],
      ["1.2 Names", "high"],
      ["2.1 Provider", "critical"],
      ["2.2 Templates", "medium"],
      ["3.1 Day of launch", "critical"],
    ]);
  });

  it("reads priority and time from lines below a heading", () => {
    const phases = read("options.md").plan.phases;
    assert.deepEqual(
      phases.map(({ title, priority, estimate }) => [title, priority, estimate]),
      [
        ["Phase 1A: Accounts (Week 1-2)", "critical", undefined],
        ["Phase 1B: Content (Week 3-4)", "high", "2w"],
        ["Security checklist", undefined, undefined],
      ],
    );
  });

  it("reads which phases wait for which from a table", () => {
    const { phases } = read("phases.md").plan;
    const ids = new Map(phases.map(({ id, title }) => [id, title]));
    assert.deepEqual(
      phases.map(({ dependsOn }) => dependsOn.map((id) => ids.get(id))),
      [[], [], ["Phase 1: Base"], ["Phase 1: Base", "Phase 2: Mail"], []],
    );
  });

  it("takes any area with boxes as a phase", () => {
    assert.deepEqual(outlineOf(read("areas.md").plan), [
      "Before",
      "  Servers: 2",
      "  Mail: 1",
      "Variables",
      "  : 2",
      "  Also: 1",
      "After",
      "  First 24 Hours: 2",
    ]);
  });

  it("finds steps below a heading that is none", () => {
    assert.deepEqual(outlineOf(read("chapters.md").plan), [
      "Phase 1: Preparation (Local)",
      "  : 2",
      "Phase 2: Server (Remote)",
      "  : 1",
      "Phase 3: Deployment",
      "  : 1",
    ]);
  });

  it("keeps the areas as phases when their steps start again at one", () => {
    const plan = planOf(
      "# P\n\n## Data\n\n### Step 1: Copy\n- [ ] a\n\n## App\n\n### Step 1: Build\n- [ ] b\n### Step 2: Run\n- [ ] c\n",
    );
    assert.deepEqual(
      plan.phases.map(({ title }) => title),
      ["Data", "App"],
    );
  });

  it("keeps an empty step between others", () => {
    const plan = planOf("# P\n\n## Phase 1\n- [ ] a\n\n## Phase 2\n\nLater.\n\n## Phase 3\n- [ ] b\n");
    assert.deepEqual(
      plan.phases.map(({ title }) => title),
      ["Phase 1", "Phase 2", "Phase 3"],
    );
  });

  it("keeps the headings above as phases where days stand in a week elsewhere", () => {
    const plan = planOf(
      "# P\n\n## Opening week\n\n### Day 1\n- [ ] a\n### Day 2\n- [ ] b\n\n## Week 2\n\n### Day 8\n- [ ] c\n",
    );
    assert.deepEqual(outlineOf(plan), ["Opening week", "  Day 1: 1", "  Day 2: 1", "Week 2", "  Day 8: 1"]);
  });

  it("takes no part of the text without boxes as a phase", () => {
    const plan = planOf("# P\n\n## Part 1: Background\n\nText.\n\n## Part 2: Work\n\n- [ ] a\n- [ ] b\n");
    assert.deepEqual(outlineOf(plan), ["Part 2: Work", "  : 2"]);
  });

  it("knows steps in other languages", () => {
    for (const word of ["Этап", "День", "Fáze", "Krok", "Etap", "Étape", "Semana"]) {
      const plan = planOf(`# P\n\n## Ход\n\n### ${word} 1: a\n- [ ] a\n### ${word} 2: b\n- [ ] b\n`);
      assert.equal(plan.phases.length, 2, word);
    }
  });

  it("takes what is folded away under its summary", () => {
    const plan = planOf(
      "# P\n\n## A\n\n<details>\n<summary>Domain</summary>\n\n- [ ] a\n\n</details>\n\n- [ ] b\n",
    );
    assert.deepEqual(outlineOf(plan), ["A", "  : 1", "  Domain: 1"]);
  });

  it("leaves out the legend of the marks", () => {
    const legend = "## Status\n\n### Legend\n\n- [ ] Open\n- [~] Begun\n- [x] Done\n\n";
    assert.deepEqual(outlineOf(planOf(`# P\n\n${legend}## A\n\n- [~] a\n`)), ["A", "  : 1"]);
    const key = planOf("# P\n\n## Key\n\n- [ ] Rotate it\n- [ ] Store it\n");
    assert.deepEqual(outlineOf(key), ["Key", "  : 2"]);
  });

  it("says when, not how long, where hours are counted from the start", () => {
    const plan = planOf(
      "# P\n\n## After\n\n### At once (0-4 hours)\n- [ ] a\n### Later (4-24 hours)\n- [ ] b\n",
    );
    assert.deepEqual(
      plan.phases.flatMap(({ sections }) => sections.map(({ estimate }) => estimate)),
      [undefined, undefined],
    );
  });

  it("ends a box where a number starts something new", () => {
    const [item] = itemsOf(planOf("- [ ] Decide on the host\n  and write it down\n2) Next week\nMore.\n"));
    assert.equal(item?.title, "Decide on the host and write it down");
  });

  it("makes one phase, named after the plan, of boxes without headings", () => {
    const plan = planOf(planText("loose.md"), "docs/opening-day.md");
    assert.equal(plan.name, "Opening day");
    assert.deepEqual(outlineOf(plan), ["Opening day", "  : 3"]);
  });

  it("takes headings of the first level as phases when several hold boxes", () => {
    const plan = planOf("# Week 1\n\n- [ ] a\n\n# Week 2\n\n- [ ] b\n", "go-live.md");
    assert.equal(plan.name, "Go live");
    assert.deepEqual(
      plan.phases.map(({ title }) => title),
      ["Week 1", "Week 2"],
    );
  });

  it("reads German words", () => {
    const { plan, repairedFrom } = read("german.md");
    assert.equal(repairedFrom, undefined);
    assert.equal(plan.name, "Go-Live für „Möwe“");
    assert.deepEqual(
      plan.phases.map(({ title, estimate }) => [title, estimate]),
      [
        ["Woche 1: Vorbereitung", "2d"],
        ["Woche 2: Betrieb", undefined],
      ],
    );
    assert.equal(plan.phases[1]?.sections[0]?.priority, "high");
    assert.ok(itemCalled(plan, "Zugangsdaten prüfen").id.endsWith("zugangsdaten-prufen"));
  });

  it("says that a text without boxes is no plan, and that it may be edited", () => {
    const { problems, editable } = readPlan("notes.md", "# Notes\n\nNothing.\n");
    assert.deepEqual(
      problems.map(({ kind }) => kind),
      ["empty"],
    );
    assert.equal(editable, true);
  });

  it("shows a text with conflict marks, and does not edit it", () => {
    const text = "# P\n\n<<<<<<< HEAD\n- [x] a\n=======\n- [ ] a\n>>>>>>> theirs\n- [ ] b\n";
    const { plan, problems, editable } = readPlan("p.md", text);
    assert.deepEqual(
      problems.map(({ kind, line }) => [kind, line]),
      [["conflict", 2]],
    );
    assert.equal(editable, false);
    assert.deepEqual(
      itemsOf(plan).map(({ title, claim }) => [title, claim]),
      [
        ["a", "done"],
        ["b", "todo"],
      ],
    );
  });
});

describe("an item in Markdown", () => {
  const { plan } = read("habits.md");

  it("is read from every kind of list", () => {
    assert.equal(plan.name, "Launch of Tern");
    assert.deepEqual(
      plan.phases[0]?.sections.flatMap(({ items }) => items.map(({ title, claim }) => [title, claim])),
      [
        ["number with a dot", "todo"],
        ["number with a bracket", "done"],
        ["star", "todo"],
        ["plus", "done"],
        ["in work", "doing"],
        ["not for us", "na"],
        ["stuck", "todo"],
        ["quoted", "todo"],
      ],
    );
    assert.deepEqual(
      itemCalled(plan, "quoted").children.map(({ title }) => title),
      ["quoted below"],
    );
  });

  it("is nothing that only looks like one", () => {
    assert.equal(
      itemsOf(plan).some(({ title }) => /no box|not a box/.test(title)),
      false,
    );
  });

  it("has a title without markup that may wrap", () => {
    assert.ok(itemCalled(plan, "a text that is so long that its author broke it over two lines"));
    assert.ok(itemCalled(plan, "Update @scope/package and mail ops@example.org"));
  });

  it("tells owner, day and time that stand in its text", () => {
    const item = itemCalled(plan, "bold, code and a link @ana");
    assert.deepEqual([item.owner, item.due], ["kim", "2026-12-01"]);
    const call = itemCalled(plan, "call the bank");
    assert.deepEqual([call.owner, call.estimate], ["lee", "2h"]);
  });

  it("keeps brackets that say what is to be done", () => {
    const text =
      "- [ ] Keep logs (30 days)\n- [ ] Alert on load (high)\n- [ ] Write it down (~2h)\n- [ ] Sign (P1)\n";
    assert.deepEqual(
      itemsOf(planOf(text)).map(({ title, estimate, priority }) => [title, estimate, priority]),
      [
        ["Keep logs (30 days)", undefined, undefined],
        ["Alert on load (high)", undefined, undefined],
        ["Write it down", "2h", undefined],
        ["Sign", undefined, "high"],
      ],
    );
  });

  it("names rules and a fixed id in comments", () => {
    assert.deepEqual(itemCalled(plan, "Non-root images").verify.rules, [
      "dockerfile/non-root-user",
      "dockerfile/exec-form",
    ]);
    assert.equal(itemCalled(plan, "Pinned").id, "pin.me");
  });

  it("has the plain bullets and lines below it as details", () => {
    const texts = itemCalled(read("phases.md").plan, "Write the texts");
    assert.deepEqual(texts.details, ["Create templates/hello.md", "plain text", "with a link"]);
    assert.deepEqual(itemCalled(read("options.md").plan, "Tables").details, ["first migration", "users"]);
  });

  it("stands under a plain bullet as in a section of its own", () => {
    const section = plan.phases[1]?.sections.find(({ title }) => title === "Backend");
    assert.deepEqual(
      section?.items.map(({ title }) => title),
      ["under a plain bullet"],
    );
  });

  it("knows its line and its box", () => {
    for (const name of planNames) {
      const text = planText(name);
      const lines = text.split("\n");
      for (const item of itemsOf(planOf(text, name))) {
        assert.match(lines[item.line] ?? "", /\[[ xX/!-]\]/);
        assert.equal(text[item.at.start], "[");
      }
    }
  });
});

describe("the ids of a Markdown plan", () => {
  const ids = (text: string) => itemsOf(planOf(text)).map(({ id }) => id);
  const idOf = (text: string, title: string) => itemCalled(planOf(text), title).id;

  it("are unique", () => {
    for (const name of planNames) {
      const all = itemsOf(planOf(planText(name))).map(({ id }) => id);
      assert.equal(new Set(all).size, all.length, name);
      assert.ok(all.every((id) => /^[\p{L}\p{N}.-]+$/u.test(id)));
    }
    const twice = "# P\n\n## A\n\n- [ ] same\n- [ ] same\n- [ ] same 2\n- [ ] same\n";
    assert.equal(new Set(ids(twice)).size, 4);
  });

  it("stay when something else is edited", () => {
    const before = "# P\n\n## A\n\n- [ ] one\n- [ ] two\n\n## B\n\n- [ ] one\n";
    const after =
      "# Q\n\nNew prose.\n\n## A\n\n- [ ] zero\n- [x] one\n  - detail\n- [ ] two\n\n## B\n\n- [ ] one\n";
    assert.deepEqual(
      ids(before),
      ids(after).filter((id) => !id.endsWith("zero")),
    );
  });

  it("do not depend on who does it until when", () => {
    assert.equal(
      idOf("## A\n- [ ] Back up\n", "Back up"),
      idOf("## A\n- [ ] Back up @kim due:2026-12-01\n", "Back up"),
    );
  });

  it("tell long texts apart", () => {
    const long = "Write down in the handbook how the whole service is put together from its parts";
    const [a, b] = ids(`## A\n- [ ] ${long} today\n- [ ] ${long} tomorrow\n`);
    assert.notEqual(a, b);
    assert.equal(b?.endsWith("-2"), false);
    assert.equal(ids(`## A\n- [ ] ${long} tomorrow\n`)[0], b);
  });

  it("hold for children under their parent", () => {
    const child = (item: Item | undefined) => item?.children[0]?.id;
    const [a, b] = itemsOf(planOf("## A\n- [ ] x\n  - [ ] test\n- [ ] y\n  - [ ] test\n")).filter(
      ({ children }) => children.length > 0,
    );
    assert.notEqual(child(a), child(b));
    assert.ok(child(a)?.includes(".x."));
  });
});
