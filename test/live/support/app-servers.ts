import { transformSync } from "esbuild";
import type { Files } from "./folder";
import { type ServerKind, serverKind } from "./servers";
import { nodeModules, nodeTool, type PythonModule, python, pythonTool } from "./tools";

const origin = { FRONTEND_URL: "https://app.example.com" };

function pythonEnv(): NodeJS.ProcessEnv {
  return { ...origin, PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" };
}

const pythonCommand = python?.command ?? "python3";

/** FastAPI or Starlette: `app` of `main.py`, run by uvicorn. */
export function fastapi(...more: readonly PythonModule[]): ServerKind {
  return serverKind("FastAPI", pythonTool("fastapi", "uvicorn", ...more), ({ port }) => ({
    command: pythonCommand,
    args: ["-m", "uvicorn", "main:app", "--host", "127.0.0.1", "--port", String(port)],
    env: pythonEnv(),
  }));
}

/** Flask: `app` of `main.py`. */
export function flask(...more: readonly PythonModule[]): ServerKind {
  return serverKind("Flask", pythonTool("flask", ...more), ({ port }) => ({
    command: pythonCommand,
    args: ["-m", "flask", "--app", "main", "run", "--no-reload", "--port", String(port)],
    env: pythonEnv(),
  }));
}

/** Flask as a script that starts itself: `main.py` listens at PORT. */
export const flaskScript: ServerKind = serverKind("Flask", pythonTool("flask"), ({ port }) => ({
  command: pythonCommand,
  args: ["main.py"],
  env: { ...pythonEnv(), PORT: String(port) },
}));

/** Django: the settings module `shop.settings.production`. */
export function django(...more: readonly PythonModule[]): ServerKind {
  return serverKind("Django", pythonTool("django", ...more), ({ port }) => ({
    command: pythonCommand,
    args: ["-m", "django", "runserver", "--noreload", `127.0.0.1:${port}`],
    env: { ...pythonEnv(), DJANGO_SETTINGS_MODULE: "shop.settings.production", PYTHONPATH: "." },
  }));
}

/** A framework of Node: `server.js`, `server.mjs` or `server.ts` listens at PORT. */
export function node(name: string, ...packages: readonly [string, ...string[]]): ServerKind {
  const tools = packages.map(nodeTool);
  const tool = tools.find((one) => "missing" in one) ?? tools[0] ?? { missing: "no package is named" };
  return serverKind(name, tool, ({ folder, port }, files) => {
    folder.link("node_modules", nodeModules);
    return {
      command: process.execPath,
      args: [compiled(files, (name, text) => folder.write(name, text))],
      env: { ...origin, NODE_ENV: "production", PORT: String(port) },
    };
  });
}

/** The module to start; TypeScript is translated first. */
function compiled(files: Files, write: (name: string, text: string) => string): string {
  for (const [name, text] of Object.entries(files)) {
    if (!name.endsWith(".ts")) continue;
    const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
    const { code } = transformSync(text, { loader: "ts", format: "cjs", tsconfigRaw });
    write(name.replace(/\.ts$/, ".js"), code);
  }
  return (
    ["server.mjs", "server.js", "src/server.js", "src/main.js"].find((name) => name in files) ??
    startOf(files)
  );
}

function startOf(files: Files): string {
  const name = ["server.ts", "src/main.ts", "main.ts"].find((one) => one in files);
  if (name === undefined) throw new Error("the case has no server to start");
  return name.replace(/\.ts$/, ".js");
}
