import assert from "node:assert/strict";
import { parseDockerfile } from "../../../../src/core/files/dockerfile/form";
import { slice } from "../../../../src/core/text/span";

describe("stages", () => {
  it("follows FROM <stage> in any case, also through variables", () => {
    const form = parseDockerfile(
      "ARG B=Base\nFROM a:1 AS base\nFROM BASE AS dev\nFROM ${B} AS prod\nFROM other\n",
    );
    assert.deepEqual(
      form.stages.map(({ name, parent, base }) => [name, parent?.name, base?.text]),
      [
        ["base", undefined, "a:1"],
        ["dev", "base", "a:1"],
        ["prod", "base", "a:1"],
        [undefined, undefined, "other"],
      ],
    );
    assert.equal(form.finalStage?.index, 3);
  });

  it("takes the later of two stages of one name", () => {
    const form = parseDockerfile("FROM a AS x\nFROM b AS x\nFROM x\n");
    assert.equal(form.finalStage?.base?.text, "b");
  });

  it("does not see a stage that comes later, nor itself", () => {
    const form = parseDockerfile("FROM node AS node\nFROM later\nFROM x AS later\n");
    assert.deepEqual(
      form.stages.map(({ parent }) => parent),
      [undefined, undefined, undefined],
    );
  });

  it("inherits what a stage leaves in force", () => {
    const form = parseDockerfile(
      'FROM a AS base\nUSER app\nWORKDIR /srv\nSHELL ["bash", "-c"]\nHEALTHCHECK CMD x\nEXPOSE 80\nSTOPSIGNAL INT\nCMD one\nFROM base\nUSER root\nEXPOSE 443\n',
    );
    const { effects } = form.finalStage ?? {};
    assert.equal(effects?.user?.value?.text, "root");
    assert.equal(effects?.workdir?.value?.text, "/srv");
    assert.equal(effects?.healthcheck?.check.kind, "command");
    assert.equal(effects?.shell?.command?.form, "exec");
    assert.equal(effects?.stopsignal?.value?.text, "INT");
    assert.equal(effects?.cmd?.args.text, "one");
    assert.equal(effects?.cmd && form.finalStage?.owns(effects.cmd), false);
    assert.equal(effects?.user && form.finalStage?.owns(effects.user), true);
    assert.deepEqual(
      form.finalStage?.allInChain("EXPOSE").map(({ args }) => args.text),
      ["80", "443"],
    );
  });

  it("drops an inherited CMD under a new entry point", () => {
    const cmd = (text: string) => parseDockerfile(text).finalStage?.effects.cmd?.args.text;
    assert.equal(cmd("FROM a AS b\nCMD one\nFROM b\nENTRYPOINT two\n"), undefined);
    assert.equal(cmd("FROM a AS b\nCMD one\nFROM b\nENTRYPOINT two\nCMD three\n"), "three");
    assert.equal(cmd("FROM a\nCMD one\nENTRYPOINT two\n"), "one");
  });

  it("knows variables by where they are defined", () => {
    const form = parseDockerfile(
      "ARG G=global\nARG UNSET\nFROM a AS base\nARG G\nARG L=$G-l\nENV E=$L F=$E\nENV F=$E\nFROM base\nARG UNSET\nENV E=new\nARG E=arg\n",
    );
    const [base, final] = form.stages;
    assert.equal(base?.variable("G"), "global");
    assert.equal(base?.variable("L"), "global-l");
    assert.equal(base?.variable("E"), "global-l");
    assert.equal(base?.variable("F"), "global-l");
    assert.equal(final?.variable("F"), "global-l", "ENV of the parent stage");
    assert.equal(final?.variable("E"), "new", "ENV wins over ARG");
    assert.equal(final?.variable("UNSET"), undefined);
    assert.equal(final?.defines("UNSET"), true);
    assert.equal(final?.defines("NOTHING"), false);
  });

  it("expands with what is defined before an instruction", () => {
    const form = parseDockerfile("FROM a\nENV A=1\nUSER u$A\nENV A=2\nUSER u$A\n");
    const users = form.finalStage
      ?.all("USER")
      .map(({ value, index }) => value && form.finalStage?.expand(value, index).text);
    assert.deepEqual(users, ["u1", "u2"]);
  });

  it("does not let one ENV see what it sets itself", () => {
    assert.equal(parseDockerfile("FROM a\nENV A=1\nENV A=2 B=$A\n").finalStage?.variable("B"), "1");
  });

  it("keeps global ARGs out of stages that do not ask for them", () => {
    assert.equal(parseDockerfile("ARG A=1\nFROM a\nENV B=$A\n").finalStage?.variable("B"), undefined);
  });

  it("expands the image recursively, quotes and platform aside", () => {
    const text = 'ARG V=18\nARG BASE=node:${V}-alpine\nFROM --platform=$BUILDPLATFORM "${BASE}" AS b\n';
    const stage = parseDockerfile(text).finalStage;
    assert.equal(stage?.image?.text, "node:18-alpine");
    assert.equal(stage?.from.platform?.value, "$BUILDPLATFORM");
    assert.equal(stage?.from.image && slice(text, stage.from.image.span), '"${BASE}"');
    const quoted = parseDockerfile('FROM ubuntu:"22.04"\n').finalStage;
    assert.equal(quoted?.reference?.tag?.text, "22.04");
  });

  it("locates the version in the ARG it comes from", () => {
    const text = "ARG V=18\nFROM node:${V}-alpine\n";
    const stage = parseDockerfile(text).finalStage;
    const at = stage?.image?.locate(5, 7);
    assert.equal(at && slice(text, at), "18");
    assert.equal(at?.start, text.indexOf("18"));
  });

  it("has no base while a variable hides it", () => {
    const stage = parseDockerfile("ARG BASE\nFROM ${BASE}:1\n").finalStage;
    assert.equal(stage?.base, undefined);
    assert.equal(stage?.image?.text, undefined);
  });
});
