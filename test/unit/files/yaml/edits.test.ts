import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import {
  appendItem,
  inFlow,
  inQuotes,
  insertPair,
  removeItem,
  removePair,
  setScalar,
  setValue,
  toBlock,
  type YamlEdits,
} from "../../../../src/core/files/yaml/edits";
import {
  asMap,
  parseYaml,
  toPlain,
  valueAt,
  type YamlForm,
  type YamlList,
  type YamlMap,
  type YamlScalar,
} from "../../../../src/core/files/yaml/form";
import { isPlain, printScalar } from "../../../../src/core/files/yaml/print";
import { applyEdits } from "../../../../src/core/text/edits";
import { slice } from "../../../../src/core/text/span";

type Path = readonly (string | number)[];

function edited(
  text: string,
  path: Path,
  edit: (form: YamlForm, value: never) => YamlEdits,
): string | undefined {
  const form = parseYaml(text);
  const value = valueAt(form.root, ...path);
  ok(value, `nothing at ${path.join(".")}`);
  const edits = edit(form, value as never);
  return edits && applyEdits(text, edits);
}
const set = (text: string, path: Path, value: string | number | boolean | null) =>
  edited(text, path, (form, scalar: YamlScalar) => setScalar(form, scalar, value));

describe("YAML edits: a scalar", () => {
  const cases: readonly (readonly [
    title: string,
    text: string,
    value: string | number | boolean | null,
    result: string,
  ])[] = [
    ["keeps a trailing comment", "a: x # why\n", "y", "a: y # why\n"],
    ["keeps single quotes", "a: 'x'\n", "it's", "a: 'it''s'\n"],
    ["keeps double quotes", 'a: "x"\n', 'say "hi"', 'a: "say \\"hi\\""\n'],
    [
      "takes double quotes where single ones cannot hold the text",
      "a: 'x'\n",
      "one\ntwo",
      'a: "one\\ntwo"\n',
    ],
    ["quotes what would read as a boolean", "a: x\n", "true", 'a: "true"\n'],
    ["quotes what would read as a number", "a: x\n", "5432", 'a: "5432"\n'],
    ["quotes a port mapping", "a: x\n", "22:22", 'a: "22:22"\n'],
    ["quotes what would start a comment", "a: x\n", "y #1", 'a: "y #1"\n'],
    ["drops quotes for a number", 'a: "5"\n', 6, "a: 6\n"],
    ["fills an empty value", "a:\n", "y", "a: y\n"],
    ["fills an empty value before a comment", "a:  # why\n", "y", "a:  y# why\n".replace("y#", "y #")],
    ["quotes in a flow map what brackets would break", "a: { b: 1 }\n", "x, y", 'a: { b: "x, y" }\n'],
    ["keeps a literal block", "a: |\n    x\n    y\nb: 1\n", "p\nq\n", "a: |\n    p\n    q\nb: 1\n"],
    ["respects CRLF", "a: x\r\nb: 1\r\n", "y", "a: y\r\nb: 1\r\n"],
    ["writes after an anchor", "a: &n x\n", "y", "a: &n y\n"],
    ["writes the empty string", "a: x\n", "", 'a: ""\n'],
  ];
  for (const [title, text, value, result] of cases) {
    it(title, () => equal(set(text, text.includes("{ b") ? ["a", "b"] : ["a"], value), result));
  }

  it("changes the anchored text when the value came through an alias", () => {
    equal(set("a: &n x\nb: *n\n", ["b"], "y"), "a: &n y\nb: *n\n");
  });
});

describe("YAML edits: pairs", () => {
  const add = (text: string, path: Path, place = {}, value: Parameters<typeof insertPair>[3] = "v") =>
    edited(text, path, (form, map: YamlMap) => insertPair(form, map, "k", value, place));

  it("adds at the end with the map's own indentation, before the comments that follow", () => {
    equal(
      add("a:\n    x: 1 # one\n\n# next\nb: 2\n", ["a"]),
      "a:\n    x: 1 # one\n    k: v\n\n# next\nb: 2\n",
    );
    equal(add("a:\n  x: 1", ["a"]), "a:\n  x: 1\n  k: v");
    equal(add("a:\r\n  x: 1\r\n", ["a"]), "a:\r\n  x: 1\r\n  k: v\r\n");
  });

  it("adds after and before a key, nested values included", () => {
    const text = "x:\n  a: 1\ny: 2\n";
    equal(add(text, [], { after: "x" }), "x:\n  a: 1\nk: v\ny: 2\n");
    equal(add(text, [], { before: "y" }), "x:\n  a: 1\nk: v\ny: 2\n");
    equal(add(text, [], { before: "x" }), "k: v\nx:\n  a: 1\ny: 2\n");
    equal(add("\ufeffx: 1\n", [], { before: "x" }), "\ufeffk: v\nx: 1\n");
  });

  it("adds inside a list's item", () => {
    equal(add("- x: 1\n  y: 2\n- z: 3\n", [0]), "- x: 1\n  y: 2\n  k: v\n- z: 3\n");
    equal(add("-   x: 1\n", [0], { before: "x" }), "-   k: v\n    x: 1\n");
  });

  it("adds after block scalars without touching their text", () => {
    equal(
      add("a:\n  x: |\n    one\n\n    two\n\nb: 1\n", ["a"]),
      "a:\n  x: |\n    one\n\n    two\n  k: v\n\nb: 1\n",
    );
    equal(add("x: |+\n  one\n\n", []), "x: |+\n  one\n\nk: v\n");
  });

  it("writes nested values in block style with the file's own step", () => {
    const value = { test: inFlow(["CMD", "a b"]), retries: 5, list: ["x", { y: 1, z: [true] }], none: {} };
    equal(
      add("a:\n    x: 1\n", ["a"], {}, value),
      'a:\n    x: 1\n    k:\n        test: ["CMD", "a b"]\n        retries: 5\n        list:\n            - x\n            - y: 1\n              z:\n                  - true\n        none: {}\n',
    );
    equal(add("a: 1\n", [], {}, "one\n\n  two\n"), "a: 1\nk: |\n  one\n\n    two\n");
    equal(add("a: 1\n", [], {}, inQuotes("1:2")), 'a: 1\nk: "1:2"\n');
  });

  it("adds to flow maps on one line and on several", () => {
    equal(add("a: {}\n", ["a"]), "a: {k: v}\n");
    equal(add("a: { x: 1 }\n", ["a"]), "a: { x: 1, k: v }\n");
    equal(add("a: { x: 'y' }\n", ["a"]), "a: { x: 'y', k: 'v' }\n");
    equal(add("a: {\n  x: 1, # one\n}\n", ["a"]), "a: {\n  x: 1, # one\n  k: v,\n}\n");
    equal(add("a: {\n  x: 1 # one\n}\n", ["a"]), "a: {\n  x: 1, # one\n  k: v\n}\n");
    equal(add("a: { x: 1 }\n", ["a"], {}, { b: ["c"] }), "a: { x: 1, k: { b: [c] } }\n");
  });

  it("leaves a shape alone that it does not know", () => {
    equal(add("? x\n: 1\n", []), undefined);
    equal(add("a: { # why\n}\n", ["a"]), undefined);
  });

  it("removes a pair with its lines and its comment", () => {
    const remove = (text: string, path: Path, key: string) =>
      edited(text, path, (form, map: YamlMap) => removePair(form, map, key));
    equal(remove("a: 1\nb:\n  - x # y\nc: 3\n", [], "b"), "a: 1\nc: 3\n");
    equal(remove("a: 1\nb: 2", [], "b"), "a: 1");
    equal(remove("a: 1\r\nb: 2\r\n", [], "a"), "b: 2\r\n");
    equal(remove("- a: 1\n  b: 2\n", [0], "a"), "- b: 2\n");
    equal(remove("- a: 1\n  b: 2\n", [0], "b"), "- a: 1\n");
    equal(remove("x: { a: 1, b: 2 }\n", ["x"], "a"), "x: { b: 2 }\n");
    equal(remove("x: { a: 1, b: 2 }\n", ["x"], "b"), "x: { a: 1 }\n");
    equal(remove("x:\n  a: 1\n", ["x"], "a"), "x:\n  {}\n");
    equal(remove("x: {\n  a: 1,\n  b: 2,\n}\n", ["x"], "b"), "x: {\n  a: 1,\n}\n");
    equal(remove("a: 1\n", [], "none"), undefined);
  });

  it("replaces a value of another shape", () => {
    const put = (text: string, value: Parameters<typeof setValue>[3]) =>
      edited(text, [], (form, map: YamlMap) => setValue(form, map, "a", value));
    equal(put("a: [x] # why\nb: 1\n", ["y"]), "a: # why\n  - y\nb: 1\n");
    equal(put("a:\n  - x # old\n  - y\nb: 1\n", "z"), "a: z\nb: 1\n");
    equal(put("a: # why\n  - x\nb: 1\n", { c: 1 }), "a: # why\n  c: 1\nb: 1\n");
    equal(put("a:\nb: 1\n", { c: 1 }), "a:\n  c: 1\nb: 1\n");
    equal(put("b: 1\n", 2), "b: 1\na: 2\n");
    equal(put("x: &x [1]\na: *x\n", 2), "x: &x [1]\na: 2\n");
    equal(put("{ a: [x] }\n", ["y"]), "{ a: [y] }\n");
    equal(put("{ a }\n", "y"), "{ a: y }\n");
    equal(put("a: |\n  x\nb: 1\n", inQuotes("y")), 'a: "y"\nb: 1\n');
  });

  it("turns flow style into block style", () => {
    const block = (text: string) => edited(text, [], (form, map: YamlMap) => toBlock(form, map, "a"));
    equal(block("a: [db, 'x y'] # why\n"), "a: # why\n  - db\n  - 'x y'\n");
    equal(block("a: { x: 1, y: , z: [1, 2], w }\n"), "a:\n  x: 1\n  y:\n  z: [1, 2]\n  w:\n");
    equal(block("a: &n { <<: *m, x: &q 1 }\n"), "a: &n\n  <<: *m\n  x: &q 1\n");
    equal(block("a: [db, # why\n  x]\n"), undefined);
    equal(block("a: []\n"), undefined);
  });
});

describe("YAML edits: items", () => {
  const append = (text: string, path: Path, value: Parameters<typeof appendItem>[2] = "n") =>
    edited(text, path, (form, list: YamlList) => appendItem(form, list, value));

  it("appends with the list's own dashes and quotes", () => {
    equal(append("a:\n- x\nb: 1\n", ["a"]), "a:\n- x\n- n\nb: 1\n");
    equal(append("a:\n    - 'x' # why\n", ["a"]), "a:\n    - 'x' # why\n    - 'n'\n");
    equal(append("a: [x]\n", ["a"]), "a: [x, n]\n");
    equal(append('a: ["x"]\n', ["a"]), 'a: ["x", "n"]\n');
    equal(append("a: []\n", ["a"]), "a: [n]\n");
    equal(
      append("a:\n  - x: 1\n    y: 2", ["a"], { k: 1, l: 2 }),
      "a:\n  - x: 1\n    y: 2\n  - k: 1\n    l: 2",
    );
    equal(append("- - x\n", [0]), "- - x\n  - n\n");
    equal(append("a:\r\n  -\r\n", ["a"]), "a:\r\n  -\r\n  - n\r\n");
  });

  it("removes items", () => {
    const remove = (text: string, path: Path, index: number) =>
      edited(text, path, (form, list: YamlList) => removeItem(form, list, index));
    equal(remove("a:\n  - x\n  - y: 1\n    z: 2\n  - w\n", ["a"], 1), "a:\n  - x\n  - w\n");
    equal(remove("a:\n  - x\n", ["a"], 0), "a:\n  []\n");
    equal(remove("a: [x, y]\n", ["a"], 0), "a: [y]\n");
    equal(remove("a: [x, y]\n", ["a"], 1), "a: [x]\n");
    equal(remove("a: [x]\n", ["a"], 0), "a: []\n");
    equal(remove("- - x\n  - y\n", [0], 0), "- - y\n");
    equal(remove("a:\n  - x\n  - &n y", ["a"], 0), "a:\n  - &n y");
    equal(remove("a:\n  - &n x\n  - y\n", ["a"], 0), undefined);
  });
});

describe("YAML edits: properties", () => {
  const key = fc.constantFrom("a", "b", "c d", "e", "1");
  const text = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      "",
      "~",
      "true",
      "no",
      "1e3",
      "0x1F",
      "- x",
      "# x",
      "a: b",
      "a #b",
      "x\ny",
      "one\ntwo\n",
      "one\n\n",
      "one\n\ntwo",
      " x",
      "'",
      '"',
      "{",
      "@x",
      "🚀",
      "é",
      "---",
      "<<",
      "\u0085",
      "1_0",
      "22:22",
      "a,b",
      "?",
      ":",
    ),
  );
  const tree = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 3 }, text, fc.integer(), fc.boolean(), tie("map"), tie("list")),
    map: fc.dictionary(key, tie("value"), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
    list: fc.array(tie("value"), { minLength: 1, maxLength: 3 }),
  }));
  const eols = fc.constantFrom("\n", "\r\n");

  /** A file that was written by hand in all the ways people write: the printer under test is not used for it. */
  function write(value: unknown, indent: string, style: () => number): string {
    if (typeof value === "string" && /^\w+\n/.test(value) && !value.endsWith("\n\n") && style() % 2 === 0) {
      const chomp = value.endsWith("\n") ? "" : "-";
      const lines = value.replace(/\n$/, "").split("\n");
      const pad = `${indent}${" ".repeat(2 + (style() % 3))}`;
      return ` |${chomp}\n${lines.map((line) => (line === "" ? "\n" : `${pad}${line}\n`)).join("")}`;
    }
    if (typeof value === "string") return ` ${JSON.stringify(value)}${style() % 3 === 0 ? " # note" : ""}\n`;
    if (typeof value !== "object" || value === null) return ` ${String(value)}\n`;
    if (style() % 4 === 0) return ` ${JSON.stringify(value)}\n`;
    const inner = indent + " ".repeat(1 + (style() % 4));
    const blank = () => (style() % 3 === 0 ? "\n" : style() % 3 === 0 ? `${inner}# note\n` : "");
    if (Array.isArray(value)) {
      return `\n${value.map((item) => `${blank()}${inner}-${write(item, inner, style)}`).join("")}`;
    }
    const pairs = Object.entries(value).map(
      ([k, v]) => `${blank()}${inner}${JSON.stringify(k)}:${write(v, inner, style)}`,
    );
    return `\n${pairs.join("")}`;
  }

  const file = fc
    .tuple(tree.map, fc.array(fc.nat(11), { minLength: 7, maxLength: 7 }), eols, fc.boolean())
    .map(([value, choices, eol, final]) => {
      let turn = 0;
      const style = () => choices[turn++ % choices.length] ?? 0;
      const body = Object.entries(value as object)
        .map(([k, v]) => `${JSON.stringify(k)}:${write(v, "", style)}`)
        .join("");
      const lines = (final || body.includes("|") ? body : body.trimEnd()).replaceAll("\n", eol);
      return { text: lines, value: value as Record<string, unknown> };
    });

  /** Every line of `before` but the touched ones is in `after`, in order and byte for byte. */
  function changesOnlyLines(before: string, after: string, most: number): void {
    const old = before.split(/\r?\n/);
    const now = after.split(/\r?\n/);
    let head = 0;
    while (head < old.length && head < now.length && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail))
      tail++;
    ok(
      old.length - head - tail <= most,
      `${old.length - head - tail} lines of ${JSON.stringify(before)} changed`,
    );
  }

  it("reads the files it is tried on", () => {
    fc.assert(
      fc.property(file, ({ text: source, value }) => {
        const form = parseYaml(source);
        deepEqual(form.problems, []);
        deepEqual(toPlain(form.root), value);
      }),
    );
  });

  it("replaces any scalar by any text, and nothing but its line", () => {
    fc.assert(
      fc.property(file, text, fc.nat(), ({ text: source, value }, next, pick) => {
        const scalars = scalarPaths(value);
        fc.pre(scalars.length > 0);
        const path = scalars[pick % scalars.length] ?? [];
        const result = set(source, path, next);
        ok(result !== undefined);
        deepEqual(toPlain(valueAt(parseYaml(result).root, ...path)), next);
        deepEqual(toPlain(parseYaml(result).root), withValue(value, path, next));
        const old = valueAt(parseYaml(source).root, ...path);
        changesOnlyLines(source, result, old ? slice(source, old.token).split("\n").length : 1);
      }),
      { numRuns: 1_000 },
    );
  });

  it("adds a pair anywhere, and changes no other line", () => {
    fc.assert(
      fc.property(
        file,
        tree.value,
        fc.nat(),
        fc.constantFrom("after", "before", undefined),
        ({ text: source, value }, next, pick, where) => {
          const maps = containerPaths(value, (v) => !Array.isArray(v) && Object.keys(v).length > 0);
          const path = maps[pick % maps.length] ?? [];
          const form = parseYaml(source);
          const map = asMap(valueAt(form.root, ...path));
          ok(map);
          const beside = map.own[pick % map.own.length]?.key ?? "";
          const edits = insertPair(form, map, "new", next as never, where ? { [where]: beside } : {});
          ok(edits);
          const result = applyEdits(source, edits);
          equal(parseYaml(result).clean, true, result);
          deepEqual(toPlain(parseYaml(result).root), withValue(value, [...path, "new"], next), result);
          changesOnlyLines(source, result, map.flow ? 1 : where === "before" ? 1 : 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("sets any value of any pair", () => {
    fc.assert(
      fc.property(file, tree.value, fc.nat(), ({ text: source, value }, next, pick) => {
        const maps = containerPaths(value, (v) => !Array.isArray(v) && Object.keys(v).length > 0);
        const path = maps[pick % maps.length] ?? [];
        const form = parseYaml(source);
        const map = asMap(valueAt(form.root, ...path));
        const name = map?.own[pick % map.own.length]?.key ?? "";
        ok(map);
        const edits = setValue(form, map, name, next as never);
        ok(edits);
        const result = applyEdits(source, edits);
        deepEqual(toPlain(parseYaml(result).root), withValue(value, [...path, name], next), result);
      }),
      { numRuns: 1_000 },
    );
  });

  it("removes any pair and appends to any list", () => {
    fc.assert(
      fc.property(file, tree.value, fc.nat(), ({ text: source, value }, next, pick) => {
        const form = parseYaml(source);
        const all = containerPaths(value, (v) => Object.keys(v).length > 0);
        const path = all[pick % all.length] ?? [];
        const container = valueAt(form.root, ...path);
        if (container?.kind === "list") {
          const edits = appendItem(form, container, next as never);
          ok(edits);
          const result = applyEdits(source, edits);
          deepEqual(
            toPlain(parseYaml(result).root),
            withValue(value, [...path, container.items.length], next),
            result,
          );
          return;
        }
        ok(container?.kind === "map");
        const name = container.own[pick % container.own.length]?.key ?? "";
        const edits = removePair(form, container, name);
        ok(edits);
        const result = applyEdits(source, edits);
        deepEqual(toPlain(parseYaml(result).root), withoutKey(value, path, name), result);
      }),
      { numRuns: 1_000 },
    );
  });

  it("prints any text so that it is read back, in every style and place", () => {
    fc.assert(
      fc.property(
        fc.oneof(text, fc.string({ unit: "binary" })),
        fc.constantFrom("plain", "single", "double"),
        (value, style) => {
          const block = `a: ${printScalar(value, style as "plain", false)}\n`;
          const flow = `[x, ${printScalar(value, style as "plain", true)}, y]\n`;
          deepEqual(toPlain(parseYaml(block).root), { a: value }, block);
          deepEqual(toPlain(parseYaml(flow).root), ["x", value, "y"], flow);
          if (isPlain(value, true)) ok(isPlain(value, false));
        },
      ),
      { numRuns: 3_000 },
    );
  });
});

function containerPaths(value: unknown, wanted: (v: object) => boolean, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const below = Array.isArray(value)
    ? value.flatMap((item, i) => containerPaths(item, wanted, [...path, i]))
    : Object.entries(value).flatMap(([key, item]) => containerPaths(item, wanted, [...path, key]));
  return wanted(value) ? [path, ...below] : below;
}

function scalarPaths(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => scalarPaths(item, [...path, i]));
  if (typeof value !== "object" || value === null) return [path];
  return Object.entries(value).flatMap(([key, item]) => scalarPaths(item, [...path, key]));
}

function withValue(value: unknown, path: Path, next: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return next;
  if (Array.isArray(value))
    return Object.assign([...value], { [step]: withValue(value[Number(step)], rest, next) });
  const map = value as Record<string, unknown>;
  return { ...map, [step]: withValue(map[String(step)], rest, next) };
}

function withoutKey(value: unknown, path: Path, key: string): unknown {
  const container = path.reduce<unknown>(
    (found, step) => (found as Record<string, unknown>)[String(step)],
    value,
  );
  const { [key]: _, ...rest } = container as Record<string, unknown>;
  return withValue(value, path, rest);
}
