import assert from "node:assert/strict";
import { parseDockerfile } from "../../../../src/core/files/dockerfile/form";
import type { InstructionKind } from "../../../../src/core/files/dockerfile/instruction";
import { slice } from "../../../../src/core/text/span";

/** Traps of Dockerfiles on which other parsers have been seen to stumble. */

const kinds = (text: string): InstructionKind[] => parseDockerfile(text).instructions.map(({ kind }) => kind);

describe("heredocs", () => {
  it("does not take a marker inside quotes for one", () => {
    const form = parseDockerfile('FROM a\nRUN echo "a <<EOF b"\nUSER app\n');
    assert.deepEqual(
      form.instructions.map(({ kind }) => kind),
      ["FROM", "RUN", "USER"],
    );
    assert.ok(form.clean);
  });

  it("goes on behind a marker that has no end, and says so", () => {
    const form = parseDockerfile("FROM a\nRUN if [ $((1 <<2)) ]; then b; fi\nUSER app\n");
    assert.deepEqual(
      form.instructions.map(({ kind }) => kind),
      ["FROM", "RUN", "USER"],
    );
    assert.equal(form.clean, false);
    assert.equal(form.instructions[1]?.heredocs[0]?.body, undefined);
  });

  it("sees a marker behind a file descriptor", () => {
    const text = "FROM a\nRUN cat 3<<EOF >/x\nUSER root\nEOF\nUSER app\n";
    const form = parseDockerfile(text);
    assert.deepEqual(
      form.instructions.map(({ kind }) => kind),
      ["FROM", "RUN", "USER"],
    );
    const heredoc = form.instructions[1]?.heredocs[0];
    assert.equal(heredoc?.descriptor, 3);
    assert.equal(heredoc?.body && slice(text, heredoc.body), "USER root\n");
  });

  it("keeps bodies out of the arguments", () => {
    const text = "FROM a\nCOPY <<one <<-'two' /dst/\n# no comment\none\n\tx y\n\ttwo\nUSER app\n";
    const form = parseDockerfile(text);
    const [copy] = form.stages[0]?.all("COPY") ?? [];
    assert.equal(copy?.destination?.text, "/dst/");
    assert.deepEqual(copy?.sources, []);
    assert.deepEqual(
      copy?.heredocs.map(({ name, chomp, expands }) => [name, chomp, expands]),
      [
        ["one", false, true],
        ["two", true, false],
      ],
    );
    assert.deepEqual(form.comments, []);
    assert.equal(copy && slice(text, copy.extent).endsWith("\ttwo"), true);
    assert.equal(form.finalStage?.effects.user?.value?.text, "app");
  });

  it("reads heredocs of ADD and behind ONBUILD, not those of other keywords or of JSON arrays", () => {
    assert.deepEqual(kinds("ADD <<EOF /x\nUSER a\nEOF\nUSER b"), ["ADD", "USER"]);
    assert.deepEqual(kinds("ONBUILD RUN <<EOF\nUSER a\nEOF\nUSER b"), ["ONBUILD", "USER"]);
    assert.deepEqual(kinds("LABEL a=<<EOF\nUSER a"), ["LABEL", "USER"]);
    assert.deepEqual(kinds('RUN ["cat", "<<EOF"]\nUSER a'), ["RUN", "USER"]);
  });

  it("takes a body for a script where a shell reads it", () => {
    const commands = (text: string) =>
      parseDockerfile(text)
        .instructions.flatMap((instruction) => (instruction.kind === "RUN" ? instruction.scripts : []))
        .flatMap((script) => (script.form === "shell" ? script.script.commands : []))
        .map(({ name }) => name);
    assert.deepEqual(commands("RUN <<EOF\ncurl x\nwget y\nEOF\n"), ["curl", "wget"]);
    assert.deepEqual(commands("RUN bash -e <<EOF\ncurl x\nEOF\n"), ["curl"]);
    assert.deepEqual(commands("RUN <<EOF\n#!/usr/bin/env python3\nimport os\nEOF\n"), []);
    assert.deepEqual(commands("RUN python3 <<EOF\nimport os\nEOF\n"), ["python3"]);
    assert.deepEqual(commands("RUN cat <<EOF > /x\ncurl\nEOF\n"), ["cat"]);
  });
});

describe("line ends", () => {
  it("does not continue behind an escaped backslash", () => {
    assert.deepEqual(kinds("FROM a\nENV C trailing\\\\\nUSER app\n"), ["FROM", "ENV", "USER"]);
  });

  it("continues over comments, empty lines and blanks behind the backslash", () => {
    const form = parseDockerfile("FROM a\nRUN a && \\  \n# note\n\n  b\nUSER c\n");
    const [, run] = form.instructions;
    assert.equal(run?.args.text, "a &&   b");
    assert.equal(run?.emptyLines.length, 1);
    assert.deepEqual(
      form.comments.map(({ text, inside }) => [text, inside]),
      [[" note", true]],
    );
  });

  it("merges what follows an empty continued line, as the builder does", () => {
    assert.deepEqual(kinds("FROM a\nRUN a && \\\n\n\nUSER root\n"), ["FROM", "RUN"]);
  });

  it("is unclean when the file ends in a continuation", () => {
    assert.equal(parseDockerfile("FROM a\nRUN b \\\n").clean, false);
    assert.equal(parseDockerfile("FROM a\nRUN b \\").clean, false);
  });

  it("reads CRLF, a BOM, tabs and indentation", () => {
    const text = "\uFEFF# escape=\\\r\n\tFROM\ta:1 AS b\r\n  COPY\t--from=b\tx y\r\n";
    const form = parseDockerfile(text);
    assert.deepEqual(
      form.instructions.map(({ kind }) => kind),
      ["FROM", "COPY"],
    );
    assert.equal(form.stages[0]?.reference?.tag?.text, "1");
    assert.equal(form.directives[0]?.name, "escape");
    const [copy] = form.finalStage?.all("COPY") ?? [];
    assert.deepEqual(
      copy?.sources.map(({ span }) => slice(text, span)),
      ["x"],
    );
  });

  it("takes a keyword in any case and one that is broken over lines", () => {
    assert.deepEqual(kinds("from a\nru\\\nn b\n"), ["FROM", "RUN"]);
  });

  it("has nothing to say of texts without instructions", () => {
    for (const text of ["", "\n", "# a\n", "\uFEFF", "   \r\n"]) {
      const form = parseDockerfile(text);
      assert.deepEqual(
        [form.stages, form.instructions, form.finalStage, form.clean],
        [[], [], undefined, true],
      );
    }
  });
});

describe("directives and comments", () => {
  it("honours the escape directive at the top only", () => {
    assert.equal(parseDockerfile("# syntax=x\n# check=skip=all\n#escape = `\nFROM a\n").escape, "`");
    assert.equal(parseDockerfile("# a comment\n# escape=`\nFROM a\n").escape, "\\");
    assert.equal(parseDockerfile("\n# escape=`\nFROM a\n").escape, "\\");
    assert.deepEqual(kinds("# escape=`\nFROM a\nRUN b `\n c\nUSER d\\\nUSER e"), [
      "FROM",
      "RUN",
      "USER",
      "USER",
    ]);
  });

  it("keeps directives and comments apart", () => {
    const form = parseDockerfile("# check=skip=JSONArgsRecommended\nFROM a\n# check=skip=all\nRUN b\n");
    assert.deepEqual(
      form.directives.map(({ name, value }) => [name, value]),
      [["check", "skip=JSONArgsRecommended"]],
    );
    assert.deepEqual(
      form.comments.map(({ text }) => text),
      [" check=skip=all"],
    );
  });

  it("knows no comments at the end of a line", () => {
    const [, user] = parseDockerfile("FROM a\nUSER app # really?\n").instructions;
    assert.equal(user?.args.text, "app # really?");
  });
});

describe("open quotes", () => {
  it("makes the form unclean where the builder or the shell reads them", () => {
    for (const line of ['ENV A="b', "LABEL a='b", 'USER "app', "RUN echo 'a", 'CMD echo "a', 'FROM "a']) {
      assert.equal(parseDockerfile(`FROM x\n${line}\nUSER app\n`).clean, false, line);
    }
  });

  it("leaves apostrophes alone that open nothing", () => {
    for (const line of [
      'RUN echo "it\'s"',
      "RUN a # it's",
      'ENV A="it\'s"',
      "LABEL a=it\\'s",
      "MAINTAINER o'neil",
    ]) {
      assert.equal(parseDockerfile(`FROM x\n${line}\n`).clean, true, line);
    }
    assert.equal(parseDockerfile('FROM x\nSHELL ["cmd", "/S", "/C"]\nRUN echo it\'s\n').clean, true);
  });
});

describe("forms of instructions", () => {
  it("decides on the JSON form as the builder does", () => {
    const form = (args: string) => {
      const [cmd] = parseDockerfile(`CMD ${args}`).instructions;
      return cmd?.kind === "CMD"
        ? [cmd.command?.form, cmd.command?.form === "shell" && cmd.command.isBrokenJson]
        : [];
    };
    assert.deepEqual(form('["x" "y"]'), ["shell", true]);
    assert.deepEqual(form("['x']"), ["shell", true]);
    assert.deepEqual(form('["a", $PORT]'), ["shell", true]);
    assert.deepEqual(form('["a",]'), ["shell", true]);
    assert.deepEqual(form('["a", 1]'), ["shell", true]);
    assert.deepEqual(form('["a"] # b'), ["shell", true]);
    assert.deepEqual(form("[ -f x ] && y"), ["shell", true]);
    assert.deepEqual(form('["a", \\\n # note\n "b"]'), ["exec", false]);
    assert.deepEqual(form("[]"), ["exec", false]);
    assert.deepEqual(form("node x"), ["shell", false]);
  });

  it("reads a health check with its options", () => {
    const check = (args: string) => {
      const [instruction] = parseDockerfile(`HEALTHCHECK ${args}`).instructions;
      return instruction?.kind === "HEALTHCHECK" ? instruction : undefined;
    };
    assert.equal(check("NONE")?.check.kind, "none");
    assert.equal(check("none")?.check.kind, "none");
    assert.equal(check("")?.check.kind, "invalid");
    assert.equal(check("curl x")?.check.kind, "invalid");
    assert.equal(check("CMD")?.check.kind, "invalid");
    const shell = check('--interval=5s --timeout="3s" \\\n  CMD curl x || exit 1');
    assert.deepEqual(
      shell?.flags.map(({ name, value }) => [name, value]),
      [
        ["interval", "5s"],
        ["timeout", "3s"],
      ],
    );
    assert.equal(shell?.check.command?.form, "shell");
    assert.equal(check('cmd ["a", "b"]')?.check.command?.form, "exec");
  });

  it("keeps triggers inside their ONBUILD", () => {
    const form = parseDockerfile(
      "FROM a\nONBUILD USER root\nONBUILD COPY --chown=x a b\nONBUILD\nONBUILD ONBUILD RUN x\n",
    );
    assert.equal(form.finalStage?.effects.user, undefined);
    const triggers = form.finalStage?.all("ONBUILD").map(({ trigger }) => trigger?.kind);
    assert.deepEqual(triggers, ["USER", "COPY", undefined, undefined]);
    const [, copy] = form.finalStage?.all("ONBUILD") ?? [];
    assert.equal(copy?.trigger?.kind === "COPY" && copy.trigger.chown?.value, "x");
  });

  it("reads every pair of ARG, ENV and LABEL", () => {
    const pairs = (line: string) => {
      const [instruction] = parseDockerfile(line).instructions;
      return instruction && "pairs" in instruction
        ? instruction.pairs.map(({ key, value, isLegacy }) => [key, value?.text, isLegacy])
        : [];
    };
    assert.deepEqual(pairs("ARG A=1 B C="), [
      ["A", "1", false],
      ["B", undefined, false],
      ["C", "", false],
    ]);
    assert.deepEqual(pairs("ENV A some words"), [["A", "some words", true]]);
    assert.deepEqual(pairs("ENV A=\"b c\" 'D'=e\\ f"), [
      ["A", '"b c"', false],
      ["D", "e\\ f", false],
    ]);
    assert.deepEqual(pairs('LABEL "com.x y"="z" \\\n  a=b'), [
      ["com.x y", '"z"', false],
      ["a", "b", false],
    ]);
  });

  it("takes flags at the start only", () => {
    const [copy, none, end] = parseDockerfile(
      "COPY a b --from=c\nCOPY --link -- --x y\nCOPY --chmod=755 --chown='a b' x y\n",
    ).instructions;
    assert.equal(copy?.flags.length, 0);
    assert.deepEqual(none?.kind === "COPY" && [none.flags.length, none.sources.map(({ text }) => text)], [
      1,
      ["--x"],
    ]);
    assert.deepEqual(end?.kind === "COPY" && [end.chmod?.value, end.chown?.value], ["755", "a b"]);
  });

  it("reads mounts, ports, lists and keywords that nobody knows", () => {
    const form = parseDockerfile(
      'FROM a\nRUN --mount=type=cache,dst=/root/.cache,ro --mount=target=. x\nEXPOSE 80 443/UDP 90-95 $P\nVOLUME ["/a b"]\nFOO bar\n',
    );
    const [run] = form.finalStage?.all("RUN") ?? [];
    assert.deepEqual(
      run?.mounts.map(({ type, options }) => [type, options.get("target"), options.has("readonly")]),
      [
        ["cache", "/root/.cache", true],
        ["bind", ".", false],
      ],
    );
    const [expose] = form.finalStage?.all("EXPOSE") ?? [];
    assert.deepEqual(
      expose?.ports.map(({ port, protocol }) => [port, protocol]),
      [
        [80, "tcp"],
        [443, "udp"],
        [undefined, "tcp"],
        [undefined, "tcp"],
      ],
    );
    assert.deepEqual(
      form.finalStage?.all("VOLUME")[0]?.paths.map(({ text }) => text),
      ["/a b"],
    );
    assert.equal(form.finalStage?.all("unknown")[0]?.keyword, "FOO");
  });
});
