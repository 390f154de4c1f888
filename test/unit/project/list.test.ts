import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { allFacts } from "../../../src/core/project/list";

describe("the list of facts", () => {
  it("names every fact that is defined, each with an id of its own", () => {
    const folder = path.resolve("src/core/project");
    const defined = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith(".ts") && name !== "fact.ts")
      .flatMap((name) => readFileSync(path.join(folder, name), "utf8").match(/= defineFact</g) ?? []);
    assert.equal(allFacts.length, defined.length);
    assert.equal(new Set(allFacts.map(({ id }) => id)).size, allFacts.length);
  });
});
