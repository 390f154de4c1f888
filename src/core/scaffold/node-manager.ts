import { contextOf, inFolder, type NodeService } from "./service";

/** The commands of a package manager for one service. */
export interface ManagerCommands {
  /** Lines of a Dockerfile that make the manager available; npm comes with the image. */
  readonly setup: readonly string[];
  readonly install: string;
  readonly build: string;
  /** Takes the development packages away again. */
  readonly prune: string;
  /** Files beside the manifest that the install needs, relative to the build context. */
  readonly files: readonly string[];
}

/** What installs and builds `service`, run in its build context. `version` is the release line of Node. */
export function managerCommands(service: NodeService, version: string): ManagerCommands {
  const { lockfile, workspace, buildScript = "build" } = service;
  const lock = lockfile === undefined ? [] : [lockfile];
  const member = memberOf(service);
  switch (service.manager) {
    case "pnpm":
      return {
        setup: [`RUN npm install -g pnpm@${service.managerVersion ?? "10"}`],
        files: [...lock, ...(workspace === undefined ? [] : ["pnpm-workspace.yaml"])],
        install: lockfile ? "pnpm install --frozen-lockfile" : "pnpm install",
        // The three dots build the packages of the workspace that it needs, and those first.
        build:
          workspace === undefined
            ? `pnpm run ${buildScript}`
            : `pnpm --filter "./${member}..." run ${buildScript}`,
        prune:
          workspace === undefined
            ? "pnpm prune --prod"
            : "CI=true pnpm install --prod --frozen-lockfile --ignore-scripts",
      };
    case "yarn":
      return isModernYarn(service) ? modernYarn(service, lock, version) : classicYarn(service, lock, version);
    case "npm":
      return {
        setup: [],
        files: lock,
        install: lockfile ? "npm ci" : "npm install",
        build:
          workspace === undefined ? `npm run ${buildScript}` : `npm run ${buildScript} --workspace ${member}`,
        prune: "npm prune --omit=dev",
      };
  }
}

function classicYarn(
  { lockfile, buildScript = "build" }: NodeService,
  lock: readonly string[],
  version: string,
): ManagerCommands {
  return {
    // The images of Node carry it up to release 25.
    setup: Number(version) < 26 ? [] : ["RUN npm install -g yarn@1"],
    files: lock,
    install: lockfile ? "yarn install --frozen-lockfile" : "yarn install",
    build: `yarn run ${buildScript}`,
    prune: `yarn install --production --ignore-scripts --prefer-offline${lockfile === undefined ? "" : " --frozen-lockfile"}`,
  };
}

function modernYarn(service: NodeService, lock: readonly string[], version: string): ManagerCommands {
  return {
    setup: [
      `RUN ${Number(version) < 25 ? "" : "npm install -g corepack@0 && "}corepack enable`,
      // Packages in the usual folder, so that node finds them without yarn.
      "ENV YARN_NODE_LINKER=node-modules",
    ],
    files: lock,
    install: service.lockfile ? "yarn install --immutable" : "yarn install",
    build: `yarn run ${service.buildScript ?? "build"}`,
    prune: "yarn workspaces focus --production --all",
  };
}

/** Yarn from 2 on, which `packageManager` names. */
export function isModernYarn({ manager, managerVersion }: NodeService): boolean {
  return manager === "yarn" && managerVersion !== undefined && !managerVersion.startsWith("1.");
}

/** The folder of a member inside its workspace; empty for a service on its own. */
export function memberOf(service: NodeService): string {
  const context = contextOf(service);
  if (service.folder === context) return "";
  return context === "" ? service.folder : service.folder.slice(context.length + 1);
}

/** How a script of package.json is run by hand. */
export function runScript({ manager }: NodeService, script: string): string {
  return manager === "npm" ? `npm run ${script}` : `${manager} run ${script}`;
}

/** `path` of a service, in the image or on a server, below `top` where its build context lies. */
export function inContext(service: NodeService, top: string, path: string): string {
  const member = memberOf(service);
  return `${top}/${inFolder(member, path)}`;
}
