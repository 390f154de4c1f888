import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { CommandFolder } from "../../support/command-line";

const BAD = 'FROM python:3.13-slim\nRUN pip list\nUSER root\nCMD ["python", "main.py"]\n';
const files = {
  ".git/HEAD": "ref: refs/heads/main\n",
  Dockerfile: BAD,
  "web/Dockerfile": 'FROM node:24-alpine\nUSER node\nCMD ["node", "server.js"]\n',
  "node_modules/x/Dockerfile": BAD,
};

describe("liftoff check", () => {
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder(files);
  });
  afterEach(() => folder.remove());

  const json = async (...args: string[]) => {
    const outcome = await folder.run(["check", "--format", "json", ...args]);
    return { ...outcome, report: JSON.parse(outcome.out) };
  };

  it("prints findings as JSON with places from 0, and exits 1 on an error", async () => {
    const { code, report } = await json();
    assert.equal(report.version, 1);
    const found = report.findings.find(
      (finding: { rule: string }) => finding.rule === "dockerfile/non-root-user",
    );
    assert.deepEqual([found.path, found.severity, found.start.line], ["Dockerfile", "error", 2]);
    assert.deepEqual(
      BAD.split("\n")[found.start.line]?.slice(found.start.character, found.end.character),
      "USER root",
    );
    assert.ok(found.fixes.length > 0);
    assert.equal(code, 1);
  });

  it("leaves out folders of dependencies", async () => {
    const { report } = await json();
    assert.ok(report.findings.every(({ path }: { path: string }) => !path.includes("node_modules")));
  });

  it("reports the asked paths only, named from the working folder", async () => {
    const { report, code } = await json("web");
    assert.deepEqual(
      report.findings.filter(({ path }: { path: string }) => path !== "web/Dockerfile"),
      [],
    );
    assert.equal(report.files, 1);
    assert.equal(code, 0);
  });

  it("runs the asked rules only and knows them", async () => {
    const { report } = await json("--rule", "dockerfile/non-root-user");
    assert.deepEqual(
      [...new Set(report.findings.map(({ rule }: { rule: string }) => rule))],
      ["dockerfile/non-root-user"],
    );
    const unknown = await folder.run(["check", "--rule", "no/such"]);
    assert.deepEqual([unknown.code, unknown.out], [64, ""]);
    assert.match(unknown.err, /no\/such/);
  });

  it("lets --min-severity decide about the exit code", async () => {
    folder.write("Dockerfile", 'FROM python:3.13-slim\nCMD ["python", "main.py"]\n');
    const rule = ["--rule", "dockerfile/non-root-user"];
    assert.equal((await folder.run(["check", ...rule])).code, 0);
    assert.equal((await folder.run(["check", ...rule, "--min-severity", "warning"])).code, 1);
    assert.equal((await folder.run(["check", "--min-severity", "fatal"])).code, 64);
  });

  it("checks one text from standard input as a file of the project", async () => {
    const outcome = await folder.run(["check", "--stdin", "--as", "api/Dockerfile", "--format", "json"], BAD);
    const report = JSON.parse(outcome.out);
    assert.equal(report.files, 1);
    assert.ok(report.findings.some(({ rule }: { rule: string }) => rule === "dockerfile/non-root-user"));
    assert.ok(report.findings.every(({ path }: { path: string }) => path === "api/Dockerfile"));
    assert.equal((await folder.run(["check", "--stdin"], BAD)).code, 64);
    assert.equal((await folder.run(["check", "--stdin", "--as", "picture.png"], BAD)).code, 64);
  });

  it("answers a batch line by line and says which line is none", async () => {
    const lines = [
      `\uFEFF${JSON.stringify({ id: "one", files: { Dockerfile: BAD } })}`,
      "{",
      JSON.stringify({ id: "two", files: {} }),
    ];
    folder.write("cases.jsonl", `${lines.join("\n")}\n`);
    const { out, code } = await folder.run(["check", "--batch", `${folder.root}/cases.jsonl`]);
    const answers = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      answers.map(({ id }) => id),
      ["one", null, "two"],
    );
    assert.ok(answers[0].findings.length > 0);
    assert.deepEqual(answers[2].findings, []);
    assert.equal(code, 64);
  });

  it("follows the configuration of the repository and names what is wrong in it", async () => {
    folder.write(".liftoff/config.yaml", "rules:\n  dockerfile/*: off\n");
    assert.deepEqual((await json("Dockerfile")).report.findings, []);
    folder.write(".liftoff/config.yaml", "rules:\n  dockerfile/non-root-user: nope\n");
    const wrong = await folder.run(["check"]);
    assert.match(wrong.err, /^\.liftoff\/config\.yaml:2: /);
  });

  it("prints SARIF whose results point at their rules", async () => {
    const { out } = await folder.run(["check", "--format", "sarif"]);
    const [run] = JSON.parse(out).runs;
    for (const result of run.results) assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    const region = run.results.find(({ ruleId }: { ruleId: string }) => ruleId === "dockerfile/non-root-user")
      .locations[0].physicalLocation.region;
    assert.equal(region.startLine, 3);
  });

  it("prints annotations for GitHub", async () => {
    const { out } = await folder.run(["check", "--format", "github", "--rule", "dockerfile/non-root-user"]);
    assert.match(out, /^::error file=Dockerfile,line=3,col=1,endLine=3,title=dockerfile\/non-root-user::/m);
  });

  it("could not run on a path that is not there or an option it does not know", async () => {
    assert.equal((await folder.run(["check", "nowhere"])).code, 64);
    assert.equal((await folder.run(["check", "--wat"])).code, 64);
    assert.equal((await folder.run(["frobnicate"])).code, 64);
  });

  it("says why something that was named is not checked", async () => {
    folder.write("notes.txt", "hello\n");
    symlinkSync("Dockerfile", path.join(folder.root, "Dockerfile.linked"));
    const { err, code } = await folder.run(["check", "notes.txt", "Dockerfile.linked"]);
    assert.match(err, /^notes\.txt: not a kind of file that is known, not checked$/m);
    assert.match(err, /^Dockerfile\.linked: a link, not checked$/m);
    assert.equal(code, 0);
  });

  it("finds its way around folders with odd names", async () => {
    folder.write("Dockerfile.d/..data/sp ace/ünï/Dockerfile", BAD);
    mkdirSync(path.join(folder.root, "web", "compose.yaml"));
    const { report, err } = await json("Dockerfile.d", "web/compose.yaml");
    assert.equal(report.files, 1);
    assert.equal(report.findings[0].path, "Dockerfile.d/..data/sp ace/ünï/Dockerfile");
    assert.equal(err, "");
  });

  it("answers a folder where a file is wanted with a sentence", async () => {
    for (const args of [
      ["check", "--batch", folder.root],
      ["plan", "show", "web"],
    ]) {
      const { err, code } = await folder.run(args);
      assert.equal(code, 64);
      assert.equal(err.trim().split("\n").length, 1, err);
    }
  });

  it("leaves binary and huge files alone and says so", async () => {
    folder.write("big/Dockerfile", `FROM a\n${"# x\n".repeat(300_000)}`);
    folder.write("bin/Dockerfile", "FROM a\0b\n");
    const { err, code } = await folder.run(["check", "big", "bin"]);
    assert.match(err, /big\/Dockerfile: larger than 1 MB/);
    assert.match(err, /bin\/Dockerfile: binary/);
    assert.equal(code, 0);
  });
});
