import assert from "node:assert/strict";
import fc from "fast-check";
import { parsePython } from "../../../../src/core/files/python/form";
import { importModule } from "../../../../src/core/files/python/imports";
import { pathOf, positional } from "../../../../src/core/files/syntax/value";
import { applyEdits } from "../../../../src/core/text/edits";

describe("files/python", () => {
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
        '"',
        "'",
        '"""',
        "\\",
        "\n",
        "\r\n",
        "    ",
        "\t",
        "def f(x):",
        "if a:",
        "import os",
        "from a import b",
        "x",
        "*",
        "#",
        "lambda x:",
        "f'{a}'",
        "@d",
        "\uFEFF",
        "é",
        "\u2028",
      ),
      { maxLength: 60 },
    );

    it("never throws, and all places are inside the text", () => {
      fc.assert(
        fc.property(pieces, (parts) => {
          const text = parts.join("");
          const form = parsePython(text);
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
          const os = importModule(form, "os");
          if (os) applyEdits(text, os.edits);
        }),
        { numRuns: 400 },
      );
    });

    it("gives the same for LF and CRLF", () => {
      const text =
        "import os\n\n@app.get('/')\ndef f():\n    x = [\n        'a',\n    ]\n    use(x, b='''c\nd''')\n";
      const names = (given: string) => parsePython(given).calls.map(({ callee }) => pathOf(callee));
      assert.deepEqual(names(text.replaceAll("\n", "\r\n")), names(text));
    });

    for (const unit of [
      "(",
      "[",
      "x = [",
      "if a:\n",
      "a.f()",
      "not ",
      "-",
      '"',
      '"""',
      '""" a',
      "f'{",
      "@a(",
      "\\\n",
      "a if b else ",
      "class A:\n",
    ]) {
      it(`reads a megabyte of ${JSON.stringify(unit)}`, () => {
        const form = parsePython(unit.repeat(Math.floor(1_000_000 / unit.length)));
        for (const call of form.calls.slice(0, 50)) form.resolve(positional(call, 0) ?? call);
        assert.ok(form.problems.length <= 102);
      });
    }

    it("reads the start of a very long module and says so", () => {
      const form = parsePython('import os\nuse("*")\n'.repeat(40_000));
      assert.equal(form.clean, false);
      assert.ok(form.calls.length > 1_000);
      assert.match(form.problems.at(-1)?.message ?? "", /not read/);
    });
  });
});
