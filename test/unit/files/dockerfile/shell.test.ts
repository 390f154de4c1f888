import assert from "node:assert/strict";
import fc from "fast-check";
import { commandsOf, parseCommand, scriptIndex } from "../../../../src/core/files/dockerfile/command";
import { LogicalText } from "../../../../src/core/files/dockerfile/logical";
import { parseShell, toolOf } from "../../../../src/core/files/dockerfile/shell";
import { slice } from "../../../../src/core/text/span";

const parse = (text: string) => parseShell(LogicalText.of(text, 0));
const words = (text: string) =>
  parse(text).commands.map((command) => command.words.map((word) => word.raw).join(" "));

describe("parseShell", () => {
  it("splits at operators, not inside quotes", () => {
    assert.deepEqual(words("a && b || c ; d | e & f\ng"), ["a", "b", "c", "d", "e", "f", "g"]);
    assert.deepEqual(words(`echo "a && b" 'c; d' e\\;f`), [`echo "a && b" 'c; d' e\\;f`]);
    assert.deepEqual(
      parse("a && b || c; d").commands.map(({ before }) => before),
      [undefined, "&&", "||", ";"],
    );
  });

  it("tells what reads the output of what", () => {
    const [curl, sh] = parse("curl x | sh").commands;
    assert.equal(sh?.pipedFrom, curl);
    assert.equal(curl?.pipedFrom, undefined);
  });

  it("keeps assignments and redirects apart from words", () => {
    const [command] = parse("A=1 B='x y' npm ci --no-audit 2>/dev/null >>log <in").commands;
    assert.equal(command?.name, "npm");
    assert.deepEqual(
      command?.args.map(({ text }) => text),
      ["ci", "--no-audit"],
    );
    assert.deepEqual(
      command?.envPrefix.map(({ text }) => text),
      ["A=1", "B=x y"],
    );
    assert.deepEqual(
      command?.redirects.map(({ operator, target }) => [operator, target?.text]),
      [
        ["2>", "/dev/null"],
        [">>", "log"],
        ["<", "in"],
      ],
    );
    assert.deepEqual(words("a 2>&1 && b"), ["a", "b"]);
  });

  it("removes quotes and says when a word is computed", () => {
    const [command] = parse(`echo "a b" 'c $D' "$E" \\$F x"y"z $(g) "q\\"r"`).commands;
    assert.deepEqual(
      command?.args.map(({ value }) => value),
      ["a b", "c $D", undefined, "$F", "xyz", undefined, 'q"r'],
    );
  });

  it("takes the shell's own words off", () => {
    assert.deepEqual(words("if [ -f x ]; then a; elif b; then c; else d; fi"), [
      "[ -f x ]",
      "a",
      "b",
      "c",
      "d",
    ]);
    assert.deepEqual(words("for i in 1 2; do a $i; done && b"), ["a $i", "b"]);
    assert.deepEqual(words("while read l; do a; done"), ["read l", "a"]);
    assert.deepEqual(words("case $x in a|b) c ;; *) d; e ;; esac; f"), ["c", "d", "e", "f"]);
    assert.deepEqual(words("{ a; b; } && (c; d)"), ["a", "b", "c", "d"]);
    assert.deepEqual(words("! a && time b"), ["a", "b"]);
    assert.deepEqual(words("f() { a; }; f"), ["a", "f"]);
    assert.deepEqual(
      parse("if a; then b; fi").commands.map(({ isCondition }) => isCondition),
      [true, false],
    );
  });

  it("looks into substitutions", () => {
    const { commands } = parse('x "$(curl a | sh)" `wget b` $((1 + 2)) ${c:-$(d)}');
    assert.deepEqual(commands.map(({ name, isSubstitution }) => [name, isSubstitution]).slice(0, 4), [
      ["x", false],
      ["curl", true],
      ["sh", true],
      ["wget", true],
    ]);
  });

  it("leaves comments and heredoc bodies out", () => {
    assert.deepEqual(words("a # b && c\nd"), ["a", "d"]);
    assert.deepEqual(words("a#b"), ["a#b"]);
    assert.deepEqual(words("cat <<EOF > f\ncurl x\nEOF\nb"), ["cat", "b"]);
    assert.deepEqual(words("cat <<-'E'\n\tcurl\n\tE\nb"), ["cat", "b"]);
  });

  it("says when a quote is left open", () => {
    assert.equal(parse("echo 'a").open, true);
    assert.equal(parse('echo "$(a').open, true);
    assert.equal(parse("echo 'a' \"b\" $(c)").open, false);
  });

  it("gives spans that cover the words, over continuations too", () => {
    const text = "RUN apt-get \\\n  install curl";
    const source = LogicalText.join([
      { text: "apt-get ", offset: 4 },
      { text: "  install curl", offset: 14 },
    ]);
    const [command] = parseShell(source).commands;
    assert.deepEqual(
      command?.words.map(({ span }) => slice(text, span)),
      ["apt-get", "install", "curl"],
    );
    assert.equal(command && slice(text, command.span), "apt-get \\\n  install curl");
  });

  it("never throws, and its words lie where they are written", () => {
    const piece = fc.constantFrom(
      "a",
      " ",
      "'",
      '"',
      "$(",
      ")",
      "`",
      "${",
      "}",
      "&&",
      "|",
      ";",
      "\\",
      "\n",
      "<<E",
      ">",
      "#",
      "if",
      "fi",
      "case",
      "in",
      "esac",
      "=",
      "(",
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }).map((parts) => parts.join("")),
        (text) => {
          for (const command of parse(text).commands) {
            for (const word of [...command.words, ...command.envPrefix])
              assert.equal(slice(text, word.span), word.raw);
          }
        },
      ),
    );
  });
});

describe("commands", () => {
  const of = (text: string) => commandsOf(parseCommand(LogicalText.of(text, 0)));

  it("come from shell text, from an argument list or from the script in it", () => {
    assert.deepEqual(
      of("a b && c").map(({ name }) => name),
      ["a", "c"],
    );
    assert.deepEqual(
      of('["/usr/bin/node", "a.js"]').map((command) => [toolOf(command), command.args.length]),
      [["node", 1]],
    );
    assert.deepEqual(
      of('["sh", "-ec", "a && b"]').map(({ name }) => name),
      ["a", "b"],
    );
    assert.deepEqual(of("[]"), []);
  });

  it("finds the script of a shell behind an init", () => {
    assert.equal(scriptIndex(["tini", "--", "bash", "-lc", "x"]), 4);
    assert.equal(scriptIndex(["/bin/sh", "run.sh"]), -1);
    assert.equal(scriptIndex(["sh", "-c"]), -1);
    assert.equal(scriptIndex(["python", "-c", "x"]), -1);
    assert.equal(scriptIndex(["cmd", "/C", "x"]), 2);
  });

  it("maps a script in a JSON string back to the source", () => {
    const text = '["sh", "-c", "exec \\"$APP\\" && curl http://x"]';
    const [, curl] = of(text);
    assert.equal(curl?.name, "curl");
    assert.deepEqual(
      curl?.words.map(({ span }) => slice(text, span)),
      ["curl", "http://x"],
    );
  });
});
