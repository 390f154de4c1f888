import assert from "node:assert/strict";
import { describeAt } from "../../../src/core/lint/describe";
import { rules } from "../../../src/core/rules/list";
import { projectOf } from "../../support/project";

/** What a hover tells at the `|` of a text. */
function tell(path: string, marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const file = projectOf({ [path]: text }).file(path);
  assert.ok(file);
  const told = describeAt(file, offset, rules, "2026-11-25");
  return told && { ...told, text: text.slice(told.at.start, told.at.end) };
}

describe("what a hover tells", () => {
  it("when support of an image ends, and which lines have some left", () => {
    const told = tell("Dockerfile", "FROM node:1|8-alpine AS build\n");
    assert.equal(told?.text, "node:18-alpine");
    assert.match(told.markdown, /\*\*Node\.js 18\*\* has had no security fixes since 2025-04-30\./);
    assert.match(told.markdown, /\| 24 \| 2028-04-30 \|/);
    assert.doesNotMatch(told.markdown, /\| 18 \|/);
  });

  it("the system below the image too", () => {
    const told = tell("Dockerfile", "FROM python:3.13-al|pine3.18\n");
    assert.match(told?.markdown ?? "", /\*\*Python 3\.13\*\* gets .*\*\*Alpine Linux 3\.18\*\* has had/s);
  });

  it("of images that variables put together, and of Compose files", () => {
    assert.match(
      tell("Dockerfile", "ARG V=22\nFROM node:$|{V}-slim\n")?.markdown ?? "",
      /Node\.js 22\*\* gets/,
    );
    const told = tell("compose.yaml", "services:\n  db:\n    image: post|gres:13\n");
    assert.equal(told?.text, "postgres:13");
    assert.match(told.markdown, /PostgreSQL 13/);
  });

  it("nothing about images that nobody knows", () => {
    assert.equal(tell("Dockerfile", "FROM acme/to|ol:1.2\n"), undefined);
    assert.equal(tell("Dockerfile", "FROM node:l|ts\n"), undefined);
    assert.equal(tell("Dockerfile", "FROM node:18\nRUN ma|ke\n"), undefined);
  });

  it("what a rule is about where its id stands, also by the code of another tool", () => {
    const own = tell("Dockerfile", "# liftoff-ignore dockerfile/non-|root-user -- why\nFROM node:24\n");
    assert.equal(own?.rule, "dockerfile/non-root-user");
    assert.equal(own.text, "dockerfile/non-root-user");
    assert.match(own.markdown, /unprivileged/);
    const other = tell("Dockerfile", "# hadolint ignore=DL3|002\nFROM node:24\n");
    assert.equal(other?.rule, "dockerfile/non-root-user");
  });
});
