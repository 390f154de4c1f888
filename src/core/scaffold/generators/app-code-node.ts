import type { NodeService } from "../service";

/** The route of a framework that says how the service is. `isTyped` is for TypeScript. */
export function nodeHealth({ framework }: NodeService, path: string, isTyped: boolean): string {
  const typed = (type: string) => (isTyped ? `: ${type}` : "");
  const own =
    "// Only what this process can do for itself: a database that is slow must not get it restarted.";
  switch (framework) {
    case "nest":
      return `import { Controller, Get } from "@nestjs/common";

/** Says whether the service is well: add it to the controllers of the root module. */
@Controller("${path.replace(/^\//, "")}")
export class HealthController {
  @Get()
  show()${typed("{ status: string }")} {
    ${own}
    return { status: "ok" };
  }
}
`;
    case "fastify":
      return `${isTyped ? 'import type { FastifyInstance } from "fastify";\n\n' : ""}/** Says whether the service is well: \`addHealth(app)\` before it listens. */
export function addHealth(app${typed("FastifyInstance")})${typed("void")} {
  ${own}
  app.get("${path}", async () => ({ status: "ok" }));
}
`;
    case "hono":
      return `${isTyped ? 'import type { Hono } from "hono";\n\n' : ""}/** Says whether the service is well: \`addHealth(app)\` before other routes. */
export function addHealth(app${typed("Hono")})${typed("void")} {
  ${own}
  app.get("${path}", (context) => context.json({ status: "ok" }));
}
`;
    case "koa":
      return `${isTyped ? 'import type Koa from "koa";\n\n' : ""}/** Says whether the service is well: \`addHealth(app)\` before other middleware. */
export function addHealth(app${typed("Koa")})${typed("void")} {
  app.use(async (context, next) => {
    ${own}
    if (context.path === "${path}") context.body = { status: "ok" };
    else await next();
  });
}
`;
    case "express":
      return `${isTyped ? 'import type { Express } from "express";\n\n' : ""}/** Says whether the service is well: \`addHealth(app)\` before other routes. */
export function addHealth(app${typed("Express")})${typed("void")} {
  app.get("${path}", (_request, response) => {
    ${own}
    response.json({ status: "ok" });
  });
}
`;
    default:
      return `${isTyped ? 'import type { IncomingMessage, ServerResponse } from "node:http";\n\n' : ""}/** Says whether the service is well: \`if (answersHealth(request, response)) return;\` before anything else. */
export function answersHealth(request${typed("IncomingMessage")}, response${typed("ServerResponse")})${typed("boolean")} {
  if (request.url !== "${path}") return false;
  ${own}
  response.setHeader("Content-Type", "application/json");
  response.end(JSON.stringify({ status: "ok" }));
  return true;
}
`;
  }
}

/** The end of a server that is told to stop: of what `listen` gives back, or of frameworks that close themselves. */
export function nodeShutdown({ framework }: NodeService, isTyped: boolean): string {
  return framework === "fastify" || framework === "nest" ? appShutdown(isTyped) : serverShutdown(isTyped);
}

function appShutdown(isTyped: boolean): string {
  return `const PATIENCE = 10_000;

/**
 * Ends the application when the platform says so: \`endGracefully(app)\` where it is made. It takes no new requests,
 * finishes those under way, and lets go of what its own hooks close: connections to databases and queues.
 */
export function endGracefully(app${isTyped ? ": { close(): Promise<unknown> }" : ""})${isTyped ? ": void" : ""} {
  const end = () => {
    // Whatever hangs is cut off, rather than the platform doing it at a time of its own.
    setTimeout(() => process.exit(1), PATIENCE).unref();
    app.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
`;
}

function serverShutdown(isTyped: boolean): string {
  return `${isTyped ? 'import type { Server } from "node:http";\n\n' : ""}const PATIENCE = 10_000;

/**
 * Ends the server when the platform says so: \`endGracefully(app.listen(port))\`. It takes no new requests, finishes those
 * under way, and then lets go of what \`release\` closes: connections to databases and queues.
 */
export function endGracefully(server${isTyped ? ": Server" : ""}, release${isTyped ? ": () => Promise<void>" : ""} = async () => {})${isTyped ? ": void" : ""} {
  const end = () => {
    // Whatever hangs is cut off, rather than the platform doing it at a time of its own.
    setTimeout(() => process.exit(1), PATIENCE).unref();
    server.close(() => {
      release().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
    server.closeIdleConnections();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
`;
}

/** The start of Sentry. The SDK reads `SENTRY_DSN`, `SENTRY_ENVIRONMENT` and `SENTRY_RELEASE` itself. */
export function nodeSentry(): string {
  return `// Starts the error tracker: import it first of all, before everything that it has to watch. It needs the package
// @sentry/node, and sends nothing where SENTRY_DSN is not set.
import * as Sentry from "@sentry/node";

Sentry.init({
${sentryOptions}});
`;
}

/** Options of Sentry's SDKs for JavaScript, from release 11 on: they collect all of this unless they are told. */
const sentryOptions = `  // Who somebody is, and what people sent and looked up, stays here.
  dataCollection: {
    userInfo: false,
    cookies: false,
    httpBodies: [],
    urlQueryParams: false,
    databaseQueryData: false,
    stackFrameVariables: false,
  },
  // One request in ten is measured.
  tracesSampleRate: 0.1,
`;

/** The same for Next.js, which calls this file when a server starts. */
export function nextSentry(): string {
  return `// Starts the error tracker where Next.js starts a server. It needs the package @sentry/nextjs, and sends nothing where
// SENTRY_DSN is not set.
import * as Sentry from "@sentry/nextjs";

export function register() {
  Sentry.init({
${sentryOptions.replaceAll(/^(?=.)/gm, "  ")}  });
}

/** Errors of pages, routes and actions on the server. */
export const onRequestError = Sentry.captureRequestError;
`;
}

/** Logs as lines of JSON. */
export function nodeLogging(isTyped: boolean): string {
  const typed = (type: string) => (isTyped ? `: ${type}` : "");
  return `/** Logs as lines of JSON: \`log.info("order paid", { order: 12 })\`. Never with what people typed or signed in with. */
export const log = {
  info: (message${typed("string")}, fields${typed("object")} = {}) => write("info", message, fields),
  warn: (message${typed("string")}, fields${typed("object")} = {}) => write("warn", message, fields),
  error: (message${typed("string")}, error${typed("unknown")}, fields${typed("object")} = {}) =>
    write("error", message, { ...fields, error: error instanceof Error ? error.stack : String(error) }),
};

/** Writes the error that ends the process as a line as well: \`logCrashes()\` where the application is made. */
export function logCrashes()${typed("void")} {
  process.once("uncaughtExceptionMonitor", (error) => log.error("the process ends", error));
}

function write(level${typed("string")}, message${typed("string")}, fields${typed("object")})${typed("void")} {
  process.stdout.write(\`\${JSON.stringify({ ...fields, time: new Date().toISOString(), level, message })}\\n\`);
}
`;
}

/** The same module for programs that use `require`. */
export function asCommonJs(text: string): string {
  const names = [...text.matchAll(/^export (?:function|const|class) (\w+)/gm)].map((match) => match[1] ?? "");
  const plain = text
    .replaceAll(/^export (?=function|const|class)/gm, "")
    .replaceAll(/^import \* as (\w+) from ("[^"]+");$/gm, "const $1 = require($2);");
  return names.length === 0 ? plain : `${plain}\nmodule.exports = { ${names.join(", ")} };\n`;
}
