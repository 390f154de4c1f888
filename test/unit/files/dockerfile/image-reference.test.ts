import assert from "node:assert/strict";
import { parseImageReference } from "../../../../src/core/files/dockerfile/image-reference";

describe("parseImageReference", () => {
  const parts = (text: string) => {
    const reference = parseImageReference(text);
    return (
      reference && [
        reference.registry,
        reference.repository,
        reference.tag?.text,
        reference.digest?.text,
        reference.official,
      ]
    );
  };

  it("takes the tag behind the last slash, so that a port is none", () => {
    assert.deepEqual(parts("node"), [undefined, "node", undefined, undefined, "node"]);
    assert.deepEqual(parts("node:18-alpine"), [undefined, "node", "18-alpine", undefined, "node"]);
    assert.deepEqual(parts("reg:5000/img"), ["reg:5000", "img", undefined, undefined, undefined]);
    assert.deepEqual(parts("reg:5000/ns/app:1.2@sha256:ab"), [
      "reg:5000",
      "ns/app",
      "1.2",
      "sha256:ab",
      undefined,
    ]);
    assert.deepEqual(parts("localhost/app"), ["localhost", "app", undefined, undefined, undefined]);
    assert.deepEqual(parts("acme/app:1"), [undefined, "acme/app", "1", undefined, undefined]);
    assert.deepEqual(parts("ruby@sha256:f1"), [undefined, "ruby", undefined, "sha256:f1", "ruby"]);
  });

  it("knows official images by all their names", () => {
    for (const text of [
      "node",
      "library/node",
      "docker.io/node",
      "docker.io/library/node",
      "index.docker.io/library/node",
    ]) {
      assert.equal(parseImageReference(text)?.official, "node", text);
    }
    for (const text of ["ghcr.io/node", "acme/node", "docker.io/acme/node"]) {
      assert.equal(parseImageReference(text)?.official, undefined, text);
    }
  });

  it("says where tag and digest stand", () => {
    const text = "ghcr.io/acme/app:1.2@sha256:ab";
    const reference = parseImageReference(text);
    assert.equal(text.slice(0, reference?.nameEnd), "ghcr.io/acme/app");
    assert.equal(text.slice(reference?.tag?.start, reference?.tag?.end), "1.2");
    assert.equal(text.slice(reference?.digest?.start, reference?.digest?.end), "sha256:ab");
  });

  it("gives nothing for what has no name", () => {
    for (const text of ["", ":18", "@sha256:ab", "reg.io/", "/node", "a//"])
      assert.equal(parts(text), undefined, text);
  });
});
