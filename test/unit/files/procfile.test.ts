import assert from "node:assert/strict";
import { parseProcfile } from "../../../src/core/files/procfile";

const read = (text: string) =>
  parseProcfile(text).processes.map(({ type, typeAt, command, commandAt }) => {
    assert.equal(text.slice(typeAt.start, typeAt.end), type);
    assert.equal(text.slice(commandAt.start, commandAt.end), command);
    return [type, command];
  });

describe("Procfile", () => {
  it("reads processes with their places, whatever the line breaks", () => {
    assert.deepEqual(read("\uFEFFweb: gunicorn a:b\r\n# note\r\n\r\nworker :  celery  \r\n"), [
      ["web", "gunicorn a:b"],
      ["worker", "celery"],
    ]);
  });

  it("passes over lines of another shape", () => {
    assert.deepEqual(read("web\nweb:\n: x\nurl http://a\n"), []);
  });
});
