// What the extension ships, as esbuild configurations with their size limits.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { transform } from "esbuild";
import { at, root } from "./project.mjs";

const KB = 1000;
/** The doors into core, and the bundles behind them. */
const coreEntries = new Map([
  [at("src/core/api.ts"), "./core.js"],
  [at("src/core/rules/list.ts"), "./rules.js"],
  [at("src/core/new-files.ts"), "./new-files.js"],
]);
const coreDir = at("src/core") + path.sep;
const textDir = at("src/core/text") + path.sep;

/**
 * Keeps core out of a Node bundle: `core/api` becomes `require("./core.js")`, and so on for the other doors, so that
 * core ships once. With `lazy` it may be reached by `import()` only. Any other part of core, except the small text
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
        const bundle = coreEntries.get(`${target}.ts`);
        if (bundle === undefined) {
          const doors = "only core/api, core/rules/list, core/new-files and core/text/** may be";
          return { errors: [{ text: `${from} imports ${request.path}; ${doors}` }] };
        }
        if (lazy && request.kind !== "dynamic-import") {
          return {
            errors: [{ text: `${from} must load core on first use: await import("${request.path}")` }],
          };
        }
        return { path: bundle, external: true };
      });
    },
  };
}

/** Parts of the editor that most sessions never need, and the bundles behind them. */
const rareParts = new Map([
  [at("src/editor/commands/dialogs.ts"), "./dialogs.js"],
  [at("src/editor/tools/tool-checks.ts"), "./tools.js"],
]);

/** Keeps them out of the extension's bundle: `import("./dialogs")` becomes `require("./dialogs.js")`. */
const rarePartsSeam = {
  name: "rare-parts-seam",
  setup(build) {
    build.onResolve({ filter: /\/(dialogs|tool-checks)$/ }, (request) => {
      const bundle = rareParts.get(`${path.resolve(request.resolveDir, request.path)}.ts`);
      if (bundle === undefined) return undefined;
      if (request.kind === "dynamic-import") return { path: bundle, external: true };
      const from = path.relative(root, request.importer);
      return {
        errors: [{ text: `${from} must be loaded on first use: await import("${request.path}")` }],
      };
    });
  },
};

/** A browser starts no programs: what does so elsewhere is left out of its bundle. */
const withoutPrograms = {
  name: "without-programs",
  setup(build) {
    build.onResolve({ filter: /\/programs$/ }, (request) => {
      const target = path.resolve(request.resolveDir, request.path);
      return target === at("src/processes/programs")
        ? { path: at("src/processes/no-programs.ts") }
        : undefined;
    });
  },
};

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

/**
 * esbuild splits ES modules only, VS Code and Node want CommonJS here: turns each of the files that it made, imports of
 * each other included.
 */
const asCommonJs = {
  name: "as-common-js",
  setup(build) {
    const { minify, outdir } = build.initialOptions;
    build.initialOptions.write = false;
    build.onEnd(async ({ outputFiles, errors }) => {
      if (errors.length > 0) return;
      for (const file of outputFiles) {
        const isMap = file.path.endsWith(".map");
        const { code } = isMap ? { code: file.text } : await transform(file.text, { format: "cjs", minify });
        await mkdir(outdir, { recursive: true });
        await writeFile(file.path, code);
      }
    });
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
      plugins: [coreSeam({ lazy: true }), rarePartsSeam],
    },
  },
  {
    output: "dist/dialogs.js",
    limit: 60 * KB,
    options: {
      ...node,
      entryPoints: ["src/editor/commands/dialogs.ts"],
      external: ["vscode"],
      supported: { "dynamic-import": false },
      plugins: [coreSeam({ lazy: true })],
    },
  },
  {
    output: "dist/tools.js",
    limit: 30 * KB,
    options: {
      ...node,
      entryPoints: ["src/editor/tools/tool-checks.ts"],
      external: ["vscode"],
      supported: { "dynamic-import": false },
      plugins: [coreSeam({ lazy: true })],
    },
  },
  {
    // The browser conditions pick the packages' ESM builds, which shake better; core has no Node in it anyway.
    // What several of them use is in files of its own (core-*.js), so that nothing ships twice; the engine answers for
    // the size of those it loads. The rules' limit grows with their number: about 3 KB for each.
    outputs: [
      { output: "dist/core.js", limit: 700 * KB },
      { output: "dist/rules.js", limit: 1400 * KB },
      { output: "dist/new-files.js", limit: 200 * KB },
    ],
    options: {
      ...browser,
      entryPoints: {
        core: "src/core/api.ts",
        rules: "src/core/rules/list.ts",
        "new-files": "src/core/new-files.ts",
      },
      outdir: at("dist"),
      format: "esm",
      splitting: true,
      chunkNames: "core-[hash]",
      plugins: [withoutExamples, parsersSeam, asCommonJs],
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
    limit: 2800 * KB,
    options: {
      ...browser,
      entryPoints: ["src/extension.ts"],
      format: "cjs",
      external: ["vscode"],
      plugins: [withoutExamples, withoutPrograms],
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
  if (output === "dist/extension.js")
    return ["vscode", "./core.js", "./rules.js", "./dialogs.js", "./tools.js", "./new-files.js"];
  if (output === "dist/dialogs.js") return ["vscode", "./new-files.js"];
  // The only part of the extension that starts programs.
  if (output === "dist/tools.js")
    return ["vscode", "node:child_process", "node:fs", "node:fs/promises", "node:path"];
  if (output === "dist/web/extension.js") return ["vscode"];
  if (output === "dist/core.js") return ["./parsers.js"];
  return [];
}
