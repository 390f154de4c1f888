// Runs unit tests: `node scripts/unit.mjs [file...] [--grep pattern]`, all of test/unit when no file is named.
import { rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { runMocha } from "./lib/mocha.mjs";
import { at } from "./lib/project.mjs";
import { bundleUnitTests, findTests } from "./lib/test-bundles.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
const named = positionals.length > 0;
const files = named ? positionals.map((file) => path.resolve(file)) : await findTests(at("test/unit"));
// Runs beside each other must not overwrite each other's bundle.
const outdir = at("dist/test", `unit-${process.pid}`);
try {
  const bundle = await bundleUnitTests(files, outdir);
  const reporter = named ? "spec" : "dot";
  const result = await runMocha({
    title: "unit",
    files: [bundle],
    reporter,
    timeout: 20_000,
    grep: values.grep,
  });
  process.exitCode = result.failed > 0 ? 1 : 0;
} catch (error) {
  if (!Array.isArray(error.errors)) console.error(error.message); // esbuild has printed its own already
  process.exitCode = 1;
} finally {
  await rm(outdir, { recursive: true, force: true });
}
