import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  expand,
  isLiteral,
  parseTemplate,
  placesOutside,
  soleVariable,
} from "../../../../src/core/files/compose/interpolation";

const value = (text: string, known: Record<string, string> = {}) =>
  expand(parseTemplate(text), (name) => (Object.hasOwn(known, name) ? known[name] : undefined));

describe("Compose interpolation", () => {
  const cases: readonly (readonly [text: string, value: string | undefined])[] = [
    ["plain", "plain"],
    ["$A", undefined],
    ["${A}", undefined],
    ["${A:-b}", "b"],
    ["${A-b}", "b"],
    ["${A:-}", ""],
    ["${A:?why}", undefined],
    ["${A?why}", undefined],
    ["${A:+b}", ""],
    ["${A+b}", ""],
    ["x${A:-b}y$$z", "xby$z"],
    ["${A:-${B:-c}}", "c"],
    ["${A:-${B}}", undefined],
    ["$${A}", "${A}"],
    ["$$A", "$A"],
    ["5$", "5$"],
    ["$1", "$1"],
    ["a $ b", "a $ b"],
    ["${A:-a:b/c?d}", "a:b/c?d"],
    ["${A/b/c}", undefined],
    ["${A", undefined],
    ["${}", undefined],
    ["${A:-b", undefined],
    ["${A:=b}", undefined],
  ];
  for (const [text, wanted] of cases)
    it(`${text} is ${wanted ?? "unknown"}`, () => equal(value(text), wanted));

  it("asks for variables that are known", () => {
    equal(value("$A-${A}", { A: "x" }), "x-x");
    equal(value("${A:-d}", { A: "" }), "d");
    equal(value("${A-d}", { A: "" }), "");
    equal(value("${A:+r}", { A: "x" }), "r");
    equal(value("${A:+r}", { A: "" }), "");
    equal(value("${A:?e}", { A: "x" }), "x");
    equal(value("${A:-${B}}", { B: "x" }), "x");
  });

  it("knows the place of a default", () => {
    const text = "${BIND:-0.0.0.0}";
    const variable = soleVariable(parseTemplate(text));
    equal(variable?.name, "BIND");
    equal(text.slice(variable?.operand?.from, variable?.operand?.to), "0.0.0.0");
    equal(soleVariable(parseTemplate("a${B}")), undefined);
    equal(soleVariable(parseTemplate("${A}${B}")), undefined);
  });

  it("tells literals", () => {
    ok(isLiteral(parseTemplate("a$$b")));
    ok(!isLiteral(parseTemplate("a$b")));
  });

  it("finds separators outside variables and brackets", () => {
    deepEqual(placesOutside("a:${B:-c:d}:[::1]:e", ":"), [1, 11, 17]);
  });

  it("ends for any nesting and any text", () => {
    value("${A:-".repeat(200_000));
    value("$".repeat(1_000_000));
    value("${A:-b}".repeat(100_000));
    const pieces = fc.constantFrom("$", "{", "}", "A", ":", "-", "?", "+", "x", "[", "]", "$$");
    fc.assert(
      fc.property(
        fc.array(pieces).map((parts) => parts.join("")),
        (text) => {
          const template = parseTemplate(text);
          if (!template.valid) return;
          // Parts cover the text without gaps.
          let at = 0;
          for (const part of template.parts) {
            equal(part.from, at);
            at = part.to;
          }
          equal(at, text.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
