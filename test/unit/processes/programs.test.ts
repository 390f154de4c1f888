import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import path from "node:path";
import { SourceFile } from "../../../src/core/files/source";
import { zizmor } from "../../../src/core/lint/outside/zizmor";
import * as noPrograms from "../../../src/processes/no-programs";
import * as programs from "../../../src/processes/programs";
import { runTool } from "../../../src/processes/run-tool";
import { StubTools } from "../../support/stub-tools";

const { isProgram, runProgram } = programs;
const options = { cwd: tmpdir(), timeout: 30_000 };

describe("programs of the user", () => {
  if (process.platform === "win32") return;
  let tools: StubTools;
  beforeEach(() => {
    tools = new StubTools();
  });
  afterEach(() => tools.remove());

  /** Resolves when the program has been started. */
  const started = async (name: string) => {
    while (tools.runsOf(name).length === 0) await new Promise((resolve) => setImmediate(resolve));
  };

  it("end with a code and with what they print", async () => {
    const program = tools.write("speaks", { out: "größe", err: "oh", code: 14 });
    assert.deepEqual(await runProgram(program, [], options), {
      how: "exited",
      code: 14,
      out: "größe",
      err: "oh",
    });
  });

  it("get their arguments as they are, without a shell", async () => {
    const args = ["{{json .}}", "$HOME `id`", 'a "b"', "; exit 3", ""];
    const program = tools.write("listens", { outOf: "JSON.stringify(args)" });
    const ending = await runProgram(program, args, options);
    assert.deepEqual(ending.how === "exited" && JSON.parse(ending.out), args);
  });

  it("are ended when nobody waits for them any more", async () => {
    const program = tools.write("hangs", { hangs: true });
    const controller = new AbortController();
    const running = runProgram(program, [], { ...options, signal: controller.signal });
    await started("hangs");
    controller.abort();
    assert.deepEqual(await running, { how: "cancelled" });
    assert.deepEqual(await runProgram(program, [], { ...options, signal: controller.signal }), {
      how: "cancelled",
    });
    assert.equal(tools.runsOf("hangs").length, 1, "a cancelled run starts nothing");
  });

  it("are ended when they take too long", async () => {
    const program = tools.write("hangs", { hangs: true });
    assert.deepEqual(await runProgram(program, [], { ...options, timeout: 1 }), { how: "timed-out" });
  });

  it("are ended when they print without end", async () => {
    const program = tools.write("shouts", { outOf: '"x".repeat(20_000_001)' });
    assert.deepEqual(await runProgram(program, [], options), { how: "too-much-output" });
  });

  it("may not be there", async () => {
    const gone = path.join(tools.folder, "gone");
    const ending = await runProgram(gone, [], options);
    assert.ok(ending.how === "failed" && ending.reason.includes("ENOENT"));
    const nowhere = await runProgram(tools.write("fine", {}), [], { ...options, cwd: gone });
    assert.equal(nowhere.how, "failed");
  });

  it("are absolute paths of files that may be run", async () => {
    const program = tools.write("speaks", {});
    assert.equal(await isProgram(program), true);
    assert.equal(await isProgram(path.relative(process.cwd(), program)), false);
    assert.equal(await isProgram(tools.folder), false);
    assert.equal(await isProgram("/etc/passwd"), false);
    assert.equal(await isProgram(path.join(tools.folder, "gone")), false);
  });

  it("check many files in several runs", async () => {
    const program = tools.write("zizmor", { out: "[]" });
    const files = Array.from({ length: 600 }, (_, i) =>
      SourceFile.create(`services/number-${i}/.github/workflows/ci.yml`, "on: push\n"),
    ).flatMap((file) => file ?? []);
    assert.deepEqual(await runTool(zizmor, program, files, options), { findings: [] });
    const paths = tools.runsOf("zizmor").map(({ args }) => args.filter((arg) => arg.endsWith(".yml")));
    assert.ok(paths.length > 1);
    assert.deepEqual(
      paths.flat(),
      files.map((file) => `./${file.path}`),
    );
    for (const list of paths) assert.ok(list.join(" ").length <= 20_000);
  });
});

describe("programs in a browser", () => {
  it("are none", async () => {
    assert.deepEqual(Object.keys(noPrograms).sort(), Object.keys(programs).sort());
    assert.equal(noPrograms.canStartPrograms, false);
    assert.equal(await noPrograms.programOnPath("zizmor"), undefined);
    assert.equal(await noPrograms.isProgram("/bin/sh"), false);
    assert.equal((await noPrograms.runProgram("/bin/sh", [], options)).how, "failed");
  });
});
