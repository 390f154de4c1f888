import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type JsonValue, parseJson } from "../../../../src/core/files/json";
import { type Span, slice } from "../../../../src/core/text/span";

function plain(value: JsonValue | undefined): unknown {
  if (value?.kind === "object")
    return Object.fromEntries(value.properties.map((p) => [p.key, plain(p.value)]));
  if (value?.kind === "array") return value.items.map(plain);
  return value?.value;
}

describe("JSON form", () => {
  it("gives the places of keys and values", () => {
    const text = '{ "a": [1, "two"], "b": { "c": null } }\n';
    const form = parseJson(text);
    ok(form.clean);
    equal(slice(text, form.get("a", 1)?.at as Span), '"two"');
    equal(slice(text, form.property("b", "c")?.keyAt as Span), '"c"');
    equal(slice(text, form.get("b")?.at as Span), '{ "c": null }');
    equal(form.get("b", "x"), undefined);
    equal(form.get("a", 9), undefined);
  });

  it("takes comments and commas at the end", () => {
    const form = parseJson('// head\n{\n  "a": 1, /* why */\n  "b": [1, 2,],\n}\n// tail\n');
    ok(form.clean);
    deepEqual(plain(form.root), { a: 1, b: [1, 2] });
  });

  it("counts the last of two equal keys", () => {
    equal(plain(parseJson('{"a":1,"a":2}').get("a")), 2);
  });

  it("decodes escapes, and keeps keys that objects have by themselves", () => {
    const form = parseJson('{"a\\u0041\\n": "\\ud83d\\ude80", "toString": 1, "__proto__": 2}');
    equal(plain(form.get("aA\n")), "🚀");
    equal(plain(form.get("toString")), 1);
    equal(plain(form.get("__proto__")), 2);
    equal(parseJson("{}").get("constructor"), undefined);
  });

  it("reads a byte order mark and CRLF", () => {
    const text = '\ufeff{\r\n  "a": 1\r\n}\r\n';
    ok(parseJson(text).clean);
    equal(slice(text, parseJson(text).get("a")?.at as Span), "1");
  });

  it("is unclean when broken, and keeps what could be read", () => {
    for (const text of [
      '{"a": 1, "b": ',
      '{"a": 1, "b": "x',
      '{"a": 1 "b": 2}',
      '{"a": 1, b: 2}',
      '{"a": 1}}',
      '{"a": 1, "b": 01}',
    ]) {
      const form = parseJson(text);
      equal(form.clean, false, text);
      equal(plain(form.get("a")), 1, text);
    }
    for (const text of ["", "  ", "// only", "]", "{'a': 1}", '{"a" 1}', '"\\q"', "/* open"]) {
      equal(parseJson(text).clean, false, text);
    }
  });

  it("survives deep nesting and a megabyte of anything", () => {
    const size = 1_048_576;
    for (const piece of [
      "[",
      "{",
      '{"a":',
      "]",
      '"',
      ",",
      "\\",
      "x",
      " ",
      "/*",
      "//\n",
      "1,",
      '"a":',
      "[[],",
    ]) {
      parseJson(piece.repeat(Math.ceil(size / piece.length)));
    }
    equal(parseJson(`${"[".repeat(400)}${"]".repeat(400)}`).clean, true);
    equal(parseJson("[".repeat(10_000)).clean, false);
  });

  it("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, "\t"), (value, indent) => {
        const form = parseJson(JSON.stringify(value, null, indent));
        ok(form.clean);
        equal(JSON.stringify(plain(form.root)), JSON.stringify(value));
      }),
    );
  });

  it("never throws, and every place is the source of its value", () => {
    const pieces = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      "a",
      ":",
      ",",
      "1",
      "null",
      "\\",
      "\n",
      " ",
      "//",
      "/*",
      "*/",
      "-",
      "\ufeff",
      "é",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((parts) => parts.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          const form = parseJson(text);
          const visit = (value: JsonValue) => {
            ok(value.at.start < value.at.end && value.at.end <= text.length);
            if (value.kind === "object") {
              for (const property of value.properties) {
                equal(text[property.keyAt.start], '"');
                visit(property.value);
              }
            } else if (value.kind === "array") value.items.forEach(visit);
            else if (typeof value.value === "number") equal(Number(slice(text, value.at)), value.value);
          };
          if (form.root) visit(form.root);
          for (const { at } of form.problems) ok(at.start >= 0 && at.end <= text.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
