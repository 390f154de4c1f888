import type { Pair } from "../../files/dockerfile/instruction";
import { type ShellCommand, toolOf } from "../../files/dockerfile/shell";
import type { Stage } from "../../files/dockerfile/stage";
import type { ProjectView } from "../../project/view";
import type { PackageManifest } from "./package-manifest";
import { isSetByService, type Run } from "./runs";
import { startedBy } from "./start";

/** Packages whose servers set NODE_ENV themselves. */
const settingThemselves = ["next", "nuxt", "@remix-run/serve", "@react-router/serve", "astro", "vinext"];
/** Platforms that set NODE_ENV, or where the deployment does. */
const settingTargets = new Set(["heroku", "render", "railway", "kubernetes", "vercel", "netlify"]);

/** Packages that do less, or tell less, when NODE_ENV is `production`. */
const readers =
  `express koa react-dom vue svelte @nestjs/core @apollo/server apollo-server graphql-yoga sequelize knex
  @adonisjs/core @feathersjs/express @strapi/strapi @sveltejs/kit keystone sails restify pug handlebars`.split(
    /\s+/,
  );

/** Whether the application has packages that are known to ask for NODE_ENV. */
export function readsMode({ dependencies }: PackageManifest): boolean {
  return readers.some((name) => name in dependencies);
}

/** The ENV that decides on NODE_ENV in the image; ARG does not reach the container. */
export function envPair(stage: Stage): Pair | undefined {
  return stage
    .allInChain("ENV")
    .flatMap(({ pairs }) => pairs)
    .findLast(({ key }) => key === "NODE_ENV");
}

/** Whether the deployment, the framework or the command sets NODE_ENV, or may. */
export function isSetElsewhere(run: Run, manifest: PackageManifest, project: ProjectView): boolean {
  const { stage, services } = run;
  if (project.target !== undefined && settingTargets.has(project.target)) return true;
  if (isSetByService(run, ["NODE_ENV"])) return true;
  if (services.some((service) => service.some(({ hasEnvFile }) => hasEnvFile))) return true;
  if (settingThemselves.some((name) => name in manifest.dependencies)) return true;
  const starts = startedBy(stage).flatMap(({ program }) => [...program.words, ...program.envPrefix]);
  const written = [stage.effects.cmd, stage.effects.entrypoint].map((each) => each?.args.text ?? "");
  if (written.some((text) => /NODE_ENV|--env-file/.test(text))) return true;
  // The output of a framework that bundles its server sets the variable itself.
  if (starts.some(({ text }) => /\.output\/|standalone/.test(text))) return true;
  const sources = stage.allInChain("COPY").flatMap((copy) => copy.sources);
  if (sources.some(({ text }) => /\.next\/standalone|\.output(\/|$)/.test(text))) return true;
  return startedBy(stage).some(({ program }) => setsMode(program, manifest));
}

/** Whether the script that a package manager starts sets NODE_ENV, or starts a server that needs none or sets it itself. */
function setsMode(program: ShellCommand, { scripts }: PackageManifest): boolean {
  if (!/^(npm|pnpm|yarn)$/.test(toolOf(program))) return false;
  const name = program.args.find(({ text }) => !/^(-.*|run|run-script)$/.test(text))?.text ?? "";
  const text = scripts[name];
  return (
    text === undefined || /NODE_ENV|--env-file|\b(serve|http-server|next|nuxt|remix-serve|astro)\b/.test(text)
  );
}
