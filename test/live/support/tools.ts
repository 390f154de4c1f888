import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** A server or framework that is on this machine, or why it is not. */
export type Tool = { readonly version: string } | { readonly missing: string };

export function isMissing(tool: Tool): tool is { readonly missing: string } {
  return "missing" in tool;
}

function versionOf(command: string, args: readonly string[], pattern: RegExp): Tool {
  const { stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  const version = pattern.exec(`${stdout ?? ""}${stderr ?? ""}`)?.[1];
  const name = command.slice(command.lastIndexOf("/") + 1);
  return version === undefined ? { missing: `${name} is not installed` } : { version };
}

/** Debian keeps servers where only root's path leads. */
function commandOf(name: string): string {
  return existsSync(`/usr/sbin/${name}`) ? `/usr/sbin/${name}` : name;
}

export const nginxCommand = commandOf("nginx");
export const apacheCommand = commandOf("apache2");
/** Where Debian keeps the modules of Apache. */
export const apacheModules = "/usr/lib/apache2/modules";

export const nginxTool = versionOf(nginxCommand, ["-v"], /nginx\/([\d.]+)/);
export const opensslTool = versionOf("openssl", ["version"], /OpenSSL ([\d.]+)/);

export const apacheTool: Tool = existsSync(apacheModules)
  ? versionOf(apacheCommand, ["-v"], /Apache\/([\d.]+)/)
  : { missing: "apache2 is not installed" };

export const caddyTool = versionOf("caddy", ["version"], /v?(\d+\.[\d.]+)/);

const pythonModules = [
  "fastapi",
  "uvicorn",
  "flask",
  "flask_cors",
  "flask_limiter",
  "flask_talisman",
  "django",
  "corsheaders",
  "rest_framework",
  "slowapi",
] as const;

export type PythonModule = (typeof pythonModules)[number];

const probe = `
import importlib, json, sys
found = {}
for name in sys.argv[1:]:
    try:
        module = importlib.import_module(name)
        found[name] = str(getattr(module, "__version__", "") or getattr(module, "VERSION", "") or "?")
    except Exception:
        pass
print(json.dumps(found))
`;

interface Python {
  readonly command: string;
  readonly modules: Readonly<Partial<Record<PythonModule, string>>>;
}

/** The Python with most of the modules: Debian's own, or the first on the path. */
export const python: Python | undefined = ["/usr/bin/python3", "python3", "python"]
  .flatMap((command): Python[] => {
    const { stdout, status } = spawnSync(command, ["-c", probe, ...pythonModules], { encoding: "utf8" });
    return status === 0 ? [{ command, modules: JSON.parse(stdout) }] : [];
  })
  .sort((a, b) => Object.keys(b.modules).length - Object.keys(a.modules).length)[0];

/** The first of `modules` that is not there, or the version of the first one. */
export function pythonTool(...modules: readonly [PythonModule, ...PythonModule[]]): Tool {
  if (!python) return { missing: "Python is not installed" };
  const absent = modules.find((name) => python?.modules[name] === undefined);
  if (absent !== undefined) return { missing: `the Python package ${absent} is not installed` };
  return { version: python.modules[modules[0]] ?? "?" };
}

/** The folder of the Node packages that the script has installed; empty when it could not. */
export const nodeModules = process.env.LIFTOFF_LIVE_MODULES ?? "";

export function nodeTool(name: string): Tool {
  const manifest = path.join(nodeModules, name, "package.json");
  if (nodeModules === "" || !existsSync(manifest))
    return { missing: `the npm package ${name} could not be installed` };
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  return { version };
}

export const bashTool: Tool =
  process.platform === "linux"
    ? versionOf("bash", ["--version"], /version (\d+[\d.]*)/)
    : { missing: "the scripts are for Linux" };
export const shellcheckTool = versionOf("shellcheck", ["--version"], /version: ([\d.]+)/);
export const systemdTool = versionOf("systemd-analyze", ["--version"], /systemd (\d+)/);

export const pythonInterpreter: Tool = python
  ? versionOf(python.command, ["--version"], /Python ([\d.]+)/)
  : { missing: "Python is not installed" };

/** Compose as a plugin or on its own; the first generation knows too little. */
const composes = [["docker", "compose"], ["docker-compose"]].map((words) => {
  const [command = "", ...args] = words;
  return { words, tool: versionOf(command, [...args, "version"], /v?((?:[2-9]|\d\d)\.\d+\.\d+)/) };
});
const compose = composes.find(({ tool }) => !isMissing(tool));
export const composeCommand: readonly string[] = compose?.words ?? [];
export const composeTool: Tool = compose?.tool ?? { missing: "Docker Compose 2 is not installed" };
