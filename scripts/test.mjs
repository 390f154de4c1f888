// npm test: installs what is missing and runs everything.
//   --only static|unit|live|editor|browser   one part (editor and browser build first)
//   --package                                editor and browser suites against the packaged .vsix
//   --suite <name>                           one in-editor suite (may be repeated)
//   --grep <pattern>                         only tests whose title matches
// The last line is "N passed, N failed", with ", N skipped" when there are any.
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { runNode } from "./lib/processes.mjs";
import { at } from "./lib/project.mjs";

const parts = ["static", "unit", "live", "editor", "browser"];
const total = { passed: 0, failed: 0, skipped: 0 };

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: "string" },
      package: { type: "boolean", default: false },
      suite: { type: "string", multiple: true, default: [] },
      grep: { type: "string" },
    },
  });
  if (values.only !== undefined && !parts.includes(values.only)) {
    throw new Error(`--only takes one of: ${parts.join(", ")}`);
  }
  return values;
}

function wants(options, part) {
  return options.only === undefined ? !(options.package && part !== "editor") : options.only === part;
}

/** Runs a step; what it throws ends the whole run. */
async function step(title, work) {
  console.log(`\n${title}`);
  const started = performance.now();
  const result = await work();
  console.log(`  ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

async function mustSucceed(title, script, args) {
  const code = await step(title, () => runNode(at(script), args, { cwd: at() }));
  if (code !== 0) throw new Error(`${title} failed`);
}

function count({ passed, failed, skipped }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

async function main() {
  const options = readOptions();
  const wanted = (part) => wants(options, part);
  await ensureDependencies();
  const suites = await import("./lib/suites.mjs");
  if (wanted("static")) {
    await mustSucceed("Types", "node_modules/typescript/bin/tsc", ["-p", "tsconfig.json"]);
    await mustSucceed("Generated pages", "scripts/docs.mjs", ["--check"]);
    await mustSucceed("Lint and format", "node_modules/@biomejs/biome/bin/biome", ["check", "."]);
  }
  if (wanted("unit")) count(await step("Unit tests", () => suites.runUnit(options)));
  if (wanted("live")) count(await step("Tests on real servers", () => suites.runLive(options)));
  if (!wanted("editor") && !wanted("browser")) return;
  if (options.package) await mustSucceed("Package", "scripts/package.mjs", []);
  else await mustSucceed("Build", "scripts/build.mjs", []);
  await suites.withExtension(options, async (extensionPath) => {
    if (wanted("editor"))
      count(await step("Tests in VS Code", () => suites.runEditor(extensionPath, options)));
    if (wanted("browser"))
      count(await step("Tests in the browser", () => suites.runBrowser(extensionPath, options)));
  });
}

try {
  await main();
} catch (error) {
  console.error(`\n${error.message}`);
  total.failed += 1;
}
const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed > 0 ? 1 : 0);
