// Installs the project's own dependencies when they are missing or older than the lockfile.
import { existsSync, readFileSync, statSync, utimesSync } from "node:fs";
import { npm, run } from "./processes.mjs";
import { at, root } from "./project.mjs";

/** Runs `npm ci` when it is needed; throws when that fails. */
export async function ensureDependencies() {
  const reason = staleReason();
  if (!reason) return;
  console.log(`Installing dependencies (${reason})`);
  const { command, args, options } = npm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  const code = await run(command, args, { cwd: root, ...options });
  if (code !== 0) throw new Error("npm ci failed; see its messages above");
}

function staleReason() {
  const lockfile = at("package-lock.json");
  const installed = at("node_modules", ".package-lock.json");
  if (!existsSync(installed)) return "node_modules is missing";
  if (statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return undefined;
  // A checkout or a clone touches the lockfile without changing it: reinstall only when a version differs.
  const wanted = JSON.parse(readFileSync(lockfile, "utf8")).packages;
  const present = JSON.parse(readFileSync(installed, "utf8")).packages;
  for (const [location, { version, optional }] of Object.entries(wanted)) {
    if (location === "" || (optional && !present[location])) continue;
    if (present[location]?.version !== version) return "the lockfile is newer";
  }
  const now = new Date();
  utimesSync(installed, now, now);
  return undefined;
}
