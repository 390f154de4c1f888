import assert from "node:assert/strict";
import fc from "fast-check";
import { includeMatcher } from "../../../../src/core/project/headers/include-path";

/** The first set of paths that `pattern` finds, or undefined. */
function find(pattern: string, from: string, paths: readonly string[]): string[] | undefined {
  for (const found of includeMatcher(pattern, from)?.(paths) ?? [])
    if (found.size > 0) return [...found].sort();
  return undefined;
}

describe("includeMatcher", () => {
  it("finds a path relative to the including file", () => {
    assert.deepEqual(find("a/b.conf", "nginx/nginx.conf", ["nginx/a/b.conf", "a/c.conf"]), [
      "nginx/a/b.conf",
    ]);
    assert.deepEqual(find("../b.conf", "nginx/sites/x.conf", ["nginx/b.conf"]), ["nginx/b.conf"]);
  });

  it("finds the tail of a path below nginx's prefix in any folder", () => {
    const paths = ["deploy/nginx/snippets/tls.conf", "other/tls.conf"];
    assert.deepEqual(find("/etc/nginx/snippets/tls.conf", "site.conf", paths), [
      "deploy/nginx/snippets/tls.conf",
    ]);
    assert.deepEqual(find("snippets/tls.conf", "sites-available/site.conf", paths), [
      "deploy/nginx/snippets/tls.conf",
    ]);
  });

  it("falls back to the name", () => {
    assert.deepEqual(find("/opt/x/headers.conf", "nginx/a.conf", ["nginx/inc/headers.conf"]), [
      "nginx/inc/headers.conf",
    ]);
  });

  it("prefers the nearest folder and decides nothing between two", () => {
    const two = ["a/snippets/h.conf", "b/snippets/h.conf"];
    assert.deepEqual(find("/etc/nginx/snippets/h.conf", "a/site.conf", two), ["a/snippets/h.conf"]);
    assert.equal(find("/etc/nginx/snippets/h.conf", "c/site.conf", two), undefined);
  });

  it("expands * within a folder, [] and ?", () => {
    const paths = [
      "n/conf.d/a.conf",
      "n/conf.d/b.conf",
      "n/conf.d/.c.conf",
      "n/conf.d/x/d.conf",
      "n/conf.d/e.off",
    ];
    assert.deepEqual(find("conf.d/*.conf", "n/nginx.conf", paths), ["n/conf.d/a.conf", "n/conf.d/b.conf"]);
    assert.deepEqual(find("conf.d/[b-c].conf", "n/nginx.conf", paths), ["n/conf.d/b.conf"]);
    assert.deepEqual(find("conf.d/[!a].con?", "n/nginx.conf", paths), ["n/conf.d/b.conf"]);
  });

  it("takes sites-available for sites-enabled", () => {
    assert.deepEqual(find("/etc/nginx/sites-enabled/*", "n/nginx.conf", ["n/sites-available/app"]), [
      "n/sites-available/app",
    ]);
  });

  it("never takes every file for a bare glob", () => {
    assert.equal(find("/opt/elsewhere/*.conf", "nginx.conf", ["a/x.conf"]), undefined);
  });

  it("knows nothing of variables", () => {
    for (const pattern of ["$dir/a.conf", "${DIR}/a.conf", "{{ dir }}/a.conf", ""]) {
      assert.equal(includeMatcher(pattern, "nginx.conf"), undefined, pattern);
    }
  });

  it("matches a glob as a regular expression would", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "*", "?", "[ab]", "[!a]"), {
      minLength: 1,
      maxLength: 8,
    });
    const text = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pattern, text, (parts, letters) => {
        const regex = new Map([
          ["*", ".*"],
          ["?", "."],
          ["[!a]", "[^a]"],
        ]);
        const source = parts.map((part) => regex.get(part) ?? part).join("");
        const path = `f/${letters.join("")}`;
        const expected = new RegExp(`^${source}$`).test(letters.join(""));
        assert.equal(find(`f/${parts.join("")}`, "nginx.conf", [path]) !== undefined, expected);
      }),
    );
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.array(fc.string()), (pattern, from, paths) => {
        find(pattern, from, paths);
      }),
    );
  });
});
