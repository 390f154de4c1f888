import type { ProjectView } from "../project/view";
import { versionOf } from "./detect-version";
import {
  choiceAmong,
  choiceOf,
  commandOf,
  type Detected,
  doubtId,
  fileChoice,
  NONE,
  nothing,
  placeOf,
} from "./detected";
import type { Answers } from "./generator";
import { isWorkspaceTop, type Managed, managerOf, type NodeManifest, nodeManifest } from "./node-manifest";
import { fileOf, type Started, startedBy } from "./node-start";
import { portOf } from "./port";
import { inFolder, type NodeFramework, type NodeService, nodeFrameworks } from "./service";
import type { Doubt } from "./stack";

interface Found {
  /** Empty for built pages; undefined where nothing tells what starts it. */
  readonly start: readonly string[] | undefined;
  readonly output?: string;
  readonly standalone?: boolean;
  /** The package that has to be there for it to start. */
  readonly needs?: string | undefined;
  readonly doubt?: Doubt;
}

/** Apps that run on devices, not on servers. */
const deviceApps = ["electron", "expo", "react-native", "@tauri-apps/api", "vscode"];

/** The Node service in `folder`, which ids call `key`; nothing when nothing there starts or makes pages. */
export function detectNode(
  folder: string,
  project: ProjectView,
  choices: Answers = {},
  key = folder,
): Detected<NodeService> {
  const manifest = nodeManifest(folder, project);
  if (!manifest || deviceApps.some((name) => has(manifest, name))) return nothing;
  const framework = choiceAmong(choices, doubtId("framework", key), nodeFrameworks) ?? frameworkOf(manifest);
  if (framework === "none" && isWorkspaceTop(folder, project) && !manifest.scripts.start?.startsWith("node "))
    return nothing;
  const found = saidRun(key, choices) ?? runOf(framework, folder, manifest, project, choices, key);
  if (!found?.start) return { found: undefined, doubts: found?.doubt ? [found.doubt] : [] };
  const managed = managerOf(folder, manifest, project);
  const usual = found.output !== undefined ? 8080 : framework === "astro" ? 4321 : 3000;
  const port = portOf(
    folder,
    project,
    { language: "node", key, usual, start: found.start, code: found.output === undefined },
    choices,
  );
  const doubts = [...(found.doubt ? [found.doubt] : []), ...port.doubts];
  const chosen = choiceAmong(choices, doubtId("manager", key), nodeManagers);
  if (managed.others.length > 0 && chosen === undefined) {
    doubts.push({
      id: doubtId("manager", key),
      question: `Which package manager installs ${placeOf(folder)}?`,
      answers: [managed.manager, ...managed.others],
    });
  }
  const manager = chosen ?? managed.manager;
  const build = buildOf(manifest, key, choices);
  const version = versionOf(key, folder, "node", project, choices);
  const service: NodeService = {
    language: "node",
    folder,
    manifest: inFolder(folder, "package.json"),
    port: port.port,
    manager,
    managerVersion: manager === managed.manager ? managed.version : undefined,
    lockfile: manager === managed.manager ? managed.lockfile : lockfileOf(manager, managed, folder, project),
    workspace: managed.workspace,
    members: managed.members,
    installFiles: installFilesOf(folder, managed, project),
    generatesPrisma: generatesPrisma(folder, manifest, project),
    framework,
    builds: build !== undefined,
    ...(build !== undefined && build !== "build" && { buildScript: build }),
    ...(version !== undefined && { version }),
    start: framework === "next" ? withoutPort(found.start) : found.start,
    output: found.output,
    standalone: found.standalone ?? false,
    hasPublic: project.paths().some((path) => path.startsWith(`${inFolder(folder, "public")}/`)),
    prunes: prunes(manifest, found.needs),
  };
  return { found: service, doubts };
}

/** Settings of the manager, and the schema that the packages of Prisma read when they are installed. */
function installFilesOf(folder: string, { manager, workspace }: Managed, project: ProjectView): string[] {
  const exists = (name: string) => project.has(inFolder(folder, name));
  const settings = { npm: [], pnpm: ["pnpm-workspace.yaml"], yarn: [".yarnrc.yml"] }[manager];
  return [
    ...(workspace === undefined ? settings.filter(exists) : []),
    ...(exists("prisma/schema.prisma") ? ["prisma"] : []),
  ];
}

function generatesPrisma(
  folder: string,
  { scripts, dependencies, development }: NodeManifest,
  project: ProjectView,
) {
  const isThere = [dependencies, development].some((names) => names.has("prisma"));
  return (
    isThere &&
    project.has(inFolder(folder, "prisma/schema.prisma")) &&
    !/prisma generate/.test(`${scripts.build ?? ""} ${scripts.prebuild ?? ""}`)
  );
}

export const nodeManagers = ["npm", "pnpm", "yarn"] as const;

/** The lockfile of a manager that somebody prefers to the detected one, where it has one. */
function lockfileOf(
  manager: NodeService["manager"],
  { workspace }: Managed,
  folder: string,
  project: ProjectView,
): string | undefined {
  const name = { npm: "package-lock.json", pnpm: "pnpm-lock.yaml", yarn: "yarn.lock" }[manager];
  return project.has(inFolder(workspace ?? folder, name)) ? name : undefined;
}

/** The script that builds it; undefined where nothing has to be built. */
function buildOf({ scripts }: NodeManifest, key: string, choices: Answers): string | undefined {
  const said = choiceAmong(choices, doubtId("build", key), [...Object.keys(scripts), NONE]);
  if (said !== undefined) return said === NONE ? undefined : said;
  return scripts.build === undefined ? undefined : "build";
}

/** What people say that starts it, or that its pages are in. */
function saidRun(key: string, choices: Answers): Found | undefined {
  const output = fileChoice(choices, doubtId("output", key));
  if (output !== undefined) return { start: [], output };
  const start = commandOf(choices, doubtId("start", key));
  return start && { start };
}

/** Tools that take a database to a new release; often among the development packages, and needed in production. */
const migrationTools = ["prisma", "drizzle-kit", "knex", "sequelize-cli", "typeorm"];

function prunes(manifest: NodeManifest, needs: string | undefined): boolean {
  const needed = [...(needs === undefined ? [] : [needs]), ...migrationTools];
  return !needed.some((name) => manifest.development.has(name) && !manifest.dependencies.has(name));
}

function has({ dependencies, development }: NodeManifest, name: string): boolean {
  return dependencies.has(name) || development.has(name);
}

/** The framework, what is built on others first. Servers count only where production has them. */
function frameworkOf(manifest: NodeManifest): NodeFramework {
  const any = (...names: string[]) => names.some((name) => has(manifest, name));
  const runs = (...names: string[]) => names.some((name) => manifest.dependencies.has(name));
  if (any("next")) return "next";
  if (any("nuxt")) return "nuxt";
  if (
    any(
      "@remix-run/node",
      "@remix-run/serve",
      "@remix-run/react",
      "@react-router/node",
      "@react-router/serve",
    )
  )
    return "remix";
  if (any("astro")) return "astro";
  if (any("@sveltejs/kit")) return "sveltekit";
  if (runs("@nestjs/core")) return "nest";
  if (runs("fastify")) return "fastify";
  if (runs("hono")) return "hono";
  if (runs("koa")) return "koa";
  if (runs("express")) return "express";
  if (any("vite")) return "vite";
  return any("react-scripts") ? "react-scripts" : "none";
}

function runOf(
  framework: NodeFramework,
  folder: string,
  manifest: NodeManifest,
  project: ProjectView,
  choices: Answers,
  key: string,
): Found | undefined {
  const choice = fileChoice(choices, doubtId("entry", key));
  if (choice !== undefined) return { start: ["node", choice] };
  const adapter = choiceOf(choices, doubtId("adapter", key));
  if (adapter !== undefined) return adapted(framework, adapter);
  const config = (...names: string[]) =>
    names
      .flatMap((name) => ["js", "mjs", "cjs", "ts", "mts"].map((extension) => `${name}.${extension}`))
      .map((name) => project.file(inFolder(folder, name))?.text)
      .find((text) => text !== undefined) ?? "";
  switch (framework) {
    case "next":
      return next(manifest, config("next.config"));
    case "nuxt":
      return /\bnuxt generate\b/.test(manifest.scripts.build ?? "")
        ? { start: [], output: ".output/public" }
        : { start: ["node", ".output/server/index.mjs"] };
    case "remix":
      return remix(manifest, config("react-router.config", "vite.config"), folder);
    case "astro":
      return astro(manifest, config("astro.config"), folder);
    case "sveltekit":
      return svelteKit(manifest, config("svelte.config"), folder);
    case "vite": {
      const outDir = /\boutDir:\s?["'`](?:\.\/)?([\w./-]+)["'`]/.exec(config("vite.config"))?.[1];
      return { start: [], output: outDir?.includes("..") ? "dist" : (outDir ?? "dist") };
    }
    case "react-scripts":
      return { start: [], output: "build" };
    default:
      return server(framework, folder, manifest, project);
  }
}

function next(manifest: NodeManifest, config: string): Found {
  if (/\boutput\s?:\s?["'`]export["'`]/.test(config)) return { start: [], output: "out" };
  const started = productionStart(manifest);
  // A server of its own, written around Next.js.
  if (started?.kind === "run" && started.needs === undefined) return { start: started.words };
  if (/\boutput\s?:\s?["'`]standalone["'`]/.test(config))
    return { start: ["node", "server.js"], standalone: true };
  const rest = started?.kind === "run" && started.needs === "next" ? started.words.slice(2) : [];
  return { start: ["node", "node_modules/next/dist/bin/next", "start", ...rest], needs: "next" };
}

/** The port comes from `PORT`, which such options would outdo. */
function withoutPort(words: readonly string[]): string[] {
  return words.filter(
    (word, i) => !/^(?:-p|--port)(?:=|$)/.test(word) && !/^(?:-p|--port)$/.test(words[i - 1] ?? ""),
  );
}

function remix(manifest: NodeManifest, config: string, folder: string): Found {
  if (/\bssr\s?:\s?false/.test(config)) return { start: [], output: "build/client" };
  const started = productionStart(manifest);
  if (started?.kind === "run") {
    return started.needs === undefined
      ? { start: started.words }
      : {
          start: [`node_modules/.bin/${started.needs}`, ...started.words.slice(1)],
          needs: packageOfBin(started.needs),
        };
  }
  return {
    start: undefined,
    doubt: adapterDoubt(folder, "Which server starts the built app", ["remix-serve", "react-router-serve"]),
  };
}

function packageOfBin(bin: string): string {
  if (bin === "remix-serve") return "@remix-run/serve";
  return bin === "react-router-serve" ? "@react-router/serve" : bin;
}

function astro(manifest: NodeManifest, config: string, folder: string): Found {
  const adapter = /@astrojs\/(vercel|netlify|cloudflare)/.exec(config)?.[1];
  if (adapter !== undefined) return { start: undefined, doubt: platformDoubt(folder, `@astrojs/${adapter}`) };
  if (!has(manifest, "@astrojs/node") || !config.includes("@astrojs/node"))
    return { start: [], output: "dist" };
  if (/\bmode\s?:\s?["'`]middleware["'`]/.test(config)) {
    const started = productionStart(manifest);
    if (started?.kind === "run" && started.needs === undefined) return { start: started.words };
    return {
      start: undefined,
      doubt: adapterDoubt(folder, "Which file starts the server around Astro", ["server.js"]),
    };
  }
  return { start: ["node", "dist/server/entry.mjs"] };
}

function svelteKit(manifest: NodeManifest, config: string, folder: string): Found {
  const adapter = /@sveltejs\/adapter-([a-z-]+)/.exec(config)?.[1];
  if (adapter === "static")
    return { start: [], output: /\bpages\s?:\s?["'`]([\w/-]+)["'`]/.exec(config)?.[1] ?? "build" };
  if (adapter !== "node")
    return { start: undefined, doubt: platformDoubt(folder, `@sveltejs/adapter-${adapter ?? "auto"}`) };
  const started = productionStart(manifest);
  const isOwn = started?.kind === "run" && started.needs === undefined;
  return { start: isOwn ? started.words : ["node", "build/index.js"] };
}

const usualServers: Readonly<Partial<Record<NodeFramework, string>>> = {
  astro: "dist/server/entry.mjs",
  sveltekit: "build/index.js",
  remix: "./build/server/index.js",
};

/** What an answer about the adapter comes to: the name of a server's program, or one of those that are offered. */
function adapted(framework: NodeFramework, answer: string): Found {
  const file = usualServers[framework] ?? "server.js";
  if (answer === platformAnswers[0]) return { start: undefined };
  if (answer === platformAnswers[1]) return { start: ["node", file] };
  if (answer === platformAnswers[2])
    return { start: [], output: framework === "sveltekit" ? "build" : "dist" };
  return framework === "remix"
    ? { start: [`node_modules/.bin/${answer}`, file], needs: packageOfBin(answer) }
    : { start: ["node", answer] };
}

const platformAnswers = ["the platform", "a Node server", "static pages"] as const;

function platformDoubt(folder: string, adapter: string): Doubt {
  return adapterDoubt(
    folder,
    `${adapter} builds for a hosting platform: who runs what it builds`,
    platformAnswers,
  );
}

function adapterDoubt(folder: string, question: string, answers: readonly string[]): Doubt {
  return { id: doubtId("adapter", folder), question: `${question} in ${placeOf(folder)}?`, answers };
}

const startScripts = ["start:prod", "start:production", "prod", "start"];

/** What the first start script that is not for development comes down to. */
function productionStart({ scripts }: NodeManifest): Started | undefined {
  const all = startScripts.flatMap((name) => {
    const script = scripts[name];
    return script === undefined ? [] : [startedBy(script, scripts)];
  });
  return all.find(({ kind }) => kind !== "development") ?? all[0];
}

/** What only a shell can start: without npm in between, where one program is all there is. */
function throughShell(script: string): readonly string[] {
  return /^node [^|;&<>`\n]+$/.test(script) ? ["sh", "-c", `exec ${script}`] : ["npm", "start"];
}

const usualFiles = ["server.js", "src/server.js", "index.js", "src/index.js", "app.js"];

/** A library has a main file as well. */
function listens(folder: string, name: string, project: ProjectView): boolean {
  return /\.listen\(|\bcreateServer\(|\bserve\(/.test(project.file(inFolder(folder, name))?.text ?? "");
}

/** A server of its own: from the start script, else `main`, else the usual names that exist. */
function server(
  framework: NodeFramework,
  folder: string,
  manifest: NodeManifest,
  project: ProjectView,
): Found | undefined {
  const started = productionStart(manifest);
  if (started?.kind === "run") return programOf(started, framework, manifest);
  if (started?.kind === "shell") return { start: throughShell(started.script) };
  const exists = (name: string) => project.has(inFolder(folder, name));
  const main = manifest.main?.replace(/^\.\//, "");
  if (framework === "nest" && exists("nest-cli.json")) return { start: ["node", "dist/main.js"] };
  if (!started) {
    const usual = [...(main === undefined ? [] : [main]), ...usualFiles];
    const found = usual.find(
      (name) => exists(name) && (framework !== "none" || listens(folder, name, project)),
    );
    if (found !== undefined) return { start: ["node", found] };
  }
  if (framework === "none") return undefined;
  const sources = ["main", "server", "index", "app"].flatMap((name) =>
    [`src/${name}.ts`, `src/${name}.js`, `${name}.ts`, `${name}.js`].filter(exists),
  );
  const answers = [
    ...(main?.endsWith("js") ? [main] : []),
    ...sources.map((name) => name.replace(/^(?:src\/)?(.*)\.ts$/, "dist/$1.js")),
  ];
  if (answers.length === 0) return undefined;
  return {
    start: undefined,
    doubt: {
      id: doubtId("entry", folder),
      question: `Which file does node run in production in ${placeOf(folder)}?`,
      answers: [...new Set(answers)],
    },
  };
}

function programOf(
  started: Extract<Started, { kind: "run" }>,
  framework: NodeFramework,
  manifest: NodeManifest,
): Found {
  const { words, needs } = started;
  if (needs !== undefined) return { start: [`node_modules/.bin/${needs}`, ...words.slice(1)], needs };
  const file = fileOf(words);
  if (file === "." && manifest.main !== undefined)
    return { start: words.map((word) => (word === "." ? (manifest.main ?? word) : word)) };
  // `node dist/main`, as Nest has it; written out, so that everybody knows which file is meant.
  if (framework === "nest" && file !== undefined && !/\.[cm]?js$/.test(file))
    return { start: words.map((word) => (word === file ? `${file}.js` : word)) };
  return { start: words };
}
