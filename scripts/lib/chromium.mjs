// A Chromium to drive the workbench with: one on this machine, else the build inside @sparticuz/chromium.
import { accessSync, constants, existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { ensureInstalled, npmInstall } from "./cache.mjs";
import { capture } from "./processes.mjs";
import { ensureServer } from "./vscode-server.mjs";

const packaged = "153.0.0";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge"];
const places = {
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: [process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"], process.env.LOCALAPPDATA]
    .filter(Boolean)
    .flatMap((base) => [
      path.join(base, "Google", "Chrome", "Application", "chrome.exe"),
      path.join(base, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]),
};

/**
 * Options for playwright's `chromium.launch()`: { executablePath, args, env }.
 * `LIFTOFF_CHROMIUM` names the executable to use; the word "packaged" asks for the npm package.
 */
export async function ensureChromium() {
  const wish = process.env.LIFTOFF_CHROMIUM;
  const installed = wish ? (wish === "packaged" ? undefined : wish) : await findInstalled();
  const { executablePath, env } = installed ? { executablePath: installed } : await ensurePackaged();
  // Root has no user namespace to build the sandbox in; containers run as root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  const quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
  return { executablePath, args: [...sandbox, ...quiet], env: { ...process.env, ...env } };
}

async function findInstalled() {
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((dir) => names.map((n) => path.join(dir, n)));
  for (const candidate of [...(places[process.platform] ?? []), ...onPath]) {
    if (isExecutable(candidate) && (await answers(candidate))) return candidate;
  }
  return undefined;
}

/** Some distributions put a stub of that name on the PATH that only says what to install. */
async function answers(executable) {
  if (process.platform !== "linux") return true;
  return (await capture(executable, ["--version"])).code === 0;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function ensurePackaged() {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("no Chromium found; install Chrome or Chromium, or set LIFTOFF_CHROMIUM to its path");
  }
  const folder = await ensureInstalled({
    name: `chromium-${packaged}`,
    title: `headless Chromium (@sparticuz/chromium ${packaged})`,
    files: ["chromium", "fonts.conf", "libGLESv2.so", path.join("al2023", "lib", "libnss3.so")],
    install,
  });
  const executablePath = path.join(folder, "chromium");
  return { executablePath, env: await environmentFor(executablePath, folder) };
}

/** The package brings the libraries it needs (NSS above all); a bare machine lacks them, most have their own. */
async function environmentFor(executablePath, folder) {
  const env = { FONTCONFIG_FILE: path.join(folder, "fonts.conf") };
  const bundled = { ...env, LD_LIBRARY_PATH: path.join(folder, "al2023", "lib") };
  let output = "";
  for (const candidate of [env, bundled]) {
    const version = await capture(executablePath, ["--version"], { env: { ...process.env, ...candidate } });
    if (version.code === 0) return candidate;
    output = version.output;
  }
  throw new Error(`${executablePath} does not run on this machine: ${output.trim()}`);
}

/** Unpacks the package's archives. Its own code does that, into the temporary folder, which we point elsewhere. */
async function install(folder) {
  const download = path.join(folder, "package");
  await mkdir(download);
  await npmInstall(download, [`@sparticuz/chromium@${packaged}`]);
  const entry = path.join(download, "node_modules", "@sparticuz", "chromium", "build", "index.js");
  const unpack = `const { default: it } = await import(${JSON.stringify(entry)}); await it.executablePath();`;
  // The package needs a newer Node than ours, and unpacks its libraries only where it believes to be in Lambda.
  const { node } = await ensureServer();
  const env = { ...process.env, TMPDIR: folder, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  const unpacked = await capture(node, ["--input-type=module", "--eval", unpack], { env });
  if (unpacked.code !== 0 || !existsSync(path.join(folder, "chromium"))) {
    throw new Error(`unpacking @sparticuz/chromium failed:\n${unpacked.output.trim()}`);
  }
  await writeFile(path.join(folder, "fonts.conf"), fontConfiguration());
  await rm(download, { recursive: true, force: true });
}

/** The machine's fonts, and the package's own for a machine that has none. */
function fontConfiguration() {
  const dirs = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(os.homedir(), ".fonts")];
  const lines = dirs.map((dir) => `  <dir>${dir}</dir>`);
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${lines.join("\n")}
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
}
