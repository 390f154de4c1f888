import assert from "node:assert/strict";
import { SourceFile } from "../../../src/core/files/source";
import { defaultConfig, resolveConfig } from "../../../src/core/lint/config";
import { lint } from "../../../src/core/lint/lint";
import { LintSession } from "../../../src/core/lint/session";
import { defineFact } from "../../../src/core/project/fact";
import { projectOf } from "../../support/project";
import { dotenvRule, manyKindsRule, projectRule, wordRule } from "../../support/rules";

const bad = wordRule("test/bad", "BAD");
const PROD = ".env.production";

function drain(session: LintSession): ReadonlySet<string> {
  const work = session.refresh();
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

function fileAt(path: string, text: string): SourceFile {
  const file = SourceFile.create(path, text);
  assert.ok(file);
  return file;
}

describe("lint", () => {
  it("sorts findings by path and place", () => {
    const { findings } = lint(projectOf({ "b.env": "BAD\nBAD\n", "a.env": "BAD\n" }), [bad]);
    assert.deepEqual(
      findings.map(({ path, at }) => `${path}:${at.start}`),
      ["a.env:0", "b.env:0", "b.env:4"],
    );
  });

  it("hears a rule so often about one file and no more", () => {
    let asked = 0;
    const endless = dotenvRule("test/endless", function* () {
      for (; ; asked++) yield { at: { start: 0, end: 1 }, message: "again" };
    });
    const { findings, failures } = lint(projectOf({ [PROD]: "BAD" }), [endless, bad]);
    assert.deepEqual(failures, []);
    assert.equal(findings.filter(({ rule }) => rule === endless.id).length, asked);
    assert.equal(findings.filter(({ rule }) => rule === bad.id).length, 1);
  });

  it("asks rules about the day again when another one has begun, and only those", () => {
    const runs = { dated: 0, plain: 0 };
    const dated = dotenvRule("test/dated", function* ({ project }) {
      runs.dated++;
      if (project.today >= "2027-01-01") yield { at: { start: 0, end: 1 }, message: "out of date" };
    });
    const plain = dotenvRule("test/plain", function* () {
      runs.plain++;
      yield { at: { start: 0, end: 1 }, message: "always" };
    });
    const project = projectOf({ [PROD]: "A=1\n" }, { today: "2026-12-31" });
    const session = new LintSession(project, [dated, plain], defaultConfig);
    const told = () => session.result().findings.map(({ rule }) => rule);
    drain(session);
    assert.deepEqual(told(), ["test/plain"]);
    project.configure({ today: "2027-01-01" });
    assert.deepEqual([...drain(session)], [PROD]);
    assert.deepEqual(told(), ["test/dated", "test/plain"]);
    assert.deepEqual(runs, { dated: 2, plain: 1 });
    assert.deepEqual(
      session.ownFindingsOf(PROD).map(({ rule }) => rule),
      ["test/dated", "test/plain"],
      "the day is no other file",
    );
  });

  it("lowers severity by one outside production and keeps hints", () => {
    const files = { ".env.production": "BAD", ".env.local": "BAD", "tests/x.env": "BAD" };
    const severities = lint(projectOf(files), [bad]).findings.map(({ severity }) => severity);
    assert.deepEqual(severities, ["info", "warning", "info"]);
    const hint = wordRule("test/hint", "BAD", undefined, { severity: "hint" });
    assert.equal(lint(projectOf({ ".env": "BAD" }), [hint]).findings[0]?.severity, "hint");
  });

  it("keeps hardening advice to production files unless it is asked for", () => {
    const hardening = wordRule("test/hardening", "BAD", undefined, { hardening: true });
    const files = { [PROD]: "BAD", ".env.local": "BAD" };
    assert.deepEqual(
      lint(projectOf(files), [hardening]).findings.map(({ path }) => path),
      [PROD],
    );
    const asked = resolveConfig({ rules: { "test/hardening": "info" } });
    assert.equal(lint(projectOf(files), [hardening], asked).findings.length, 2);
  });

  it("takes severity, off and exclusion from the configuration", () => {
    const project = projectOf({ [PROD]: "BAD", "old/.env.production": "BAD" });
    const config = resolveConfig({ rules: { "test/*": "error" }, exclude: ["old/**"] });
    assert.deepEqual(
      lint(project, [bad], config).findings.map(({ path, severity }) => [path, severity]),
      [[PROD, "error"]],
    );
    assert.deepEqual(lint(project, [bad], resolveConfig({ rules: { "test/bad": "off" } })).findings, []);
  });

  it("names a rule that throws and lets the others report", () => {
    const failing = dotenvRule("test/failing", () => {
      throw new Error("no such luck");
    });
    const { findings, failures } = lint(projectOf({ [PROD]: "BAD" }), [failing, bad]);
    assert.equal(findings.length, 1);
    assert.deepEqual(
      failures.map(({ rule, path, error }) => [rule, path, (error as Error).message]),
      [["test/failing", PROD, "no such luck"]],
    );
  });

  it("keeps what a rule found before it threw", () => {
    const half = dotenvRule("test/half", function* () {
      yield { at: { start: 0, end: 1 }, message: "first" };
      throw new Error("then nothing");
    });
    const { findings, failures } = lint(projectOf({ [PROD]: "x" }), [half]);
    assert.deepEqual([findings.length, failures.length], [1, 1]);
  });

  it("takes proofs from production files only", () => {
    const proving = dotenvRule("test/proving", function* () {
      yield { proves: { start: 0, end: 1 }, message: "all well" };
    });
    const { proofs, findings } = lint(projectOf({ [PROD]: "x", ".env.local": "x" }), [proving]);
    assert.deepEqual(
      proofs.map(({ path }) => path),
      [PROD],
    );
    assert.deepEqual(findings, []);
  });

  it("never looks at files that are not ours", () => {
    assert.deepEqual(lint(projectOf({ "node_modules/x/.env": "BAD" }), [bad]).findings, []);
  });
});

describe("LintSession", () => {
  it("runs file rules again for the changed file alone", () => {
    const runs: string[] = [];
    const counting = dotenvRule("test/counting", ({ file }) => {
      runs.push(file.path);
      return [];
    });
    const project = projectOf({ "a.env": "1", "b.env": "2" });
    const session = new LintSession(project, [counting], defaultConfig);
    drain(session);
    assert.deepEqual(runs.splice(0), ["a.env", "b.env"]);
    project.set(fileAt("b.env", "3"));
    assert.deepEqual([...drain(session)], ["b.env"]);
    assert.deepEqual(runs, ["b.env"]);
  });

  it("shows a rule the files of each of its kinds", () => {
    const seen: string[] = [];
    const both = manyKindsRule("test/both", ["dotenv", "toml"], ({ file }) => {
      seen.push(`${file.path} ${file.is("toml") ? file.form.tables.length : file.kind}`);
      return [];
    });
    const project = projectOf({ "a.env": "1", "b.toml": "[c]\n", "d.json": "{}" });
    const session = new LintSession(project, [both], defaultConfig);
    drain(session);
    assert.deepEqual(seen.splice(0), ["a.env dotenv", "b.toml 2"]);
    project.set(fileAt("b.toml", ""));
    drain(session);
    assert.deepEqual(seen, ["b.toml 1"]);
  });

  it("runs a rule again when the fact it read changes, and not when its parts stay the same", () => {
    let joins = 0;
    const lengths = defineFact<number, number>({
      id: "lengths",
      of: (file) => file.text.length,
      join: (parts) => {
        joins++;
        return [...parts.values()].reduce((sum, part) => sum + part, 0);
      },
    });
    let runs = 0;
    const reading = projectRule("test/reading", ({ project }) => {
      runs++;
      project.fact(lengths);
      return [];
    });
    const project = projectOf({ "a.env": "12", "b.env": "34" });
    const session = new LintSession(project, [reading], defaultConfig);
    drain(session);
    project.set(fileAt("a.env", "XY"));
    drain(session);
    assert.deepEqual([runs, joins], [1, 1]);
    project.set(fileAt("a.env", "XYZ"));
    drain(session);
    assert.deepEqual([runs, joins], [2, 2]);
  });

  it("runs a rule again when a file it asked for appears", () => {
    const wanting = dotenvRule("test/wanting", function* ({ project }) {
      if (!project.has("README.md")) yield { at: { start: 0, end: 1 }, message: "no readme" };
    });
    const project = projectOf({ [PROD]: "x" });
    const session = new LintSession(project, [wanting], defaultConfig);
    drain(session);
    assert.equal(session.findingsOf(PROD).length, 1);
    project.setUnread("README.md");
    assert.deepEqual([...drain(session)], [PROD]);
    assert.equal(session.findingsOf(PROD).length, 0);
  });

  it("drops the findings of a removed file and says so", () => {
    const project = projectOf({ [PROD]: "BAD" });
    const session = new LintSession(project, [bad], defaultConfig);
    drain(session);
    project.remove(PROD);
    assert.deepEqual([...drain(session)], [PROD]);
    assert.deepEqual(session.result().findings, []);
  });

  it("finds after any series of changes what a fresh look finds", () => {
    const counting = projectRule("test/others", function* ({ project }) {
      for (const path of project.paths()) {
        const file = project.file(path);
        if (file?.text.includes("A"))
          yield { path, at: { start: 0, end: 1 }, message: `${project.paths().length} files` };
      }
    });
    const project = projectOf({});
    const session = new LintSession(project, [bad, counting], defaultConfig);
    const steps: [string, string | undefined][] = [
      ["a.env", "BAD"],
      ["b.env", "good"],
      ["a.env", "good"],
      ["b.env", "BAD A"],
      ["a.env", undefined],
      ["c.env", "A"],
    ];
    for (const [path, text] of steps) {
      if (text === undefined) project.remove(path);
      else project.set(fileAt(path, text));
      drain(session);
      const fresh = lint(
        projectOf(Object.fromEntries([...project.files].map(([at, file]) => [at, file.text]))),
        [bad, counting],
      );
      assert.deepEqual(session.result(), fresh);
    }
  });
});
