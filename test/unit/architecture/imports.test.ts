import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import { type Import, type Source, sourcesIn } from "./sources";

const sources = sourcesIn("src", "webview");

/** All imports for which `wrong` holds, one readable line each. */
function violations(wrong: (source: Source, imported: Import) => boolean): string[] {
  return sources.flatMap((source) =>
    source.imports
      .filter((imported) => wrong(source, imported))
      .map(({ text }) => `${source.path}: ${oneLine(text)}`),
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

// Who may import whom. A layer may always import itself.
const chain = ["core/text", "core/files", "core/project", "core/rules", "core/lint", "core/data"];
const upTo = (last: string) => [...chain.slice(0, chain.indexOf(last)), "core/data"];
/** The bundle entries that the outside may load: the engine, the list of rules, and what makes new files. */
const doors = ["src/core/api", "src/core/rules/list", "src/core/new-files"];
const layers: Readonly<Record<string, readonly string[]>> = {
  "core/text": [],
  // Facts are there for everybody, and may be written with the help of a parser.
  "core/data": ["core/text", "core/files"],
  "core/files": upTo("core/files"),
  "core/project": upTo("core/project"),
  "core/rules": upTo("core/rules"),
  "core/lint": upTo("core/lint"),
  "core/plan": chain,
  "core/scaffold": chain,
  "core/probe": chain,
  "core/api": [...chain, "core/plan", "core/probe"],
  "core/new-files": [...chain, "core/plan", "core/scaffold"],
  shared: [],
  processes: [],
  webview: ["shared"],
  editor: ["core/text", ...doors, "shared", "processes"],
  cli: ["core/text", ...doors, "processes"],
  extension: ["core/text", ...doors, "editor"],
};
/** Layers that may name types of any part of core, because types are gone after compilation. */
const seesCoreTypes = new Set(["core/data", "shared", "webview", "editor", "cli", "processes", "extension"]);

/** "src/core/rules/docker/x" -> "core/rules"; undefined for a package. */
function layerOf(path: string): string | undefined {
  const segments = path.replace(/\.ts$/, "").split("/");
  if (segments[0] === "webview") return "webview";
  if (segments[0] !== "src") return undefined;
  return segments[1] === "core" ? `core/${segments[2]}` : segments[1];
}

/** A circle of imports that are there at run time, as the files it passes; undefined when there is none. */
function circle(): readonly string[] | undefined {
  const byName = new Map(sources.map((source) => [source.path.replace(/\.ts$/, ""), source]));
  const done = new Set<string>();
  const search = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const { target, typeOnly, kind } of byName.get(name)?.imports ?? []) {
      const found = typeOnly || kind === "dynamic" ? undefined : search(target, [...trail, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of byName.keys()) {
    const found = search(name, []);
    if (found) return found;
  }
  return undefined;
}

describe("import direction", () => {
  it("finds the sources", () => {
    assert.ok(sources.some(({ path }) => path === "src/extension.ts"));
    assert.ok(sources.some(({ imports }) => imports.length > 0));
  });

  it("puts every file into a layer", () => {
    const homeless = sources.filter(({ path }) => !((layerOf(path) ?? "") in layers)).map(({ path }) => path);
    assert.deepEqual(homeless, []);
  });

  it("goes from the outside to the inside, never back", () => {
    const wrong = violations(({ path }, { target, typeOnly }) => {
      const from = layerOf(path) ?? "";
      const to = layerOf(target);
      const allowed = layers[from] ?? [];
      if (to === undefined || to === from || allowed.includes(to) || allowed.includes(target)) return false;
      return !(typeOnly && to.startsWith("core/") && seesCoreTypes.has(from));
    });
    assert.deepEqual(wrong, []);
  });

  it("never goes in a circle", () => {
    assert.deepEqual(circle(), undefined);
  });

  it("loads core on first use in the editor", () => {
    const eager = violations(({ path }, { target, typeOnly, kind }) => {
      const inEditor = path.startsWith("src/editor/") || path === "src/extension.ts";
      return inEditor && doors.includes(target) && !typeOnly && kind !== "dynamic";
    });
    assert.deepEqual(eager, []);
  });

  it("loads what starts programs on first use in the editor", () => {
    const eager = violations(({ path }, { target, typeOnly, kind }) => {
      const inEditor = path.startsWith("src/editor/") || path === "src/extension.ts";
      if (!inEditor || typeOnly) return false;
      if (target.startsWith("src/processes/")) return path !== "src/editor/tools/tool-checks.ts";
      return target === "src/editor/tools/tool-checks" && kind !== "dynamic";
    });
    assert.deepEqual(eager, []);
  });

  it("keeps rules apart from each other", () => {
    const isRule = (text: string) => /=\s?defineRule\(/.test(text);
    const rules = new Set(
      sources.filter(({ text }) => isRule(text)).map(({ path }) => path.replace(/\.ts$/, "")),
    );
    const wrong = violations(
      ({ path }, { target }) => rules.has(path.replace(/\.ts$/, "")) && rules.has(target),
    );
    assert.deepEqual(wrong, []);
  });
});

describe("packages", () => {
  const users = (name: string) =>
    violations((_, { target }) => target === name || target.startsWith(`${name}/`));
  const except = (lines: readonly string[], ...places: string[]) =>
    lines.filter((line) => !places.some((place) => line.startsWith(place)));

  it("leaves vscode to the editor", () => {
    assert.deepEqual(except(users("vscode"), "src/editor/", "src/extension.ts:"), []);
  });

  it("leaves Node's modules to the command line and to what starts programs", () => {
    const builtin = new Set(builtinModules);
    const wrong = violations(
      ({ path }, { target }) =>
        !path.startsWith("src/cli/") &&
        path !== "src/processes/programs.ts" &&
        (target.startsWith("node:") || builtin.has(target)),
    );
    assert.deepEqual(wrong, []);
  });

  it("names the webview toolkit in one file, where it is loaded at once", () => {
    const toolkit = "@vscode/webview-ui-toolkit";
    assert.deepEqual(except(users(toolkit), "webview/ui/controls.ts:"), []);
    // Loaded after the page's load event the toolkit never takes the editor's theme.
    const late = violations(
      ({ path }, { target, kind }) =>
        path.startsWith("webview/") &&
        kind !== "import" &&
        (target === toolkit || target === "webview/ui/controls"),
    );
    assert.deepEqual(late, []);
  });

  it("imports zod as a namespace, which is a fifth of the size", () => {
    const wrong = violations(
      (_, { target, text }) =>
        (target === "zod" || target.startsWith("zod/")) &&
        !/^import (type )?\* as \w+ from/.test(oneLine(text)),
    );
    assert.deepEqual(wrong, []);
  });
});
