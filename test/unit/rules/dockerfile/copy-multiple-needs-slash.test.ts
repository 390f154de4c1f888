import { copyMultipleNeedsSlash } from "../../../../src/core/rules/dockerfile/copy-multiple-needs-slash";
import { testRule } from "../../../support/rule-tester";

testRule(copyMultipleNeedsSlash, {
  valid: [
    "FROM node:24\nCOPY a b\nCOPY a b c/\nCOPY a b ./\n",
    'FROM node:24\nCOPY a b "c/"\nCOPY ["a", "b", "c/"]\n',
    { title: "a glob may match once", code: "FROM node:24\nCOPY package*.json .\n" },
    { title: "a variable with the slash", code: "FROM node:24\nENV D=/x/\nCOPY a b $D\nCOPY a b $D/\n" },
    { title: "a variable that only the build knows", code: "FROM node:24\nARG D\nCOPY a b $D\n" },
    { title: "a Windows path", code: "# escape=`\nFROM a:1\nCOPY a b C:\\x\\\n" },
    { title: "one heredoc", code: "FROM node:24\nCOPY <<EOF /x\na\nEOF\n" },
    { title: "the history of an image", code: "FROM node:24\nCOPY file:8b8864b3 in /x\n" },
  ],
  invalid: [
    {
      title: "a path that nothing makes",
      code: "FROM node:24\nWORKDIR /app\nCOPY --chown=node a b «src»\nADD a b «/data/x»\n",
      severity: "error",
      fixed: "FROM node:24\nWORKDIR /app\nCOPY --chown=node a b src/\nADD a b /data/x/\n",
    },
    { title: "quotes", code: 'FROM node:24\nCOPY a b «"c"»\n', fixed: 'FROM node:24\nCOPY a b "c/"\n' },
    {
      title: "JSON",
      code: 'FROM node:24\nCOPY ["a", "b", "«c»"]\n',
      fixed: 'FROM node:24\nCOPY ["a", "b", "c/"]\n',
    },
    {
      title: "a variable",
      code: "FROM node:24\nENV D=/x\nCOPY a b «$D»\n",
      fixed: "FROM node:24\nENV D=/x\nCOPY a b $D/\n",
    },
    {
      title: "here",
      code: "FROM node:24\nCOPY a b «.»\n",
      severity: "info",
      fixed: "FROM node:24\nCOPY a b ./\n",
    },
    {
      title: "the working folder",
      code: "FROM node:24\nWORKDIR /srv\nWORKDIR app\nCOPY a b «/srv/app»\n",
      severity: "info",
    },
    {
      title: "above the working folder",
      code: "FROM node:24\nWORKDIR /srv/app\nCOPY a b «/srv»\n",
      severity: "info",
    },
    {
      title: "a folder that RUN makes",
      code: "FROM node:24\nRUN mkdir -p /data/x\nCOPY a b «/data/x»\n",
      severity: "info",
    },
    {
      title: "a folder that COPY makes",
      code: "FROM node:24\nCOPY a /data/x/\nCOPY a b «/data»\n",
      severity: "info",
    },
    {
      title: "a folder of the stage below",
      code: "FROM node:24 AS x\nWORKDIR /app\nFROM x\nCOPY a b «/app»\n",
      severity: "info",
    },
    { title: "a folder of every image", code: "FROM node:24\nCOPY a b «/usr/local/bin»\n", severity: "info" },
    { title: "an image that nobody knows", code: "FROM acme/base:1\nCOPY a b «/app»\n", severity: "warning" },
    { title: "two heredocs", code: "FROM node:24\nCOPY <<A <<B «/x»\na\nA\nb\nB\n", severity: "error" },
    { title: "a trigger", code: "FROM node:24\nONBUILD COPY a b «c»\n" },
    { title: "a file without FROM", code: "COPY foo bar «baz»\n", severity: "error" },
  ],
});
