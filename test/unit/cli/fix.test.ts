import assert from "node:assert/strict";
import { chmodSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { CommandFolder } from "../../support/command-line";

const BAD =
  '# the web image\nFROM node:24-alpine\nWORKDIR /app # unusual\nUSER root\nCMD ["node", "server.js"]\n';
const rule = ["--rule", "dockerfile/non-root-user"];

describe("liftoff fix", () => {
  let folder: CommandFolder;
  beforeEach(() => {
    folder = new CommandFolder({ ".git/HEAD": "", Dockerfile: BAD });
  });
  afterEach(() => folder.remove());

  it("changes what it fixes and nothing else, and the second time nothing", async () => {
    const first = await folder.run(["fix", "--review", ...rule]);
    assert.equal(first.code, 0);
    const fixed = folder.read("Dockerfile");
    assert.notEqual(fixed, BAD);
    assert.ok(fixed.startsWith("# the web image\nFROM node:24-alpine\nWORKDIR /app # unusual\n"));
    assert.equal((await folder.run(["check", ...rule, "--min-severity", "hint"])).code, 0);
    assert.match((await folder.run(["fix", "--review", ...rule])).out, /Nothing to fix/);
    assert.equal(folder.read("Dockerfile"), fixed);
    assert.deepEqual(
      folder.list().filter((name) => name.endsWith(".tmp")),
      [],
    );
  });

  it("shows a diff and writes nothing with --diff", async () => {
    const { out } = await folder.run(["fix", "--review", "--diff", ...rule]);
    assert.match(out, /^-USER root$/m);
    assert.equal(folder.read("Dockerfile"), BAD);
  });

  it("keeps a byte order mark, CRLF and the mode of the file", async () => {
    const text = `\uFEFF${BAD.replaceAll("\n", "\r\n")}`;
    folder.write("Dockerfile", text);
    chmodSync(path.join(folder.root, "Dockerfile"), 0o750);
    await folder.run(["fix", "--review", ...rule]);
    const fixed = folder.read("Dockerfile");
    assert.ok(fixed.startsWith("\uFEFF# the web image\r\n"));
    assert.ok(!/[^\r]\n/.test(fixed));
    assert.equal(statSync(path.join(folder.root, "Dockerfile")).mode & 0o777, 0o750);
  });

  it("does not read or write through links", async () => {
    const outside = new CommandFolder({ Dockerfile: BAD });
    try {
      symlinkSync(path.join(outside.root, "Dockerfile"), path.join(folder.root, "Dockerfile.linked"));
      await folder.run(["fix", "--review", ...rule]);
      assert.equal(outside.read("Dockerfile"), BAD);
    } finally {
      outside.remove();
    }
  });

  it("answers a batch with all files after the fixes", async () => {
    const other = "nothing to see\n";
    folder.write(
      "cases.jsonl",
      JSON.stringify({ id: "a", files: { Dockerfile: BAD, "README.md": other, notes: other } }),
    );
    const { out } = await folder.run(["fix", "--review", ...rule, "--batch", `${folder.root}/cases.jsonl`]);
    const { id, files } = JSON.parse(out);
    assert.equal(id, "a");
    assert.deepEqual([files["README.md"], files.notes], [other, other]);
    assert.notEqual(files.Dockerfile, BAD);
  });
});
