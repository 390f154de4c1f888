import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import path from "node:path";
import { CommandFolder } from "../../support/command-line";
import { actionlintReport, StubTools, zizmorReport } from "../../support/stub-tools";

const file = ".github/workflows/ci.yml";
const workflow = [
  "on: issues",
  "permissions: {}",
  "jobs:",
  "  build:",
  "    runs-on: ubuntu-24.04",
  "    timeout-minutes: 5",
  "    steps:",
  "      - run: echo ${{ github.event.issue.title }}",
  "      - run: echo $done",
  "",
].join("\n");

describe("liftoff check --with", () => {
  // Scripts are programs by their first line here; nothing like it exists on Windows.
  if (process.platform === "win32") return;
  const { PATH } = process.env;
  let folder: CommandFolder;
  let tools: StubTools;

  beforeEach(() => {
    folder = new CommandFolder({ ".git/HEAD": "ref: refs/heads/main\n", [file]: workflow });
    tools = new StubTools();
    process.env.PATH = `${tools.folder}${path.delimiter}${PATH}`;
  });
  afterEach(() => {
    process.env.PATH = PATH;
    folder.remove();
    tools.remove();
  });

  const shellcheck = actionlintReport(file, workflow, "runs-on", "runner-label", "label is unknown");
  const injection = zizmorReport(file, workflow, "github.event.issue.title", "template-injection");
  const obfuscation = zizmorReport(file, workflow, "echo $done", "obfuscation");
  const both = () => {
    tools.write("actionlint", { out: JSON.stringify([shellcheck]), code: 1 });
    tools.write("zizmor", { out: JSON.stringify([obfuscation, injection]), code: 14 });
  };
  const outside = (report: { findings: { tool?: string }[] }) => report.findings.filter(({ tool }) => tool);

  it("starts nothing unless asked", async () => {
    both();
    await folder.run(["check"]);
    assert.deepEqual([...tools.runsOf("actionlint"), ...tools.runsOf("zizmor")], []);
  });

  it("adds what the tools found, once where we say the same, in the order of the file", async () => {
    both();
    const { out, code, err } = await folder.run(["check", "--with", "actionlint,zizmor", "--format", "json"]);
    assert.deepEqual([code, err], [1, ""]);
    const report = JSON.parse(out);
    assert.deepEqual(outside(report), [
      {
        rule: "actionlint runner-label",
        severity: "warning",
        path: file,
        start: { line: 4, character: 4 },
        end: { line: 4, character: 11 },
        message: "label is unknown",
        equivalents: [],
        fixes: [],
        tool: "actionlint",
        link: "https://github.com/rhysd/actionlint/blob/main/docs/checks.md#check-runner-labels",
      },
      {
        rule: "zizmor obfuscation",
        severity: "error",
        path: file,
        start: { line: 8, character: 13 },
        end: { line: 8, character: 23 },
        message: "about obfuscation: here",
        equivalents: [],
        fixes: [],
        tool: "zizmor",
        link: "https://docs.zizmor.sh/audits/#obfuscation",
      },
    ]);
    const lines = report.findings.map(({ start }: { start: { line: number } }) => start.line);
    assert.deepEqual(
      lines,
      lines.toSorted((a: number, b: number) => a - b),
    );
    assert.ok(
      report.findings.some(({ rule }: { rule: string }) => rule === "workflow/template-injection"),
      "our own finding stays",
    );
  });

  it("hands over the workflows of the asked paths, from the root of the project", async () => {
    both();
    folder.write("shop/.github/workflows/other.yml", workflow);
    folder.write("Dockerfile", "FROM node:24-alpine\nUSER node\n");
    await folder.run(["check", "--with", "zizmor", ".github"]);
    const [run, ...more] = tools.runsOf("zizmor");
    assert.deepEqual(more, []);
    assert.deepEqual(run?.args.slice(-1), [`./${file}`]);
    assert.equal(run?.cwd, realpathSync(folder.root));
  });

  it("starts nothing where there is no workflow", async () => {
    both();
    folder.write("api/Dockerfile", "FROM node:24-alpine\nUSER node\n");
    const { code, err } = await folder.run(["check", "--with", "zizmor,actionlint", "api"]);
    assert.deepEqual([code, err, tools.runsOf("zizmor")], [0, "", []]);
  });

  it("decides about the exit code with what they found", async () => {
    both();
    folder.write(file, workflow.replace(" ${{ github.event.issue.title }}", ""));
    assert.equal((await folder.run(["check"])).code, 0);
    const { code, out } = await folder.run(["check", "--with", "zizmor"]);
    assert.equal(code, 1, out);
  });

  it("prints them in every format", async () => {
    both();
    const run = async (format: string) =>
      (await folder.run(["check", "--with", "actionlint,zizmor", "--format", format])).out;
    assert.match(
      await run("text"),
      /ci\.yml:5:5: warning: label is unknown \(actionlint runner-label\)\n.*ci\.yml:9:14: error: about obfuscation: here \(zizmor obfuscation\)/s,
    );
    assert.match(
      await run("github"),
      /::warning file=\.github\/workflows\/ci\.yml,line=5,col=5,endLine=5,title=actionlint runner-label::label/,
    );
    const { runs } = JSON.parse(await run("sarif"));
    const names = runs.map((each: { tool: { driver: { name: string } } }) => each.tool.driver.name);
    assert.deepEqual(names, ["Liftoff", "actionlint", "zizmor"]);
    for (const { tool, results } of runs) {
      for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
    }
    assert.equal(runs[2].tool.driver.rules[0].helpUri, "https://docs.zizmor.sh/audits/#obfuscation");
  });

  it("could not run when a tool is not there", async () => {
    tools.write("actionlint", { out: "[]" });
    process.env.PATH = tools.folder;
    const { code, err, out } = await folder.run(["check", "--with", "actionlint,zizmor"]);
    assert.deepEqual([code, out], [64, ""]);
    assert.equal(err, "zizmor is not on the PATH; install it, or leave it out of --with\n");
  });

  it("takes no program from the project, whatever PATH says", async () => {
    const inside = new StubTools();
    inside.write("zizmor", { out: "[]" });
    process.env.PATH = ["", ".", path.relative(process.cwd(), inside.folder)].join(path.delimiter);
    const { code } = await folder.run(["check", "--with", "zizmor"]);
    inside.remove();
    assert.equal(code, 64);
  });

  it("says why a tool failed, and reports what it has", async () => {
    tools.write("actionlint", { out: JSON.stringify([shellcheck]), code: 1 });
    tools.write("zizmor", { err: "INFO starting\nerror: unexpected argument '--offline'\n", code: 2 });
    const { code, err, out } = await folder.run(["check", "--with", "actionlint,zizmor", "--format", "json"]);
    assert.equal(code, 64);
    assert.equal(err, "zizmor failed with exit code 2: error: unexpected argument '--offline'\n");
    assert.equal(outside(JSON.parse(out)).length, 1);
  });

  it("refuses an answer that is none", async () => {
    tools.write("actionlint", { out: "ci.yml:1:1: something [syntax-check]\n", code: 1 });
    const { code, err } = await folder.run(["check", "--with", "actionlint"]);
    assert.deepEqual([code, err], [64, "actionlint did not answer in the JSON that it documents.\n"]);
  });

  it("knows two tools, and goes with files only", async () => {
    both();
    const unknown = await folder.run(["check", "--with", "zizmor,hadolint"]);
    assert.deepEqual([unknown.code, unknown.out], [64, ""]);
    assert.match(unknown.err, /--with takes actionlint, zizmor; got hadolint/);
    for (const args of [
      ["--stdin", "--as", file],
      ["--batch", "x.jsonl"],
    ]) {
      const { code, err } = await folder.run(["check", "--with", "zizmor", ...args], workflow);
      assert.equal(code, 64);
      assert.match(err, /--with checks files on disk/);
    }
  });
});
