import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { readPlan } from "../../../../src/core/plan/read";
import { planJsonSchema } from "../../../../src/core/plan/yaml/json-schema";
import { itemCalled, itemsOf, outlineOf } from "../../../support/plans";

const plan = `# what stays as it is
liftoff: 1
name: Harbor goes live
level: production
phases:
  unblock:
    title: Security first
    priority: critical
    estimate: 2w..3w
    items:
      secrets.code:
        status: doing
        title: No credential in source
        owner: kim
        due: 2026-11-27
        verify:
          rules:
            - secrets/provider-token
          files: ['src/**']
      secrets.rotate:
        status: na
        title: "Rotation: written down"
        reason: no secrets yet
  infra:
    title: Core
    depends_on: [unblock]
    sections:
      base:
        title: Base
        priority: high
        items:
          db.restore:
            status: done
            title: Restore rehearsed
            depends_on: [secrets.code]
            custom: kept
            children:
              db.restore.time:
                status: todo
                title: Time written down
      later:
        title: Later
`;

const read = (text: string) => readPlan(".liftoff/plan.yaml", text);

describe("a plan in YAML", () => {
  it("is read with phases, sections and items", () => {
    const reading = read(plan);
    assert.deepEqual(reading.problems, []);
    assert.equal(reading.editable, true);
    assert.equal(reading.plan.name, "Harbor goes live");
    assert.deepEqual(outlineOf(reading.plan), ["Security first", "  : 2", "Core", "  Base: 1", "  Later: 0"]);
    assert.deepEqual(
      reading.plan.phases.map(({ id, priority, estimate, dependsOn, line }) => [
        id,
        priority,
        estimate,
        dependsOn,
        line,
      ]),
      [
        ["unblock", "critical", "2w..3w", [], 5],
        ["infra", undefined, undefined, ["unblock"], 23],
      ],
    );
  });

  it("is read with everything an item says", () => {
    const { plan: read_ } = read(plan);
    const item = itemCalled(read_, "No credential in source");
    assert.deepEqual(
      [item.id, item.claim, item.owner, item.due, item.line],
      ["secrets.code", "doing", "kim", "2026-11-27", 10],
    );
    assert.deepEqual(item.verify, { rules: ["secrets/provider-token"], files: ["src/**"] });
    assert.equal(plan.slice(item.at.start, item.at.end), "secrets.code");
    assert.equal(itemCalled(read_, "Rotation: written down").reason, "no secrets yet");
    const restore = itemCalled(read_, "Restore rehearsed");
    assert.deepEqual(restore.dependsOn, ["secrets.code"]);
    assert.deepEqual(
      restore.children.map(({ id }) => id),
      ["db.restore.time"],
    );
  });

  it("keeps what can be read when a word is wrong, and says where", () => {
    const wrong = plan
      .replace("status: doing", "status: finished")
      .replace("priority: high", "priority: urgent");
    const { problems, editable, plan: read_ } = read(wrong);
    assert.deepEqual(
      problems.map(({ kind, at, line }) => [kind, wrong.slice(at.start, at.end), line]),
      [
        ["invalid", "finished", 11],
        ["invalid", "urgent", 29],
      ],
    );
    assert.match(problems[0]?.message ?? "", /"finished" is no status: use todo, doing, done or na/);
    assert.equal(editable, true);
    assert.equal(itemCalled(read_, "No credential in source").claim, "todo");
  });

  it("says which keys are missing", () => {
    const messages = (text: string) => read(text).problems.map(({ message }) => message);
    assert.match(messages("liftoff: 1\nphases: {}\n")[0] ?? "", /`name` is missing/);
    assert.match(messages("liftoff: 1\nname: x\nphases:\n  a:\n    items: {}\n")[0] ?? "", /text/);
    assert.match(messages("liftoff: 2\nname: x\nphases: {}\n")[0] ?? "", /liftoff: 1/);
    assert.match(messages("- a\n")[0] ?? "", /A plan holds/);
    assert.deepEqual(
      read("").problems.map(({ kind }) => kind),
      ["empty"],
    );
  });

  it("says when two items share an id, within a phase or across phases", () => {
    const across = plan.replace("db.restore:", "secrets.code:");
    const within = plan.replace("secrets.rotate:", "secrets.code:");
    for (const text of [across, within]) {
      const { problems, editable } = read(text);
      assert.deepEqual(
        problems.map(({ kind }) => kind),
        ["invalid"],
      );
      assert.match(problems[0]?.message ?? "", /same id/);
      assert.equal(editable, true);
      assert.equal(new Set(itemsOf(read(text).plan).map(({ id }) => id)).size, 4);
    }
  });

  it("is shown but not edited when it is broken", () => {
    const { problems, editable, plan: read_ } = read(plan.replace('"Rotation: written down"', '"Rotation'));
    assert.equal(editable, false);
    assert.equal(problems[0]?.kind, "broken");
    assert.equal(read_.phases[0]?.title, "Security first");
  });

  it("is shown but not edited while it holds two merged versions", () => {
    const text = plan.replace(
      "        status: doing\n",
      "<<<<<<< HEAD\n        status: done\n=======\n        status: doing\n>>>>>>> other\n",
    );
    const { problems, editable, plan: read_ } = read(text);
    assert.deepEqual(
      problems.map(({ kind, line }) => [kind, line]),
      [["conflict", 11]],
    );
    assert.equal(editable, false);
    assert.equal(itemCalled(read_, "No credential in source").claim, "done");
    const { line } = itemCalled(read_, "Restore rehearsed");
    assert.equal(text.split("\n")[line], "          db.restore:");
  });

  it("is decoded for reading", () => {
    const reading = read("liftoff: 1\nname: ðŸš€ MÃ¶we\nphases: {}\n");
    assert.deepEqual([reading.plan.name, reading.repairedFrom], ["🚀 Möwe", "windows-1252"]);
  });

  it("never throws", () => {
    const piece = fc.constantFrom(
      "liftoff: 1",
      "name: x",
      "phases:",
      "  a:",
      "    items:",
      "      b:",
      "        status: done",
      "        title: t",
      "        children:",
      "    sections: []",
      "  - x",
      "&a",
      "*a",
      "<<: *a",
      "\t",
      '"',
      "[",
      "{",
      "<<<<<<< a",
      "=======",
      ">>>>>>> b",
      "__proto__: 1",
      "? x",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (lines) => {
        const reading = read(lines.join("\n"));
        const ids = itemsOf(reading.plan).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
      }),
      { numRuns: 500 },
    );
  });

  it("has the schema for completion that ships", () => {
    assert.deepEqual(
      JSON.parse(readFileSync("media/plan.schema.json", "utf8")),
      JSON.parse(JSON.stringify(planJsonSchema())),
    );
  });
});
