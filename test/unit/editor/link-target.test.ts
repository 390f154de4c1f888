import assert from "node:assert/strict";
import fc from "fast-check";
import { addressOf, pathsOf } from "../../../src/editor/plan/link-target";

describe("links of a plan", () => {
  const addresses: readonly [string, string | undefined][] = [
    ["https://wiki.example/drills?x=1#top", "https://wiki.example/drills?x=1#top"],
    [" https://wiki.example ", "https://wiki.example/"],
    ["HTTPS://wiki.example/", "https://wiki.example/"],
    ["http://wiki.example/", "other"],
    ["//wiki.example/", "other"],
    ["https://kim:secret@wiki.example/", "other"],
    ["https://", "other"],
    ["javascript:alert(1)", "other"],
    ["command:workbench.action.terminal.new", "other"],
    ["file:///etc/passwd", "other"],
    ["vscode://some.extension/run", "other"],
    ["data:text/html,x", "other"],
    ["docs/runbook.md", undefined],
    ["compose.prod.yaml:14", undefined],
    ["compose.prod.yaml:14:3", undefined],
    ["README", undefined],
  ];
  for (const [link, address] of addresses) {
    it(`takes ${JSON.stringify(link)} as ${address ?? "a path"}`, () =>
      assert.equal(addressOf(link), address));
  }

  const paths: readonly [string, string, readonly string[]][] = [
    ["PLAN.md", "docs/runbook.md", ["docs/runbook.md"]],
    [".liftoff/plan.yaml", "docs/runbook.md#restore", ["docs/runbook.md", ".liftoff/docs/runbook.md"]],
    ["docs/PLAN.md", "./images/map.png", ["images/map.png", "docs/images/map.png"]],
    ["docs/PLAN.md", "../compose.yaml:14", ["compose.yaml"]],
    ["docs/PLAN.md", "/docs/a.md", ["docs/a.md"]],
    ["PLAN.md", "docs\\a.md", ["docs/a.md"]],
    ["PLAN.md", "../../etc/passwd", []],
    ["PLAN.md", "docs/../../secret", []],
    ["PLAN.md", "#only", []],
    ["PLAN.md", "", []],
    ["PLAN.md", "..", []],
  ];
  for (const [plan, link, expected] of paths) {
    it(`looks for ${JSON.stringify(link)} of ${plan} in ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(pathsOf(plan, link), expected);
    });
  }

  it("never leaves the folder", () => {
    const part = fc.constantFrom("..", ".", "", "a", "b.md", "\\", "/", "#", ":1");
    fc.assert(
      fc.property(fc.array(part), fc.array(part), (plan, link) => {
        for (const path of pathsOf(plan.join("/"), link.join("/"))) {
          assert.ok(path !== "" && !path.startsWith("/"));
          assert.ok(!path.split("/").includes(".."));
        }
      }),
    );
  });
});
