import http from "node:http";
import type { AddressInfo } from "node:net";
import { AppFolder, type Files } from "./folder";
import { type Answer, ask, freePort, type Question } from "./http";
import { type Running, startServer } from "./processes";
import { isMissing, type Tool } from "./tools";

/** What answers behind a web server in the tests. */
export type Upstream = http.RequestListener;

export interface StartOptions {
  /** Answers at `127.0.0.1:8000` as the files of the case have it; or the port of who does. */
  readonly upstream?: Upstream | number | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/** A server that runs the app of a case. */
export interface LiveServer {
  readonly port: number;
  /** The port for HTTPS, where the server has one. */
  readonly tlsPort: number;
  ask(path: string, question?: Question): Promise<Answer>;
  /** What it has printed so far. */
  output(): string;
  /** Asks it to end. */
  terminate(): void;
  stop(): Promise<void>;
}

export interface ServerKind {
  readonly name: string;
  readonly tool: Tool;
  start(files: Files, options: StartOptions): Promise<LiveServer>;
}

/** The port of the app behind, as the files of a case name it. */
export const UPSTREAM = "127.0.0.1:8000";

/** A port that nobody listens at. */
const NOBODY = 1;

interface Plan {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}

/** Where a server has to listen, and what else depends on the machine. */
export interface Site {
  readonly folder: AppFolder;
  readonly port: number;
  readonly tlsPort: number;
  readonly upstreamPort: number;
}

/**
 * A kind of server: `plan` puts what the files say of ports and places into the folder as they are here, and names the
 * command. `hasTls`: it listens at both ports.
 */
export function serverKind(
  name: string,
  tool: Tool,
  plan: (site: Site, files: Files) => Plan,
  hasTls: (files: Files) => { readonly plain: boolean; readonly tls: boolean } = () => ({
    plain: true,
    tls: false,
  }),
): ServerKind {
  return {
    name,
    tool,
    async start(files, { upstream, env }) {
      const [port, tlsPort] = [await freePort(), await freePort()];
      const behind = typeof upstream === "function" ? await startUpstream(upstream) : undefined;
      const upstreamPort = typeof upstream === "number" ? upstream : (behind?.port ?? NOBODY);
      const folder = new AppFolder(files);
      let running: Running | undefined;
      const stop = async () => {
        await running?.stop();
        await behind?.stop();
        folder.remove();
      };
      try {
        const site = { folder, port, tlsPort, upstreamPort };
        const { command, args, env: own } = plan(site, files);
        const { plain, tls } = hasTls(files);
        const ports = [...(plain ? [port] : []), ...(tls ? [tlsPort] : [])];
        running = await startServer(command, args, {
          cwd: folder.root,
          env: { ...process.env, ...own, ...env },
          ports,
        });
      } catch (error) {
        await stop();
        throw error;
      }
      return {
        port,
        tlsPort,
        output: () => running?.output() ?? "",
        terminate: () => running?.terminate(),
        ask: (path, question = {}) => ask(question.tls ? tlsPort : port, path, question),
        stop,
      };
    },
  };
}

async function startUpstream(listener: Upstream): Promise<{ port: number; stop(): Promise<void> }> {
  const server = http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `inner` behind `outer`, which is the one that is asked. */
export function behind(outer: ServerKind, inner: ServerKind): ServerKind {
  const name = `${outer.name} before ${inner.name}`;
  const tool = isMissing(outer.tool) ? outer.tool : inner.tool;
  return {
    name,
    tool:
      isMissing(tool) || isMissing(outer.tool) ? tool : { version: `${outer.tool.version}, ${tool.version}` },
    async start(files, options) {
      const app = await inner.start(files, options);
      try {
        const server = await outer.start(files, { ...options, upstream: app.port });
        return { ...server, stop: async () => void (await Promise.all([server.stop(), app.stop()])) };
      } catch (error) {
        await app.stop();
        throw error;
      }
    },
  };
}
