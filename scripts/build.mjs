// Builds everything that ships into dist/. Options: --dev (no minifying, with source maps), --watch (implies
// --dev and stays). A production build fails when a bundle is larger than its limit.
import { chmod, copyFile, mkdir, readdir, rm, stat } from "node:fs/promises";
import { builtinModules } from "node:module";
import path from "node:path";
import { build, context } from "esbuild";
import { loadAsInBrowser } from "./lib/browser-check.mjs";
import { allowedImports, bundles, copies } from "./lib/bundles.mjs";
import { writeNotices } from "./lib/notices.mjs";
import { at } from "./lib/project.mjs";

const watch = process.argv.includes("--watch");
const dev = watch || process.argv.includes("--dev");

function optionsFor({ output, options }) {
  const place = output === undefined ? {} : { outfile: at(output) };
  return { ...options, ...place, minify: !dev, sourcemap: dev ? "linked" : false, metafile: true };
}

/** Fails on a `require` that will not resolve where the bundle runs. The CLI alone may use Node's own modules. */
function strayImports({ output, outputs }, metafile) {
  const allowed = new Set(allowedImports(output ?? outputs[0].output));
  const nodeAllowed = output === "dist/cli.js";
  return Object.values(metafile.outputs)
    .flatMap((file) => file.imports)
    .filter(({ external, kind }) => external && kind !== "url-token" && kind !== "import-rule")
    .map((imported) => imported.path)
    .filter((name) => !allowed.has(name))
    .filter((name) => !(nodeAllowed && (/^\.\/(core|rules|new-files)\.js$/.test(name) || isBuiltin(name))));
}

function isBuiltin(name) {
  return name.startsWith("node:") || builtinModules.includes(name);
}

async function cleanOutputs() {
  const files = [...outputsOf(bundles).map(({ output }) => output), "dist/webview/checklist.css"];
  const split = (await readdir(at("dist")).catch(() => [])).filter((name) => /^core-\w+\.js$/.test(name));
  files.push(...split.map((name) => `dist/${name}`));
  await Promise.all(
    files.flatMap((file) => [rm(at(file), { force: true }), rm(at(`${file}.map`), { force: true })]),
  );
}

async function copyAssets() {
  for (const [from, to] of copies) {
    await mkdir(path.dirname(at(to)), { recursive: true });
    await copyFile(at(from), at(to));
  }
}

async function buildOnce() {
  const problems = [];
  const sizes = [];
  const results = await Promise.all(bundles.map((bundle) => build(optionsFor(bundle))));
  for (const [index, bundle] of bundles.entries()) {
    const counted = new Set();
    for (const part of outputsOf([bundle])) {
      const size = sizeOf(await filesOf(part, results[index].metafile), counted);
      sizes.push(describe(part, size));
      if (!dev && size > part.limit)
        problems.push(`${part.output} is ${kb(size)}, over its ${kb(part.limit)}`);
    }
    for (const name of strayImports(bundle, results[index].metafile)) {
      problems.push(`${outputsOf([bundle])[0].output} needs "${name}", which is not there at run time`);
    }
  }
  for (const output of ["dist/core.js", "dist/rules.js", "dist/new-files.js", "dist/web/extension.js"]) {
    try {
      loadAsInBrowser(at(output));
    } catch (error) {
      problems.push(`${output} does not load in a browser: ${error.message}`);
    }
  }
  const metafiles = results.map(({ metafile }) => metafile);
  await writeNotices(
    metafiles,
    copies.map(([from]) => from),
    at("dist/THIRD-PARTY-NOTICES.txt"),
  );
  await chmod(at("dist/cli.js"), 0o755);
  console.log(sizes.join("\n"));
  for (const problem of problems) console.error(`build: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

/** The files that bundles make: one each, unless what they share is split off. */
function outputsOf(list) {
  return list.flatMap((bundle) => bundle.outputs ?? [bundle]);
}

/** The file of an output and those split off it, as they load each other, with their sizes in bytes. */
async function filesOf({ output }, metafile) {
  const files = new Map();
  const waiting = [output];
  for (const file of waiting) {
    if (files.has(file)) continue;
    files.set(file, (await stat(at(file))).size);
    const { imports } = metafile.outputs[file];
    waiting.push(...imports.filter(({ external }) => !external).map((imported) => imported.path));
  }
  return files;
}

/** The size of files that nobody has answered for yet. */
function sizeOf(files, counted) {
  let sum = 0;
  for (const [file, size] of files) {
    if (!counted.has(file)) sum += size;
    counted.add(file);
  }
  return sum;
}

function describe({ output, limit }, size) {
  return `  ${output.padEnd(28)} ${kb(size).padStart(9)}${dev ? "" : `  of ${kb(limit)}`}`;
}

function kb(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

async function buildAndWatch() {
  for (const bundle of bundles) await (await context(optionsFor(bundle))).watch();
  console.log("watching for changes");
}

await cleanOutputs();
await copyAssets();
try {
  await (watch ? buildAndWatch() : buildOnce());
} catch (error) {
  // esbuild has printed its errors with their places already; anything else is ours to show.
  if (!Array.isArray(error.errors)) console.error(error);
  process.exitCode = 1;
}
