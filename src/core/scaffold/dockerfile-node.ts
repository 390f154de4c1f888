import { folderOf } from "../project/services";
import { isStatic } from "./names";
import { inContext, managerCommands, memberOf } from "./node-manager";
import { inFolder, type NodeService } from "./service";

/**
 * A Dockerfile for a Node service: a stage that builds, a small one that runs as the image's own unprivileged
 * user, and a health check with nothing but node. `health` is the path that it asks.
 */
export function nodeDockerfile(service: NodeService, version: string, health: string): string {
  const image = `node:${version}-alpine`;
  const manager = managerCommands(service, version);
  const member = memberOf(service);
  const build = [
    ...(member === ""
      ? []
      : ["# Built from the top of the workspace, where the lockfile is and the packages that it needs."]),
    "# Installs and builds; only the result is shipped.",
    `FROM ${image} AS build`,
    ...manager.setup,
    "WORKDIR /app",
    `COPY ${["package.json", ...manager.files].join(" ")} ./`,
    // The packages of a workspace ask for each other: an install needs all of their manifests.
    ...service.members.map((path) => `COPY ${path} ./${folderOf(path)}/`),
    ...service.installFiles
      .filter((name) => !manager.files.includes(name))
      .map((name) => copied(inFolder(member, name))),
    `RUN ${manager.install}`,
    "COPY . .",
    ...(service.generatesPrisma
      ? [`RUN npx prisma generate${member === "" ? "" : ` --schema ${member}/prisma/schema.prisma`}`]
      : []),
  ];
  if (service.builds) {
    if (service.manager === "yarn" && member !== "")
      build.push(`WORKDIR /app/${member}`, `RUN ${manager.build}`, "WORKDIR /app");
    else build.push(`RUN ${manager.build}`);
  }
  if (isStatic(service)) return [...build, "", ...staticServer(service)].join("\n");
  if (shipsPackages(service) && service.prunes) build.push(`RUN ${manager.prune}`);
  return [...build, "", ...nodeServer(service, image, health)].join("\n");
}

/** A file or folder of the build context, in the same place of the image. */
function copied(path: string): string {
  const isFolder = !(path.split("/").at(-1) ?? "").slice(1).includes(".");
  return `COPY ${path} ./${isFolder ? path : folderOf(path)}${isFolder || folderOf(path) !== "" ? "/" : ""}`;
}

/** Whether the image needs node_modules: some frameworks put what they use into what they build. */
function shipsPackages({ standalone, framework, start }: NodeService): boolean {
  return !standalone && !(framework === "nuxt" && start[1]?.startsWith(".output/"));
}

function nodeServer(service: NodeService, image: string, health: string): string[] {
  const { port } = service;
  const lines = [
    `FROM ${image}`,
    `ENV NODE_ENV=production PORT=${port}${hostOf(service)}`,
    "WORKDIR /app",
    ...shipped(service),
  ];
  lines.push(
    "USER node",
    `EXPOSE ${port}`,
    "HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \\",
    `  CMD ["node", "-e", "fetch('http://127.0.0.1:'+(process.env.PORT||${port})+'${health}').then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]`,
    `CMD [${startOf(service)
      .map((word) => JSON.stringify(word))
      .join(", ")}]`,
    "",
  );
  return lines;
}

/** Frameworks that listen on the loopback interface, or on the name of the container, unless they are told. */
function hostOf({ framework, standalone }: NodeService): string {
  if (standalone) return " HOSTNAME=0.0.0.0";
  return ["nuxt", "astro", "sveltekit"].includes(framework) ? " HOST=0.0.0.0" : "";
}

/** What comes out of the build stage. */
function shipped(service: NodeService): string[] {
  const copy = (from: string, to: string) => `COPY --from=build --chown=node:node ${from} ${to}`;
  const member = memberOf(service);
  const built = (path: string) => inContext(service, "/app", path);
  if (service.standalone) {
    return [
      copy(built(".next/standalone"), "./"),
      copy(built(".next/static"), `./${inFolder(member, ".next/static")}`),
      ...(service.hasPublic ? [copy(built("public"), `./${inFolder(member, "public")}`)] : []),
    ];
  }
  if (!shipsPackages(service)) return [copy(built(".output"), "./.output")];
  const kept = service.prunes
    ? []
    : [
        "# liftoff-ignore dockerfile/prod-dependencies -- what starts or migrates it is a development package: better a dependency",
      ];
  return [...kept, copy("/app", "./"), ...(member === "" ? [] : [`WORKDIR /app/${member}`])];
}

/**
 * node itself as the first process, so that it gets the signals; npm would swallow them. Packages of a workspace lie at
 * its top.
 */
export function startOf(service: NodeService): readonly string[] {
  const member = memberOf(service);
  if (service.standalone) return ["node", inFolder(member, "server.js")];
  const up = member === "" || service.manager === "pnpm" ? "" : "../".repeat(member.split("/").length);
  return service.start.map((word) => (word.startsWith("node_modules/") ? up + word : word));
}

/** Built pages need a web server only; unknown paths are answered by the app's own router. */
function staticServer(service: NodeService): string[] {
  return [
    "FROM nginxinc/nginx-unprivileged:1.30-alpine",
    `COPY --from=build ${inContext(service, "/app", service.output ?? "dist")} /usr/share/nginx/html`,
    "COPY <<'EOF' /etc/nginx/conf.d/default.conf",
    "server {",
    `    listen ${service.port};`,
    "    root /usr/share/nginx/html;",
    "    location / {",
    `        try_files $uri $uri/ ${fallbackOf(service)};`,
    "    }",
    "}",
    "EOF",
    `EXPOSE ${service.port}`,
    "HEALTHCHECK --interval=30s --timeout=5s --start-period=5s --retries=3 \\",
    `  CMD wget -q --spider http://127.0.0.1:${service.port}/ || exit 1`,
    "",
  ];
}

/** Pages that were all built are there or not; an app with a router of its own answers what is not. */
function fallbackOf({ framework }: NodeService): string {
  if (framework === "next") return "$uri.html =404";
  return framework === "astro" || framework === "nuxt" ? "=404" : "/index.html";
}
