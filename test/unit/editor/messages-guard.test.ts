import assert from "node:assert/strict";
import fc from "fast-check";
import { readMessage } from "../../../src/editor/checklist/messages-guard";
import type { ToHost } from "../../../src/shared/messages";

const good: readonly ToHost[] = [
  { type: "ready" },
  { type: "claim", itemId: "db.backup", claim: "done" },
  { type: "claim", itemId: "db.backup", claim: "na", reason: "no database" },
  { type: "notes", itemId: "db.backup", notes: "" },
  { type: "openItem", itemId: "db.backup" },
  { type: "openEvidence", itemId: "db.backup", index: 0 },
  { type: "fixEvidence", itemId: "db.backup", index: 3 },
  { type: "showRule", itemId: "db.backup", index: 0 },
  { type: "scaffold", itemId: "db.backup" },
  { type: "openText" },
  { type: "checkWorkspace" },
];

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
        fc.pre(!["type", "itemId", "claim", "reason", "notes", "index", "__proto__"].includes(key));
        return readMessage({ ...message, [key]: value }) === undefined;
      }),
    );
  });
});
