import assert from "node:assert/strict";
import fc from "fast-check";
import { eolOf, indentAt, LineIndex } from "../../../src/core/text/lines";

describe("LineIndex", () => {
  it("counts \\n, \\r\\n and a lone \\r as line ends", () => {
    const lines = new LineIndex("a\nb\r\nc\rd");
    assert.equal(lines.lineCount, 4);
    assert.deepEqual(
      [0, 1, 2, 3].map((line) => lines.lineText(line)),
      ["a", "b", "c", "d"],
    );
  });

  it("has one empty line for an empty text", () => {
    const lines = new LineIndex("");
    assert.equal(lines.lineCount, 1);
    assert.deepEqual(lines.positionAt(0), { line: 0, character: 0 });
    assert.deepEqual(lines.lineSpan(7), { start: 0, end: 0 });
  });

  it("moves places outside the text to its nearer end", () => {
    const lines = new LineIndex("ab\ncd");
    assert.deepEqual(lines.positionAt(-3), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(99), { line: 1, character: 2 });
    assert.equal(lines.offsetAt({ line: 0, character: 99 }), 2);
    assert.equal(lines.offsetAt({ line: 9, character: 0 }), 5);
  });

  it("maps every offset to a place and back", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "é", "🚀", "\n", "\r\n", "\t"), maxLength: 80 });
    fc.assert(
      fc.property(text, fc.nat(100), (value, n) => {
        const lines = new LineIndex(value);
        const offset = Math.min(n, value.length);
        const position = lines.positionAt(offset);
        const { start, end } = lines.lineSpan(position.line);
        // Between \r and \n there is no place of its own: it belongs to the end of the line.
        const expected = Math.min(offset, end);
        assert.equal(lines.offsetAt(position), expected);
        assert.ok(start <= offset);
      }),
    );
  });
});

describe("eolOf", () => {
  it("is the first line break of the text", () => {
    assert.equal(eolOf("a\r\nb\n"), "\r\n");
    assert.equal(eolOf("a\nb\r\n"), "\n");
    assert.equal(eolOf("one line"), "\n");
  });
});

describe("indentAt", () => {
  it("is the blank start of the line around an offset", () => {
    assert.equal(indentAt("a:\n  \tb: c", 8), "  \t");
    assert.equal(indentAt("x", 1), "");
  });
});
