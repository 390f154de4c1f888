import assert from "node:assert/strict";
import fc from "fast-check";
import { readMessage } from "../../../src/editor/checklist/messages-guard";
import type { ToHost } from "../../../src/shared/messages";

const good: readonly ToHost[] = [
  { type: "ready" },
  { type: "claim", itemId: "db.backup", claim: "done" },
  { type: "claim", itemId: "db.backup", claim: "na", reason: "no database" },
  { type: "notes", itemId: "db.backup", notes: "" },
  { type: "owner", itemId: "db.backup", owner: "kim" },
  { type: "owner", itemId: "db.backup", owner: "" },
  { type: "due", itemId: "db.backup", due: "2026-12-24" },
  { type: "due", itemId: "db.backup", due: "" },
  { type: "record", itemId: "db.backup", text: "12 minutes" },
  { type: "record", itemId: "db.backup", text: "12 minutes", link: "docs/drill.md" },
  { type: "waive", itemId: "db.backup", reason: "no traffic yet", until: "2027-01-31" },
  { type: "unwaive", itemId: "db.backup" },
  { type: "choose", option: "hosting", choice: "vps" },
  { type: "openItem", itemId: "db.backup" },
  { type: "openDoc", itemId: "db.backup", index: 0 },
  { type: "openRecord", itemId: "db.backup", index: 2 },
  { type: "openLine", line: 0 },
  { type: "copy", of: { kind: "attachment", itemId: "db.backup", index: 1 } },
  { type: "copy", of: { kind: "command", itemId: "db.backup" } },
  { type: "copy", of: { kind: "step", runbook: "rollback", index: 3 } },
  { type: "copy", of: { kind: "named", command: "logs" } },
  { type: "openEvidence", itemId: "db.backup", index: 0 },
  { type: "fixEvidence", itemId: "db.backup", index: 3 },
  { type: "showRule", itemId: "db.backup", index: 0 },
  { type: "scaffold", itemId: "db.backup" },
  { type: "openText" },
  { type: "exportPlan" },
  { type: "checkWorkspace" },
];

/** Every field that some message has. */
const known = new Set([...good.flatMap((message) => Object.keys(message)), "link"]);

describe("messages of the checklist page", () => {
  for (const message of good) {
    it(`takes ${JSON.stringify(message)}`, () => assert.deepEqual(readMessage(message), message));
  }

  it("takes a reason that is not given", () => {
    const message = { type: "claim", itemId: "a", claim: "done", reason: undefined };
    assert.deepEqual(readMessage(message), message);
  });

  const bad: readonly [string, unknown][] = [
    ["nothing", undefined],
    ["null", null],
    ["a text", "ready"],
    ["a list", [{ type: "ready" }]],
    ["no type", { itemId: "a" }],
    ["an unknown type", { type: "run", command: "rm" }],
    ["the name of an object's own property", { type: "constructor" }],
    ["the prototype as a type", { type: "__proto__" }],
    ["a key too many", { type: "openItem", itemId: "a", path: "/etc/passwd" }],
    ["a key too many where none is allowed", { type: "ready", revision: 1 }],
    ["a missing id", { type: "openItem" }],
    ["an id that is a number", { type: "openItem", itemId: 3 }],
    ["an empty id", { type: "openItem", itemId: "" }],
    ["an id of a megabyte", { type: "openItem", itemId: "x".repeat(1_048_576) }],
    ["notes of a megabyte", { type: "notes", itemId: "a", notes: "x".repeat(1_048_576) }],
    ["a reason of a megabyte", { type: "claim", itemId: "a", claim: "na", reason: "x".repeat(1_048_576) }],
    ["a claim that is none", { type: "claim", itemId: "a", claim: "verified" }],
    ["a claim that is a list", { type: "claim", itemId: "a", claim: ["done"] }],
    ["a negative index", { type: "openEvidence", itemId: "a", index: -1 }],
    ["a broken index", { type: "openEvidence", itemId: "a", index: 0.5 }],
    ["an index in words", { type: "openEvidence", itemId: "a", index: "0" }],
    ["an index without end", { type: "openEvidence", itemId: "a", index: Number.POSITIVE_INFINITY }],
    ["a due date that is none", { type: "due", itemId: "a", due: "tomorrow" }],
    ["a day that the calendar does not have", { type: "due", itemId: "a", due: "2026-02-30" }],
    ["an owner of a megabyte", { type: "owner", itemId: "a", owner: "x".repeat(1_048_576) }],
    ["evidence without words", { type: "record", itemId: "a", text: "" }],
    ["evidence with a link that is a list", { type: "record", itemId: "a", text: "b", link: ["c"] }],
    ["evidence with a date of its own", { type: "record", itemId: "a", text: "b", at: "2020-01-01" }],
    ["a waiver without a reason", { type: "waive", itemId: "a", reason: "", until: "2026-12-31" }],
    ["a waiver without an end", { type: "waive", itemId: "a", reason: "b" }],
    ["a waiver that never ends", { type: "waive", itemId: "a", reason: "b", until: "" }],
    [
      "a waiver in somebody's name",
      { type: "waive", itemId: "a", reason: "b", until: "2026-12-31", by: "kim" },
    ],
    ["a choice that is a list", { type: "choose", option: "a", choice: ["b"] }],
    ["a link by its address", { type: "openDoc", itemId: "a", index: 0, link: "https://a.example" }],
    ["a line before the first", { type: "openLine", line: -1 }],
    ["a line beyond all plans", { type: "openLine", line: 10_000_000 }],
    ["a text to copy", { type: "copy", of: "rm -rf ." }],
    ["a text to copy in a known place", { type: "copy", of: { kind: "command", itemId: "a", text: "rm" } }],
    ["a copy of nothing", { type: "copy" }],
    ["a copy of an unknown kind", { type: "copy", of: { kind: "file", path: "/etc/passwd" } }],
    ["a copy of a prototype", { type: "copy", of: { kind: "constructor" } }],
    ["a copy of a list", { type: "copy", of: [{ kind: "command", itemId: "a" }] }],
    ["an inherited id", Object.assign(Object.create({ itemId: "a" }), { type: "openItem" })],
  ];
  for (const [name, value] of bad) {
    it(`ignores ${name}`, () => assert.equal(readMessage(value), undefined));
  }

  it("never throws, and lets nothing through but the known types", () => {
    const types = new Set<string>(good.map(({ type }) => type));
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const message = readMessage(value);
        return message === undefined || types.has(message.type);
      }),
    );
  });

  it("lets no message through that has one more key", () => {
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.string(), fc.anything(), (message, key, value) => {
        fc.pre(key !== "__proto__" && !known.has(key));
        return readMessage({ ...message, [key]: value }) === undefined;
      }),
    );
  });
});
