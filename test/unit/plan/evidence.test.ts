import assert from "node:assert/strict";
import fc from "fast-check";
import { evaluate } from "../../../src/core/plan/evaluate";
import { addRecord, evidencePath, readEvidence, withEvidence } from "../../../src/core/plan/evidence";
import type { ManualEvidence } from "../../../src/core/plan/model";
import { readPlan } from "../../../src/core/plan/read";
import { applyEdits } from "../../../src/core/text/edits";

const record = (over: Partial<ManualEvidence> = {}): ManualEvidence => ({
  at: "2026-11-18",
  by: undefined,
  text: undefined,
  link: undefined,
  ...over,
});

function added(text: string, one: ManualEvidence): string {
  const edit = addRecord(text, "db.restore", one);
  assert.ok("edits" in edit, "refused" in edit ? edit.refused : "");
  return applyEdits(text, edit.edits);
}

describe("evidence of people", () => {
  it("makes a file, and another line in it", () => {
    const first = added("", record({ by: "kim", text: "14 minutes" }));
    assert.equal(
      first,
      "item: db.restore\nevidence:\n  - at: 2026-11-18\n    by: kim\n    text: 14 minutes\n",
    );
    const second = added(first, record({ at: "2026-11-20", link: "docs/x.md" }));
    assert.equal(second, `${first}  - at: 2026-11-20\n    link: docs/x.md\n`);
    assert.deepEqual(readEvidence(second), {
      item: "db.restore",
      problems: [],
      records: [record({ by: "kim", text: "14 minutes" }), record({ at: "2026-11-20", link: "docs/x.md" })],
    });
  });

  it("keeps comments, and refuses what it cannot change", () => {
    const text = "# drills\nevidence: # newest last\n  - at: 2026-11-01\n    text: ok # fine\n";
    assert.ok(added(text, record()).startsWith(text));
    for (const broken of ["evidence: [", "evidence: no\n", "- a\n"])
      assert.ok("refused" in addRecord(broken, "x", record()), broken);
  });

  it("reads back whatever was written", () => {
    const texts = fc
      .string({ minLength: 1, maxLength: 60 })
      .map((text) => text.trim())
      .filter((text) => text !== "");
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 4 }), (all) => {
        const text = all.reduce((file, said) => added(file, record({ text: said })), "");
        const read = readEvidence(text);
        assert.deepEqual(
          read.records.map((one) => one.text),
          all.map((said) => said.replaceAll("\r\n", "\n")),
        );
        assert.deepEqual(read.problems, []);
      }),
    );
  });

  it("says what is wrong with a file", () => {
    const { problems, records } = readEvidence("evidence:\n  - at: soon\n  - at: 2026-11-01\n");
    assert.deepEqual(
      problems.map(({ kind, line }) => [kind, line]),
      [["invalid", 1]],
    );
    assert.equal(records.length, 1);
    assert.equal(readEvidence("a: [").problems[0]?.kind, "broken");
  });

  it("has a file of its own for every item, whatever its id", () => {
    assert.equal(evidencePath("db.restore"), ".liftoff/evidence/db.restore.yaml");
    const odd = [
      "../../etc/passwd",
      "a/b",
      "con",
      "CON",
      "ü",
      "..",
      "a..b",
      "-",
      " ",
      "a b",
      "x".repeat(300),
    ];
    const paths = odd.map(evidencePath);
    assert.equal(new Set(paths).size, odd.length);
    for (const path of paths)
      assert.match(path, /^\.liftoff\/evidence\/[a-z0-9](?!.*\.\.)[a-z0-9._-]{0,110}\.yaml$/);
  });

  it("proves what no rule sees until it expires", () => {
    const text =
      "liftoff: 1\nname: P\nphases:\n  p:\n    title: P\n    items:\n      drill:\n        status: done\n        title: Drill\n        ttl: 30d\n";
    const reading = readPlan(".liftoff/plan.yaml", text);
    const plan = withEvidence(reading.plan, new Map([["drill", [record()]]]));
    const shown = (today: string) => {
      const observed = {
        result: { findings: [], proofs: [], failures: [] },
        paths: [],
        lineOf: () => ({ line: 0, character: 0 }),
        severityOf: () => "warning" as const,
        today,
      };
      return evaluate({ ...reading, plan }, observed).phases[0]?.sections[0]?.items[0];
    };
    assert.equal(shown("2026-12-18")?.shown, "verified");
    assert.equal(shown("2026-12-19")?.shown, "claimed");
    assert.equal(shown("2026-12-19")?.verdict, "stale");
    assert.equal(shown("2026-12-19")?.expires, "2026-12-18");
  });
});
