import { deepEqual, equal } from "node:assert/strict";
import { readGitExclude } from "../../../src/core/files/gitignore";
import { isGitIgnored } from "../../../src/core/project/git-ignored";
import { projectOf } from "../../support/project";

function ignored(files: Readonly<Record<string, string>>, path: string): boolean {
  return isGitIgnored(projectOf(files).watch().view, path);
}

describe("what git ignores", () => {
  it("counts what only this machine ignores, unless a file of the workspace says otherwise", () => {
    const excluded = readGitExclude("*.key\nnotes/\n", "");
    const { view } = projectOf({ "certs/.gitignore": "!shown.key\n" }, { excluded }).watch();
    const paths = ["a.key", "certs/a.key", "certs/shown.key", "notes/todo.md", "main.py"];
    deepEqual(
      paths.map((path) => isGitIgnored(view, path)),
      [true, true, false, true, false],
    );
  });

  const cases: readonly (readonly [string, string, boolean])[] = [
    [".env", ".env", true],
    [".env", "apps/api/.env", true],
    ["/.env", "apps/api/.env", false],
    ["/.env", ".env", true],
    [".env*", ".env.production", true],
    [".env*\n!.env.example", ".env.example", false],
    ["!.env\n.env", ".env", true],
    ["apps/*/.env", "apps/api/.env", true],
    ["apps/*/.env", "apps/api/src/.env", false],
    ["apps/**/.env", "apps/api/src/.env", true],
    ["**/.env", ".env", true],
    ["config/", "config/.env", true],
    ["config/\n!config/.env", "config/.env", true],
    ["config/*\n!config/.env", "config/.env", false],
    ["config/", "config", false],
    ["*.local", ".env.local", true],
    ["# .env", ".env", false],
    ["\\#a", "#a", true],
    [".env  ", ".env", true],
    [".env\\ ", ".env", false],
    ["\uFEFF.env\r\n", ".env", true],
    ["[!a]env", ".env", true],
    ["a**b", "axxb", true],
    ["a**b", "ax/b", false],
    ["", ".env", false],
    ["env", ".env", false],
  ];
  for (const [text, path, expected] of cases) {
    it(`${JSON.stringify(text)}: ${path} is ${expected ? "" : "not "}ignored`, () =>
      equal(ignored({ ".gitignore": text }, path), expected));
  }

  it("hears the nearest file first", () => {
    const files = {
      ".gitignore": ".env\n",
      "apps/web/.gitignore": "!.env\n",
      "apps/api/.gitignore": "dist\n",
    };
    equal(ignored(files, "apps/web/.env"), false);
    equal(ignored(files, "apps/api/.env"), true);
    equal(ignored({ "apps/api/.gitignore": "/.env\n" }, "apps/api/.env"), true);
    equal(ignored({ "apps/api/.gitignore": "/.env\n" }, ".env"), false);
  });
});
