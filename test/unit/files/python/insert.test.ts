import assert from "node:assert/strict";
import { parsePython } from "../../../../src/core/files/python/form";
import { addAfter } from "../../../../src/core/files/python/insert";
import { applyEdits } from "../../../../src/core/text/edits";

const lines = ["def added():", "    return 1"];

function added(text: string, after: readonly string[] = []): string | undefined {
  const edit = addAfter(parsePython(text), text.indexOf("app"), lines, after);
  return edit && applyEdits(text, [edit]);
}

describe("files/python/insert", () => {
  const cases: [string, string, string][] = [
    [
      "two blank lines at the top level",
      "app = A()\nx = 1\n",
      "app = A()\n\n\ndef added():\n    return 1\n\n\nx = 1\n",
    ],
    [
      "blank lines that are there count",
      "app = A()\n\n\nx = 1\n",
      "app = A()\n\n\ndef added():\n    return 1\n\n\nx = 1\n",
    ],
    [
      "a comment behind the statement stays",
      "app = A()  # note\n",
      "app = A()  # note\n\n\ndef added():\n    return 1\n",
    ],
    ["no final line break", "app = A()", "app = A()\n\n\ndef added():\n    return 1"],
    [
      "a statement over several lines",
      "app = A(\n    1,\n)\n",
      "app = A(\n    1,\n)\n\n\ndef added():\n    return 1\n",
    ],
    ["CRLF", "app = A()\r\n", "app = A()\r\n\r\n\r\ndef added():\r\n    return 1\r\n"],
    [
      "one blank line within a function",
      "def make():\n    app = A()\n    return app\n",
      "def make():\n    app = A()\n\n    def added():\n        return 1\n\n    return app\n",
    ],
    [
      "the module's own indentation",
      "def make():\n\tapp = A()\n\treturn app\n",
      "def make():\n\tapp = A()\n\n\tdef added():\n\t\treturn 1\n\n\treturn app\n",
    ],
    [
      "two blanks for a level",
      "class B:\n  y = 1\n\n\napp = A()\n",
      "class B:\n  y = 1\n\n\napp = A()\n\n\ndef added():\n  return 1\n",
    ],
  ];
  for (const [title, before, after] of cases) it(title, () => assert.equal(added(before), after));

  it("puts further statements behind the definition", () => {
    assert.equal(
      added("app = A()\n", ["use(added)"]),
      "app = A()\n\n\ndef added():\n    return 1\n\n\nuse(added)\n",
    );
  });

  it("does not divide statements on one line", () => {
    assert.equal(added("app = A(); b()\n"), undefined);
    assert.equal(added("if a: app = A()\n"), undefined);
  });
});
