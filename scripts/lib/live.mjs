// The live suite: what fixes make of real servers, asked over loopback. Resolves to { passed, failed, skipped }.
import { createHash } from "node:crypto";
import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { ensureInstalled } from "./cache.mjs";
import { runMocha } from "./mocha.mjs";
import { capture, npm } from "./processes.mjs";
import { at } from "./project.mjs";
import { bundleLiveTests, findTests } from "./test-bundles.mjs";

const manifests = ["package.json", "package-lock.json", ".npmrc"];

/** Runs test/live, or the given files of it. What is not on the machine is left out, and the suite says so. */
export async function runLive({ files, grep }) {
  const modules = await nodePackages();
  const bundle = await bundleLiveTests(files ?? (await findTests(at("test/live"))), at("dist/test/live"));
  const env = { LIFTOFF_LIVE_MODULES: modules };
  return runMocha({ title: "live", files: [bundle], reporter: "spec", timeout: 60_000, grep, env });
}

/** The folder of the frameworks for Node; empty, with a line that says why, where they cannot be had. */
async function nodePackages() {
  const texts = await Promise.all(manifests.map((name) => readFile(at("test/live", name))));
  const version = createHash("sha256").update(Buffer.concat(texts)).digest("hex").slice(0, 12);
  try {
    const folder = await ensureInstalled({
      name: `live-node-${version}`,
      title: "the frameworks of the live suite",
      files: ["package.json", "node_modules/express/package.json"],
      install: installNodePackages,
    });
    return path.join(folder, "node_modules");
  } catch (error) {
    console.error(`  the frameworks for Node are left out: ${error.message.trim().split("\n").at(-1)}`);
    return "";
  }
}

async function installNodePackages(folder) {
  for (const name of manifests) await copyFile(at("test/live", name), path.join(folder, name));
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  const { command, args, options } = npm(["ci", "--ignore-scripts", "--engine-strict=false", ...quiet]);
  const { code, output } = await capture(command, args, { cwd: folder, ...options });
  if (code !== 0) throw new Error(output);
}
