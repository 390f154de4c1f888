import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { parseCompose } from "../../../../src/core/files/compose/form";
import { slice } from "../../../../src/core/text/span";

/** The words of `command` as they are read, and the source at their places. */
function words(body: string): [text: string, source: string][] {
  const text = `services:\n  web:\n${body.replace(/^/gm, "    ")}\n`;
  const { command } = parseCompose(text).service("web") ?? {};
  return (command?.words ?? []).map((word) => [word.text, slice(text, word.span)]);
}
const texts = (body: string) => words(body).map(([text]) => text);

/** The commands that the service starts, name and arguments, with the source of each word. */
function starts(body: string): string[][] {
  const text = `services:\n  web:\n${body.replace(/^/gm, "    ")}\n`;
  const service = parseCompose(text).service("web");
  return (service?.starts ?? []).map((command) => command.words.map(({ span }) => slice(text, span)));
}

describe("Compose commands", () => {
  it("splits a string as a shell does, and knows the place of each word", () => {
    deepEqual(words("command: npm run 'dev server' \"a\\ b\""), [
      ["npm", "npm"],
      ["run", "run"],
      ["dev server", "dev server"],
      ["a\\ b", "a\\ b"],
    ]);
    deepEqual(words("command: >\n  npm\n  run dev"), [
      ["npm", "npm"],
      ["run", "run"],
      ["dev", "dev"],
    ]);
    deepEqual(words('command: "echo \\"x y\\" z"'), [
      ["echo", "echo"],
      ["x y", "x y"],
      ["z", "z"],
    ]);
  });

  it("reads no further than Compose: no shell runs the string", () => {
    deepEqual(texts("command: npm ci && npm start"), ["npm", "ci"]);
    deepEqual(texts("command: app > log"), ["app"]);
  });

  it("takes a list as it is", () => {
    deepEqual(words("command: [a, 'b c', \"d\\te\", 8080]"), [
      ["a", "a"],
      ["b c", "b c"],
      ["d\te", "d\\te"],
      ["8080", "8080"],
    ]);
    deepEqual(texts("command: []"), []);
    deepEqual(texts("command:"), []);
  });

  it("fills in defaults and keeps what nobody knows", () => {
    deepEqual(words("command: app --port ${PORT:-80} ${MORE}"), [
      ["app", "app"],
      ["--port", "--port"],
      ["80", "80"],
      ["${MORE}", "${MORE}"],
    ]);
    const form = parseCompose('services:\n  web:\n    command: ["$A", "$$A", "${B:-x}"]\n');
    deepEqual(
      form.service("web")?.command?.words.map(({ value }) => value),
      [undefined, "$A", "x"],
    );
  });

  it("finds the commands that a shell is given", () => {
    deepEqual(starts("command: sh -c 'npm ci && npm run dev'"), [
      ["npm", "ci"],
      ["npm", "run", "dev"],
    ]);
    deepEqual(starts('command: ["bash", "-ec", "exec app $$X"]'), [["exec", "app", "$X"]]);
    deepEqual(starts('entrypoint: ["/bin/sh", "-c"]\ncommand: ["a; b"]'), [["a"], ["b"]]);
    deepEqual(starts("entrypoint: wait-for db\ncommand: npm start"), [
      ["wait-for", "db"],
      ["npm", "start"],
    ]);
  });

  it("points at the anchor behind an alias", () => {
    const text = "x-c: &c npm start\nservices:\n  web:\n    command: *c\n";
    const command = parseCompose(text).service("web")?.command;
    ok(command?.node.via);
    equal(slice(text, command.at), "*c");
    equal(slice(text, command.words[0]?.span ?? { start: 0, end: 0 }), "npm");
  });

  it("never throws, and stays within the text", () => {
    const piece = fc.constantFrom(
      "a",
      " ",
      "'",
      '"',
      "\\",
      "$",
      "$$",
      "${A:-b}",
      "${",
      "sh -c ",
      "\n",
      "#",
      "-",
      ";",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), fc.boolean(), (pieces, quoted) => {
        const value = quoted ? JSON.stringify(pieces.join("")) : pieces.join("").replaceAll("\n", " ");
        const text = `services:\n  web:\n    command: ${value}\n    entrypoint: [${JSON.stringify(pieces.join(""))}]\n`;
        for (const service of parseCompose(text).services) {
          for (const command of service.starts) {
            ok(command.span.start >= 0 && command.span.end <= text.length);
          }
        }
      }),
    );
  });
});
