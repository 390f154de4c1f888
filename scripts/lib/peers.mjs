// Other linters that the benchmarks compare with. They are fetched into the user's cache by `npm run bench` alone and
// are no dependency of anything: tally is under the AGPL.
import { ensureInstalled, npmInstall } from "./cache.mjs";

const packages = ["dockerfile-utils@0.16.3", "dclint@3.1.0", "@wharflab/tally-linux-x64@0.45.0"];

/** The folder with their packages; undefined (and a line that says so) when they cannot be had here. */
export async function ensurePeers() {
  try {
    return await ensureInstalled({
      name: "bench-peers-1",
      title: "linters to compare with",
      files: ["package.json", "node_modules/@wharflab/tally-linux-x64/bin/tally"],
      install: (folder) => npmInstall(folder, packages),
    });
  } catch (error) {
    console.error(`Other linters are left out: ${error.message}`);
    return undefined;
  }
}
