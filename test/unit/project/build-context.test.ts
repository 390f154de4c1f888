import assert from "node:assert/strict";
import {
  contextsIgnoredBy,
  contextsOf,
  isNamedContext,
  isOverridden,
} from "../../../src/core/project/build-context";
import { projectOf } from "../../support/project";

const files = {
  "api/Dockerfile": "FROM a\n",
  "web/Dockerfile": "FROM a\n",
  "web/Dockerfile.dockerignore": "",
  "web/.dockerignore": "",
  ".dockerignore": "",
  "compose.yaml":
    "services:\n  api:\n    build: ./api\n  job:\n    build: { context: ., dockerfile: api/Dockerfile }\n",
};
const { view } = projectOf(files).watch();

describe("build contexts", () => {
  it("are those that Compose names, else the Dockerfile's folder", () => {
    const folders = (path: string) => contextsOf(view, path).map(({ folder }) => folder);
    assert.deepEqual(folders("api/Dockerfile"), ["api", ""]);
    assert.deepEqual(folders("web/Dockerfile"), ["web"]);
    assert.deepEqual(folders("unknown/Dockerfile"), ["unknown"]);
  });

  it("are governed by the Dockerfile's own ignore file before that of the context", () => {
    const governed = (path: string) => contextsIgnoredBy(view, path).map(({ dockerfile }) => dockerfile);
    assert.deepEqual(governed("web/Dockerfile.dockerignore"), ["web/Dockerfile"]);
    assert.deepEqual(governed("web/.dockerignore"), []);
    assert.deepEqual(governed(".dockerignore"), ["api/Dockerfile"]);
  });

  it("leave an ignore file without effect when every Dockerfile has one of its own", () => {
    assert.equal(isOverridden(view, "web/.dockerignore"), true);
    for (const path of [".dockerignore", "web/Dockerfile.dockerignore", "docs/.dockerignore"]) {
      assert.equal(isOverridden(view, path), false, path);
    }
  });

  it("go by the names that any service gives them", () => {
    const build = (names: string) => `    build: { context: ., additional_contexts: ${names} }\n`;
    const { view: named } = projectOf({
      Dockerfile: "FROM base\n",
      "compose.yaml": `services:\n  a:\n${build("{ base: ./base }")}  b:\n${build("[tools=./tools]")}`,
    }).watch();
    const isNamed = (name: string) => isNamedContext(named, "Dockerfile", name);
    assert.deepEqual(["base", "tools", "other"].map(isNamed), [true, true, false]);
    assert.equal(isNamedContext(named, "web/Dockerfile", "base"), false);
  });
});
