// Tools that are too big to be dependencies of the project live in a folder of the user's cache, one folder
// for each version. An install is built aside and renamed, so a folder that exists is whole; a lock keeps two
// runs from building it at once.
import { readFileSync, rmSync, statSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { capture, npm, onExit } from "./processes.mjs";

const receipt = "liftoff-install.json";
const lockPatience = 10 * 60_000;

function cacheHome() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(os.homedir(), ".cache"), "liftoff");
}

/**
 * Returns the folder of an installed tool, installing it first when it is missing or damaged.
 * `files` are paths inside the folder that must be there, with the size they had when they were installed.
 */
export async function ensureInstalled({ name, title, files, install }) {
  const folder = path.join(cacheHome(), name);
  if (isWhole(folder, files)) return folder;
  await mkdir(cacheHome(), { recursive: true });
  const release = await lock(`${folder}.lock`);
  try {
    if (isWhole(folder, files)) return folder;
    console.log(`Installing ${title} into ${folder} (once)`);
    await removeAbandoned(folder);
    const fresh = `${folder}.part-${process.pid}`;
    await mkdir(fresh, { recursive: true });
    await install(fresh);
    const sizes = Object.fromEntries(files.map((file) => [file, statSync(path.join(fresh, file)).size]));
    await writeFile(path.join(fresh, receipt), JSON.stringify({ name, sizes }));
    await rm(folder, { recursive: true, force: true });
    await rename(fresh, folder);
    return folder;
  } finally {
    release();
  }
}

/** Removes an install, so that the next `ensureInstalled` makes it anew. */
export async function discard(folder) {
  await rm(folder, { recursive: true, force: true });
}

function isWhole(folder, files) {
  try {
    const { sizes } = JSON.parse(readFileSync(path.join(folder, receipt), "utf8"));
    return files.every((file) => statSync(path.join(folder, file)).size === sizes[file]);
  } catch {
    return false;
  }
}

async function removeAbandoned(folder) {
  for (const entry of await readdir(path.dirname(folder))) {
    if (entry.startsWith(`${path.basename(folder)}.part-`)) {
      await rm(path.join(path.dirname(folder), entry), { recursive: true, force: true });
    }
  }
}

/** Takes the lock (a file that names its owner); waits for a living owner, takes over from a dead one. */
async function lock(file) {
  const deadline = Date.now() + lockPatience;
  for (let told = false; ; ) {
    try {
      await writeFile(file, String(process.pid), { flag: "wx" });
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    if (!ownerLives(file)) {
      await rm(file, { force: true });
      continue;
    }
    if (Date.now() > deadline) throw new Error(`another install holds ${file}; delete it if none is running`);
    if (!told) console.log("Waiting for another run to finish the install");
    told = true;
    await sleep(500);
  }
  const remove = () => rmSync(file, { force: true });
  const forget = onExit(remove);
  return () => {
    forget();
    remove();
  };
}

function ownerLives(file) {
  try {
    // The owner writes its id a moment after creating the file: an empty lock is new, unless it stays empty.
    const owner = Number(readFileSync(file, "utf8"));
    if (!owner) return Date.now() - statSync(file).mtimeMs < 5_000;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** Runs `npm install` in a cache folder, without install scripts; throws with npm's output when it fails. */
export async function npmInstall(folder, packages) {
  // The packages ask for a newer Node than ours: they run on one of their own (see vscode-server.mjs).
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--engine-strict=false", "--loglevel=error"];
  const target = packages.length > 0 ? ["--prefix", folder, "--save-exact", ...packages] : ["--omit=dev"];
  const { command, args, options } = npm(["install", ...target, ...flags]);
  const { code, output } = await capture(command, args, { cwd: folder, ...options });
  if (code !== 0) throw new Error(`npm install ${packages.join(" ")} failed:\n${output.trim()}`);
}
