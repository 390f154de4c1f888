import assert from "node:assert/strict";
import { addNodeDependency, addPythonDependency } from "../../../src/core/project/add-dependency";
import { applyEdits } from "../../../src/core/text/edits";
import { projectOf } from "../../support/project";

function manifestsWith(files: Record<string, string>, path: string, name: string): Record<string, string> {
  const project = projectOf(files).watch().view;
  const add = path.endsWith(".py") ? addPythonDependency : addNodeDependency;
  return Object.fromEntries(
    add(project, path, name).map((change) => [
      change.path,
      applyEdits(files[change.path] ?? "", change.edits),
    ]),
  );
}

describe("a dependency that a fix needs", () => {
  it("goes into the nearest package.json", () => {
    const files = {
      "package.json": "{}",
      "api/package.json": '{\n  "dependencies": {\n    "express": "^5.0.0"\n  }\n}\n',
    };
    const range = /"helmet": "\^\d+\.\d+\.\d+"/;
    const { "api/package.json": text, ...others } = manifestsWith(files, "api/src/app.js", "helmet");
    assert.match(text ?? "", range);
    assert.deepEqual(Object.keys(JSON.parse(text ?? "").dependencies), ["express", "helmet"]);
    assert.deepEqual(others, {});
  });

  it("gets a table of its own where package.json has none", () => {
    const { "package.json": text } = manifestsWith(
      { "package.json": '{\n  "name": "api"\n}\n' },
      "app.js",
      "helmet",
    );
    assert.equal(
      text,
      `{\n  "name": "api",\n  "dependencies": {\n    "helmet": "${JSON.parse(text ?? "").dependencies.helmet}"\n  }\n}\n`,
    );
  });

  it("is left alone where it is there, unknown, or where nothing can be read", () => {
    assert.deepEqual(
      manifestsWith({ "package.json": '{ "dependencies": { "helmet": "7" } }' }, "app.js", "helmet"),
      {},
    );
    assert.deepEqual(manifestsWith({ "package.json": "{}" }, "app.js", "left-pad"), {});
    assert.deepEqual(manifestsWith({ "package.json": '{ "dependencies": {' }, "app.js", "helmet"), {});
    assert.deepEqual(manifestsWith({ "app.js": "" }, "app.js", "helmet"), {});
    assert.deepEqual(manifestsWith({ "requirements.txt": "SlowAPI==0.1.9\n" }, "app.py", "slowapi"), {});
  });

  it("is pinned in requirements as its neighbours are, in their order", () => {
    const at = (text: string) =>
      manifestsWith({ "requirements.txt": text }, "app/main.py", "slowapi")["requirements.txt"];
    assert.match(
      at("fastapi==0.115.0\nuvicorn==0.32.0\n") ?? "",
      /^fastapi==0\.115\.0\nslowapi==[\d.]+\nuvicorn/,
    );
    assert.match(at("uvicorn>=0.32\nfastapi\n") ?? "", /\nfastapi\nslowapi>=[\d.]+\n$/);
    assert.equal(at("uvicorn\nfastapi"), "uvicorn\nfastapi\nslowapi");
    assert.equal(at("fastapi==0.1 --hash=sha256:aa\n"), undefined);
  });

  it("goes into what requirements are compiled from", () => {
    const changed = manifestsWith(
      { "requirements.in": "fastapi\n", "requirements.txt": "fastapi==1\n" },
      "main.py",
      "slowapi",
    );
    assert.deepEqual(changed, { "requirements.in": "fastapi\nslowapi\n" });
  });

  it("goes into the tables of pyproject.toml", () => {
    const at = (text: string) =>
      manifestsWith({ "pyproject.toml": text }, "main.py", "slowapi")["pyproject.toml"] ?? "";
    assert.match(
      at('[project]\ndependencies = [\n  "fastapi>=0.115", # web\n]\n'),
      /\[\n {2}"fastapi>=0\.115",\n {2}"slowapi>=[\d.]+", # web\n\]\n$/,
    );
    assert.match(at('[project]\ndependencies = ["fastapi"]\n'), /\["fastapi", "slowapi>=[\d.]+"\]/);
    assert.match(
      at('[tool.poetry.dependencies]\npython = "^3.12"\nfastapi = "^0.115"\n'),
      /fastapi = "\^0\.115"\nslowapi = "\^[\d.]+"\n$/,
    );
  });
});
