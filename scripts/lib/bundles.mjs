// What the extension ships, as esbuild configurations with their size limits.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { at, root } from "./project.mjs";

const KB = 1000;
const coreEntry = at("src/core/api.ts");
const coreDir = at("src/core") + path.sep;
const textDir = at("src/core/text") + path.sep;

/**
 * Keeps core out of a Node bundle: `core/api` becomes `require("./core.js")`, so that core ships once.
 * With `lazy` it may be reached by `import()` only. Any other part of core, except the small text
 * helpers, would be a second copy of it and is an error.
 */
function coreSeam({ lazy }) {
  return {
    name: "core-seam",
    setup(build) {
      build.onResolve({ filter: /^\./ }, (request) => {
        const target = path.resolve(request.resolveDir, request.path);
        if (!target.startsWith(coreDir) || target.startsWith(textDir)) return undefined;
        const from = path.relative(root, request.importer);
        if (target !== coreEntry && `${target}.ts` !== coreEntry) {
          return {
            errors: [{ text: `${from} imports ${request.path}; only core/api and core/text/** may be` }],
          };
        }
        if (lazy && request.kind !== "dynamic-import") {
          return {
            errors: [{ text: `${from} must load core on first use: await import("${request.path}")` }],
          };
        }
        return { path: "./core.js", external: true };
      });
    },
  };
}

/**
 * Leaves the rules' examples out: tests and rule pages read them from the sources, the product never does, and they
 * would be a good part of the bundle. Relies on the formatter: the list opens and closes at two spaces.
 */
const withoutExamples = {
  name: "without-examples",
  setup(build) {
    build.onLoad(
      { filter: /src[\\/]core[\\/]rules[\\/][^\\/]+[\\/][^\\/]+\.ts$/ },
      async ({ path: file }) => {
        const lines = (await readFile(file, "utf8")).split("\n");
        const first = lines.indexOf("  examples: [");
        if (first < 0) return undefined;
        const last = lines.indexOf("  ],", first);
        lines.splice(first, last - first + 1, "  examples: [],");
        return { contents: lines.join("\n"), loader: "ts" };
      },
    );
  },
};

/** The parsers of other people that core reads files with: half a bundle of tables and tokenizers. */
const parsers = ["yaml", "@lezer/common", "@lezer/javascript", "@lezer/markdown", "@lezer/python"];

/** Each parser under its own name, so that names that two of them export do not meet. */
const parsersEntry = parsers.map((name) => `export * as ${memberOf(name)} from "${name}";`).join("\n");

function memberOf(name) {
  return name.replace("@lezer/", "lezer_");
}

/**
 * Keeps the parsers out of core: an import of one becomes `require("./parsers.js")`. Core's own size then says
 * what we wrote, and an update of core leaves the parsers alone. The sources import the packages as ever.
 */
const parsersSeam = {
  name: "parsers-seam",
  setup(build) {
    build.onResolve({ filter: /^[@a-z]/ }, ({ path: name }) =>
      parsers.includes(name) ? { path: name, namespace: "parser" } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: "parser" }, ({ path: name }) => ({
      contents: `module.exports = require("./parsers.js").${memberOf(name)};`,
    }));
    build.onResolve({ filter: /^\.\/parsers\.js$/, namespace: "parser" }, ({ path: name }) => ({
      path: name,
      external: true,
    }));
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  logLevel: "warning",
  loader: { ".md": "text", ".txt": "text" },
};

const node = { ...shared, platform: "node", format: "cjs", target: "node20" };
const browser = {
  ...shared,
  platform: "browser",
  target: "es2022",
  alias: { path: at("scripts/lib/posix-path.mjs") },
};

/**
 * The bundles of the product. `limit` is in bytes, of the minified file.
 * `import()` is turned into `require()` for Node: VS Code's own loader hooks `require`, and it is lazy as well.
 */
export const bundles = [
  {
    output: "dist/extension.js",
    limit: 100 * KB,
    options: {
      ...node,
      entryPoints: ["src/extension.ts"],
      external: ["vscode"],
      supported: { "dynamic-import": false },
      plugins: [coreSeam({ lazy: true })],
    },
  },
  {
    // The browser conditions pick the packages' ESM builds, which shake better; core has no Node in it anyway.
    output: "dist/core.js",
    limit: 700 * KB,
    options: {
      ...browser,
      entryPoints: ["src/core/api.ts"],
      format: "cjs",
      plugins: [withoutExamples, parsersSeam],
    },
  },
  {
    output: "dist/parsers.js",
    limit: 400 * KB,
    options: {
      ...browser,
      stdin: { contents: parsersEntry, resolveDir: root, sourcefile: "parsers.js" },
      format: "cjs",
    },
  },
  {
    output: "dist/cli.js",
    limit: 100 * KB,
    options: {
      ...node,
      entryPoints: ["src/cli/main.ts"],
      banner: { js: "#!/usr/bin/env node" },
      supported: { "dynamic-import": false },
      plugins: [coreSeam({ lazy: false })],
    },
  },
  {
    // Everything in one file: extension, core and parsers.
    output: "dist/web/extension.js",
    limit: 1200 * KB,
    options: {
      ...browser,
      entryPoints: ["src/extension.ts"],
      format: "cjs",
      external: ["vscode"],
      plugins: [withoutExamples],
    },
  },
  {
    output: "dist/webview/checklist.js",
    limit: 150 * KB,
    options: { ...browser, entryPoints: ["webview/main.ts"], format: "iife" },
  },
];

/** Files the checklist page loads beside its bundle. */
export const copies = [
  ["node_modules/@vscode/codicons/dist/codicon.css", "dist/webview/codicon.css"],
  ["node_modules/@vscode/codicons/dist/codicon.ttf", "dist/webview/codicon.ttf"],
];

/** Modules that a finished bundle may still ask for at run time. */
export function allowedImports(output) {
  if (output === "dist/extension.js") return ["vscode", "./core.js"];
  if (output === "dist/web/extension.js") return ["vscode"];
  if (output === "dist/core.js") return ["./parsers.js"];
  return [];
}
