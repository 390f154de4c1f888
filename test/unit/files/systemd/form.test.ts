import assert from "node:assert/strict";
import { environmentOf, execOf } from "../../../../src/core/files/systemd/exec";
import { entriesOf, lastOf, listOf, parseSystemd } from "../../../../src/core/files/systemd/form";
import { slice } from "../../../../src/core/text/span";

describe("parseSystemd", () => {
  const parse = (text: string, path = "app.service") => parseSystemd(text, path);

  it("reads sections, keys, comments and repeated keys", () => {
    const text =
      "# first\n[Unit]\nDescription = An app\n; other\n\n[Service]\nExecStart=/bin/a\nExecStart=\nExecStart=/bin/b\n";
    const form = parse(text);
    assert.deepEqual(
      form.sections.map(({ name, entries }) => [name, entries.length]),
      [
        ["Unit", 1],
        ["Service", 3],
      ],
    );
    assert.equal(lastOf(form, "Unit", "Description")?.text, "An app");
    assert.deepEqual(
      listOf(form, "Service", "ExecStart").map(({ text }) => text),
      ["/bin/b"],
    );
    assert.equal(entriesOf(form, "Service", "ExecStart").length, 3);
    assert.deepEqual(
      form.sections.flatMap(({ entries }) => entries.map(({ at }) => slice(text, at))),
      ["Description = An app", "ExecStart=/bin/a", "ExecStart=", "ExecStart=/bin/b"],
    );
    assert.equal(form.clean, true);
  });

  it("joins continued lines, over comments", () => {
    const text = "[Service]\nExecStart=/usr/bin/node \\\n  # why\n  --flag \\\n  server.js\nUser=app\n";
    const form = parse(text);
    const start = lastOf(form, "Service", "ExecStart");
    assert.equal(start?.text.replace(/\s+/g, " "), "/usr/bin/node --flag server.js");
    assert.deepEqual(start && execOf(start)?.words.map(({ span }) => slice(text, span)), [
      "/usr/bin/node",
      "--flag",
      "server.js",
    ]);
    assert.equal(lastOf(form, "Service", "User")?.text, "app");
  });

  it("says what it could not read", () => {
    for (const text of [
      "[Service\nUser=a\n",
      "[Service]\nUser\n",
      "User=a\n",
      "[Service]\nUser={{ user }}\n",
      "[Service]\nExecStart=/a \\",
    ])
      assert.equal(parse(text).clean, false, text);
  });

  it("splits words as systemd does", () => {
    const text = `[Service]\nExecStart=-@/bin/sh "a b" c'd e' \\x20\nEnvironment="A=b c" D=e 'F=%h'\n`;
    const form = parse(text);
    const exec = lastOf(form, "Service", "ExecStart");
    assert.deepEqual(exec && execOf(exec)?.prefix, "-@");
    assert.deepEqual(exec && execOf(exec)?.words.map(({ text }) => text), ["/bin/sh", "a b", "cd e", "x20"]);
    const environment = lastOf(form, "Service", "Environment");
    assert.deepEqual(
      environment && environmentOf(environment).map(({ name, value, at }) => [name, value, slice(text, at)]),
      [
        ["A", "b c", '"A=b c"'],
        ["D", "e", "D=e"],
        ["F", "%h", "'F=%h'"],
      ],
    );
  });

  it("knows units by their names", () => {
    assert.deepEqual([parse("", "a.timer").type, parse("", "a.timer").isDropIn], ["timer", false]);
    const dropIn = parse("", "etc/app.service.d/10-more.conf");
    assert.deepEqual([dropIn.type, dropIn.isDropIn], ["service", true]);
  });
});
