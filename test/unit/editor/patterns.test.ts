import assert from "node:assert/strict";
import picomatch from "picomatch/posix";
import { codeKinds } from "../../../src/core/project/variables/scan";
import { sourceFiles, watchedFiles } from "../../../src/editor/workspace/patterns";
import { usualPath } from "../../support/rule-tester";

describe("files that the editor looks for", () => {
  const isSource = picomatch(sourceFiles, { dot: true });
  const isWatched = picomatch(watchedFiles, { dot: true });
  for (const kind of codeKinds.filter((one) => one !== "yaml")) {
    it(`code of the kind ${kind} is read and watched`, () => {
      assert.deepEqual([isSource(usualPath[kind]), isWatched(usualPath[kind])], [true, true]);
    });
  }

  it("settings are watched, other files are not", () => {
    const paths = ["config/database.yml", "lib/tasks/a.rake", "go.sum", "a.java"];
    const watched = paths.filter((path) => isWatched(path));
    assert.deepEqual(watched, ["config/database.yml", "lib/tasks/a.rake"]);
  });
});
