// Runs the live suite: `node scripts/live.mjs [file...] [--grep pattern]`, all of test/live when no file is named.
import path from "node:path";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
await ensureDependencies();
const { runLive } = await import("./lib/live.mjs");
const files = positionals.length > 0 ? positionals.map((file) => path.resolve(file)) : undefined;
try {
  const { passed, failed, skipped } = await runLive({ files, grep: values.grep });
  console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
