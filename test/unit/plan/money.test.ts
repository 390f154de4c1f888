import assert from "node:assert/strict";
import { parseTarget } from "../../../src/core/plan/metric-target";
import { parseMoney } from "../../../src/core/plan/money";

describe("sums of money", () => {
  const sums: readonly (readonly [string, number, number, string, string | undefined])[] = [
    ["15", 15, 15, "month", undefined],
    ["12..20", 12, 20, "month", undefined],
    ["$12-20/mo", 12, 20, "month", "$"],
    ["$25–$50 per month", 25, 50, "month", "$"],
    ["€9,99", 9.99, 9.99, "month", "€"],
    ["1,200 USD/year", 1200, 1200, "year", "USD"],
    ["120 eur yearly", 120, 120, "year", "EUR"],
    ["~$7/month", 7, 7, "month", "$"],
    ["99 once", 99, 99, "once", undefined],
    ["$100+", 100, 100, "month", "$"],
    ["$100-300+", 100, 300, "month", "$"],
    ["$650-1,150/month", 650, 1150, "month", "$"],
    ["Free", 0, 0, "month", undefined],
  ];
  for (const [text, low, high, per, currency] of sums) {
    it(`are read from ${text}`, () => assert.deepEqual(parseMoney(text), { low, high, per, currency }));
  }

  it("are nothing else", () => {
    for (const text of ["", "soon", "2 servers", "10 GB", "v1.2.3", "12 to", "$", "4 cores/8 GB"])
      assert.equal(parseMoney(text), undefined, text);
  });
});

describe("targets of metrics", () => {
  it("are read with their sign, number and unit", () => {
    assert.deepEqual(parseTarget("p95 < 200 ms"), { subject: "p95", operator: "<", value: 200, unit: "ms" });
    assert.deepEqual(parseTarget("Error rate: <1%"), {
      subject: "Error rate",
      operator: "<",
      value: 1,
      unit: "%",
    });
    assert.deepEqual(parseTarget("Coverage at least 80 %"), {
      subject: "Coverage",
      operator: ">=",
      value: 80,
      unit: "%",
    });
    assert.deepEqual(parseTarget("99.9% uptime"), {
      subject: undefined,
      operator: ">=",
      value: 99.9,
      unit: "%",
    });
    assert.deepEqual(parseTarget("Unit coverage (80%+)"), {
      subject: undefined,
      operator: ">=",
      value: 80,
      unit: "%",
    });
    assert.equal(parseTarget("Downloads > 10 in the first week")?.unit, "");
    assert.equal(parseTarget("p95 < 200 ms")?.unit, "ms");
    assert.deepEqual(parseTarget("100+ users"), { subject: undefined, operator: ">=", value: 100, unit: "" });
  });

  it("are not every number", () => {
    for (const text of ["Week 2", "ready", "3 servers", ""]) assert.equal(parseTarget(text), undefined, text);
  });
});
