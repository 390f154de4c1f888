import assert from "node:assert/strict";
import { parsePython } from "../../../../src/core/files/python/form";
import { parseScript } from "../../../../src/core/files/script/form";
import { insertAfter, insertBefore, removeEntry } from "../../../../src/core/files/syntax/entry-edits";
import { environmentRead } from "../../../../src/core/files/syntax/environment";
import { possibleValues } from "../../../../src/core/files/syntax/possible";
import { quoteOf } from "../../../../src/core/files/syntax/style";
import { positional, stringOf } from "../../../../src/core/files/syntax/value";
import { applyEdits } from "../../../../src/core/text/edits";

/** The strings that the argument of the last call may be; `?` behind those under a condition. */
function stringsIn(text: string, language: "python" | "script"): string[] {
  const form = language === "python" ? parsePython(text) : parseScript(text, "a.ts");
  const call = form.calls.find(({ callee }) => callee.kind === "name" && callee.name === "use");
  const value = call && positional(call, 0);
  assert.ok(value);
  return possibleValues(value, form).map(({ value: one, conditional }) => {
    const read = environmentRead(one, form);
    return (stringOf(one) ?? (read ? `$${read.name}` : one.kind)) + (conditional ? "?" : "");
  });
}

describe("files/syntax/possible", () => {
  const python: [string, string[]][] = [
    ["use(['a', 'b'])", ["a", "b"]],
    ["x = ['a']\nuse(x + ['b', *y])", ["a", "b", "name"]],
    ["import os\nuse(os.getenv('O', '*').split(','))", ["$O", "*?"]],
    ["import os\nuse([o.strip() for o in os.environ.get('O', 'a').split(',')])", ["$O", "a?"]],
    ["from os import environ\nuse([environ['O']])", ["$O"]],
    ["from decouple import config\nuse(config('O', default='a', cast=Csv()))", ["$O", "a?"]],
    ["use(env.list('CORS_ORIGINS', default=['*']))", ["$CORS_ORIGINS", "*?"]],
    ["use(a or ['*'])", ["name", "*?"]],
    ["use(['*'] if flag else ['a'])", ["*?", "a?"]],
    ["use(['*'] if settings.DEBUG else ['a'])", ["a"]],
    ["use(['a'] if ENVIRONMENT == 'production' else ['*'])", ["a"]],
    ["use(['a'] if os.getenv('ENV', 'dev').lower() in ('prod', 'production') else ['*'])", ["a"]],
    ["use(settings.origins)", ["member"]],
    ["x = x + x\nuse(x)", []],
    ["def f(x=None):\n    x = x or ['*']\n    use(x)", ["*?"]],
  ];
  for (const [text, expected] of python) {
    it(`Python: ${JSON.stringify(text)}`, () => assert.deepEqual(stringsIn(text, "python"), expected));
  }

  const script: [string, string[]][] = [
    ["use(['a', `b`])", ["a", "b"]],
    ["use(process.env.O || '*')", ["$O", "*?"]],
    ["use(process.env['O'] ?? 'a')", ["$O", "a?"]],
    ["use((process.env.O ?? 'a,b').split(',').map((o) => o.trim()))", ["$O", "a,b?"]],
    ["use(['a', ...(process.env.NODE_ENV === 'production' ? [] : ['http://localhost'])])", ["a"]],
    ["use(['a', isDev && 'http://localhost'].filter(Boolean))", ["a"]],
    ["use(new Set(['a']))", ["a"]],
    ["use(configService.get('ORIGIN', '*'))", ["$ORIGIN", "*?"]],
    ["const o = { list: ['a'] }; use(o.list)", ["a"]],
    ["use(flag ? '*' : 'a')", ["*?", "a?"]],
    ["use(cache.get('key', '*'))", ["call"]],
  ];
  for (const [text, expected] of script) {
    it(`JavaScript: ${JSON.stringify(text)}`, () => assert.deepEqual(stringsIn(text, "script"), expected));
  }
});

describe("files/syntax/entry-edits", () => {
  /** Each `x` of the text is an entry. */
  const entries = (text: string) =>
    [...text.matchAll(/x\d/g)].map(({ index }) => ({ start: index, end: index + 2 }));
  const removed = (text: string, index: number) => applyEdits(text, removeEntry(text, entries(text), index));

  it("takes an entry out with its comma", () => {
    assert.equal(removed("(x1, x2, x3)", 0), "(x2, x3)");
    assert.equal(removed("(x1, x2, x3)", 1), "(x1, x3)");
    assert.equal(removed("(x1, x2, x3)", 2), "(x1, x2)");
    assert.equal(removed("(x1)", 0), "()");
    assert.equal(removed("(x1, )", 0), "()");
    assert.equal(removed("(\n  x1,\n  x2,\n)", 1), "(\n  x1,\n)");
    assert.equal(removed("(\n  x1,\n  x2,\n)", 0), "(\n  x2,\n)");
    assert.equal(removed("(x1)", 5), "(x1)");
  });

  it("adds an entry in the layout that is there", () => {
    const text = "(\r\n  x1,\r\n  x2\r\n)";
    const [first, last] = entries(text);
    assert.ok(first && last);
    assert.equal(applyEdits(text, [insertBefore(text, first, "y")]), "(\r\n  y,\r\n  x1,\r\n  x2\r\n)");
    assert.equal(applyEdits(text, [insertAfter(text, last, "y")]), "(\r\n  x1,\r\n  x2,\r\n  y\r\n)");
  });
});

describe("files/syntax/style", () => {
  it("takes the quote that most strings have", () => {
    assert.equal(quoteOf("a('b', 'c', \"d\") # it's", '"'), "'");
    assert.equal(quoteOf('a("b")', "'"), '"');
    assert.equal(quoteOf("a", "'"), "'");
  });
});
