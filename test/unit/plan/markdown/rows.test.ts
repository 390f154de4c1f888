import assert from "node:assert/strict";
import { itemsOf, planOf } from "../../../support/plans";

describe("rows of a table with a box each", () => {
  const rows = (table: string) =>
    itemsOf(planOf(`# P\n\n## A\n\n${table}\n`)).map(({ title, claim }) => [title, claim]);

  it("are items, wherever the box stands", () => {
    const table = (cells: readonly string[]) => cells.join("\n");
    assert.deepEqual(
      rows(table(["| # | Step | Done |", "|--|--|--|", "| 1 | Copy it | [ ] |", "| 2 | Check | [x] |"])),
      [
        ["Copy it", "todo"],
        ["Check", "done"],
      ],
    );
    assert.deepEqual(rows(table(["| Done | Area | How |", "|--|--|--|", "| [x] | Billing | by hand |"])), [
      ["Billing", "done"],
    ]);
    assert.deepEqual(
      rows(table(["| Item | Status | Notes |", "|--|--|--|", "| Mail | ☐ (later) | |", "| Web | ✅ | |"])),
      [
        ["Mail", "todo"],
        ["Web", "done"],
      ],
    );
    assert.deepEqual(rows(table(["| Item | Owner |", "|--|--|", "| [ ] Code merged | [Name] |"])), [
      ["Code merged", "todo"],
    ]);
  });

  it("are one item for each box", () => {
    assert.deepEqual(rows("| Nr. | Prüfung | PC | Telefon |\n|--|--|--|--|\n| 1 | Start | ☐ | ☑ |"), [
      ["Start (PC)", "todo"],
      ["Start (Telefon)", "done"],
    ]);
  });

  it("are none where the cells are no boxes, or the boxes no work", () => {
    for (const table of [
      "| Check | Status |\n|--|--|\n| RLS | ✅ |\n| CORS | ❌ |",
      "| Name | Type | Default |\n|--|--|--|\n| data | array | [ ] |\n| open | boolean | false |",
      "| Metric | Who is told |\n|--|--|\n| errors | [ ] |",
      "| Level | Selected |\n|--|--|\n| Starter | ☐ |\n| Full | ☑ |",
      "| Task | Status |\n|--|--|\n| a | Not started |",
    ]) {
      assert.deepEqual(rows(table), [], table);
    }
  });

  it("bring owner, day, time and what else they say", () => {
    const [item] = itemsOf(
      planOf(
        "# P\n\n| Task | Owner | Due | Effort | Priority | Notes | Done |\n|--|--|--|--|--|--|--|\n| Move DNS | @kim | 2026-12-01 | 2 hours | high | low TTL first | [ ] |\n",
      ),
    );
    assert.deepEqual(
      [item?.owner, item?.due, item?.estimate, item?.priority, item?.details],
      ["kim", "2026-12-01", "2h", "high", ["Notes: low TTL first"]],
    );
  });
});

describe("who takes care of an item", () => {
  const owners = (text: string) => itemsOf(planOf(text)).map(({ owner }) => owner);

  it("is named behind it, or over it", () => {
    assert.deepEqual(
      owners("- [ ] a (assigned to: Kim Lee)\n- [ ] b — Owner: Ops\n- [ ] c (owner: x, due: 2026-12-01)\n"),
      ["Kim Lee", "Ops", "x"],
    );
    assert.deepEqual(owners("# P\n\n## A (Owner: Web/API)\n\n- [ ] a\n- [ ] b @kim\n"), ["Web/API", "kim"]);
    assert.deepEqual(owners("# P\n\n## A\n\n### B\n- [ ] a\n\n**Owner**: Ops Team\n"), ["Ops Team"]);
  });

  it("is nobody where the line is a blank, or about the document", () => {
    assert.deepEqual(owners("# P\n\n**Owner:** Kim\n\n## A\n\n**Owner**: [Lead]\n\n- [ ] a\n"), [undefined]);
  });

  it("leaves the day it is due by", () => {
    const [a, b] = itemsOf(planOf("- [ ] a 📅 2026-12-01\n- [ ] b (by 2026-12-02)\n"));
    assert.deepEqual([a?.title, a?.due, b?.title, b?.due], ["a", "2026-12-01", "b", "2026-12-02"]);
  });
});
