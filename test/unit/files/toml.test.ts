import assert from "node:assert/strict";
import fc from "fast-check";
import { parseToml, type TomlValue, tomlEntries, tomlStrings, tomlValue } from "../../../src/core/files/toml";
import { slice } from "../../../src/core/text/span";

const text = (value: TomlValue | undefined) => (value && "text" in value ? value.text : undefined);

describe("parseToml", () => {
  it("reads tables, dotted and quoted keys, and values", () => {
    const form = parseToml(
      'a = 1\n[b]\n"c d".e = true\nf = \'x\\y\' # note\n[b.g]\nh = 1979-05-27 07:32:00\n[[i]]\nj = "one"\n[[i]]\nj = "tw\\u006f"\n',
    );
    assert.ok(form.clean);
    assert.equal(text(tomlValue(form, "a")), "1");
    assert.equal(text(tomlValue(form, "b", "c d", "e")), "true");
    assert.equal(text(tomlValue(form, "b", "f")), "x\\y");
    assert.equal(text(tomlValue(form, "b", "g", "h")), "1979-05-27 07:32:00");
    assert.deepEqual(
      form.tables.filter(({ isArray }) => isArray).map(({ entries }) => text(entries[0]?.value)),
      ["one", "two"],
    );
    assert.equal(tomlValue(form, "b", "missing"), undefined);
  });

  it("reads arrays over lines with comments, inline tables and long strings", () => {
    const source =
      'x = [ # first\n  "a",\n  "b", # second\n]\ny = { v = "1", w.z = ["c"] }\nl = """one\ntwo \\\n   three"""\nm = \'\'\'r\\aw\'\'\'\n';
    const form = parseToml(source);
    assert.ok(form.clean, JSON.stringify(form.problems));
    const strings = tomlStrings(tomlValue(form, "x"));
    assert.deepEqual(
      strings.map((value) => value.text),
      ["a", "b"],
    );
    assert.deepEqual(
      strings.map(({ contentSpan }) => slice(source, contentSpan)),
      ["a", "b"],
    );
    assert.deepEqual(
      strings.map(({ span }) => slice(source, span)),
      ['"a"', '"b"'],
    );
    assert.equal(text(tomlValue(form, "y", "v")), "1");
    assert.deepEqual(
      tomlStrings(tomlValue(form, "y", "w", "z")).map((value) => value.text),
      ["c"],
    );
    assert.equal(text(tomlValue(form, "l")), "one\ntwo three");
    assert.equal(text(tomlValue(form, "m")), "r\\aw");
  });

  it("gathers the entries of a table however the file spells it", () => {
    for (const source of [
      '[tool.poetry.dependencies]\npython = "3"\nflask = "2"\n',
      '[tool.poetry]\ndependencies = { python = "3", flask = "2" }\n',
      '[tool.poetry]\ndependencies.python = "3"\ndependencies.flask = "2"\n',
    ]) {
      const keys = tomlEntries(parseToml(source), "tool", "poetry", "dependencies").map(({ key }) =>
        key.join("."),
      );
      assert.deepEqual(keys, ["python", "flask"], source);
    }
  });

  it("passes over what makes no sense", () => {
    const form = parseToml('a = 1\nno toml here\nb = "open\n[c\nd = [1, 2\ne = 5\n');
    assert.equal(form.clean, false);
    assert.equal(text(tomlValue(form, "a")), "1");
    assert.ok(form.problems.length >= 3);
  });

  it("reads CRLF and a BOM", () => {
    const form = parseToml("\uFEFF[a]\r\nb = 'c'\r\n");
    assert.ok(form.clean);
    assert.equal(text(tomlValue(form, "a", "b")), "c");
  });

  it("takes any text, with spans inside it", () => {
    const piece = fc.constantFrom(
      "[",
      "]",
      "{",
      "}",
      "=",
      '"',
      "'",
      '"""',
      "\n",
      "a",
      ".",
      ",",
      "#",
      "\\",
      " ",
      "1",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 80 }).map((parts) => parts.join("")),
        (source) => {
          const form = parseToml(source);
          for (const { at } of form.problems)
            assert.ok(at.start >= 0 && at.start <= at.end && at.end <= source.length);
          for (const { entries } of form.tables) {
            for (const { value } of entries) assert.ok(!value || value.span.end <= source.length);
          }
        },
      ),
    );
  });
});
