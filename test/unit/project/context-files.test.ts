import { deepEqual, equal } from "node:assert/strict";
import { contextFiles, ignoreFormOf, stateInContext } from "../../../src/core/project/context-files";
import { knownContexts } from "../../../src/core/project/known-contexts";
import { projectOf } from "../../support/project";

const viewOf = (files: Record<string, string>) => projectOf(files).watch().view;
const root = { dockerfile: "Dockerfile", folder: "" };

describe("files of a build context", () => {
  const files = {
    Dockerfile: "FROM a\n",
    ".dockerignore": "docs\n!docs/api.md\n**/*.log\n",
    "docs/api.md": "",
    "docs/guide.md": "",
    "src/a.log": "",
    "src/main.py": "",
    "logs/b.log": "",
    "data.bin": "",
  };
  const view = viewOf(files);

  it("are those that no pattern keeps out, binary ones included", () => {
    deepEqual(contextFiles(view, root), [
      ".dockerignore",
      "Dockerfile",
      "data.bin",
      "docs/api.md",
      "src/main.py",
    ]);
  });

  it("are all of the folder without an ignore file, as seen from it", () => {
    deepEqual(contextFiles(view, { dockerfile: "src/Dockerfile", folder: "src" }), ["a.log", "main.py"]);
  });

  it("are looked up one by one, and folders by what is in them", () => {
    const states = [
      "src/main.py",
      "src",
      "docs",
      "docs/guide.md",
      "logs",
      "src/a.log",
      "nowhere",
      "src/main",
    ];
    deepEqual(
      states.map((path) => stateInContext(view, root, path)),
      ["present", "present", "present", "ignored", "ignored", "ignored", "absent", "absent"],
    );
  });

  it("follow the ignore file of the Dockerfile before that of the context", () => {
    const own = viewOf({ ...files, "Dockerfile.dockerignore": "src\n" });
    equal(stateInContext(own, root, "src"), "ignored");
    equal(stateInContext(own, root, "docs/guide.md"), "present");
    deepEqual(
      ignoreFormOf(own, root)?.patterns.map(({ path }) => path),
      ["src"],
    );
    equal(ignoreFormOf(viewOf({ Dockerfile: "FROM a\n" }), root), undefined);
  });
});

describe("the contexts that are known", () => {
  const folders = (files: Record<string, string>, path: string) =>
    knownContexts(viewOf(files), path).map(({ folder }) => folder);

  it("are those that Compose names, wherever the files lie", () => {
    const files = {
      "docker/Dockerfile": "FROM a\nCOPY a.txt /\n",
      "docker/a.txt": "",
      "compose.yaml": "services:\n  a:\n    build: { context: app, dockerfile: ../docker/Dockerfile }\n",
    };
    deepEqual(folders(files, "docker/Dockerfile"), ["app"]);
  });

  it("are the top for a Dockerfile that lies there", () => {
    deepEqual(folders({ Dockerfile: "FROM a\nCOPY nothing /\n" }, "Dockerfile"), [""]);
  });

  it("are the folder of the Dockerfile, or the top, after the files that it copies", () => {
    const copy = "FROM a\nCOPY package.json src/index.js /srv/\nCOPY . .\n";
    const here = {
      "api/Dockerfile": copy,
      "api/package.json": "{}",
      "api/src/index.js": "",
      "package.json": "{}",
    };
    deepEqual(folders(here, "api/Dockerfile"), ["api"]);
    const above = { "docker/Dockerfile": copy, "package.json": "{}", "src/index.js": "" };
    deepEqual(folders(above, "docker/Dockerfile"), [""]);
    deepEqual(folders({ "docker/Dockerfile": copy }, "docker/Dockerfile"), []);
  });

  it("are the folder that has a manifest when all of it is copied", () => {
    const files = {
      "api/Dockerfile": "FROM a\nCOPY . .\n",
      "ops/Dockerfile": "FROM a\nCOPY . .\n",
      "api/go.mod": "",
    };
    deepEqual(folders(files, "api/Dockerfile"), ["api"]);
    deepEqual(folders(files, "ops/Dockerfile"), []);
  });
});
