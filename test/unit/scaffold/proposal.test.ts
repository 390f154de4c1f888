import assert from "node:assert/strict";
import fc from "fast-check";
import type { GeneratedFile, Generator } from "../../../src/core/scaffold/generator";
import { InvalidPathError, pathProblem, propose } from "../../../src/core/scaffold/proposal";
import type { Stack } from "../../../src/core/scaffold/stack";
import { insertion } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

const stack: Stack = {
  name: "shop",
  services: [],
  database: undefined,
  redis: false,
  workers: [],
  migrations: undefined,
  domain: undefined,
  repository: undefined,
  existing: {},
  doubts: [],
};

const makes = (id: string, ...files: GeneratedFile[]): Generator => ({
  id,
  title: id,
  summary: id,
  files: () => files,
});

const proposed = (files: Record<string, string>, ...generators: Generator[]) =>
  propose(generators, { stack, answers: {}, project: projectOf(files).watch().view });

describe("a proposal", () => {
  it("creates what is missing and leaves alone what is there, whatever the case of its name", () => {
    const generator = makes("a", { path: "Dockerfile", text: "FROM x\n" }, { path: "deploy.sh", text: "" });
    const { create, existing, merge } = proposed({ dockerfile: "FROM y\n" }, generator);
    assert.deepEqual([create.map(({ path }) => path), existing, merge], [["deploy.sh"], ["dockerfile"], []]);
  });

  it("merges into what is there, where the generator knows how and something is missing", () => {
    const add = (existing: string) =>
      existing.includes("KEY") ? [] : [insertion(existing.length, "KEY=\n")];
    const generator = makes("a", { path: ".env.example", text: "KEY=\n", merge: add });
    assert.deepEqual(proposed({ ".env.example": "A=1\n" }, generator).merge, [
      { path: ".env.example", edits: [insertion(4, "KEY=\n")] },
    ]);
    assert.deepEqual(proposed({ ".env.example": "KEY=1\n" }, generator).existing, [".env.example"]);
  });

  it("takes the first of two that make the same file, and says who cannot", () => {
    const no: Generator = { ...makes("no", { path: "x", text: "" }), refuses: () => "There is no database." };
    const { create, refused } = proposed(
      {},
      makes("a", { path: "f", text: "1" }),
      makes("b", { path: "f", text: "2" }),
      no,
    );
    assert.deepEqual(
      create.map(({ text }) => text),
      ["1"],
    );
    assert.deepEqual(refused, [{ id: "no", reason: "There is no database." }]);
  });

  it("throws for a path that leaves the workspace, or that some system cannot write", () => {
    for (const path of [
      "../x",
      "/etc/passwd",
      "a/../../b",
      "C:/x",
      "a\\b",
      "con.txt",
      "a/NUL",
      "a ",
      "a:b",
      ".git/hooks/x",
      "",
      "a//b",
    ]) {
      assert.throws(() => proposed({}, makes("a", { path, text: "" })), InvalidPathError, path);
    }
  });

  it("never lets a path out, however it is written", () => {
    const part = fc.constantFrom("..", ".", "a", "b.txt", "", " ", "C:", "\\", "…");
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), (parts) => {
        const path = parts.join("/");
        if (pathProblem(path) !== undefined) return;
        assert.ok(new URL(path, "file:///some/folder/").pathname.startsWith("/some/folder/"), path);
      }),
    );
  });
});
