import assert from "node:assert/strict";
import { parseScript } from "../../../../src/core/files/script/form";
import { addStatementsAfter, addStatementsBefore } from "../../../../src/core/files/script/insert";
import { applyEdits } from "../../../../src/core/text/edits";

function inserted(where: "after" | "before", text: string, lines: readonly string[]): string | undefined {
  const add = where === "after" ? addStatementsAfter : addStatementsBefore;
  const offset = text.indexOf("|");
  const source = text.replace("|", "");
  const edit = add(parseScript(source, "app.js"), offset, lines);
  return edit && applyEdits(source, [edit]);
}

describe("statements put into a script", () => {
  it("follow the statement, behind its comment", () => {
    assert.equal(
      inserted("after", "const app = |express(); // the app\napp.get('/', home);\n", ["app.use(helmet());"]),
      "const app = express(); // the app\napp.use(helmet());\napp.get('/', home);\n",
    );
  });

  it("stand in front of it and of its comments", () => {
    assert.equal(
      inserted("before", "a();\n// serve\n// for ever\n|app.listen(1);\n", ["b();"]),
      "a();\nb();\n// serve\n// for ever\napp.listen(1);\n",
    );
  });

  it("take the indentation, the line ends and the missing semicolons of the file", () => {
    assert.equal(
      inserted("after", "function make() {\r\n\tconst app = |express()\r\n\treturn app\r\n}\r\n", [
        "app.use((req, res, next) => {",
        "  next();",
        "});",
      ]),
      "function make() {\r\n\tconst app = express()\r\n\tapp.use((req, res, next) => {\r\n\t\tnext()\r\n\t})\r\n\treturn app\r\n}\r\n",
    );
  });

  it("follow the last line of a file that ends without a line break", () => {
    assert.equal(inserted("after", "|a();", ["b();"]), "a();\nb();");
  });

  it("take the file's semicolons where the statement itself spans lines", () => {
    assert.equal(
      inserted("after", "const a = |make({\n  b: 1,\n});\n", ["use(a);"]),
      "const a = make({\n  b: 1,\n});\nuse(a);\n",
    );
  });

  it("indent as the code does, not as a text of several lines", () => {
    assert.equal(
      inserted("after", "const css = `\n      a {}\n`;\nif (css) {\n  |use(css);\n}\n", [
        "each(() => {",
        "  b();",
        "});",
      ]),
      "const css = `\n      a {}\n`;\nif (css) {\n  use(css);\n  each(() => {\n    b();\n  });\n}\n",
    );
  });

  it("are refused where the line holds more than one statement", () => {
    assert.equal(inserted("after", "|a(); b();\n", ["c();"]), undefined);
    assert.equal(inserted("before", "a(); |b();\n", ["c();"]), undefined);
    assert.equal(inserted("after", "if (x) { |a(); }\n", ["c();"]), undefined);
  });
});
