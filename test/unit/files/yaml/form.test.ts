import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  asMap,
  parseYaml,
  textOf,
  toPlain,
  valueAt,
  type YamlValue,
} from "../../../../src/core/files/yaml/form";
import { slice } from "../../../../src/core/text/span";

const at = (text: string, ...path: (string | number)[]): YamlValue => {
  const value = valueAt(parseYaml(text).root, ...path);
  ok(value, `nothing at ${path.join(".")}`);
  return value;
};
const scalarAt = (text: string, ...path: (string | number)[]) => {
  const value = at(text, ...path);
  ok(value.kind === "scalar");
  return value;
};

describe("YAML form: values", () => {
  it("reads maps, lists and scalars with the places of keys and values", () => {
    const text = "a:\n  b: [1, two]\n  'c d': \"x\"\n";
    const form = parseYaml(text);
    ok(form.clean);
    deepEqual(toPlain(form.root), { a: { b: [1, "two"], "c d": "x" } });
    const entry = asMap(valueAt(form.root, "a"))?.entry("c d");
    equal(slice(text, entry?.at ?? { start: 0, end: 0 }), "'c d'");
    equal(slice(text, at(text, "a", "b", 1).at), "two");
    equal(slice(text, at(text, "a", "b").at), "[1, two]");
  });

  it("types scalars by the core schema of YAML 1.2 and keeps their text", () => {
    const text = "on: on\nport: 22:22\nn: 012\nh: 0x1F\nnone: ~\nempty:\nt: true\nq: '1'\n";
    deepEqual(toPlain(parseYaml(text).root), {
      on: "on",
      port: "22:22",
      n: 12,
      h: 31,
      none: null,
      empty: null,
      t: true,
      q: "1",
    });
    equal(scalarAt(text, "n").text, "012");
    equal(textOf(at(text, "empty")), undefined);
    ok(scalarAt(text, "empty").isEmpty);
  });

  it("tells the styles of scalars apart", () => {
    const text = "a: x\nb: 'x'\nc: \"x\"\nd: |\n  x\ne: >-\n  x\n";
    const styles = ["a", "b", "c", "d", "e"].map((key) => scalarAt(text, key).style);
    deepEqual(styles, ["plain", "single", "double", "literal", "folded"]);
  });

  it("ends collections and block scalars where their content ends", () => {
    const text = "a:\n  b: 1 # last\n\n# next\nc: |\n  x\n\nd: |+\n  y\n\ne: 1\n";
    equal(slice(text, at(text, "a").at), "b: 1");
    equal(slice(text, at(text, "c").at), "|\n  x");
    equal(slice(text, at(text, "d").at), "|+\n  y\n");
  });

  it("reads several documents, an empty file and a file of comments", () => {
    const form = parseYaml("a: 1\n---\nb: 2\n...\n");
    deepEqual(
      form.documents.map((document) => toPlain(document.root)),
      [{ a: 1 }, { b: 2 }],
    );
    equal(parseYaml("").root, undefined);
    equal(parseYaml("# only\n").root, undefined);
    ok(parseYaml("# only\n").clean);
  });

  it("keeps tags it does not know, and the value under them", () => {
    const form = parseYaml("a: !reset null\nb: !override\n  - x\nc: !Sub '${A}'\n");
    ok(form.clean);
    equal(valueAt(form.root, "a")?.tag, "!reset");
    equal(valueAt(form.root, "b")?.tag, "!override");
    deepEqual(toPlain(valueAt(form.root, "b")), ["x"]);
  });

  it("lists comments, but not what looks like one in a string", () => {
    const text = "# one\na: '# no' # two\nb: |\n  # text\n";
    deepEqual(
      parseYaml(text).comments.map((comment) => slice(text, comment)),
      ["# one", "# two"],
    );
  });

  it("reads CRLF and a byte order mark", () => {
    const text = "\ufeffa: 1\r\nb:\r\n  - x\r\n";
    deepEqual(toPlain(parseYaml(text).root), { a: 1, b: ["x"] });
    equal(slice(text, at(text, "b", 0).at), "x");
  });

  it("gives a template's key its source text", () => {
    deepEqual(
      asMap(parseYaml("{{ name }}: y\n").root)?.own.map((entry) => entry.key),
      ["{{ name }}"],
    );
  });
});

describe("YAML form: aliases and merge keys", () => {
  const text = [
    "base: &base",
    "  image: a",
    "  env: { A: 1 }",
    "other: &other { image: b, user: u }",
    "one: *base",
    "two:",
    "  <<: *base",
    "  image: own",
    "three:",
    "  <<: [*other, *base]",
    "",
  ].join("\n");

  it("follows an alias; the value is pointed at where the alias stands", () => {
    const image = at(text, "one", "image");
    equal(slice(text, image.at), "*base");
    equal(slice(text, image.origin), "a");
    equal(slice(text, at(text, "one").token), "*base");
  });

  it("lets own keys win over merged ones, and earlier merges over later ones", () => {
    const root = parseYaml(text).root;
    deepEqual(toPlain(valueAt(root, "two")), { image: "own", env: { A: 1 } });
    deepEqual(toPlain(valueAt(root, "three")), { image: "b", user: "u", env: { A: 1 } });
    const two = asMap(valueAt(root, "two"));
    deepEqual(
      two?.own.map((entry) => entry.key),
      ["image"],
    );
    equal(two?.entry("env")?.merged, true);
    equal(slice(text, two?.entry("env")?.at ?? { start: 0, end: 0 }), "*base");
    equal(slice(text, two?.entry("image")?.at ?? { start: 0, end: 0 }), "image");
  });

  it("points at the outermost alias when anchors nest", () => {
    const nested = "a: &a { x: 1 }\nb: &b { y: *a }\nc: *b\n";
    equal(slice(nested, at(nested, "c", "y", "x").at), "*b");
    equal(slice(nested, at(nested, "b", "y", "x").at), "*a");
  });

  it("ties an alias to the nearest anchor before it", () => {
    deepEqual(toPlain(parseYaml("- &x 1\n- *x\n- &x 2\n- *x\n").root), [1, 1, 2, 2]);
  });

  it("treats a quoted merge key as a key like any other", () => {
    deepEqual(toPlain(parseYaml('a: &a {x: 1}\nb: {"<<": *a}\n').root), {
      a: { x: 1 },
      b: { "<<": { x: 1 } },
    });
  });

  it("reports aliases that lead nowhere and those that contain themselves", () => {
    for (const broken of ["a: *none\n", "a: &a [*a]\n", "a: &a\n  <<: *a\n", "a: &a { b: { <<: *a } }\n"]) {
      const form = parseYaml(broken);
      equal(form.clean, false, broken);
      equal(form.problems.length, 1, broken);
      toPlain(form.root);
    }
    equal(at("a: *none\n", "a").kind, "unresolved");
  });

  it("does not carry anchors from one document into the next", () => {
    equal(parseYaml("a: &a 1\n---\nb: *a\n").clean, false);
  });

  it("reports a key that stands twice", () => {
    const form = parseYaml("a: 1\nb: 2\na: 3\n");
    equal(form.clean, false);
    deepEqual(
      form.problems.map((problem) => problem.at.start),
      [10],
    );
    ok(parseYaml("x: &x {}\na:\n  <<: *x\n  <<: *x\n").clean);
  });
});

describe("YAML form: broken and hostile text", () => {
  it("is unclean while a quote or a bracket is open, and still reads what stands before", () => {
    for (const text of [
      "a: 1\nb: 'x\nc: 2\n",
      "a: 1\nb: [x\nc: 2\n",
      'a: 1\nb: "x\n',
      "a: 1\nb: {x: 1\n",
      "a: 1\n\tb: 2\n",
    ]) {
      const form = parseYaml(text);
      equal(form.clean, false, text);
      equal(textOf(valueAt(form.root, "a")), "1", text);
    }
  });

  it("refuses what nests too deep", () => {
    for (const text of [
      "[".repeat(10_000),
      "{a: ".repeat(10_000),
      "- ".repeat(10_000),
      ": ".repeat(50_000),
    ]) {
      const form = parseYaml(text);
      equal(form.clean, false);
      equal(form.root, undefined);
    }
  });

  it("does not follow an alias bomb, and what it follows stays small", () => {
    const levels = Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(9)}]`);
    const form = parseYaml(["a0: &a0 [x, y]", ...levels, ""].join("\n"));
    equal(form.clean, false);
    ok(JSON.stringify(toPlain(form.root)).length < 2_000_000);
  });

  it("bounds a long chain of anchors", () => {
    const chain = Array.from({ length: 5_000 }, (_, i) => `- &a${i + 1} [*a${i}]`).join("\n");
    const form = parseYaml(`- &a0 x\n${chain}\n`);
    equal(form.clean, false);
    toPlain(form.root);
  });

  it("takes a megabyte of anything", () => {
    const size = 1_048_576;
    const pieces = [
      "x",
      "- a\n",
      "[",
      ",",
      "}",
      '"',
      "'",
      "# c\n",
      "\n",
      "a: b\n",
      "&a ",
      "*a ",
      "!t ",
      "---\n",
      "? ",
      ":\n",
      "%\n",
      "|\n",
      "\t",
      "a: 'x\n",
    ];
    for (const piece of pieces) parseYaml(piece.repeat(Math.ceil(size / piece.length)));
    equal(scalarAt(`a: "${"x ".repeat(size / 2)}"`, "a").text.length, size);
    equal(parseYaml("a: b\n".repeat(size / 5)).clean, false);
  });

  it("keeps a key from reaching a prototype", () => {
    const plain = toPlain(parseYaml("__proto__: { polluted: true }\n").root) as Record<string, unknown>;
    equal(Object.getPrototypeOf(plain), Object.prototype);
    equal("polluted" in plain, false);
  });
});

const yamlish = fc
  .array(
    fc.constantFrom(
      "a",
      "b: ",
      "- ",
      "\n",
      "  ",
      "\n  ",
      "\n    ",
      ": ",
      "[",
      "]",
      "{",
      "}",
      ", ",
      "'",
      '"',
      "#c",
      " # c",
      "&x ",
      "*x",
      "<<: ",
      "|",
      ">-",
      "? ",
      "!t ",
      "---",
      "\t",
      "\r\n",
      "é",
      "\ufeff",
      "\u0000",
      "\u0002",
      "\u001f",
      "\\n",
      "1",
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

describe("YAML form: properties", () => {
  it("never throws, and all places lie inside the text", () => {
    fc.assert(
      fc.property(fc.oneof(yamlish, fc.string({ unit: "binary", maxLength: 60 })), (text) => {
        const form = parseYaml(text);
        const inside = ({ start, end }: { start: number; end: number }) =>
          ok(start >= 0 && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
        for (const problem of form.problems) inside(problem.at);
        for (const comment of form.comments) ok(text.startsWith("#", comment.start));
        const visit = (value: YamlValue) => {
          for (const place of [value.at, value.origin, value.token]) inside(place);
          if (value.kind === "map") {
            for (const entry of [...value.entries, ...value.own, ...value.merges]) {
              inside(entry.at);
              visit(entry.value);
            }
          } else if (value.kind === "list") value.items.forEach(visit);
          else if (value.kind === "scalar") inside(value.spanOf(0, value.text.length));
        };
        for (const document of form.documents) if (document.root) visit(document.root);
      }),
      { numRuns: 3_000 },
    );
  });

  it("reads back what JSON writes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        fc.pre(JSON.stringify(value).length < 1_000);
        deepEqual(
          JSON.stringify(toPlain(parseYaml(JSON.stringify(value)).root) ?? null),
          JSON.stringify(value),
        );
      }),
    );
  });
});
