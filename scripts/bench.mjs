// Measures what the design promises: `npm run bench`. Nothing here passes or fails; it prints figures.
import { execFileSync } from "node:child_process";
import { build } from "esbuild";
import { ensurePeers } from "./lib/peers.mjs";
import { at, root } from "./lib/project.mjs";

const options = { cwd: root, stdio: "inherit" };
execFileSync(process.execPath, [at("scripts/build.mjs")], options);
await build({
  entryPoints: [at("test/bench/main.ts")],
  outfile: at("dist/bench/main.js"),
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  logLevel: "warning",
});
const peers = await ensurePeers();
if (peers !== undefined) process.env.LIFTOFF_BENCH_PEERS = peers;
execFileSync(process.execPath, ["--expose-gc", at("dist/bench/main.js")], options);
