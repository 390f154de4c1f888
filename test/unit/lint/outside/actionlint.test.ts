import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import { actionlint } from "../../../../src/core/lint/outside/actionlint";
import type { OutsideFinding } from "../../../../src/core/lint/outside/tool";

const path = ".github/workflows/ci.yml";

interface Printed {
  readonly line: number;
  readonly column: number;
  readonly kind?: string;
  readonly message?: string;
  readonly filepath?: string;
}

function printed(...reports: readonly Printed[]): string {
  const all = reports.map((report) => ({
    message: "something is wrong",
    filepath: path,
    kind: "syntax-check",
    snippet: "",
    end_column: report.column,
    ...report,
  }));
  return `${JSON.stringify(all)}\n`;
}

function read(text: string, output: string): readonly OutsideFinding[] {
  const file = SourceFile.create(path, text);
  const reading = actionlint.read(output, (name) => (name === path ? file : undefined));
  assert.ok("findings" in reading, "problem" in reading ? reading.problem : "");
  return reading.findings;
}

/** What is underlined, for one report. */
function underlined(text: string, report: Printed): string {
  const [finding] = read(text, printed(report));
  assert.ok(finding);
  return text.slice(finding.at.start, finding.at.end);
}

const untrusted = '"github.event.issue.title" is potentially untrusted. avoid it in inline scripts';

describe("what actionlint prints", () => {
  it("becomes findings at the words that it names", () => {
    const text = "on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    stepz: []\n";
    const [finding, ...more] = read(
      text,
      printed({ line: 5, column: 5, message: 'unexpected key "stepz"', kind: "syntax-check" }),
    );
    assert.deepEqual(more, []);
    assert.equal(text.slice(finding?.at.start, finding?.at.end), "stepz");
    assert.deepEqual(
      [finding?.tool, finding?.code, finding?.severity, finding?.path, finding?.message],
      ["actionlint", "syntax-check", "error", path, 'unexpected key "stepz"'],
    );
    assert.match(finding?.link ?? "", /^https:\/\/github\.com\/rhysd\/actionlint\//);
  });

  it("is no finding when nothing is wrong, or about files that were not asked for", () => {
    assert.deepEqual(read("on: push\n", "[]\n"), []);
    assert.deepEqual(read("on: push\n", printed({ line: 1, column: 1, filepath: "other.yml" })), []);
  });

  it("names files with a dot in front or with the separators of Windows", () => {
    for (const filepath of ["./.github/workflows/ci.yml", ".github\\workflows\\ci.yml"]) {
      assert.equal(read("on: push\n", printed({ line: 1, column: 1, filepath })).length, 1, filepath);
    }
  });

  it("is read or refused, and nothing else", () => {
    for (const output of ["", "panic: oh no", "{}", "[1]", '[{"message":"x"}]', '[{"line":"1"}]', "null"]) {
      const reading = actionlint.read(output, () => undefined);
      assert.deepEqual(
        reading,
        { problem: "actionlint did not answer in the JSON that it documents." },
        output,
      );
    }
  });

  it("may name places that are not there", () => {
    const text = "on: push\n";
    for (const [line, column] of [
      [0, 0],
      [-1, -1],
      [99, 1],
      [1, 99],
    ] as const) {
      const [finding] = read(text, printed({ line, column }));
      assert.ok(finding && finding.at.start >= 0 && finding.at.end <= text.length, `${line}:${column}`);
    }
  });

  it("counts characters, not bytes or UTF-16 units, in front of keys", () => {
    const text = 'jobs:\n  a:\n    steps:\n      - { name: "日本 😀", rum: x }\n';
    assert.equal(underlined(text, { line: 4, column: 25 }), "rum");
  });

  it("counts bytes inside of values that hold expressions", () => {
    const report = { line: 4, column: 39, kind: "expression", message: untrusted };
    const script = 'echo "größe 日本 ${{ github.event.issue.title }} x"';
    const text = `jobs:\n  a:\n    steps:\n      - run: ${script}\n`;
    assert.equal(underlined(text, report), "github.event.issue.title");
    const quoted = text.replace(script, `'${script}'`);
    assert.equal(underlined(quoted, { ...report, column: 40 }), "github.event.issue.title");
  });

  it("counts characters again inside of an expression", () => {
    const text = (value: string) => `jobs:\n  a:\n    steps:\n      - if: ${value}\n`;
    const at = (column: number) => ({
      line: 4,
      column,
      kind: "expression",
      message: 'undefined variable "bar"',
    });
    assert.equal(underlined(text("\"${{ github.ref == 'ä' && bar }}\""), at(39)), "bar");
    assert.equal(underlined(text("ü ${{ github.ref == 'ä' && bar }}"), at(41)), "bar");
    assert.equal(underlined(text("github.ref == 'ä' && bar"), at(34)), "bar");
    assert.equal(underlined(text("\"github.ref == 'ä' && bar\""), at(34)), "bar");
    assert.equal(underlined(text("'bar && ''ä'''"), at(13)), "bar");
    // What is wrong with the value as a whole.
    assert.equal(underlined(text('"${{ 1 }} ${{ bar }}"'), at(13)), '"${{ 1 }} ${{ bar }}"');
    assert.equal(underlined(text('"ä ${{ 1 }}"'), at(17)), "${{ 1 }}");
  });

  it("counts on through the lines of a value", () => {
    const lines = ["  - run: |", "      echo ä", '      echo "日本 ${{ github.event.issue.title }}"', ""];
    for (const eol of ["\n", "\r\n"]) {
      const text = ["jobs:", "  a:", "    steps:", ...lines.map((line) => `    ${line}`)].join(eol);
      const report = { line: 4, column: 39, kind: "expression", message: untrusted };
      assert.equal(underlined(text, report), "github.event.issue.title");
    }
  });

  it("points at the place in the script that shellcheck means", () => {
    const text =
      "jobs:\n  a:\n    steps:\n      - name: ä\n        run: |\n          set -e\n          cat 日 $FOO\n";
    const of = (place: string) => ({
      line: 5,
      column: 9,
      kind: "shellcheck",
      message: `shellcheck reported issue in this script: SC2086:info:${place}: Double quote it`,
    });
    assert.equal(text.indexOf("$FOO"), read(text, printed(of("2:7")))[0]?.at.start);
    assert.equal(underlined(text, of("1:1")), "set");
    // A place that the script does not have: the key that actionlint named.
    assert.equal(underlined(text, of("9:1")), "run");
    const inline = "jobs:\n  a:\n    steps:\n      - run: echo $FOO\n";
    const [finding] = read(inline, printed({ ...of("1:6"), line: 4 }));
    assert.equal(inline.indexOf("$FOO"), finding?.at.start);
    assert.equal(finding?.link, "https://www.shellcheck.net/wiki/SC2086");
  });

  it("points at the place in the script that pyflakes means", () => {
    const text = "jobs:\n  a:\n    steps:\n      - run: print(hello)\n        shell: python\n";
    const message = "pyflakes reported issue in this script: 1:7: undefined name 'hello'";
    assert.equal(underlined(text, { line: 4, column: 9, kind: "pyflakes", message }), "hello");
  });

  it("has the severity of what happens then", () => {
    const severityOf = (kind: string, message = "x") =>
      read("on: push\n", printed({ line: 1, column: 1, kind, message }))[0]?.severity;
    assert.deepEqual(
      ["syntax-check", "expression", "job-needs", "runner-label", "action", "if-cond"].map((kind) =>
        severityOf(kind),
      ),
      ["error", "error", "error", "warning", "warning", "warning"],
    );
    const levels = ["error", "warning", "info", "style"].map((level) =>
      severityOf("shellcheck", `shellcheck reported issue in this script: SC1000:${level}:1:1: x`),
    );
    assert.deepEqual(levels, ["error", "warning", "info", "hint"]);
    assert.equal(severityOf("a-kind-of-the-future"), "error");
    assert.equal(severityOf("constructor"), "error");
  });

  it("knows untrusted input by the name that others have for it", () => {
    const text = "on: push\njobs:\n  a:\n    steps:\n      - run: echo ${{ github.event.issue.title }}\n";
    const [finding] = read(text, printed({ line: 5, column: 23, kind: "expression", message: untrusted }));
    assert.deepEqual(finding?.alias, ["zizmor template-injection"]);
    assert.match(finding?.link ?? "", /#untrusted-inputs$/);
  });
});

describe("how actionlint is called", () => {
  it("hands over paths that cannot be options", () => {
    const args = actionlint.argumentsFor(["-x/.github/workflows/a.yml"]);
    assert.deepEqual(args, ["-no-color", "-format", "{{json .}}", "./-x/.github/workflows/a.yml"]);
  });

  it("has checked when it says so", () => {
    assert.deepEqual([0, 1, 2, 3, 127].map(actionlint.hasChecked), [true, true, false, false, false]);
  });
});
