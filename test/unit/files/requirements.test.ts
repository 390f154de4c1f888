import assert from "node:assert/strict";
import fc from "fast-check";
import { normalizeDistribution, parseRequirements } from "../../../src/core/files/requirements";
import { slice } from "../../../src/core/text/span";

describe("parseRequirements", () => {
  it("reads names, extras, specifiers, URLs and markers", () => {
    const form = parseRequirements(
      "Django>=4,<5  # the framework\nuvicorn[standard,watch] == 0.30 ; python_version > '3.9'\nfoo\nbar @ https://x.y/z#sha\nZope.Interface~=7.0\nb (>=1)\n",
    );
    assert.deepEqual(
      form.requirements.map(({ normalized, extras, specifier, url, marker }) => [
        normalized,
        extras,
        specifier,
        url,
        marker,
      ]),
      [
        ["django", [], ">=4,<5", undefined, undefined],
        ["uvicorn", ["standard", "watch"], "== 0.30", undefined, "python_version > '3.9'"],
        ["foo", [], "", undefined, undefined],
        ["bar", [], "", "https://x.y/z#sha", undefined],
        ["zope-interface", [], "~=7.0", undefined, undefined],
        ["b", [], "(>=1)", undefined, undefined],
      ],
    );
    assert.ok(form.clean);
  });

  it("reads includes, what it cannot name, and options", () => {
    const form = parseRequirements(
      "-r base.txt\n--requirement=more.txt\n-c limits.txt\n-e .\n--editable ./lib\n./wheels/a.whl\ngit+https://x/y\n--index-url https://i\nfoo==1 --hash=sha256:ab \\\n    --hash=sha256:cd\nbar==2\n",
    );
    assert.deepEqual(
      form.includes.map(({ kind, path }) => [kind, path]),
      [
        ["requirements", "base.txt"],
        ["requirements", "more.txt"],
        ["constraints", "limits.txt"],
      ],
    );
    assert.equal(form.unnamed.length, 4);
    assert.deepEqual(
      form.requirements.map(({ name, specifier }) => [name, specifier]),
      [
        ["foo", "==1"],
        ["bar", "==2"],
      ],
    );
  });

  it("notes what pip would refuse and goes on", () => {
    const form = parseRequirements("a b c\n???\nfoo[x\nok\n");
    assert.deepEqual(
      form.requirements.map(({ name }) => name),
      ["ok"],
    );
    assert.equal(form.problems.length, 3);
  });

  it("gives spans, with CRLF and a BOM too", () => {
    const text = "\uFEFFfoo >= 1 # x\r\n  Bar\r\n";
    const { requirements } = parseRequirements(text);
    assert.deepEqual(
      requirements.map(({ span }) => slice(text, span)),
      ["foo >= 1", "Bar"],
    );
    assert.deepEqual(
      requirements.map(({ nameSpan }) => slice(text, nameSpan)),
      ["foo", "Bar"],
    );
    assert.equal(requirements[0]?.specifierSpan && slice(text, requirements[0].specifierSpan), ">= 1");
  });

  it("compares names as package indexes do", () => {
    assert.equal(normalizeDistribution("Foo_.Bar--baz"), "foo-bar-baz");
  });

  it("takes any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const { name, nameSpan } of parseRequirements(text).requirements)
          assert.equal(slice(text, nameSpan), name);
      }),
    );
  });
});
