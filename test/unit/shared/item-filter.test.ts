import assert from "node:assert/strict";
import type { ItemView } from "../../../src/core/plan/view";
import { daysAfter, type ItemFilter, passesFilter } from "../../../src/shared/item-filter";
import { plainItemView } from "../../support/plan-views";

const basis = { me: "kim", today: "2026-11-25" };
const passes = (filter: ItemFilter, more: Partial<ItemView>, on = basis) =>
  passesFilter({ ...plainItemView, id: "a", title: "A", ...more }, filter, on);

describe("filters of items", () => {
  it("take what is regressed as open", () => {
    for (const shown of ["open", "doing", "blocked", "ready", "regressed"] as const)
      assert.ok(passes("open", { shown }));
    for (const shown of ["claimed", "verified", "waived", "na"] as const)
      assert.ok(!passes("open", { shown }));
  });

  it("know who is meant, however the name is written", () => {
    assert.ok(passes("mine", { owner: "@Kim" }));
    assert.ok(!passes("mine", { owner: "ana" }));
    assert.ok(!passes("mine", {}));
    assert.ok(!passes("mine", { owner: "kim", shown: "na" }));
    assert.ok(passesFilter({ ...plainItemView, id: "a", title: "A" }, "mine", basis, "kim"));
    assert.ok(
      !passesFilter({ ...plainItemView, id: "a", title: "A", owner: "kim" }, "mine", {
        ...basis,
        me: undefined,
      }),
    );
  });

  it("take as due what is late or ends within a week, unless it is done", () => {
    assert.ok(passes("due", { due: "2026-12-02" }));
    assert.ok(!passes("due", { due: "2026-12-03" }));
    assert.ok(passes("due", { due: "2026-01-01" }));
    assert.ok(!passes("due", { due: "2026-01-01", shown: "claimed" }));
    assert.ok(!passes("due", {}));
  });

  it("tell critical, unproven and contradicted items", () => {
    assert.ok(passes("critical", { priority: "critical" }));
    assert.ok(!passes("critical", { priority: "critical", shown: "na" }));
    assert.ok(passes("unverified", { shown: "claimed" }));
    assert.ok(!passes("unverified", { shown: "verified" }));
    assert.ok(passes("regressed", { shown: "regressed" }));
    assert.ok(passes("all", { shown: "na" }));
  });

  it("count days by the calendar", () => {
    assert.equal(daysAfter("2026-12-28", 7), "2027-01-04");
    assert.equal(daysAfter("2028-02-28", 1), "2028-02-29");
    assert.equal(daysAfter("2026-02-30", 0), "2026-03-02");
    assert.equal(daysAfter("nonsense", 1), "nonsense");
  });
});
