import assert from "node:assert/strict";
import { products } from "../../../src/core/data/eol";
import { compareVersions, lifeOf, productOf, stateOf } from "../../../src/core/data/lifecycle";

const product = (name: string) => {
  const found = productOf(name);
  assert.ok(found, name);
  return found;
};
const end = (name: string, version: string) => lifeOf(product(name), version)?.end;

describe("the table of release lines", () => {
  it("is in order and complete", () => {
    for (const [name, { cycles, current, variants }] of Object.entries(products)) {
      const isKnown = cycles.some(({ cycle }) => cycle === current || cycle.startsWith(`${current}.`));
      assert.ok(isKnown || current === "stable", `${name}: ${current}`);
      for (const [i, { cycle, end: last, extended }] of cycles.entries()) {
        assert.match(cycle, /^\d+(\.\d+)?$/, name);
        if (last !== undefined) assert.match(last, /^\d{4}-\d\d-\d\d$/, `${name} ${cycle}`);
        if (extended !== undefined) assert.ok(last !== undefined && extended >= last, `${name} ${cycle}`);
        const next = cycles[i + 1];
        if (next) assert.ok(compareVersions(cycle, next.cycle) > 0, `${name}: ${cycle} before ${next.cycle}`);
      }
      assert.equal(new Set(variants).size, variants.length);
    }
  });

  it("recommends nothing that has ended when the table was made", () => {
    for (const [name, { current }] of Object.entries(products)) {
      const life = lifeOf(product(name), current);
      assert.ok(!life || life.end > "2027-06-30", `${name} ${current}`);
    }
  });
});

describe("lifeOf", () => {
  it("finds the line of a version, a codename and a patch release", () => {
    assert.equal(end("node", "18"), "2025-04-30");
    assert.equal(end("node", "18.20.4"), "2025-04-30");
    assert.equal(end("node", "hydrogen"), "2025-04-30");
    assert.equal(end("python", "3.9.17"), "2025-10-31");
    assert.equal(end("debian", "buster"), "2022-09-10");
    assert.equal(end("postgres", "9.6.24"), "2021-11-11");
  });

  it("takes a bare major for its newest line", () => {
    assert.equal(end("python", "2"), "2020-01-01");
    assert.equal(end("php", "7"), "2022-11-28");
    assert.equal(end("python", "3"), "2030-10-31");
    assert.equal(end("redis", "7"), "2029-12-01");
    assert.equal(end("mysql", "9"), undefined);
  });

  it("knows that lines before the table have ended, and nothing of others", () => {
    assert.equal(end("node", "0.12"), "2018-04-30");
    assert.equal(end("node", "99"), undefined);
    assert.equal(end("node", "lts"), undefined);
    assert.equal(end("mariadb", "11.7"), undefined);
    assert.equal(productOf("toString"), undefined);
  });
});

describe("stateOf", () => {
  const life = (last: string, extended?: string) => ({
    product: product("debian"),
    cycle: "1",
    end: last,
    extended,
  });
  it("compares with the day it is given", () => {
    assert.equal(stateOf(life("2026-11-20"), "2026-11-20"), "ending");
    assert.equal(stateOf(life("2026-11-19"), "2026-11-20"), "ended");
    assert.equal(stateOf(life("2027-03-19"), "2026-11-20"), "ending");
    assert.equal(stateOf(life("2027-03-20"), "2026-11-20"), "supported");
    assert.equal(stateOf(life("2026-01-01", "2027-01-01"), "2026-11-20"), "extended");
    assert.equal(stateOf(life("2026-01-01", "2026-11-19"), "2026-11-20"), "ended");
  });
});
