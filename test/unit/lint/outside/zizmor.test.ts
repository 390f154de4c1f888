import assert from "node:assert/strict";
import { SourceFile } from "../../../../src/core/files/source";
import type { OutsideFinding } from "../../../../src/core/lint/outside/tool";
import { zizmor } from "../../../../src/core/lint/outside/zizmor";

const path = ".github/workflows/ci.yml";
const text = [
  "name: Größe 日本",
  "on: push",
  "jobs:",
  "  build:",
  "    runs-on: ubuntu-latest",
  "    steps:",
  '      - run: echo "größe 日本 ${{ github.event.issue.title }}"',
  "      - uses: actions/checkout@v4",
  "        with:",
  "          ref: main",
  "",
].join("\n");

type Key = Readonly<Record<string, unknown>>;

function location(row: number, column: number, endRow: number, endColumn: number, more: object = {}) {
  const {
    key,
    kind = "Primary",
    annotation = "here",
  } = more as { key?: Key; kind?: string; annotation?: string };
  return {
    symbolic: {
      key: key ?? { Local: { prefix: null, given_path: `./${path}` } },
      annotation,
      route: { route: [{ Key: "jobs" }] },
      feature_kind: "Normal",
      kind,
    },
    concrete: {
      location: {
        start_point: { row, column },
        end_point: { row: endRow, column: endColumn },
        offset_span: { start: 0, end: 0 },
      },
      feature: "",
      comments: [],
    },
  };
}

function printed(locations: readonly object[], more: object = {}): string {
  return JSON.stringify([
    {
      ident: "template-injection",
      desc: "code injection",
      url: "https://docs.zizmor.sh/audits/#template-injection",
      determinations: { confidence: "High", severity: "High", persona: "Regular" },
      locations,
      ignored: false,
      fixes: [],
      ...more,
    },
  ]);
}

function read(output: string, source = text): readonly OutsideFinding[] {
  const file = SourceFile.create(path, source);
  const reading = zizmor.read(output, (name) => (name === path ? file : undefined));
  assert.ok("findings" in reading, "problem" in reading ? reading.problem : "");
  return reading.findings;
}

const inScript = Buffer.from(text.split("\n")[6] ?? "").indexOf("github");

describe("what zizmor prints", () => {
  it("becomes findings at places that it counts in bytes", () => {
    for (const eol of ["\n", "\r\n"]) {
      const source = text.replaceAll("\n", eol);
      const [finding, ...more] = read(printed([location(6, inScript, 6, inScript + 24)]), source);
      assert.deepEqual(more, []);
      assert.equal(source.slice(finding?.at.start, finding?.at.end), "github.event.issue.title");
      assert.deepEqual(
        [finding?.tool, finding?.code, finding?.severity, finding?.message, finding?.link],
        [
          "zizmor",
          "template-injection",
          "error",
          "code injection: here",
          "https://docs.zizmor.sh/audits/#template-injection",
        ],
      );
    }
  });

  it("shows the first line of a whole step and knows the rest", () => {
    const [finding] = read(printed([location(7, 8, 9, 19)]));
    assert.equal(text.slice(finding?.at.start, finding?.at.end), "uses: actions/checkout@v4");
    assert.equal(
      text.slice(finding?.reach.start, finding?.reach.end),
      text.slice(text.indexOf("uses: "), -1),
    );
  });

  it("puts other places beside the main one, hidden ones left out", () => {
    const [finding] = read(
      printed([
        location(6, 8, 6, 11, { kind: "Related", annotation: "this step" }),
        location(3, 2, 3, 7, { kind: "Hidden", annotation: "the job" }),
        location(7, 8, 7, 12),
      ]),
    );
    assert.equal(text.slice(finding?.at.start, finding?.at.end), "uses");
    assert.deepEqual(
      finding?.related.map(({ at, message }) => [text.slice(at.start, at.end), message]),
      [["run", "this step"]],
    );
  });

  it("names files as its versions do", () => {
    const known = [
      { given_path: path },
      { verbatim_path: `./${path}` },
      { given_path: `.\\${path.replaceAll("/", "\\")}` },
    ];
    for (const Local of known) {
      assert.equal(
        read(printed([location(1, 0, 1, 2, { key: { Local } })])).length,
        1,
        JSON.stringify(Local),
      );
    }
    for (const key of [
      { Remote: { slug: {}, path } },
      { Stdin: {} },
      { Local: {} },
      { Local: { given_path: "x.yml" } },
    ]) {
      assert.deepEqual(read(printed([location(1, 0, 1, 2, { key })])), [], JSON.stringify(key));
    }
  });

  it("is no finding when there is none, or when zizmor was told to ignore it", () => {
    assert.deepEqual(read("[]"), []);
    assert.deepEqual(read(printed([location(1, 0, 1, 2)], { ignored: true })), []);
    assert.deepEqual(read(printed([])), []);
  });

  it("is read or refused, and nothing else", () => {
    const odd = ["", "error: no inputs", "{}", "[[]]", "null", printed([{}]), printed([], { ident: 3 })];
    for (const output of odd) {
      const reading = zizmor.read(output, () => undefined);
      assert.deepEqual(reading, { problem: "zizmor did not answer in the JSON that it documents." }, output);
    }
  });

  it("may name places that are not there", () => {
    for (const [row, column] of [
      [99, 0],
      [0, 999],
      [-1, -1],
    ] as const) {
      const [finding] = read(printed([location(row, column, row - 1, 0)]));
      assert.ok(finding && finding.at.start >= 0 && finding.at.start <= finding.at.end);
      assert.ok(finding.reach.end <= text.length);
    }
  });

  it("is milder where it is not sure", () => {
    const severityOf = (severity: string, confidence: string) =>
      read(printed([location(1, 0, 1, 2)], { determinations: { severity, confidence } }))[0]?.severity;
    assert.deepEqual(
      ["High", "Medium", "Low", "Informational", "Unknown"].map((severity) => severityOf(severity, "High")),
      ["error", "warning", "info", "hint", "hint"],
    );
    assert.deepEqual(
      ["High", "Medium", "Low", "Informational"].map((severity) => severityOf(severity, "Medium")),
      ["warning", "info", "hint", "hint"],
    );
  });

  it("links to nothing but pages", () => {
    const [finding] = read(printed([location(1, 0, 1, 2)], { url: "command:evil" }));
    assert.equal(finding?.link, "https://docs.zizmor.sh/audits/");
  });
});

describe("how zizmor is called", () => {
  it("stays offline and hands over paths that cannot be options", () => {
    const args = zizmor.argumentsFor(["-x/.github/workflows/a.yml"]);
    assert.deepEqual(args, [
      "--offline",
      "--no-progress",
      "--format",
      "json-v1",
      "./-x/.github/workflows/a.yml",
    ]);
  });

  it("has checked when it says so", () => {
    const codes = [0, 10, 11, 12, 13, 14, 1, 2, 3, 15, 101];
    assert.deepEqual(codes.filter(zizmor.hasChecked), [0, 10, 11, 12, 13, 14]);
  });
});
