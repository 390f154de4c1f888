import type { NodeService, PythonService, Service } from "../../src/core/scaffold/service";
import type { Stack } from "../../src/core/scaffold/stack";

/** A stack of services and nothing else. */
export function stackOf(services: readonly Service[], more: Partial<Stack> = {}): Stack {
  return {
    name: "shop",
    services,
    database: undefined,
    redis: false,
    workers: [],
    migrations: undefined,
    domain: undefined,
    repository: undefined,
    existing: {},
    doubts: [],
    ...more,
  };
}

/** A FastAPI service in `api`. */
export function pythonService(more: Partial<PythonService> = {}): PythonService {
  return {
    language: "python",
    folder: "api",
    manifest: "api/requirements.txt",
    port: 8000,
    manager: "pip",
    lockfile: undefined,
    framework: "fastapi",
    entry: "app.main:app",
    isFactory: false,
    sources: "",
    server: "uvicorn",
    hasServer: true,
    listens: true,
    ...more,
  };
}

/** An Express service in `web`. */
export function nodeService(more: Partial<NodeService> = {}): NodeService {
  return {
    language: "node",
    folder: "web",
    manifest: "web/package.json",
    port: 3000,
    manager: "npm",
    managerVersion: undefined,
    lockfile: undefined,
    workspace: undefined,
    members: [],
    installFiles: [],
    generatesPrisma: false,
    framework: "express",
    builds: true,
    start: ["node", "server.js"],
    output: undefined,
    standalone: false,
    hasPublic: false,
    prunes: true,
    ...more,
  };
}
