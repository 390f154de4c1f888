import assert from "node:assert/strict";
import { knowsMerge } from "../../../../src/core/project/headers/nginx-version";
import { projectOf } from "../../../support/project";

function merges(files: Readonly<Record<string, string>>): boolean {
  return knowsMerge(projectOf(files).watch().view);
}

describe("knowsMerge", () => {
  it("is sure of nginx 1.29.3 and later only", () => {
    for (const [image, expected] of [
      ["nginx:1.29.3", true],
      ["nginx:1.29.10-alpine3.22", true],
      ["docker.io/nginxinc/nginx-unprivileged:1.30.0", true],
      ["nginx:2.0.0@sha256:abc", true],
      ["nginx:1.29.2", false],
      ["nginx:1.9.99", false],
      ["nginx:1.29", false],
      ["nginx:alpine", false],
      ["nginx", false],
      ["my-nginx:1.29.3", false],
      ["nginx-exporter:1.29.3", false],
    ] as const) {
      assert.equal(merges({ Dockerfile: `FROM ${image} AS web\n` }), expected, image);
      assert.equal(merges({ "compose.yaml": `services:\n  web:\n    image: "${image}"\n` }), expected, image);
    }
  });

  it("needs every nginx of the workspace to know it", () => {
    const files = { Dockerfile: "FROM nginx:1.29.4\n", "k8s/web.yaml": "spec:\n  - image: nginx:1.27.0\n" };
    assert.equal(merges(files), false);
  });

  it("does not guess from nothing, and not from a test", () => {
    assert.equal(merges({ Dockerfile: "FROM node:24\n" }), false);
    assert.equal(merges({ "tests/Dockerfile": "FROM nginx:1.29.4\n" }), false);
  });
});
