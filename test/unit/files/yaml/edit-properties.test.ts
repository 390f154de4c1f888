import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { appendItem, insertPair, removePair, setValue } from "../../../../src/core/files/yaml/edits";
import { asMap, parseYaml, toPlain, valueAt } from "../../../../src/core/files/yaml/form";
import { isPlain, printScalar } from "../../../../src/core/files/yaml/print";
import { applyEdits } from "../../../../src/core/text/edits";
import { slice } from "../../../../src/core/text/span";
import { type Path, set } from "../../../support/yaml-edits";

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
