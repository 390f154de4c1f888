import assert from "node:assert/strict";
import type { SourceFile } from "../../../src/core/files/source";
import { defaultConfig } from "../../../src/core/lint/config";
import { fixAll } from "../../../src/core/lint/fix";
import type { Rule } from "../../../src/core/rules/rule";
import { projectOf } from "../../support/project";
import { dotenvRule, wordRule } from "../../support/rules";

const PROD = ".env.production";

describe("fixAll", () => {
  it("fixes until nothing is left, one rule uncovering the next", () => {
    const rules = [wordRule("test/one", "ONE", "TWO"), wordRule("test/two", "TWO", "done")];
    const { texts, applied } = fixAll(projectOf({ [PROD]: "a=ONE\nb=TWO\n" }), rules, defaultConfig, {
      kinds: "safe",
    });
    assert.deepEqual([...texts], [[PROD, "a=done\nb=done\n"]]);
    assert.equal(applied.length, 3);
  });

  it("leaves the project as it is", () => {
    const project = projectOf({ [PROD]: "a=ONE\n" });
    fixAll(project, [wordRule("test/one", "ONE", "x")], defaultConfig, { kinds: "safe" });
    assert.equal(project.file(PROD)?.text, "a=ONE\n");
  });

  it("takes review fixes only when asked to", () => {
    const review = dotenvRule("test/review", function* ({ file }) {
      if (file.text === "") return;
      yield {
        at: { start: 0, end: 1 },
        message: "not empty",
        fixes: [
          {
            title: "Empty it",
            kind: "review",
            edits: [{ span: { start: 0, end: file.text.length }, text: "" }],
          },
        ],
      };
    });
    const run = (kinds: "safe" | "any") =>
      fixAll(projectOf({ [PROD]: "x" }), [review], defaultConfig, { kinds }).texts.size;
    assert.deepEqual([run("safe"), run("any")], [0, 1]);
  });

  it("applies overlapping fixes one after the other", () => {
    const rules = [wordRule("test/whole", "ABC", "X"), wordRule("test/part", "BC", "")];
    const { texts } = fixAll(projectOf({ [PROD]: "ABC" }), rules, defaultConfig, { kinds: "safe" });
    assert.equal(texts.get(PROD), "X");
  });

  it("keeps a file that a fix would break, and with it the other half of that fix", () => {
    const other = wordRule("test/other", "ONE", "1");
    const files = { "conf/nginx.conf": "# BAD\n", [PROD]: "a=ONE\n" };
    const opening = {
      ...wordRule("test/opening", "BAD", ""),
      on: "nginx",
      *check({ file }: { file: SourceFile<"nginx"> }) {
        const at = file.text.indexOf("BAD");
        if (at < 0) return;
        const also = [{ path: PROD, edits: [{ span: { start: 0, end: 0 }, text: "# half\n" }] }];
        const edits = [{ span: { start: 0, end: file.text.length }, text: "server { BAD" }];
        yield {
          at: { start: at, end: at + 3 },
          message: "BAD",
          fixes: [{ title: "x", kind: "safe", edits, also }],
        };
      },
    } as unknown as Rule;
    const { texts, applied } = fixAll(projectOf(files), [opening, other], defaultConfig, { kinds: "safe" });
    assert.deepEqual([...texts], [[PROD, "a=1\n"]]);
    assert.deepEqual(
      applied.map(({ finding }) => finding.rule),
      ["test/other"],
    );
  });

  it("edits and creates other files in the same step, and creates a file once", () => {
    const documenting = dotenvRule("test/documenting", function* ({ file, project }) {
      if (file.path !== PROD || project.file(".env.example")?.text.includes("KEY")) return;
      const example = project.file(".env.example");
      yield {
        at: { start: 0, end: 1 },
        message: "KEY is not described",
        fixes: [
          {
            title: "Describe it",
            kind: "safe",
            edits: [],
            also: [
              example
                ? {
                    path: ".env.example",
                    edits: [
                      { span: { start: example.text.length, end: example.text.length }, text: "KEY=\n" },
                    ],
                  }
                : { path: ".env.example", create: "KEY=\n" },
            ],
          },
        ],
      };
    });
    const created = fixAll(projectOf({ [PROD]: "KEY=1" }), [documenting], defaultConfig, { kinds: "safe" });
    assert.deepEqual([...created.texts], [[".env.example", "KEY=\n"]]);
    const files = { [PROD]: "KEY=1", ".env.example": "A=\n" };
    const appended = fixAll(projectOf(files), [documenting], defaultConfig, { kinds: "safe" });
    assert.deepEqual([...appended.texts], [[".env.example", "A=\nKEY=\n"]]);
    const own = fixAll(projectOf(files), [documenting], defaultConfig, { kinds: "safe", ownFileOnly: true });
    assert.equal(own.texts.size, 0);
  });

  it("does not repeat a fix that its rule does not see", () => {
    const blind = dotenvRule("test/blind", function* ({ file }) {
      const end = { start: file.text.length, end: file.text.length };
      const fixes = [{ title: "Append it", kind: "safe" as const, edits: [{ span: end, text: "IT=1\n" }] }];
      yield { at: { start: 0, end: 1 }, message: "it is missing", fixes };
    });
    const { texts } = fixAll(projectOf({ [PROD]: "A=1\n" }), [blind], defaultConfig, { kinds: "safe" });
    assert.equal(texts.get(PROD), "A=1\nIT=1\n");
  });

  it("ends when two rules undo each other", () => {
    const rules = [wordRule("test/there", "ONE", "TWO"), wordRule("test/back", "TWO", "ONE")];
    const { texts } = fixAll(projectOf({ [PROD]: "ONE" }), rules, defaultConfig, { kinds: "safe" });
    assert.ok(["ONE", "TWO"].includes(texts.get(PROD) ?? ""));
  });

  it("keeps to the asked rules and paths", () => {
    const rules = [wordRule("test/one", "ONE", "1"), wordRule("test/two", "TWO", "2")];
    const project = projectOf({ "a.env": "ONE TWO", "b.env": "ONE TWO" });
    const { texts } = fixAll(project, rules, defaultConfig, {
      kinds: "safe",
      rules: new Set(["test/one"]),
      covers: (path) => path === "b.env",
    });
    assert.deepEqual([...texts], [["b.env", "1 TWO"]]);
  });
});
