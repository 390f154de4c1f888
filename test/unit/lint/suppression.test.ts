import assert from "node:assert/strict";
import type { FileKind } from "../../../src/core/files/kind";
import { SourceFile } from "../../../src/core/files/source";
import { lint } from "../../../src/core/lint/lint";
import { suppressionEdit } from "../../../src/core/lint/suppression";
import { isProof, type Rule } from "../../../src/core/rules/rule";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

/** Finds every `BAD` in files of one kind. */
function badOn(on: FileKind | undefined, equivalents: string[] = []): Rule {
  const rule = {
    id: "test/bad",
    on,
    severity: "warning",
    title: "No BAD",
    why: "It is bad.",
    references: [],
    equivalents,
    fix: "none",
    examples: [],
    *check({ file }: { file: SourceFile }) {
      for (let at = file.text.indexOf("BAD"); at >= 0; at = file.text.indexOf("BAD", at + 1)) {
        yield { at: { start: at, end: at + 3 }, message: "BAD" };
      }
    },
  };
  return rule as unknown as Rule;
}

function count(path: string, text: string, rule: Rule): number {
  const { findings, failures } = lint(projectOf({ [path]: text }), [rule]);
  assert.deepEqual(failures, []);
  return findings.length;
}

describe("suppression", () => {
  it("is written in the language of the file, and read again", () => {
    const cases: readonly [path: string, text: string, wanted: string][] = [
      ["main.go", "\tuse(BAD)\n", "\t// liftoff-ignore test/bad -- why\n\tuse(BAD)\n"],
      ["a.php", "<?php\nuse(BAD);\n", "<?php\n// liftoff-ignore test/bad -- why\nuse(BAD);\n"],
      ["a.rb", "  use(BAD)\n", "  # liftoff-ignore test/bad -- why\n  use(BAD)\n"],
      [
        "a.vue",
        "<script>\n  use(BAD);\n</script>\n",
        "<script>\n  // liftoff-ignore test/bad -- why\n  use(BAD);\n</script>\n",
      ],
      ["a.svelte", "<p>BAD</p>\n", "<!-- liftoff-ignore test/bad -- why -->\n<p>BAD</p>\n"],
    ];
    for (const [path, text, wanted] of cases) {
      const file = SourceFile.create(path, text);
      const edit = file && suppressionEdit(file, text.indexOf("BAD"), "test/bad", "why");
      assert.equal(edit && applyEdits(text, [edit]), wanted);
      const rule = badOn(file?.kind);
      assert.deepEqual([count(path, text, rule), count(path, wanted, rule)], [1, 0], path);
    }
  });

  it("silences the next line, past blank and comment lines", () => {
    const text = "FROM a\n# liftoff-ignore test/bad -- known\n\n# why\nRUN BAD\nRUN BAD\n";
    assert.equal(count("Dockerfile", text, badOn("dockerfile")), 1);
  });

  it("silences its own line behind code", () => {
    assert.equal(count("main.py", "x = BAD  # liftoff-ignore test/bad\ny = BAD\n", badOn("python")), 1);
    assert.equal(
      count("a.js", "f(BAD); // liftoff-ignore test/bad -- ok\nf(BAD);\n", badOn("javascript")),
      1,
    );
  });

  it("silences all of a continued instruction from the line above it", () => {
    const text = "FROM a\n# liftoff-ignore test/bad\nRUN one \\\n  # BAD in a comment\n  && BAD\n";
    assert.equal(count("Dockerfile", text, badOn("dockerfile")), 0);
  });

  it("takes several ids, all with *, and the whole file", () => {
    const rule = badOn("nginx");
    assert.equal(count("nginx.conf", "# liftoff-ignore other/one, test/bad\nuser BAD;\n", rule), 0);
    assert.equal(count("nginx.conf", "# liftoff-ignore *\nuser BAD;\n", rule), 0);
    assert.equal(
      count(
        "nginx.conf",
        "user a;\n# liftoff-ignore-file test/bad -- generated\nuser BAD;\nuser BAD;\n",
        rule,
      ),
      0,
    );
    assert.equal(count("nginx.conf", "# liftoff-ignore other/one\nuser BAD;\n", rule), 1);
  });

  it("needs an id", () => {
    assert.equal(count("nginx.conf", "# liftoff-ignore\nuser BAD;\n", badOn("nginx")), 1);
    assert.equal(count("nginx.conf", "# liftoff-ignore -- because\nuser BAD;\n", badOn("nginx")), 1);
  });

  it("is not looked for in the middle of a word", () => {
    assert.equal(count("nginx.conf", "user BAD; set $x a#liftoff-ignore test/bad\n", badOn("nginx")), 1);
  });

  it("honours the comments of other tools by their ids", () => {
    const docker = badOn("dockerfile", [
      "hadolint DL3002",
      "buildkit SecretsUsedInArgOrEnv",
      "trivy DS-0002",
    ]);
    assert.equal(count("Dockerfile", "FROM a\n# hadolint ignore=DL3001,DL3002\nRUN BAD\n", docker), 0);
    assert.equal(count("Dockerfile", "FROM a\n# hadolint ignore=DL3001\nRUN BAD\n", docker), 1);
    assert.equal(
      count("Dockerfile", "# hadolint global ignore=DL3002\nFROM a\nRUN BAD\nRUN BAD\n", docker),
      0,
    );
    assert.equal(count("Dockerfile", "# check=skip=SecretsUsedInArgOrEnv\nFROM a\nRUN BAD\n", docker), 0);
    const instruction = "FROM a\n# check=skip=SecretsUsedInArgOrEnv\nRUN BAD\nRUN BAD\n";
    assert.equal(count("Dockerfile", instruction, docker), 1);
    assert.equal(count("Dockerfile", "# check=skip=JSONArgsRecommended\nFROM a\nRUN BAD\n", docker), 1);
    assert.equal(count("Dockerfile", "FROM a\n# trivy:ignore:DS-0002\nRUN BAD\n", docker), 0);
    const loose = { ...badOn("dockerfile"), alsoSilencedBy: ["hadolint DL3002"] };
    assert.equal(count("Dockerfile", "FROM a\n# hadolint ignore=DL3002\nRUN BAD\n", loose), 0);
    const app = badOn("python", ["semgrep wildcard-cors"]);
    assert.equal(count("main.py", "x = BAD  # nosemgrep: python.fastapi.wildcard-cors\n", app), 0);
    assert.equal(count("main.py", "x = BAD  # nosemgrep: other\n", app), 1);
    assert.equal(count("main.py", "x = BAD  # nosec\n", app), 0);
  });
});

describe("comments of hadolint", () => {
  const rule = badOn("dockerfile", ["hadolint DL3004", "hadolint DL3008"]);
  const cases: readonly [string, number, string][] = [
    [
      "spaces around the parts, and a reason",
      0,
      "FROM a\n#  hadolint  ignore = DL1 , DL3004 # why\nRUN BAD\n",
    ],
    ["a reason is no code", 1, "FROM a\n# hadolint ignore=DL1 # DL3004\nRUN BAD\n"],
    ["the whole file, from anywhere", 0, "FROM a\nRUN BAD\n# hadolint global ignore=DL3004\nRUN BAD\n"],
    [
      "a stage, and no other",
      2,
      "FROM a\nRUN BAD\n# hadolint stage ignore=DL3004\n\n# the builder\nFROM BAD AS b\nRUN BAD\nRUN x \\\n  BAD\nFROM c\nRUN BAD\n",
    ],
    [
      "several comments above one stage",
      0,
      "# hadolint stage ignore=DL1\n# hadolint stage ignore=DL3004\nFROM a\nRUN BAD\n",
    ],
    [
      "a stage that another comment follows",
      1,
      "# hadolint stage ignore=DL3004\nFROM a\nRUN BAD\n# hadolint stage ignore=DL1\nRUN BAD\n",
    ],
    [
      "the rest of a stage",
      2,
      "FROM a\nRUN BAD\n# hadolint stage ignore=DL3004\nRUN BAD\nRUN BAD\nFROM b\nRUN BAD\n",
    ],
    [
      "a FROM in a heredoc ends no stage",
      0,
      "# hadolint stage ignore=DL3004\nFROM a\nRUN <<EOF\nFROM b\nBAD\nEOF\nRUN BAD\n",
    ],
    ["nothing below it", 1, "FROM a\nRUN BAD\n# hadolint stage ignore=DL3004\n"],
    ["another code", 1, "# hadolint stage ignore=DL3006\nFROM a\nRUN BAD\n"],
  ];
  for (const [title, left, text] of cases) {
    it(title, () => assert.equal(count("Dockerfile", text, rule), left));
  }
});

describe("comments of BuildKit", () => {
  const rule = badOn("dockerfile", ["buildkit MaintainerDeprecated"]);
  const cases: readonly [string, number, string][] = [
    ["all", 0, "#check=skip=all;error=true\nFROM a\nRUN BAD\n"],
    [
      "options in another order",
      0,
      "# check=error=true;skip=JSONArgsRecommended, MaintainerDeprecated\nFROM a\nRUN BAD\n",
    ],
    ["a reason", 0, "FROM a\n# check=skip=MaintainerDeprecated // it stays\nRUN BAD\n"],
    ["all at one place", 1, "FROM a\n# check=skip=all // here\nRUN BAD\nRUN BAD\n"],
    ["nothing to skip", 1, "# check=error=true\nFROM a\nRUN BAD\n"],
  ];
  for (const [title, left, text] of cases) {
    it(title, () => assert.equal(count("Dockerfile", text, rule), left));
  }
});

describe("suppressionEdit", () => {
  const cases: readonly [string, string, string][] = [
    [
      "main.py",
      "def f():\n    return BAD\n",
      "def f():\n    # liftoff-ignore test/bad -- why\n    return BAD\n",
    ],
    ["a.ts", "\tBAD();\r\n", "\t// liftoff-ignore test/bad -- why\r\n\tBAD();\r\n"],
    [
      "Dockerfile",
      "FROM a\nRUN x \\\n  BAD\n",
      "FROM a\n# liftoff-ignore test/bad -- why\nRUN x \\\n  BAD\n",
    ],
    [
      "compose.yaml",
      "a:\n  b: |\n    x\n    BAD\n",
      "a:\n  # liftoff-ignore test/bad -- why\n  b: |\n    x\n    BAD\n",
    ],
  ];
  for (const [path, text, expected] of cases) {
    it(`stands above the statement in ${path}, and silences it`, () => {
      const file = SourceFile.create(path, text);
      assert.ok(file);
      const edit = suppressionEdit(file, text.indexOf("BAD"), "test/bad", "why");
      assert.ok(edit);
      const after = applyEdits(text, [edit]);
      assert.equal(after, expected);
      assert.equal(count(path, after, badOn(file.kind as "python")), 0);
    });
  }

  it("stands behind a byte order mark, which has to stay the first character", () => {
    const file = SourceFile.create("Dockerfile", "\uFEFFFROM BAD\n");
    assert.ok(file);
    const edit = suppressionEdit(file, 6, "test/bad", "why");
    assert.ok(edit);
    const after = applyEdits(file.text, [edit]);
    assert.equal(after, "\uFEFF# liftoff-ignore test/bad -- why\nFROM BAD\n");
    assert.equal(count("Dockerfile", after, badOn("dockerfile")), 0);
  });

  it("does not exist where a file has no comments", () => {
    const file = SourceFile.create("vercel.json", "{}");
    assert.ok(file);
    assert.equal(suppressionEdit(file, 0, "test/bad", "why"), undefined);
  });
});

describe("reports", () => {
  it("are told apart by what they claim", () => {
    assert.ok(isProof({ proves: { start: 0, end: 1 }, message: "" }));
    assert.ok(!isProof({ at: { start: 0, end: 1 }, message: "" }));
  });
});
