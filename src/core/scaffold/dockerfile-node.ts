import type { NodeService } from "./service";

interface Manager {
  /** Makes the package manager available; npm comes with the image. */
  readonly setup: readonly string[];
  readonly files: string;
  readonly install: string;
  readonly prune: string;
  readonly run: string;
}

function managerOf(service: NodeService): Manager {
  const manifest = `package.json${service.lockfile ? ` ${service.lockfile}` : ""}`;
  switch (service.manager) {
    case "pnpm":
      return {
        setup: ["RUN npm install -g pnpm@10"],
        files: manifest,
        install: service.lockfile ? "pnpm install --frozen-lockfile" : "pnpm install",
        prune: "pnpm prune --prod",
        run: "pnpm run",
      };
    case "yarn":
      return {
        setup: ["RUN npm install -g yarn@1"],
        files: manifest,
        install: service.lockfile ? "yarn install --frozen-lockfile" : "yarn install",
        prune: "yarn install --production --ignore-scripts --prefer-offline",
        run: "yarn run",
      };
    case "npm":
      return {
        setup: [],
        files: manifest,
        install: service.lockfile ? "npm ci" : "npm install",
        prune: "npm prune --omit=dev",
        run: "npm run",
      };
  }
}

/**
 * A Dockerfile for a Node service: a stage that builds, a small one that runs as the image's own unprivileged
 * user, and a health check with nothing but node.
 */
export function nodeDockerfile(service: NodeService, version: string): string {
  const image = `node:${version}-alpine`;
  const manager = managerOf(service);
  const build = [
    "# Installs and builds; only the result is shipped.",
    `FROM ${image} AS build`,
    ...manager.setup,
    "WORKDIR /app",
    `COPY ${manager.files} ./`,
    `RUN ${manager.install}`,
    "COPY . .",
  ];
  if (service.builds) build.push(`RUN ${manager.run} build`);
  if (service.framework === "vite") return [...build, "", ...staticServer(service)].join("\n");
  if (!service.standalone) build.push(`RUN ${manager.prune}`);
  return [...build, "", ...nodeServer(service, image)].join("\n");
}

function nodeServer(service: NodeService, image: string): string[] {
  const lines = [`FROM ${image}`, `ENV NODE_ENV=production PORT=${service.port}`, "WORKDIR /app"];
  if (service.standalone) {
    lines.push(
      "ENV HOSTNAME=0.0.0.0",
      "COPY --from=build --chown=node:node /app/.next/standalone ./",
      "COPY --from=build --chown=node:node /app/.next/static ./.next/static",
    );
  } else lines.push("COPY --from=build --chown=node:node /app ./");
  lines.push(
    "USER node",
    `EXPOSE ${service.port}`,
    "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\",
    `  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||${service.port})+'${healthPath(service)}').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]`,
    `CMD ${command(service)}`,
    "",
  );
  return lines;
}

/** A built single-page app needs a web server only; unknown paths are answered by the app's own router. */
function staticServer(service: NodeService): string[] {
  return [
    "FROM nginxinc/nginx-unprivileged:1.29-alpine",
    "COPY --from=build /app/dist /usr/share/nginx/html",
    "COPY <<'EOF' /etc/nginx/conf.d/default.conf",
    "server {",
    `    listen ${service.port};`,
    "    root /usr/share/nginx/html;",
    "    location / {",
    "        try_files $uri $uri/ /index.html;",
    "    }",
    "}",
    "EOF",
    `EXPOSE ${service.port}`,
    "HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 \\",
    `  CMD wget -q --spider http://127.0.0.1:${service.port}/ || exit 1`,
    "",
  ];
}

function healthPath(service: NodeService): string {
  return service.framework === "next" ? "/" : "/health";
}

/** node itself as the first process, so that it gets the signals; npm would swallow them. */
function command(service: NodeService): string {
  if (service.standalone) return '["node", "server.js"]';
  if (service.framework === "next") return '["node", "node_modules/next/dist/bin/next", "start"]';
  return service.main === undefined ? '["npm", "start"]' : `["node", "${service.main}"]`;
}
