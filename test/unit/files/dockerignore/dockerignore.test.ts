import assert from "node:assert/strict";
import fc from "fast-check";
import { decidingPattern, isIgnored, parseDockerignore } from "../../../../src/core/files/dockerignore";
import { slice } from "../../../../src/core/text/span";

const ignored = (patterns: string, path: string) => isIgnored(parseDockerignore(patterns), path);

describe("patterns of .dockerignore", () => {
  const cases: readonly [pattern: string, path: string, isIgnored: boolean][] = [
    // Anchored at the root of the context.
    ["node_modules", "node_modules/a/b.js", true],
    ["node_modules", "web/node_modules/a.js", false],
    ["**/node_modules", "web/node_modules/a.js", true],
    ["**/node_modules", "node_modules", true],
    ["*.pyc", "a.pyc", true],
    ["*.pyc", "src/a.pyc", false],
    ["**/*.pyc", "src/b/a.pyc", true],
    ["**.pyc", "src/a.pyc", true],
    [".env", ".env", true],
    [".env", ".env.local", false],
    [".env*", ".env.local", true],
    ["docs", "docs.md", false],
    ["docs", "docs/x/y", true],
    ["docs/x", "docs/y", false],
    // Cleaned first: leading slash, dots, doubled slashes.
    ["/docs/", "docs/a", true],
    ["./docs", "docs", true],
    ["a/../b", "b", true],
    ["a//b", "a/b", true],
    ["../a", "a", false],
    [".", "a", false],
    ["/", "a", false],
    // Wildcards: `*` and `?` stop at slashes, `**` does not.
    ["*", "a", true],
    ["*", "a/b", true],
    ["a/*", "a/b/c", true],
    ["*/a", "x/a", true],
    ["*/a", "x/y/a", false],
    ["?x", "ax", true],
    ["a?b", "a/b", false],
    ["**", "any/thing", true],
    ["a/**", "a/b", true],
    ["a/**", "a", false],
    ["a/**/c", "a/c", true],
    ["a/**/c", "a/x/y/c", true],
    ["**/a/**/b", "x/a/y/b", true],
    ["a**b", "axb", false],
    ["a*b*c", "axxbyyc", true],
    ["a*b*c", "axxbyy", false],
    // Classes and escapes.
    ["[a-c]x", "bx", true],
    ["[a-c]x", "dx", false],
    ["[^a-c]x", "dx", true],
    ["[^a-c]x", "ax", false],
    ["[a\\-c]", "-", true],
    ["\\*", "*", true],
    ["\\*", "a", false],
    // Characters that mean something in regular expressions mean nothing here.
    ["a.b", "axb", false],
    ["a+(b)|{c}$", "a+(b)|{c}$", true],
    // Case counts.
    ["Docs", "docs", false],
  ];
  for (const [pattern, path, expected] of cases) {
    it(`${pattern} ${expected ? "leaves" : "does not leave"} ${path} out`, () => {
      assert.equal(ignored(pattern, path), expected);
    });
  }

  it("decide in order: the last one that matches a path or a folder above it wins", () => {
    assert.equal(ignored("*\n!src", "src/a.ts"), false);
    assert.equal(ignored("*\n!src\nsrc/secret", "src/secret/a"), true);
    assert.equal(ignored("!a\na", "a"), true);
    assert.equal(ignored("a\n! a", "a"), false);
    assert.equal(ignored("**/.env.*\n!**/.env.example", "web/.env.example"), false);
    assert.equal(ignored("docs\n!docs/README.md", "docs/README.md"), false);
    assert.equal(decidingPattern(parseDockerignore("a\nb\n*"), "b")?.text, "*");
    assert.equal(decidingPattern(parseDockerignore("a"), "b"), undefined);
  });

  it("take # for a comment in column 0 only", () => {
    const form = parseDockerignore("# note\n #a\nb # c\n");
    assert.deepEqual(
      form.patterns.map(({ text }) => text),
      ["#a", "b # c"],
    );
    assert.equal(form.comments.length, 1);
    assert.equal(isIgnored(form, "b"), false);
    assert.equal(isIgnored(form, "b # c"), true);
  });

  it("are trimmed, with spans of what is left", () => {
    const text = "\uFEFF  a \r\n\r\n\t!b\r\nc";
    const form = parseDockerignore(text);
    assert.deepEqual(
      form.patterns.map(({ span }) => slice(text, span)),
      ["a", "!b", "c"],
    );
    assert.deepEqual(
      form.patterns.map(({ path, isNegated }) => [path, isNegated]),
      [
        ["a", false],
        ["b", true],
        ["c", false],
      ],
    );
  });

  it("are reported when the builder refuses them", () => {
    const form = parseDockerignore("a\n[b\n!\nc\\\n[]\n");
    assert.deepEqual(
      form.patterns.map(({ text }) => text),
      ["a"],
    );
    assert.equal(form.problems.length, 4);
    assert.equal(form.clean, false);
  });

  it("match without throwing, whatever they are", () => {
    const piece = fc.constantFrom(
      "*",
      "**",
      "/",
      "a",
      "[",
      "]",
      "^",
      "-",
      "\\",
      "!",
      "?",
      ".",
      "\n",
      "#",
      " ",
    );
    const text = fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(
        text,
        fc.array(fc.constantFrom("a", "b", "/", ".", "*"), { maxLength: 12 }),
        (patterns, path) => {
          const form = parseDockerignore(patterns);
          assert.equal(typeof isIgnored(form, path.join("")), "boolean");
          for (const { span, text: own } of form.patterns) assert.equal(slice(patterns, span), own);
        },
      ),
    );
  });

  it("match an exact path when they hold no wildcard", () => {
    const path = fc
      .array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join("/"));
    fc.assert(
      fc.property(path, path, (pattern, other) => {
        assert.equal(ignored(pattern, other), other === pattern || other.startsWith(`${pattern}/`));
        assert.equal(
          ignored(`**/${pattern}`, `x/${other}`),
          ignored(pattern, other) || `/x/${other}/`.includes(`/${pattern}/`),
        );
      }),
    );
  });
});
