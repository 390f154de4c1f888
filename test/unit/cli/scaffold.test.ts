import assert from "node:assert/strict";
import { lstatSync, mkdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { CommandFolder } from "../../support/command-line";

const app = {
  "package.json":
    '{ "name": "shop", "scripts": { "start": "node server.js" }, "dependencies": { "express": "5.1.0" } }\n',
  "package-lock.json": "{}\n",
  "server.js": "console.log(process.env.LOG_LEVEL);\n",
  ".liftoff/config.yaml": "",
};

describe("liftoff scaffold", () => {
  let folder: CommandFolder;
  afterEach(() => folder.remove());
  const scaffold = (files: Record<string, string>, ...args: string[]) => {
    folder = new CommandFolder(files);
    return folder.run(["scaffold", ...args]);
  };

  it("makes the files, scripts as programs, and does nothing the second time", async () => {
    const { code, out } = await scaffold(app, "deploy.sh", "nginx.conf");
    assert.equal(code, 0);
    assert.equal(out, "scripts/deploy.sh: made\nnginx/nginx.conf: made\n");
    assert.equal(lstatSync(path.join(folder.root, "scripts/deploy.sh")).mode & 0o777, 0o755);
    const before = folder.read("scripts/deploy.sh");
    const again = await folder.run(["scaffold", "deploy.sh"]);
    assert.equal(again.out, "scripts/deploy.sh: is there, left alone\n");
    assert.equal(folder.read("scripts/deploy.sh"), before);
  });

  it("only says what it would do in a dry run", async () => {
    const { out } = await scaffold(app, "deploy.sh", "--dry-run");
    assert.equal(out, "scripts/deploy.sh: would be made\n");
    assert.ok(!folder.list().includes("scripts"));
  });

  it("takes answers from a file, and refuses those that break things", async () => {
    await scaffold(
      {
        ...app,
        "a.json": '{ "domain": "shop.example" }',
        "b.json": '{ "domain": "shop; rm -rf /" }',
        "c.json": "[]",
      },
      "nginx.conf",
      "--answers",
      "a.json",
    );
    assert.match(folder.read("nginx/nginx.conf"), /server_name shop\.example;/);
    const bad = await folder.run(["scaffold", "smoke-test", "--answers", "b.json"]);
    assert.equal(bad.code, 64);
    assert.match(bad.err, /domain cannot be "shop; rm -rf \/"/);
    assert.equal((await folder.run(["scaffold", "smoke-test", "--answers", "c.json"])).code, 64);
    assert.ok(!folder.list().includes("scripts"));
  });

  it("asks what files leave open, and takes the answer", async () => {
    const open = {
      "requirements.txt": "requests\n",
      "a.py": "",
      "b.py": "",
      "a.json": '{ "entry:.": "b.py" }',
    };
    const { err } = await scaffold(open, "dockerfile");
    assert.match(err, /Which module starts .*\? Likely a\.py, b\.py; say which in --answers, as entry:\.\./);
    assert.ok(!folder.list().includes("Dockerfile"));
    const told = await folder.run(["scaffold", "dockerfile", "--answers", "a.json"]);
    assert.equal(told.err, "");
    assert.match(folder.read("Dockerfile"), /CMD \["python", "b\.py"\]/);
  });

  it("shows what was detected, where, and by which id an answer says otherwise", async () => {
    const { code, out } = await scaffold({ ...app, "a.json": '{ "port:.": "9000" }' }, "--show");
    assert.equal(code, 0);
    assert.match(out, /^Detected: Express\.$/m);
    assert.match(out, /^api: Framework +Express +package\.json:1 +framework:\.$/m);
    assert.match(out, /^api: Port +3000 +usual for Express +port:\.$/m);
    const told = await folder.run(["scaffold", "--show", "--answers", "a.json"]);
    assert.match(told.out, /^api: Port +9000 +as you said, instead of 3000 +port:\.$/m);
    assert.ok(!folder.list().includes("scripts"));
  });

  it("refuses answers about the stack that nothing could be made with, and names those that nothing asks for", async () => {
    await scaffold({ ...app, "a.json": '{ "port:.": "many" }', "b.json": '{ "prot:.": "9000" }' }, "--list");
    const bad = await folder.run(["scaffold", "dockerfile", "--answers", "a.json"]);
    assert.equal(bad.code, 64);
    assert.match(bad.err, /port:\. cannot be "many"\. A port from 10 to 65535\./);
    assert.ok(!folder.list().includes("Dockerfile"));
    const odd = await folder.run(["scaffold", "dockerfile", "--answers", "b.json"]);
    assert.match(odd.err, /prot:\.: nothing here asks for that/);
  });

  it("adds to an example what is missing", async () => {
    await scaffold({ ...app, ".env.example": "PORT=\n" }, "env-example");
    assert.match(
      folder.read(".env.example"),
      /^PORT=\n\n# Needed; read in server\.js\.\nLOG_LEVEL=\n$|^PORT=\n\n# Optional; read in server\.js\.\nLOG_LEVEL=\n$/,
    );
  });

  it("writes nothing through a link that leads out of the folder", async () => {
    folder = new CommandFolder({ ...app, "elsewhere/keep": "" });
    mkdirSync(path.join(folder.root, "inner"));
    for (const [name, text] of Object.entries(app)) folder.write(`inner/${name}`, text);
    symlinkSync(path.join(folder.root, "elsewhere"), path.join(folder.root, "inner/scripts"));
    const { code, err } = await folder.run(["scaffold", "deploy.sh", "--out", "inner"]);
    assert.equal(code, 64);
    assert.match(err, /outside the project/);
    assert.deepEqual(
      folder.list().filter((name) => name.startsWith("elsewhere/")),
      ["elsewhere/keep"],
    );
  });

  it("says what it does not know, and why it cannot", async () => {
    assert.match((await scaffold(app, "no-such")).err, /no generator no-such/);
    const { code, err } = await folder.run(["scaffold", "backup"]);
    assert.equal(code, 1);
    assert.match(err, /No database/);
    assert.equal((await folder.run(["scaffold"])).code, 64);
    assert.match((await folder.run(["scaffold", "--list"])).out, /^deploy\.sh +Takes a release/m);
  });
});
