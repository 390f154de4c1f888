import assert from "node:assert/strict";
import fc from "fast-check";
import { addWorkingDays } from "../../../src/core/plan/schedule/days";
import type { ItemView, PhaseView } from "../../../src/core/plan/view";
import { readMessage } from "../../../src/editor/checklist/messages-guard";
import { type Draft, type DraftField, draftMessage, draftProblem, newDraft } from "../../../webview/drafts";
import { byOwner } from "../../../webview/grouping";
import { amountWords, daysWords, moneyWords, periodWords } from "../../../webview/words";
import { workingDaysBetween } from "../../../webview/working-days";
import { plainItemView, plainPhaseView } from "../../support/plan-views";

const today = "2026-11-25";

function anItem(id: string, over: Partial<ItemView> = {}): ItemView {
  return { ...plainItemView, id, title: id, ...over };
}

describe("drafts of the checklist page", () => {
  const draft = (field: DraftField, text: string, extra = ""): Draft => ({
    itemId: "a",
    field,
    text,
    extra,
    base: "",
    tried: false,
  });

  it("begin with what the plan says, a waiver two weeks from now", () => {
    const item = anItem("a", { owner: "kim", due: "2026-12-01", notes: "n" });
    assert.equal(newDraft(item, "owner", today).text, "kim");
    assert.equal(newDraft(item, "due", today).text, "2026-12-01");
    assert.equal(newDraft(item, "record", today).text, "");
    assert.equal(newDraft(item, "waiver", "2026-12-25").extra, "2027-01-08");
    const waiver = { reason: "r", by: undefined, until: "2026-12-31" };
    assert.deepEqual(
      [newDraft({ ...item, waiver }, "waiver", today)].map(({ text, extra }) => [text, extra]),
      [["r", "2026-12-31"]],
    );
  });

  const wrong: readonly [Draft, RegExp][] = [
    [draft("reason", " "), /reason is needed/],
    [draft("waiver", "", "2026-12-01"), /reason is needed/],
    [draft("waiver", "r", "2026-11-24"), /still to come/],
    [draft("waiver", "r", ""), /still to come/],
    [draft("due", "soon"), /no day/],
    [draft("record", "\n"), /what you saw/],
    [draft("record", "r", "x".repeat(1001)), /1001 characters long; 1000/],
    [draft("owner", "x".repeat(81)), /81 characters long; 80/],
  ];
  for (const [one, expected] of wrong) {
    it(`are not saved: ${one.field} ${JSON.stringify(one.text.slice(0, 9))}`, () => {
      assert.match(draftProblem(one, today) ?? "", expected);
    });
  }

  it("that can be saved are messages that the host takes", () => {
    const field = fc.constantFrom<DraftField>("notes", "reason", "owner", "due", "record", "waiver");
    const text = fc.oneof(fc.string(), fc.constantFrom("", today, "2027-02-28", "x".repeat(2001)));
    fc.assert(
      fc.property(field, text, text, (name, said, extra) => {
        const one = draft(name, said, extra);
        fc.pre(draftProblem(one, today) === undefined);
        assert.notEqual(readMessage(draftMessage(one)), undefined);
      }),
    );
  });
});

describe("the list by owner", () => {
  const phase = (id: string): PhaseView => ({
    ...plainPhaseView,
    id,
    title: id.toUpperCase(),
    sections: [],
    progress: {} as PhaseView["progress"],
  });
  const select = (items: readonly ItemView[], of: PhaseView) => ({
    phase: of,
    sections: [
      {
        section: {} as never,
        items: items.map((item) => ({
          item,
          children: item.children.map((child) => ({ item: child, children: [] })),
        })),
      },
    ],
  });

  it("has every leaf once, under its owner or the owner of the whole", () => {
    const whole = anItem("whole", {
      owner: "ana",
      children: [anItem("part"), anItem("other", { owner: "kim" })],
    });
    const phases = [
      select([anItem("a", { owner: "kim", shown: "claimed" }), whole], phase("one")),
      select([anItem("b")], phase("two")),
    ];
    const groups = byOwner(phases, undefined, "kim");
    const plain = groups.map(({ phase: { title, progress }, sections }) => [
      title,
      progress.done,
      progress.total,
      sections.flatMap(({ section, items }) =>
        items.map(({ item, within }) => `${section.title} ${within ?? ""} ${item.id}`),
      ),
    ]);
    assert.deepEqual(plain, [
      ["kim", 1, 2, ["ONE  a", "ONE whole other"]],
      ["ana", 0, 1, ["ONE whole part"]],
      ["Nobody yet", 0, 1, ["TWO  b"]],
    ]);
  });
});

describe("figures in words", () => {
  it("says days, sums and periods", () => {
    assert.equal(daysWords({ low: 1, high: 1 }), "1 day");
    assert.equal(daysWords({ low: 0.5, high: 0.5 }), "0.5 days");
    assert.equal(daysWords({ low: 1 / 3, high: 12 }), "0.3 to 12 days");
    const money = { low: 1200.5, high: 2400, per: "year", currency: "USD" } as const;
    assert.equal(moneyWords(money, "en"), "1,200.5 to 2,400 USD a year");
    assert.equal(amountWords({ ...money, low: 2400, currency: "€" }, "en"), "€2,400");
    assert.equal(amountWords({ ...money, low: 2400, currency: undefined }, "en"), "2,400");
    const day = new Date(2026, 10, 25);
    assert.equal(periodWords("2026-11-27", "2026-12-02", day, "en-GB"), "27 Nov to 2 Dec");
    assert.equal(periodWords("2026-11-27", "2026-11-27", day, "en-GB"), "27 Nov");
  });

  it("counts working days as core does", () => {
    assert.equal(workingDaysBetween("2026-11-23", "2026-11-25"), 2);
    assert.equal(workingDaysBetween("2026-11-27", "2026-11-30"), 1);
    assert.equal(workingDaysBetween("2026-11-28", "2026-11-30"), 0);
    assert.equal(workingDaysBetween("2026-11-30", "2026-11-27"), -1);
    assert.equal(workingDaysBetween("soon", today), undefined);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 2000 }), (from, days) => {
        const start = new Date(from * 86_400_000).toISOString().slice(0, 10);
        assert.equal(workingDaysBetween(start, addWorkingDays(start, days) ?? ""), days);
      }),
    );
  });
});
