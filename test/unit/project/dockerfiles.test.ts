import assert from "node:assert/strict";
import {
  contextsIgnoredBy,
  contextsOf,
  ignoreFileOf,
  withinFolder,
} from "../../../src/core/project/build-context";
import { dockerfiles } from "../../../src/core/project/dockerfiles";
import type { Project } from "../../../src/core/project/project";
import { pythonPackages, pythonPackagesIn } from "../../../src/core/project/python-packages";
import { projectOf } from "../../support/project";

const view = (project: Project) => project.watch().view;
const summary = (text: string) =>
  view(projectOf({ Dockerfile: text }))
    .fact(dockerfiles)
    .get("Dockerfile");

describe("what is known of Dockerfiles", () => {
  it("tells the health check of the built stage", () => {
    const state = (text: string) => summary(text)?.healthcheck;
    assert.equal(state("FROM node:24\nHEALTHCHECK CMD x\n"), "defined");
    assert.equal(state("FROM node:24 AS a\nHEALTHCHECK CMD x\nFROM a\n"), "defined");
    assert.equal(state("FROM node:24\nHEALTHCHECK CMD x\nHEALTHCHECK NONE\n"), "disabled");
    assert.equal(state("FROM node:24 AS a\nHEALTHCHECK CMD x\nFROM node:24\n"), "absent");
    assert.equal(state("FROM scratch\n"), "absent");
    assert.equal(state("FROM acme/base:1\n"), "unknown", "a base image may bring one");
    assert.equal(state("ARG B\nFROM $B\n"), "unknown");
    assert.equal(state("FROM node:24\nRUN <<EOF\nHEALTHCHECK CMD x\n"), "unknown", "the file is not whole");
    assert.equal(state(""), "unknown");
  });

  it("tells base, ports and what is copied", () => {
    const text =
      "ARG V=24\nFROM node:${V} AS build\nCOPY package.json ./src/ /app/\nCOPY . .\nADD https://x.y/z /z\nFROM node:${V}-slim\nENV P=9000\nEXPOSE 8080 $P 1-2\nEXPOSE 8080/tcp\nCOPY --from=build /app /app\n";
    const known = summary(text);
    assert.equal(known?.base, "node:24-slim");
    assert.deepEqual(known?.ports, [8080, 9000]);
    assert.deepEqual(known?.copied, ["package.json", "src", "."]);
    assert.equal(known?.copiesContext, true);
    assert.equal(summary("FROM a\nCOPY ./src /src\n")?.copiesContext, false);
    assert.equal(summary("FROM a\nADD ./ /src\n")?.copiesContext, true);
  });
});

describe("build contexts", () => {
  it("are the Dockerfile's folder, or what Compose names", () => {
    const own = view(projectOf({ "api/Dockerfile": "FROM a\n" }));
    assert.deepEqual(
      contextsOf(own, "api/Dockerfile").map(({ folder }) => folder),
      ["api"],
    );
    const named = view(
      projectOf({
        "docker/api.Dockerfile": "FROM a\n",
        "compose.yaml":
          "services:\n  api:\n    build:\n      context: .\n      dockerfile: docker/api.Dockerfile\n",
      }),
    );
    assert.deepEqual(
      contextsOf(named, "docker/api.Dockerfile").map(({ folder }) => folder),
      [""],
    );
  });

  it("have the ignore file beside the Dockerfile before the one at their root", () => {
    const project = view(
      projectOf({
        Dockerfile: "FROM a\n",
        "web.Dockerfile": "FROM a\n",
        "web.Dockerfile.dockerignore": "a\n",
        ".dockerignore": "b\n",
        "sub/Dockerfile": "FROM a\n",
      }),
    );
    const file = (path: string) => contextsOf(project, path).map((context) => ignoreFileOf(project, context));
    assert.deepEqual(file("Dockerfile"), [".dockerignore"]);
    assert.deepEqual(file("web.Dockerfile"), ["web.Dockerfile.dockerignore"]);
    assert.deepEqual(file("sub/Dockerfile"), [undefined]);
    const served = (path: string) => contextsIgnoredBy(project, path).map(({ dockerfile }) => dockerfile);
    assert.deepEqual(served(".dockerignore"), ["Dockerfile"]);
    assert.deepEqual(served("web.Dockerfile.dockerignore"), ["web.Dockerfile"]);
  });

  it("compare paths by whole folders", () => {
    assert.equal(withinFolder("api", "api/a.py"), "a.py");
    assert.equal(withinFolder("api", "api2/a.py"), undefined);
    assert.equal(withinFolder("", "a.py"), "a.py");
  });
});

describe("Python packages", () => {
  const of = (files: Readonly<Record<string, string>>) => {
    const [manifest] = [...view(projectOf(files)).fact(pythonPackages).values()];
    return manifest && [manifest.distributions, manifest.isComplete];
  };

  it("come from requirements files", () => {
    assert.deepEqual(of({ "requirements.txt": "Flask==3\nflask\nPy_Yaml\n" }), [["flask", "py-yaml"], true]);
    assert.deepEqual(of({ "requirements/prod.txt": "-e .\nflask\n" }), [["flask"], false]);
  });

  it("come from pyproject.toml in all its dialects", () => {
    assert.deepEqual(
      of({
        "pyproject.toml":
          '[project]\ndependencies = ["fastapi[all]>=0.1", "uvicorn"]\n[project.optional-dependencies]\ndb = ["psycopg"]\n[dependency-groups]\ndev = ["ruff", {include-group = "x"}]\n',
      }),
      [["fastapi", "uvicorn", "psycopg", "ruff"], true],
    );
    assert.deepEqual(
      of({
        "pyproject.toml":
          '[tool.poetry.dependencies]\npython = "^3.13"\nDjango = "^5"\n[tool.poetry.group.dev.dependencies]\npytest = "*"\n',
      }),
      [["django", "pytest"], true],
    );
    assert.deepEqual(of({ "pyproject.toml": '[project]\ndynamic = ["dependencies"]\n' }), [[], false]);
    assert.equal(of({ "pyproject.toml": "[tool.ruff]\nline-length = 100\n" }), undefined);
  });

  it("are joined below a folder", () => {
    const project = view(
      projectOf({
        "api/requirements.txt": "a\n",
        "api/dev/requirements.txt": "b\n./x\n",
        "web/requirements.txt": "c\n",
      }),
    );
    assert.deepEqual(pythonPackagesIn(project, "api"), { distributions: ["b", "a"], isComplete: false });
    assert.equal(pythonPackagesIn(project, "docs"), undefined);
  });
});
