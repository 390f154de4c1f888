import assert from "node:assert/strict";
import type { SyntaxNode } from "@lezer/common";
import { filesIn, type Source, sourcesIn } from "./sources";

const sources = sourcesIn("src", "webview");

/** The nodes of one kind for which `wrong` holds, as "file:line: text". */
function nodes(
  kind: string,
  wrong: (text: (node: SyntaxNode | null) => string, node: SyntaxNode) => boolean,
) {
  return sources.flatMap((source) => nodesIn(source, kind, wrong));
}

function nodesIn(source: Source, kind: string, wrong: Parameters<typeof nodes>[1]): string[] {
  const found: string[] = [];
  const text = (node: SyntaxNode | null) => (node ? source.text.slice(node.from, node.to) : "");
  source.tree.iterate({
    enter({ node }) {
      if (node.name !== kind || !wrong(text, node)) return;
      const line = source.text.slice(0, node.from).split("\n").length;
      found.push(`${source.path}:${line}: ${text(node).slice(0, 80)}`);
    },
  });
  return found;
}

describe("files", () => {
  it("are short", () => {
    const limits: Readonly<Record<string, number>> = {
      "src/extension.ts": 120,
      // One line to import a rule and one to list it: it grows with them and is read by searching.
      "src/core/rules/list.ts": 1_000,
    };
    const code = filesIn((name) => /\.(ts|mjs|css)$/.test(name), "src", "webview", "scripts", "test");
    const long = code
      .map(({ path, text }) => ({ path, lines: text.split("\n").length - 1, limit: limits[path] ?? 400 }))
      .filter(({ lines, limit }) => lines > limit)
      .map(({ path, lines, limit }) => `${path}: ${lines} lines, at most ${limit}`);
    assert.deepEqual(long, []);
  });

  it("have no default exports", () => {
    const direct = nodes("ExportDeclaration", (_, node) => node.getChild("default") !== null);
    const renamed = nodes("ExportGroup", (text, node) => /\bas default\b/.test(text(node)));
    assert.deepEqual([...direct, ...renamed], []);
  });
});

describe("the product never runs what it reads", () => {
  it("starts processes in one place", () => {
    const starting = sources
      .filter(({ imports }) =>
        imports.some(({ target }) => /^(node:)?(child_process|worker_threads|vm)$/.test(target)),
      )
      .map(({ path }) => path);
    assert.deepEqual(starting, ["src/processes/programs.ts"]);
  });

  it("asks no shell", () => {
    const asked = sources.flatMap((source) =>
      source.imports
        .filter(({ target }) => /child_process$/.test(target))
        .map(({ text }) => ({ source, text })),
    );
    for (const { source, text } of asked) {
      assert.equal(text, 'import { execFile } from "node:child_process";');
      assert.deepEqual(
        nodesIn(source, "PropertyDefinition", (textOf, node) => textOf(node) === "shell"),
        [],
      );
    }
  });

  it("evaluates no text", () => {
    const evaluated = nodes("CallExpression", (text, node) =>
      /^(eval|Function)$/.test(text(node.firstChild)),
    );
    const constructed = nodes(
      "NewExpression",
      (text, node) => text(node.getChild("VariableName")) === "Function",
    );
    assert.deepEqual([...evaluated, ...constructed], []);
  });

  it("types into a terminal without pressing Enter", () => {
    // The second argument of sendText() is `true` when it is left out.
    const sent = nodes("CallExpression", (text, node) => {
      if (!/\.sendText$/.test(text(node.firstChild))) return false;
      return !/,\s*false,?\s*\)$/.test(text(node.getChild("ArgList")));
    });
    const tasks = nodes("CallExpression", (text, node) => /\.executeTask$/.test(text(node.firstChild)));
    assert.deepEqual([...sent, ...tasks], []);
  });
});
