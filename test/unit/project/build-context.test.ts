import assert from "node:assert/strict";
import { contextsIgnoredBy, contextsOf } from "../../../src/core/project/build-context";
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
});
