import assert from "node:assert/strict";
import fc from "fast-check";
import { parseScript } from "../../../../src/core/files/script/form";
import { importDefault } from "../../../../src/core/files/script/imports";
import { applyEdits } from "../../../../src/core/text/edits";

describe("files/script", () => {
  describe("any input", () => {
    const pieces = fc.array(
      fc.constantFrom(
        "app",
        ".",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        "=",
        "=>",
        "'",
        '"',
        "`",
        "${",
        "/",
        "\n",
        "\r\n",
        ";",
        "const x",
        "function f(x)",
        "if (a)",
        "import a from 'b'",
        "require('c')",
        "x",
        "*",
        "//",
        "/*",
        "?",
        ":",
        "class A",
        "@d",
        "<",
        ">",
        "\uFEFF",
        "é",
        "\u2028",
        "async ",
      ),
      { maxLength: 60 },
    );

    it("never throws, and all places are inside the text", () => {
      fc.assert(
        fc.property(pieces, fc.constantFrom("a.js", "a.ts", "a.tsx"), (parts, path) => {
          const text = parts.join("");
          const form = parseScript(text, path);
          const inside = ({ at }: { at: { start: number; end: number } }) =>
            assert.ok(0 <= at.start && at.start <= at.end && at.end <= text.length);
          for (const list of [
            form.calls,
            form.assignments,
            form.functions,
            form.classes,
            form.returns,
            form.imports,
            form.problems,
          ]) {
            for (const piece of list) inside(piece);
          }
          for (const call of form.calls) {
            inside(call.callee);
            for (const arg of call.args) {
              inside(arg);
              form.resolve(arg.value);
              form.qualifiedName(arg.value);
            }
            form.isDevelopmentOnly(call.at.start);
            const statement = form.statementAt(call.at.start);
            if (statement) inside(statement);
          }
          const added = importDefault(form, "helmet", "helmet");
          if (added) applyEdits(text, added.edits);
        }),
        { numRuns: 400 },
      );
    });

    for (const unit of [
      "(",
      "[",
      "({a:",
      "`${",
      "/[",
      "-",
      "a.f().",
      "(a=>(",
      "<a>",
      "if(a){",
      "await ",
      "'",
      "app.use(cors());\n",
    ]) {
      it(`reads a megabyte of ${JSON.stringify(unit)}`, () => {
        const form = parseScript(unit.repeat(Math.floor(1_000_000 / unit.length)), "a.tsx");
        for (const call of form.calls.slice(0, 50)) form.resolve(call.callee);
        assert.ok(form.problems.length <= 102);
      });
    }
  });
});
