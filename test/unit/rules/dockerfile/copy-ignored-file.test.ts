import { deepEqual } from "node:assert/strict";
import { lint } from "../../../../src/core/lint/lint";
import { copyIgnoredFile } from "../../../../src/core/rules/dockerfile/copy-ignored-file";
import { projectOf } from "../../../support/project";
import { testRule } from "../../../support/rule-tester";

const copy = (what: string) => `FROM debian:13\nCOPY ${what} /srv/\n`;
const files = { "sub/a.txt": "1", "sub/b.txt": "2", "other.txt": "3", "su.b/keep.txt": "4" };

testRule(copyIgnoredFile, {
  valid: [
    { title: "no ignore file", code: copy("dist") },
    { title: "nothing to do with it", code: { Dockerfile: copy("Dockerfile"), ".dockerignore": "foobar\n" } },
    {
      title: "from another stage",
      code: { Dockerfile: `FROM a AS b\n${copy("--from=b Dockerfile")}`, ".dockerignore": "Dockerfile\n" },
    },
    {
      title: "a URL and a heredoc",
      code: { Dockerfile: `${copy("<<EOF")}x\nEOF\nADD https://a.example/x /x\n`, ".dockerignore": "*\n" },
    },
    {
      title: "let in again",
      code: { Dockerfile: copy("./Dockerfile"), ".dockerignore": "**\n!Dockerfile\n" },
    },
    {
      title: "all of it, with an exception",
      code: { Dockerfile: copy("."), ".dockerignore": "**\n!Dockerfile\n" },
    },
    { title: "all of it but some", code: { Dockerfile: copy(". /"), ".dockerignore": ".*\n" } },
    {
      title: "a folder of which something is left",
      code: { ...files, Dockerfile: copy("sub"), ".dockerignore": "sub\n!sub/a.txt\n" },
    },
    {
      title: "the whole of it",
      code: { ...files, Dockerfile: copy("."), ".dockerignore": "sub\n!sub/a.txt\n" },
    },
    {
      title: "what is left",
      code: { ...files, Dockerfile: copy("sub/a.txt"), ".dockerignore": "sub\n!sub/a.txt\n" },
    },
    {
      title: "a pattern",
      code: { ...files, Dockerfile: copy("sub/*.txt"), ".dockerignore": "sub\n!sub/a.txt\n" },
    },
    {
      title: "an escape",
      code: { ...files, Dockerfile: copy("su.b"), ".dockerignore": "su.b\n!su\\.b/keep.txt\n" },
    },
    {
      title: "what an exception may let in that is built later",
      code: { Dockerfile: copy("dist"), ".dockerignore": "dist\n!dist/**\n" },
    },
    {
      title: "an unknown variable",
      code: { Dockerfile: `FROM a\nARG WHAT\nCOPY $WHAT /x\n`, ".dockerignore": "*\n" },
    },
    {
      title: "a pattern that may match nothing",
      code: { Dockerfile: copy("yarn.lock* package.json"), ".dockerignore": "*.lock\n" },
    },
    {
      title: "the ignore file of another context",
      code: { "docker/Dockerfile": copy("dist"), ".dockerignore": "dist\n" },
    },
    {
      title: "the ignore file of the Dockerfile",
      code: { Dockerfile: copy("dist"), "Dockerfile.dockerignore": "x\n", ".dockerignore": "dist\n" },
    },
  ],
  invalid: [
    {
      title: "COPY and ADD of an ignored file",
      code: {
        Dockerfile: "FROM scratch\nCOPY «Dockerfile» .\nADD «Dockerfile» /windy\n",
        ".dockerignore": "\nDockerfile\n",
      },
      severity: "error",
    },
    { title: "all of it", code: { Dockerfile: copy("«.»"), ".dockerignore": "*\n" }, fixed: null },
    {
      title: "all of it, whatever came before",
      code: { Dockerfile: copy("«./»"), ".dockerignore": "!a\n**\n" },
    },
    {
      title: "an exception for its neighbour",
      code: { ...files, Dockerfile: copy("«sub/a.txt»"), ".dockerignore": "sub\n!sub/b.txt\n" },
    },
    {
      title: "an exception for something else",
      code: { ...files, Dockerfile: copy("«sub/a.txt»"), ".dockerignore": "sub\n!other.txt\n" },
      fixed: { ...files, Dockerfile: copy("sub/a.txt"), ".dockerignore": "sub\n!sub/a.txt\n!other.txt\n" },
    },
    {
      title: "an exception for what is not there",
      code: { ...files, Dockerfile: copy("«sub/a.txt»"), ".dockerignore": "sub\n!nope/missing.txt\n" },
    },
    {
      title: "an exception before the pattern",
      code: { ...files, Dockerfile: copy("«sub/a.txt»"), ".dockerignore": "!sub/b.txt\nsub\n" },
    },
    {
      title: "an exception of the top",
      code: { Dockerfile: copy("«docs»"), ".dockerignore": "docs\n*.md\n!README.md\n" },
    },
    {
      title: "from anywhere in the context",
      code: { Dockerfile: copy("«../docs»"), ".dockerignore": "docs\n" },
    },
    {
      title: "a pattern for something in an ignored folder",
      code: { Dockerfile: copy("«dist/*.js»"), ".dockerignore": "dist\n" },
      severity: "warning",
    },
    {
      title: "a pattern whose files are ignored",
      code: { ...files, Dockerfile: copy("«s*»"), ".dockerignore": "**/*.txt\n" },
      severity: "warning",
    },
    {
      title: "through a variable",
      code: { Dockerfile: "FROM a\nARG OUT=build\nCOPY «$OUT» /srv\n", ".dockerignore": "build\n" },
    },
    {
      title: "secrets stay where they are",
      code: { Dockerfile: copy("«.env»"), ".dockerignore": ".env\n" },
      fixed: null,
    },
    {
      title: "what is left out of the folder stays out",
      code: {
        Dockerfile: copy("«web»"),
        ".dockerignore": "*\n**/node_modules\n",
        "web/a.js": "",
        "web/node_modules/b.js": "",
      },
      fixed: {
        Dockerfile: copy("web"),
        ".dockerignore": "*\n!web\n**/node_modules\n",
        "web/a.js": "",
        "web/node_modules/b.js": "",
      },
    },
    {
      title: "a context of Compose",
      code: {
        "docker/Dockerfile": copy("«dist»"),
        "compose.yaml": "services:\n  a:\n    build: { context: ., dockerfile: docker/Dockerfile }\n",
        ".dockerignore": "dist\n",
      },
    },
  ],
});

describe("dockerfile/copy-ignored-file: the pattern", () => {
  it("is shown beside the finding", () => {
    const project = projectOf({ Dockerfile: copy("a/b"), ".dockerignore": "x\na\n" });
    const { findings } = lint(project, [copyIgnoredFile]);
    deepEqual(
      findings.map(({ related }) => related.map(({ path, at }) => [path, at.start, at.end])),
      [[[".dockerignore", 2, 3]]],
    );
  });
});
