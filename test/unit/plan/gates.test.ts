import assert from "node:assert/strict";
import { budgetOf } from "../../../src/core/plan/budget";
import { gateView, launchGate } from "../../../src/core/plan/gates";
import type { BudgetLine, Money } from "../../../src/core/plan/model";
import { expiryOf, isWaived } from "../../../src/core/plan/records";
import { shownOf } from "../../../src/core/plan/shown";
import type { ItemView, PhaseView } from "../../../src/core/plan/view";
import { plainItemView, plainPhaseView, plainSectionView } from "../../support/plan-views";

const item = (shown: ItemView["shown"], over: Partial<ItemView> = {}): ItemView => ({
  ...plainItemView,
  id: shown,
  title: shown,
  shown,
  priority: "critical",
  ...over,
});
const progress = {} as PhaseView["progress"];
const phase = (items: readonly ItemView[], over: Partial<PhaseView> = {}): PhaseView => ({
  ...plainPhaseView,
  id: "p",
  title: "P",
  progress,
  sections: [{ ...plainSectionView, id: "s", items, progress }],
  ...over,
});
const missing = (gate: Partial<typeof launchGate>, ...phases: PhaseView[]) =>
  gateView({ ...launchGate, ...gate }, phases).missing.map(({ id }) => id);

describe("a gate", () => {
  it("asks for what is claimed, or for proof", () => {
    const items = [item("claimed"), item("verified"), item("ready"), item("open"), item("na")];
    assert.deepEqual(missing({}, phase(items)), ["ready", "open"]);
    assert.deepEqual(missing({ require: "verified" }, phase(items)), ["claimed", "ready", "open"]);
  });

  it("asks for its priorities, and for nothing that was true once and is not any more", () => {
    const low = [item("open", { priority: "low" }), item("regressed", { priority: "low" })];
    assert.deepEqual(missing({}, phase([item("verified"), ...low])), ["regressed"]);
  });

  it("asks for everything in a plan without priorities", () => {
    assert.deepEqual(missing({}, phase([item("open", { priority: undefined })])), ["open"]);
  });

  it("lets waivers pass where it says so", () => {
    assert.deepEqual(missing({}, phase([item("waived")])), []);
    assert.deepEqual(missing({ waivers: false }, phase([item("waived")])), ["waived"]);
  });

  it("passes over what is optional, repeated, or in a phase that was left out", () => {
    const passed = [item("open", { optional: true }), item("open", { aliasOf: "x" })];
    assert.deepEqual(missing({}, phase(passed), phase([item("open")], { leftOut: true })), []);
  });

  it("counts the boxes in a box", () => {
    const parent = item("open", { id: "parent", children: [item("claimed"), item("open")] });
    assert.equal(gateView(launchGate, [phase([parent])]).total, 2);
    assert.deepEqual(missing({}, phase([parent])), ["open"]);
  });
});

describe("a waiver", () => {
  const waiver = { reason: "later", by: undefined, until: "2026-12-01" };

  it("counts up to its last day", () => {
    assert.equal(isWaived(waiver, "2026-12-01"), true);
    assert.equal(isWaived(waiver, "2026-12-02"), false);
    assert.equal(isWaived(undefined, "2026-12-01"), false);
  });

  it("is shown in place of a failure, not in place of proof", () => {
    const show = (claim: ItemView["claim"], verdict: ItemView["verdict"]) =>
      shownOf({ claim }, verdict, { waived: true, blocked: false });
    assert.equal(show("done", "fail"), "waived");
    assert.equal(show("todo", "none"), "waived");
    assert.equal(show("done", "pass"), "verified");
    assert.equal(show("na", "fail"), "na");
  });
});

describe("evidence of a person", () => {
  const record = (at: string) => ({ at, by: undefined, text: undefined, link: undefined });

  it("expires after its time, from the last of it", () => {
    const records = [record("2026-11-18"), record("2026-10-01")];
    assert.equal(expiryOf({ records, ttl: "90d" }), "2027-02-16");
    assert.equal(expiryOf({ records, ttl: "2w" }), "2026-12-02");
    assert.equal(expiryOf({ records: [record("2026-11-18T20:00")], ttl: "24h" }), "2026-11-19");
  });

  it("counts for ever where nothing is said, or nothing that can be understood", () => {
    assert.equal(expiryOf({ records: [record("2026-11-18")], ttl: undefined }), undefined);
    assert.equal(expiryOf({ records: [record("2026-11-18")], ttl: "long" }), undefined);
    assert.equal(expiryOf({ records: [], ttl: "90d" }), undefined);
  });
});

describe("a budget", () => {
  const line = (cost: Partial<Money>, optional = false): BudgetLine => ({
    id: "l",
    title: "L",
    line: 0,
    optional,
    cost: { low: 0, high: 0, per: "month", currency: "$", ...cost },
  });
  const sums = (...lines: BudgetLine[]) =>
    budgetOf([{ id: "t", title: "T", line: 0, asOf: undefined, stated: undefined, lines }])[0];

  it("adds up months, twelfths of years, and optional lines apart", () => {
    const tier = sums(
      line({ low: 12, high: 20 }),
      line({ low: 24, high: 24, per: "year" }),
      line({ low: 5, high: 5 }, true),
      line({ low: 99, high: 99, per: "once" }),
    );
    assert.deepEqual(tier?.total, { low: 14, high: 22, per: "month", currency: "$" });
    assert.deepEqual(tier?.withOptional, { low: 19, high: 27, per: "month", currency: "$" });
  });

  it("adds no euros to dollars", () => {
    assert.equal(sums(line({ low: 1, high: 1 }), line({ low: 1, high: 1, currency: "€" }))?.total, undefined);
    assert.equal(sums()?.total, undefined);
  });
});
