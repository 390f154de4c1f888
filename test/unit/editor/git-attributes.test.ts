import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { missingAttributes } from "../../../src/editor/plan/git-attributes";

describe("attributes for merging plans", () => {
  it("are one line for each plan", () => {
    assert.deepEqual(missingAttributes("", [".liftoff/plan.yaml", "docs/launch.md"]), [
      "/.liftoff/plan.yaml merge=liftoff",
      "/docs/launch.md merge=liftoff",
    ]);
  });

  it("leave alone what says already how a plan is merged", () => {
    const text = "*.png binary\r\n.liftoff/plan.yaml  text merge=union\r\n/docs/launch.md merge=liftoff\r\n";
    assert.deepEqual(missingAttributes(text, [".liftoff/plan.yaml", "docs/launch.md"]), []);
    assert.deepEqual(missingAttributes("# .liftoff/plan.yaml merge=x\n", [".liftoff/plan.yaml"]).length, 1);
    assert.deepEqual(missingAttributes("*.yaml text\n", [".liftoff/plan.yaml"]).length, 1);
  });

  it("are written once, whatever the plan is called", () => {
    for (const name of ["docs/go live.md", 'a"b.md', "a[1]*.md", "äöü.md", "a\\b c.md"]) {
      const lines = missingAttributes("", [name]);
      assert.deepEqual(missingAttributes(`${lines.join("\n")}\n`, [name]), [], name);
    }
  });

  it("mean to git exactly the plan", function () {
    const folder = mkdtempSync(path.join(tmpdir(), "liftoff-attributes-"));
    try {
      const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { encoding: "utf8" });
      try {
        git("init", "--quiet");
      } catch {
        this.skip();
      }
      const names = [".liftoff/plan.yaml", "docs/go live.md", 'say "now".md', "a[1]*.md"];
      writeFileSync(path.join(folder, ".gitattributes"), `${missingAttributes("", names).join("\n")}\n`);
      for (const name of names)
        assert.match(git("check-attr", "merge", "--", name), /: merge: liftoff\n$/, name);
      for (const other of ["plan.yaml", "x/.liftoff/plan.yaml", "a1.md", "a[1]x.md"])
        assert.match(git("check-attr", "merge", "--", other), /: merge: unspecified\n$/, other);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
