import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { parseDotenv } from "../../../../src/core/files/dotenv";
import { slice } from "../../../../src/core/text/span";

const values = (text: string) =>
  Object.fromEntries(parseDotenv(text).assignments.map((a) => [a.key, a.value]));

describe("dotenv form", () => {
  const cases: readonly (readonly [title: string, line: string, value: string])[] = [
    ["plain", "A=one two", "one two"],
    ["blanks around", "A = one  ", "one"],
    ["comment behind", "A=one # why", "one"],
    ["hash inside", "A=one#two", "one#two"],
    ["empty", "A=", ""],
    ["empty with comment", "A= # why", ""],
    ["double quotes", 'A="one # two"', "one # two"],
    ["comment behind quotes", 'A="one" # why', "one"],
    ["escapes in double quotes", 'A="one\\ntwo\\"\\\\"', 'one\ntwo"\\'],
    ["single quotes are literal", "A='one\\n$TWO'", "one\\n$TWO"],
    ["backticks", 'A=`it\'s "so"`', 'it\'s "so"'],
    ["several lines", 'A="one\ntwo"', "one\ntwo"],
    ["export", "export A=one", "one"],
    ["equals inside", "A=b=c==", "b=c=="],
    ["unclosed quote", 'A="one', '"one'],
  ];
  for (const [title, line, value] of cases) {
    it(title, () => {
      for (const text of [line, `${line}\n`, `# head\n${line}\nZ=last\n`, `\ufeff${line}\n`]) {
        equal(values(text).A, value, JSON.stringify(text));
        if (text.includes("Z=") && title !== "unclosed quote") equal(values(text).Z, "last");
      }
    });
  }

  it("gives the places of key and value", () => {
    const text = '# c\r\nexport KEY="va lue" # why\r\nB=x\r\n';
    const form = parseDotenv(text);
    const [first, second] = form.assignments;
    ok(first && second && form.clean);
    equal(slice(text, first.keyAt), "KEY");
    equal(slice(text, first.valueAt), "va lue");
    equal(slice(text, first.at), 'export KEY="va lue"');
    ok(first.exported && !second.exported);
    equal(slice(text, second.valueAt), "x");
    deepEqual(
      form.comments.map((comment) => slice(text, comment)),
      ["# c", "# why"],
    );
  });

  it("tells which values are interpolated", () => {
    const marks = parseDotenv("A=$X\nB=\"${X}\"\nC='$X'\nD=5$\nE=\\$X\nF=$$X\n").assignments.map(
      (a) => a.interpolated,
    );
    deepEqual(marks, [true, true, false, false, false, false]);
  });

  it("counts the last of two equal keys and names the others", () => {
    const form = parseDotenv("A=1\nB=2\nA=3\n");
    equal(form.get("A")?.value, "3");
    deepEqual(
      form.shadowed.map((assignment) => assignment.value),
      ["1"],
    );
  });

  it("knows keys that are only commented", () => {
    deepEqual(
      [...parseDotenv("# KEY=1\n#OTHER = 2\n# some text = no\n## export X=\n").commentedKeys],
      ["KEY", "OTHER", "X"],
    );
  });

  it("is unclean for lines that assign nothing", () => {
    for (const text of ["one two\n", "=x\n", 'A="x" y\n', "A='x\n", "- a\n"])
      equal(parseDotenv(text).clean, false, text);
    for (const text of ["", "\n\n", "KEY\n", "export KEY\n", "KEY # passed on\n"])
      ok(parseDotenv(text).clean, text);
  });

  it("takes a megabyte of anything", () => {
    const size = 1_048_576;
    for (const piece of [
      "A=1\n",
      'A="',
      "A='x\n",
      "\\",
      '"',
      "#",
      "# A=1\n",
      "=",
      "\n",
      " ",
      'A="\\\n',
      "export ",
    ]) {
      parseDotenv(piece.repeat(Math.ceil(size / piece.length)));
    }
  });

  it("never throws, and every place holds what it says", () => {
    const pieces = fc.constantFrom(
      "A",
      "B.c",
      "=",
      " ",
      "\n",
      "\r\n",
      '"',
      "'",
      "`",
      "#",
      "$",
      "\\",
      "export ",
      "x",
      "\ufeff",
      "\t",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(pieces).map((parts) => parts.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          for (const assignment of parseDotenv(text).assignments) {
            equal(slice(text, assignment.keyAt), assignment.key);
            ok(assignment.at.start <= assignment.keyAt.start && assignment.valueAt.end <= assignment.at.end);
            const raw = slice(text, assignment.valueAt);
            if (assignment.quote === undefined) equal(raw, assignment.value);
            else equal(text[assignment.valueAt.end], assignment.quote);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("reads back simple values whatever stands around them", () => {
    const key = fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,10}$/);
    const value = fc.stringMatching(/^[\w:/.@-]{0,20}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), fc.constantFrom("\n", "\r\n"), (pairs, eol) => {
        const text = pairs.map(([k, v]) => `${k}=${v}`).join(eol);
        deepEqual(
          parseDotenv(text).assignments.map((a) => [a.key, a.value]),
          pairs,
        );
      }),
    );
  });
});
