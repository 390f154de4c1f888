import assert from "node:assert/strict";
import { parseScript, type ScriptForm } from "../../../../src/core/files/script/form";
import {
  pathOf,
  positional,
  rootNameOf,
  stringOf,
  type Value,
} from "../../../../src/core/files/syntax/value";

/** The value that `text` assigns to `x`. */
function valueIn(text: string, path = "a.ts"): Value {
  const found = parseScript(text, path).assignments.find(({ target }) => pathOf(target) === "x");
  assert.ok(found, `no x in ${text}`);
  return found.value;
}

function argumentOf(form: ScriptForm, index = 0): Value {
  const call = form.calls[index];
  const value = call && positional(call, 0);
  assert.ok(value);
  return value;
}

describe("files/script", () => {
  it("parses nothing before it is asked", () => {
    const form = parseScript("app.use(cors(", "a.js");
    assert.ok(form.mentions("cors"));
    assert.equal(form.clean, false);
  });

  describe("values", () => {
    it("reads strings and templates", () => {
      assert.equal(stringOf(valueIn("x = 'a\\n\\u{41}\\d'")), "a\nAd");
      assert.equal(stringOf(valueIn("const x = `a\nb`")), "a\nb");
      assert.equal(valueIn("const x = `a${b}`").kind, "other");
      assert.equal(valueIn("const x = tag`a`").kind, "other");
    });

    it("reads plain literals", () => {
      const kinds = ["true", "null", "undefined", "1_000", "-1", "/a+/g", "[]", "{}"].map(
        (text) => valueIn(`const x = ${text === "{}" ? "({})" : text};`).kind,
      );
      assert.deepEqual(kinds, ["boolean", "null", "null", "number", "number", "regex", "list", "record"]);
    });

    it("reads objects in all their forms", () => {
      const record = valueIn(
        "const x = { a: 1, 'b-c': 2, d, e() { return 1 }, async f() {}, ...g, [h]: 3, i: (j) => j };",
      );
      assert.ok(record.kind === "record");
      assert.deepEqual(
        record.entries.map(({ name, value }) => [name, value.kind]),
        [
          ["a", "number"],
          ["b-c", "number"],
          ["d", "name"],
          ["e", "function"],
          ["f", "function"],
          [undefined, "spread"],
          [undefined, "number"],
          ["i", "function"],
        ],
      );
    });

    it("looks through parentheses, await, assertions and types", () => {
      for (const text of [
        "(a.b)",
        "await a.b",
        "a.b!",
        "a.b as string",
        "a.b satisfies C",
        "<C>a.b",
        "a?.b",
        'a["b"]',
      ]) {
        assert.equal(pathOf(valueIn(`const x = ${text};`)), "a.b", text);
      }
    });

    it("spells operators as Python does", () => {
      const operators = ["a && b", "a || b", "a ?? b", "a === b", "a !== b", "!a"].map((text) => {
        const value = valueIn(`x = ${text};`);
        return value.kind === "operation" ? value.operator : value.kind;
      });
      assert.deepEqual(operators, ["and", "or", "??", "==", "!=", "not"]);
    });

    it("takes markup by the extension", () => {
      assert.ok(parseScript("const a = <p>{b()}</p>;", "a.jsx").clean);
      assert.ok(parseScript("const a: B = <p>{b()}</p>;", "a.tsx").clean);
      assert.ok(parseScript("const a = <B>c; enum D { E }", "a.mts").clean);
      assert.ok(parseScript("const a = <p/>;", "a.mjs").clean);
    });
  });

  describe("calls", () => {
    it("finds calls, new expressions and decorators", () => {
      const form = parseScript("new A<B>(1); f<T>(2); @C({ d: 3 }) class E { @F() g(@H() i) {} }", "a.ts");
      assert.deepEqual(
        form.calls.map(({ callee }) => pathOf(callee)),
        ["A", "f", "C", "F", "H"],
      );
    });

    it("knows what a chain starts with", () => {
      const [call] = parseScript("res.status(200).set('a', 'b');", "a.js").calls;
      assert.ok(call);
      assert.equal(rootNameOf(call.callee), "res");
      assert.equal(pathOf(call.callee), undefined);
    });

    it("names functions by what they are assigned to", () => {
      const form = parseScript(
        "function a() {} const b = () => 1; ({ c: async () => {}, d() {} }); class E { f() {} }",
        "a.ts",
      );
      assert.deepEqual(
        form.functions.map(({ name }) => name),
        ["a", "b", "c", "d", "f"],
      );
      assert.equal(form.functions[1]?.result?.kind, "number");
    });

    it("finds what is around an offset, the innermost first", () => {
      const text = "app.get('/', (req, res) => { res.set(a(), 1); });";
      const form = parseScript(text, "a.js");
      const around = form.callsAround(text.indexOf("a()")).map(({ callee }) => pathOf(callee));
      assert.deepEqual(around, ["a", "res.set", "app.get"]);
      assert.equal(form.functionsAround(text.indexOf("a()")).length, 1);
    });
  });

  describe("names", () => {
    it("knows what imports stand for", () => {
      const form = parseScript(
        "import a, { b as c, default as d } from 'm';\nimport * as n from 'o/p';\nimport type { T } from 'q';\na(); a.x(); c(); d(); n.y(); z(); T();",
        "a.ts",
      );
      assert.deepEqual(
        form.calls.map(({ callee }) => form.qualifiedName(callee)),
        ["m", "m.x", "m.b", "m", "o/p.y", "z", "T"],
      );
    });

    it("knows what require gives", () => {
      const form = parseScript(
        "const a = require('m'), { b, c: d } = require('n');\nconst e = require('o').default;\nconst f = a;\na(); b(); d(); e(); f.g(); require('p')();",
        "a.js",
      );
      const names = form.calls.map(({ callee }) => form.qualifiedName(callee));
      assert.deepEqual(names.slice(3), ["m", "n.b", "n.c", "o", "m.g", "p", "require"]);
    });

    it("does not mistake what the file defines for a module", () => {
      const form = parseScript(
        "function cors() {} cors(); app.use(helmet()); const helmet = make();",
        "a.js",
      );
      assert.equal(form.callsTo("cors").length, 0);
      assert.equal(form.callsTo("helmet").length, 0);
    });

    it("resolves names in their block", () => {
      const form = parseScript(
        "const x = 1; { const x = 'a'; use(x); } use(x); function f(x) { use(x); } let y = 1; y = 2; use(y);",
        "a.js",
      );
      const kinds = form.calls.map((_, i) => form.resolve(argumentOf(form, i)).kind);
      assert.deepEqual(kinds, ["string", "number", "name", "name"]);
    });

    it("resolves members of records", () => {
      const form = parseScript("const c = { cors: { origin: '*' } }; use(c.cors.origin);", "a.js");
      assert.equal(stringOf(form.resolve(argumentOf(form))), "*");
      const spread = parseScript("const c = { ...d, a: 1 }; use(c.b);", "a.js");
      assert.equal(spread.resolve(argumentOf(spread)).kind, "member");
    });
  });

  describe("conditions", () => {
    const guarded = [
      "if (process.env.NODE_ENV !== 'production') use();",
      "if (process.env.NODE_ENV === 'production') { a(); } else { use(); }",
      "if (isDev) { use(); }",
      "if (!isProd) { use(); }",
      "const prod = process.env.NODE_ENV === 'production'; if (!prod) use();",
      "process.env.NODE_ENV !== 'production' && use();",
      "process.env.NODE_ENV === 'production' || use();",
      "x = process.env.NODE_ENV === 'production' ? a : use();",
      "if (app.get('env') === 'development') use();",
      "if (['development', 'test'].includes(mode)) other(); if (import.meta.env.DEV) use();",
      "if (__DEV__ && flag) use();",
      "if (config.env === 'local') use();",
    ];
    for (const text of guarded) {
      it(`development only: ${text}`, () => {
        const form = parseScript(text, "a.js");
        const call = form.calls.find(({ callee }) => pathOf(callee) === "use");
        assert.ok(call && form.isDevelopmentOnly(call.at.start));
      });
    }

    const open = [
      "if (process.env.NODE_ENV === 'production') use();",
      "if (flag) use();",
      "if (user.role === 'test') use();",
      "if (isDev || flag) use();",
      "if (isDev) { a(); } else { use(); }",
      "x = isDev ? a : use();",
      "use();",
    ];
    for (const text of open) {
      it(`also in production: ${text}`, () => {
        const form = parseScript(text, "a.js");
        const call = form.calls.find(({ callee }) => pathOf(callee) === "use");
        assert.ok(call && !form.isDevelopmentOnly(call.at.start));
      });
    }
  });

  describe("syntax that the parser does not know", () => {
    const texts = [
      "try { a(); } catch (error: unknown) { b(error); }",
      "const isA = (value: unknown): value is A => c(value);",
      "type Guard = (value: unknown) => value is A;",
      "let a!: string; a = b();",
      "import { a, type B } from 'c'; export { a, type B as D, }; a();",
      "export type * from './types';",
      "type T = [string, number?, (A | B)?]; a();",
      "import data from './a.json' with { type: 'json' }; a(data);",
      "type M = typeof import('./m');",
      "@Module({ imports: [A] }) export class B {}",
      "@a.b export default abstract class B {}",
      "@A() @B export class C extends D {}",
    ];
    for (const text of texts) {
      it(`reads ${text}`, () => assert.deepEqual(parseScript(text, "a.ts").problems, []));
    }

    it("loses no name, call or literal by it", () => {
      const text = "const a = ['b?', 'catch (e: any)', c ? [d] : { type: 'e' }]; use(a);";
      const form = parseScript(text, "a.ts");
      assert.ok(form.clean);
      assert.equal(form.calls.length, 1);
      const value = form.assignments[0]?.value;
      assert.ok(value?.kind === "list");
      assert.deepEqual(value.items.slice(0, 2).map(stringOf), ["b?", "catch (e: any)"]);
    });
  });

  describe("half-typed", () => {
    for (const text of [
      "app.use(cors({ origin: '*'",
      "const a = 'abc\n",
      "const a = `abc",
      "function f(",
      "if (a",
      "x = [1, 2",
    ]) {
      it(`is not clean at ${JSON.stringify(text)}, and keeps what stands before`, () => {
        const form = parseScript(`helmet(a);\nuse('b');\n${text}`, "a.ts");
        assert.equal(form.clean, false);
        const paths = form.calls.map(({ callee }) => pathOf(callee));
        assert.deepEqual(paths.slice(0, 2), ["helmet", "use"]);
        assert.ok(!paths.includes("cors") && !paths.includes("app.use"));
      });
    }

    it("takes a string that its line ends for unfinished", () => {
      const form = parseScript("const a = { b: 'c\n};\nuse(1);\n", "a.js");
      assert.equal(form.clean, false);
    });
  });

  it("keeps offsets behind a byte order mark", () => {
    const text = "\uFEFFcors();\r\nuse('a');\r\n";
    const form = parseScript(text, "a.js");
    assert.deepEqual(
      form.calls.map(({ at }) => text.slice(at.start, at.end)),
      ["cors()", "use('a')"],
    );
  });

  it("knows which way of importing a file uses", () => {
    assert.ok(parseScript("import a from 'b';", "a.js").isModule);
    assert.ok(parseScript("", "a.ts").isModule);
    assert.ok(parseScript("", "a.mjs").isModule);
    assert.ok(!parseScript("const a = require('b');", "a.js").isModule);
    assert.ok(!parseScript("", "a.cts").isModule);
  });
});
