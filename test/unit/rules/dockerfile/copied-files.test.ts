import assert from "node:assert/strict";
import { CopiedFiles } from "../../../../src/core/rules/dockerfile/copied-files";
import { projectOf } from "../../../support/project";

/** Where `path` of the final stage comes from at its end, as `named path`, `path`, `?` or undefined. */
function originOf(
  lines: string,
  path: string,
  others: readonly string[],
  ignore?: string,
): string | undefined {
  const texts: Record<string, string> = { Dockerfile: lines };
  for (const other of others) texts[other] = "";
  if (ignore !== undefined) texts[".dockerignore"] = ignore;
  const project = projectOf(texts);
  const file = project.file("Dockerfile");
  assert.ok(file?.is("dockerfile"));
  const stage = file.form.finalStage;
  assert.ok(stage);
  const files = new CopiedFiles(stage, project.watch().view, { dockerfile: "Dockerfile", folder: "" });
  const origin = files.originOf(path, Number.POSITIVE_INFINITY);
  return origin && `${origin.isNamed ? "named " : ""}${origin.path ?? "?"}`;
}

const all = ["package.json", "src/index.js", "web/package.json", "web/src/app.js", "libs/a/package.json"];
const node = "FROM node:24\nWORKDIR /app\n";

describe("copied files", () => {
  const cases: readonly [string, string, string, string | undefined][] = [
    ["a file to a folder", `${node}COPY package.json ./\n`, "/app/package.json", "named package.json"],
    ["a file under another name", `${node}COPY package.json /x/p.json\n`, "/x/p.json", "named package.json"],
    ["a pattern", `${node}COPY pack*.json .\n`, "/app/package.json", "named package.json"],
    ["a pattern in a folder", `${node}COPY web/*.json .\n`, "/app/package.json", "named web/package.json"],
    ["a pattern of folders", `${node}COPY libs/*/package.json .\n`, "/app/package.json", "?"],
    ["all of it", `${node}COPY . .\n`, "/app/web/src/app.js", "web/src/app.js"],
    ["a folder, by its content", `${node}COPY web .\n`, "/app/src/app.js", "web/src/app.js"],
    ["a folder to a folder", `${node}COPY ./web/ /app/web\n`, "/app/web/package.json", "web/package.json"],
    ["not there", `${node}COPY web ./web\n`, "/app/package.json", undefined],
    ["the last one counts", `${node}COPY . .\nCOPY web .\n`, "/app/package.json", "web/package.json"],
    ["another stage", `FROM a AS a\n${node}COPY --from=a /app .\n`, "/app/package.json", "?"],
    [
      "one file of another stage",
      `FROM a AS a\n${node}COPY --from=a /app/x.txt .\n`,
      "/app/package.json",
      undefined,
    ],
    ["an unknown folder", `${node}ARG TO\nCOPY src $TO\n`, "/app/package.json", "?"],
    ["variables", `${node}ENV D=/srv\nCOPY package.json $D/\n`, "/srv/package.json", "named package.json"],
    [
      "a folder inherited",
      `FROM node:24 AS a\nWORKDIR /a\nFROM a\nWORKDIR b\nCOPY . .\n`,
      "/a/b/package.json",
      "package.json",
    ],
    [
      "what a parent stage copied",
      `FROM node:24 AS a\nCOPY . /x\nFROM a\n`,
      "/x/package.json",
      "package.json",
    ],
    ["left out of a COPY", `${node}COPY --exclude=*.json . .\n`, "/app/package.json", "?"],
    ["parents", `${node}COPY --parents libs/*/package.json ./\n`, "/app/libs/a/package.json", "?"],
    ["an archive that is unpacked", `${node}ADD app.tar.gz ./\n`, "/app/package.json", "?"],
    ["a heredoc", `${node}COPY <<EOF ./package.json\n{}\nEOF\n`, "/app/package.json", "?"],
    ["not in the workspace", `${node}COPY dist .\n`, "/app/package.json", "?"],
    [
      "another file that is not in the workspace",
      `${node}COPY gone.json ./\n`,
      "/app/package.json",
      undefined,
    ],
  ];
  for (const [title, lines, path, expected] of cases) {
    it(title, () => assert.equal(originOf(lines, path, all), expected));
  }

  it("leaves out what the ignore file keeps out", () => {
    assert.equal(originOf(`${node}COPY . .\n`, "/app/package.json", all, "*.json\n"), undefined);
  });
});
