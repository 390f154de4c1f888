import assert from "node:assert/strict";
import { parsePython } from "../../../../src/core/files/python/form";
import {
  entryNamed,
  pathOf,
  positional,
  stringOf,
  type Value,
} from "../../../../src/core/files/syntax/value";

/** The value that `text` assigns to `x`. */
function valueIn(text: string): Value {
  const form = parsePython(text);
  const found = form.assignments.find(({ target }) => pathOf(target) === "x");
  assert.ok(found, `no x in ${text}`);
  return found.value;
}

describe("files/python", () => {
  it("parses nothing before it is asked", () => {
    const form = parsePython("app.add_middleware(");
    assert.ok(form.mentions("add_middleware"));
    assert.ok(!form.mentions("CORSMiddleware"));
    assert.equal(form.clean, false);
  });

  describe("values", () => {
    const strings: [string, string][] = [
      ["x = 'a'", "a"],
      ['x = "a\\"b\\n\\x41\\u00e9"', 'a"b\nAé'],
      ["x = r'a\\n'", "a\\n"],
      ["x = b'*'", "*"],
      ["x = rb'\\d'", "\\d"],
      ["x = 'a' \"b\"", "ab"],
      ["x = ('a'\n     'b')", "ab"],
      ["x = '''a\nb'''", "a\nb"],
      ["x = f'plain'", "plain"],
      ["x = '\\d'", "\\d"],
    ];
    for (const [text, expected] of strings) {
      it(`reads ${JSON.stringify(text)}`, () => assert.equal(stringOf(valueIn(text)), expected));
    }

    it("does not know a string with something put in", () =>
      assert.equal(valueIn('x = f"a{b}"').kind, "other"));

    it("reads plain literals", () => {
      assert.deepEqual(valueIn("x = True"), { kind: "boolean", at: { start: 4, end: 8 }, value: true });
      assert.deepEqual(valueIn("x = None"), { kind: "null", at: { start: 4, end: 8 } });
      assert.deepEqual(valueIn("x = -31_536_000"), {
        kind: "number",
        at: { start: 4, end: 15 },
        value: -31536000,
      });
    });

    it("reads lists, tuples and sets alike", () => {
      for (const text of [
        "x = ['a', *b]",
        "x = ('a', *b)",
        "x = {'a', *b}",
        "x = [\n  'a',\n  *b,  # c\n]",
      ]) {
        const list = valueIn(text);
        assert.ok(list.kind === "list");
        assert.deepEqual(
          list.items.map((item) => item.kind),
          ["string", "spread"],
        );
      }
    });

    it("reads dictionaries", () => {
      const record = valueIn("x = {'a': 1, **b, c: 2}");
      assert.ok(record.kind === "record");
      assert.deepEqual(
        record.entries.map(({ name, value }) => [name, value.kind]),
        [
          ["a", "number"],
          [undefined, "spread"],
          [undefined, "number"],
        ],
      );
    });

    it("looks through parentheses, await and assignment expressions", () => {
      for (const text of ["x = (a.b)", "x = await a.b", "x = (y := a.b)"])
        assert.equal(pathOf(valueIn(text)), "a.b");
    });

    it("reads operators, choices and comprehensions", () => {
      const choice = valueIn("x = a if b == 'c' else d");
      assert.ok(choice.kind === "choice" && choice.test.kind === "operation");
      assert.equal(choice.test.operator, "==");
      assert.equal(pathOf(choice.whenFalse), "d");
      const test = valueIn("x = a not in b");
      assert.ok(test.kind === "operation" && test.operator === "not in");
      for (const text of ["x = [i.y for i in z if i]", "x = list(i for i in z)", "x = {i for i in z}"]) {
        const value = valueIn(text);
        const found = value.kind === "call" ? positional(value, 0) : value;
        assert.ok(found?.kind === "comprehension");
        assert.equal(pathOf(found.source), "z");
      }
    });
  });

  describe("calls", () => {
    it("has callee, positional and named arguments with their places", () => {
      const text = 'app.add_middleware(CORSMiddleware, allow_origins=["*"], *args, **options)';
      const [call] = parsePython(text).calls;
      assert.ok(call);
      assert.equal(pathOf(call.callee), "app.add_middleware");
      assert.equal(pathOf(positional(call, 0) ?? call), "CORSMiddleware");
      const origins = entryNamed(call.args, "allow_origins");
      assert.equal(text.slice(origins?.at.start, origins?.at.end), 'allow_origins=["*"]');
      assert.equal(text.slice(call.argsAt?.start, call.argsAt?.end), text.slice("app.add_middleware".length));
      assert.equal(positional(call, 1), undefined, "unpacked arguments may be anything");
    });

    it("takes decorators with arguments for calls, and knows them on their function", () => {
      const form = parsePython(
        '@app.get("/x")\n@other\nasync def f(a, *b, c: int = 1, **d):\n    return a\n',
      );
      assert.deepEqual(
        form.calls.map(({ callee }) => pathOf(callee)),
        ["app.get"],
      );
      const [fn] = form.functions;
      assert.equal(fn?.name, "f");
      assert.deepEqual(
        fn?.parameters.map(({ name }) => name),
        ["a", "b", "c", "d"],
      );
      assert.deepEqual(
        fn?.decorators.map(({ kind }) => kind),
        ["call", "name"],
      );
      assert.equal(form.returns.length, 1);
    });

    it("finds classes with their bases", () => {
      const [found] = parsePython("class A(B, metaclass=C):\n    x = 1\n").classes;
      assert.equal(found?.name, "A");
      assert.deepEqual(found?.bases.map(pathOf), ["B", "C"]);
    });
  });

  describe("names", () => {
    it("knows what an import stands for", () => {
      const form = parsePython(
        "import os, a.b.c, d.e as f\nfrom g.h import (i as j,\n  k)\nfrom . import m\nfrom ..n import o\nos.x(); a.b(); f(); j(); k(); m(); o(); p()\n",
      );
      assert.deepEqual(
        form.calls.map(({ callee }) => form.qualifiedName(callee)),
        ["os.x", "a.b", "d.e", "g.h.i", "g.h.k", ".m", "..n.o", "p"],
      );
    });

    it("takes an unknown name for one of a star import", () => {
      const form = parsePython("from fastapi import *\napp = FastAPI()\n");
      assert.equal(form.callsTo("fastapi.FastAPI").length, 1);
    });

    it("follows aliases, not what the file defines itself", () => {
      const form = parsePython("from a import b\nc = b\nc()\ndef d(): pass\nd()\nclass E: pass\nE()\n");
      assert.deepEqual(
        form.calls.map(({ callee }) => form.qualifiedName(callee)),
        ["a.b", undefined, undefined],
      );
    });

    it("resolves a name that is assigned once, in the scope where it is used", () => {
      const form = parsePython(
        "x = [1]\ndef f(x): use(x)\ndef g():\n    x = 'inner'\n    use(x)\nuse(x)\ny = 1\ny = 2\nuse(y)\n",
      );
      const kinds = form.calls.map((call) => form.resolve(positional(call, 0) ?? call).kind);
      assert.deepEqual(kinds, ["name", "string", "list", "name"]);
    });

    it("leaves out assignments for development", () => {
      const form = parsePython("if DEBUG:\n    x = ['*']\nelse:\n    x = ['https://a.b']\nuse(x)\n");
      const list = form.resolve(positional(form.calls[0] ?? assert.fail(), 0) ?? assert.fail());
      assert.ok(list.kind === "list");
      assert.equal(stringOf(list.items[0]), "https://a.b");
    });

    it("comes to an end where names go round in a circle", () => {
      const form = parsePython("a = b\nb = a\nuse(a)\n");
      assert.equal(form.resolve(positional(form.calls[0] ?? assert.fail(), 0) ?? assert.fail()).kind, "name");
    });

    it("reads chained and annotated assignments, and leaves patterns alone", () => {
      const form = parsePython("a = b = 1\nc: int = 2\nd: int\ne, f = 3, 4\ng += [5]\n");
      assert.deepEqual(
        form.assignments.map(({ target, operator }) => pathOf(target) + operator),
        ["a=", "b=", "c=", "g+="],
      );
    });
  });

  describe("statements", () => {
    it("ends a block where its code ends", () => {
      const text = "def f():\n    if a:\n        b()\n\n\n# note\nc()\n";
      const form = parsePython(text);
      const statement = form.statementAt(0);
      assert.equal(text.slice(statement?.at.start, statement?.at.end), "def f():\n    if a:\n        b()");
      assert.equal(statement?.isLast, false);
      const inner = form.statementAt(text.indexOf("b()"));
      assert.deepEqual([inner?.topLevel, inner?.isLast], [false, true]);
    });

    it("knows the docstring", () => {
      const text = '"""What it is."""\nimport os\n';
      const docstring = parsePython(text).docstring;
      assert.equal(text.slice(docstring?.start, docstring?.end), '"""What it is."""');
      assert.equal(parsePython("import os\n").docstring, undefined);
      assert.equal(parsePython("'a'.join(b)\n").docstring, undefined);
    });

    it("knows what runs only as a program", () => {
      const text = 'a()\nif __name__ == "__main__":\n    b()\nelse:\n    c()\n';
      const form = parsePython(text);
      assert.deepEqual(
        form.calls.map(({ at }) => form.isMainOnly(at.start)),
        [false, true, false],
      );
    });
  });

  describe("spelling", () => {
    it("keeps offsets behind a byte order mark", () => {
      const text = '\uFEFFimport os\nos.getenv("A")\n';
      const [call] = parsePython(text).calls;
      assert.equal(text.slice(call?.at.start, call?.at.end), 'os.getenv("A")');
      assert.equal(parsePython(text).clean, true);
    });

    it("continues a line at a backslash before CRLF", () => {
      const form = parsePython("x = a + \\\r\n    b\r\ny = 1\r\n");
      assert.equal(form.clean, true);
      assert.equal(form.assignments.length, 2);
    });

    it("reads tabs", () => {
      const form = parsePython("def f():\n\tapp.run(debug=True)\n");
      assert.equal(form.clean, true);
      assert.equal(form.calls.length, 1);
    });
  });

  describe("syntax that the parser does not know", () => {
    const texts = [
      "async def lifespan(app):\n    start()\n    yield\n    stop()\n\napp = FastAPI(lifespan=lifespan)\n",
      "def f():\n    x = yield  # wait\n    y = (yield)\n    g(x)\n",
      "with open(a) as (b, c), d() as e:\n    f(b)\n",
      "match a:\n    case B():\n        c()\n    case d.E(1):\n        f()\n",
      "x = 1.\ny = [2., 3.e]\nz = 1.0.real\n".replace("3.e", "3.0"),
      "a()\n\f\nclass B:\n    pass\n",
    ];
    for (const text of texts) {
      it(`reads ${JSON.stringify(text)}`, () => {
        for (const given of [text, text.replaceAll("\n", "\r\n")]) {
          const form = parsePython(given);
          assert.deepEqual(form.problems, []);
        }
      });
    }

    it("keeps numbers and calls as they are written", () => {
      const form = parsePython("x = 1.\n");
      const [assignment] = form.assignments;
      assert.ok(assignment?.value.kind === "number");
      assert.equal(assignment.value.value, 1);
      assert.equal(parsePython("def f():\n    yield\n    app.run()\n").calls.length, 1);
    });
  });

  describe("except clauses", () => {
    const text =
      "try:\n    one()\nexcept (OSError, b.Error) as e:\n    try:\n        two()\n    except:\n        three()\nexcept ValueError:\n    four()\nelse:\n    five()\nfinally:\n    six()\n";
    const form = parsePython(text);
    const around = (code: string) =>
      form.handlersAt(text.indexOf(code)).map(({ caught, name }) => {
        const classes = caught?.kind === "list" ? caught.items : caught ? [caught] : [];
        return [classes.map(pathOf), name];
      });

    it("are known in their bodies", () => {
      assert.deepEqual(around("two()"), [[["OSError", "b.Error"], "e"]]);
      assert.deepEqual(around("four()"), [[["ValueError"], undefined]]);
    });

    it("come the innermost first", () =>
      assert.deepEqual(around("three()"), [
        [[], undefined],
        [["OSError", "b.Error"], "e"],
      ]));

    it("are none of the other bodies", () => {
      for (const code of ["one()", "five()", "six()"]) assert.deepEqual(around(code), []);
    });
  });

  describe("half-typed", () => {
    const whole = 'a = FastAPI()\nuse(["*"])\n';
    const broken = [
      'app.add_middleware(CORS, origins=["*"',
      'x = "abc',
      "x = '''abc",
      "def f(",
      "from a import",
      "x = [1, 2",
    ];
    for (const text of broken) {
      it(`is not clean at ${JSON.stringify(text)}, and keeps what stands before`, () => {
        const form = parsePython(whole + text);
        assert.equal(form.clean, false);
        assert.ok(form.problems.length > 0);
        const paths = form.calls.map(({ callee }) => pathOf(callee));
        assert.deepEqual(paths.slice(0, 2), ["FastAPI", "use"]);
        assert.ok(!paths.includes("app.add_middleware"), "an unfinished call says nothing yet");
      });
    }

    it("knows functions while somebody types in them", () => {
      const form = parsePython("def f(response):\n    response.headers[\n");
      assert.equal(form.functions[0]?.name, "f");
    });
  });
});
