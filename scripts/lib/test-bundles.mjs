// Bundles the test suites into dist/test. Tests are never shipped and never minified.
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { at, root } from "./project.mjs";

const options = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
  loader: { ".md": "text", ".txt": "text" },
};

/** All test files below a folder of the repository, in a stable order; absolute paths. */
export async function findTests(folder) {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const tests = entries.filter((entry) => entry.isFile() && entry.name.endsWith(".test.ts"));
  return tests.map((entry) => path.join(entry.parentPath, entry.name)).sort();
}

/**
 * Bundles unit tests into one file, so that what they share is built and loaded once; resolves to its path.
 * `vscode` is not resolvable here on purpose: a core or CLI file that imports it fails at once.
 */
export function bundleUnitTests(files, outdir) {
  return bundleTogether(files, outdir, ["vscode"]);
}

/** The same for the tests on real servers. esbuild finds its program beside its own files. */
export function bundleLiveTests(files, outdir) {
  return bundleTogether(files, outdir, ["vscode", "esbuild"]);
}

async function bundleTogether(files, outdir, external) {
  await rm(outdir, { recursive: true, force: true });
  const outfile = path.join(outdir, "tests.js");
  const contents = files.map((file) => `require(${JSON.stringify(file)});`).join("\n");
  const stdin = { contents, resolveDir: root, sourcefile: "tests.js" };
  await build({ ...options, format: "cjs", external, stdin, outfile });
  return outfile;
}

/** Bundles browser tests as modules; packages stay in node_modules, where playwright finds its own files. */
export async function bundleBrowserTests(files, outdir) {
  await rm(outdir, { recursive: true, force: true });
  const format = { format: "esm", packages: "external", outExtension: { ".js": ".mjs" } };
  await build({ ...options, ...format, entryPoints: files, outdir, outbase: at("test") });
  return files.map((file) => path.join(outdir, path.relative(at("test"), file)).replace(/\.ts$/, ".mjs"));
}

/**
 * Bundles each in-editor suite (a folder of test/editor/suites) around test/editor/index.ts, which gets the
 * suite's files through the module "liftoff:suite". Resolves to [{ name, testsPath, workspace, trusted, settings }].
 */
export async function bundleEditorSuites(names) {
  const suitesDir = at("test/editor/suites");
  const found = await readdir(suitesDir, { withFileTypes: true });
  const all = found
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const unknown = names.find((name) => !all.includes(name));
  if (unknown) throw new Error(`there is no suite "${unknown}"; the suites are: ${all.join(", ")}`);
  await rm(at("dist/test/editor"), { recursive: true, force: true });
  return Promise.all((names.length > 0 ? names : all).map((name) => bundleEditorSuite(name, suitesDir)));
}

async function bundleEditorSuite(name, suitesDir) {
  const dir = path.join(suitesDir, name);
  const settings = JSON.parse(await readFile(path.join(dir, "suite.json"), "utf8"));
  const testsPath = at("dist/test/editor", name, "index.js");
  await build({
    ...options,
    format: "cjs",
    // mocha is an ES module with files of its own beside it; the bundle finds it in the project's node_modules.
    external: ["vscode", "mocha"],
    entryPoints: [at("test/editor/index.ts")],
    outfile: testsPath,
    plugins: [suiteModule(name, dir, await findTests(dir))],
  });
  return { name, testsPath, trusted: true, settings: {}, ...settings };
}

function suiteModule(name, dir, files) {
  const loaders = files.map((file) => `() => require(${JSON.stringify(file)})`);
  const contents = `export const name = ${JSON.stringify(name)};\nexport const files = [${loaders.join(", ")}];`;
  return {
    name: "suite-module",
    setup(builder) {
      builder.onResolve({ filter: /^liftoff:suite$/ }, ({ path: id }) => ({ path: id, namespace: "suite" }));
      builder.onLoad({ filter: /.*/, namespace: "suite" }, () => ({ contents, resolveDir: dir }));
    },
  };
}
