import type { Generator, GeneratorInput } from "../generator";
import { healthPathOf, isFrontend, isStatic, listens, type NamedService, noService } from "../names";
import {
  buildCommand,
  dockerfileInContext,
  hasUsualDockerfile,
  isStaticSite,
  mainService,
  noMain,
} from "../platform";
import { contextOf, inFolder } from "../service";

export const flyToml: Generator = {
  id: "fly.toml",
  title: "Fly.io configuration",
  summary: "Runs the main service with HTTPS forced, health checks and migrations before a release.",
  refuses: noMain,
  files: (input) => {
    const main = mainService(input);
    return main ? [{ path: inFolder(contextOf(main.service), "fly.toml"), text: flyText(input, main) }] : [];
  },
};

function flyText({ stack, project }: GeneratorInput, { service, name }: NamedService): string {
  const release =
    stack.migrations?.folder === service.folder
      ? ["", "[deploy]", `release_command = ${JSON.stringify(stack.migrations.command)}`]
      : [];
  return [
    `app = "${stack.name}-${name}"`,
    'primary_region = "fra"',
    ...(hasUsualDockerfile(service, stack)
      ? []
      : ["", "[build]", `dockerfile = ${JSON.stringify(dockerfileInContext(service, stack))}`]),
    ...release,
    "",
    "[http_service]",
    `internal_port = ${service.port}`,
    "force_https = true",
    'auto_stop_machines = "suspend"',
    "auto_start_machines = true",
    "min_machines_running = 1",
    "",
    "[[http_service.checks]]",
    'grace_period = "20s"',
    'interval = "30s"',
    'timeout = "5s"',
    'method = "GET"',
    `path = "${healthPathOf(service, project)}"`,
    "",
    "[[vm]]",
    'size = "shared-cpu-1x"',
    'memory = "512mb"',
    "",
  ].join("\n");
}

export const railwayJson: Generator = {
  id: "railway.json",
  title: "Railway configuration",
  summary: "Builds the Dockerfile of each service, checks its health and restarts it when it fails.",
  refuses: noService,
  files: ({ stack, project }) =>
    stack.services
      .filter((service) => !isStatic(service))
      .map((service) => {
        const config = {
          $schema: "https://railway.com/railway.schema.json",
          // Of a workspace, all is uploaded; of a service on its own, its folder.
          build: {
            builder: "DOCKERFILE",
            dockerfilePath: dockerfileInContext(service, stack),
          },
          deploy: {
            ...(stack.migrations?.folder === service.folder && {
              preDeployCommand: [stack.migrations.command],
            }),
            ...(listens(service) && {
              healthcheckPath: healthPathOf(service, project),
              healthcheckTimeout: 120,
            }),
            restartPolicyType: "ON_FAILURE",
            restartPolicyMaxRetries: 10,
          },
        };
        return {
          path: inFolder(service.folder, "railway.json"),
          text: `${JSON.stringify(config, undefined, 2)}\n`,
        };
      }),
};

const headers = [
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
] as const;

const noFrontend = ({ stack }: Pick<GeneratorInput, "stack">) =>
  stack.services.some(isFrontend) ? undefined : "No web app (Vite, Next.js) was found.";

export const vercelJson: Generator = {
  id: "vercel.json",
  title: "Vercel configuration",
  summary: "Sends security headers with every page of the web app.",
  refuses: noFrontend,
  files: ({ stack }) =>
    stack.services.filter(isFrontend).map((service) => {
      const config = {
        $schema: "https://openapi.vercel.sh/vercel.json",
        ...(isStatic(service) && { rewrites: [{ source: "/(.*)", destination: "/index.html" }] }),
        headers: [
          {
            source: "/(.*)",
            headers: [...headers, ["Strict-Transport-Security", "max-age=31536000"] as const].map(
              ([key, value]) => ({ key, value }),
            ),
          },
        ],
      };
      return {
        path: inFolder(service.folder, "vercel.json"),
        text: `${JSON.stringify(config, undefined, 2)}\n`,
      };
    }),
};

export const netlifyToml: Generator = {
  id: "netlify.toml",
  title: "Netlify configuration",
  summary: "Builds the web app, sends security headers and leads unknown paths to the app.",
  refuses: ({ stack }) =>
    stack.services.some(isStatic) ? undefined : "No web app was found that is made of built pages only.",
  files: ({ stack }) =>
    stack.services.filter(isStaticSite).map((service) => ({
      path: inFolder(service.folder, "netlify.toml"),
      text: [
        "[build]",
        `command = ${JSON.stringify(buildCommand(service))}`,
        `publish = ${JSON.stringify(service.output ?? "dist")}`,
        "",
        "[[redirects]]",
        'from = "/*"',
        'to = "/index.html"',
        "status = 200",
        "",
        "[[headers]]",
        'for = "/*"',
        "[headers.values]",
        ...headers.map(([name, value]) => `${name} = "${value}"`),
        "",
      ].join("\n"),
    })),
};
