import type { Generator, GeneratorInput } from "../generator";
import { healthPathOf, isFrontend, isStatic, type NamedService, namedServices } from "../names";
import { inFolder } from "../service";

const noService = ({ stack }: Pick<GeneratorInput, "stack">) =>
  stack.services.length === 0 ? "No Python or Node service with an entry point was found." : undefined;

export const herokuYml: Generator = {
  id: "heroku.yml",
  title: "Heroku manifest",
  summary: "Builds the image of the main service, runs migrations before a release gets traffic.",
  refuses: noService,
  files: (input) => {
    const main = mainOf(input);
    if (!main) return [];
    const { migrations } = input.stack;
    const release = migrations
      ? ["release:", "  image: web", "  command:", `    - ${migrations.command}`]
      : [];
    const text = [
      "build:",
      "  docker:",
      `    web: ${inFolder(main.service.folder, "Dockerfile")}`,
      ...release,
      "",
    ].join("\n");
    return [
      { path: "heroku.yml", text },
      { path: "app.json", text: appJson(input, main) },
    ];
  },
};

function appJson({ stack }: GeneratorInput, main: NamedService): string {
  const addons = [
    ...(stack.database?.engine === "postgres" ? [{ plan: "heroku-postgresql:essential-0" }] : []),
    ...(stack.redis ? [{ plan: "heroku-redis:mini" }] : []),
  ];
  const manifest = {
    $schema: "https://schema.heroku.com/app.json",
    name: stack.name,
    stack: "container",
    formation: { web: { quantity: 1, size: "basic" } },
    ...(addons.length > 0 && { addons }),
    env: {
      SECRET_KEY: { description: "Signs sessions and tokens", generator: "secret" },
      ...(main.service.language === "node" && { NODE_ENV: "production" }),
    },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

export const renderYaml: Generator = {
  id: "render.yaml",
  title: "Render blueprint",
  summary: "Declares services, database and health path; secrets are generated or asked for, never written.",
  refuses: noService,
  files: (input) => [{ path: "render.yaml", text: renderText(input) }],
};

function renderText({ stack, project }: GeneratorInput): string {
  const { migrations, database } = stack;
  const blocks = namedServices(stack).map((named) => {
    const { name, service } = named;
    const folder = service.folder === "" ? "." : service.folder;
    if (isStatic(service)) {
      return [
        "  - type: web",
        `    name: ${stack.name}-${name}`,
        "    runtime: static",
        `    rootDir: ${folder}`,
        "    buildCommand: npm ci && npm run build",
        "    staticPublishPath: dist",
        "    routes:",
        "      - { type: rewrite, source: /*, destination: /index.html }",
        "    headers:",
        ...["X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy"].map(
          (header, i) =>
            `      - { path: /*, name: ${header}, value: ${["SAMEORIGIN", "nosniff", "strict-origin-when-cross-origin"][i]} }`,
        ),
      ];
    }
    const migrates = migrations?.folder === service.folder;
    return [
      "  - type: web",
      `    name: ${stack.name}-${name}`,
      "    runtime: docker",
      `    dockerContext: ${folder}`,
      `    dockerfilePath: ${inFolder(service.folder, "Dockerfile")}`,
      "    plan: starter",
      `    healthCheckPath: ${healthPathOf(service, project)}`,
      "    autoDeployTrigger: checksPass",
      ...(migrates && migrations ? [`    preDeployCommand: ${migrations.command}`] : []),
      "    envVars:",
      ...(isFrontend(service) ? [] : ["      - key: SECRET_KEY", "        generateValue: true"]),
      ...(database?.engine === "postgres" && !isFrontend(service)
        ? [
            `      - key: ${database.variable ?? "DATABASE_URL"}`,
            "        fromDatabase:",
            `          name: ${stack.name}-db`,
            "          property: connectionString",
          ]
        : []),
      "      - key: SENTRY_DSN",
      "        sync: false",
    ];
  });
  const databases =
    database?.engine === "postgres"
      ? ["", "databases:", `  - name: ${stack.name}-db`, "    plan: basic-256mb", "    ipAllowList: []"]
      : [];
  return ["services:", ...blocks.flat(), ...databases, ""].join("\n");
}

export const flyToml: Generator = {
  id: "fly.toml",
  title: "Fly.io configuration",
  summary: "Runs the main service with HTTPS forced, health checks and migrations before a release.",
  refuses: noService,
  files: (input) => {
    const main = mainOf(input);
    return main ? [{ path: inFolder(main.service.folder, "fly.toml"), text: flyText(input, main) }] : [];
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
          build: { builder: "DOCKERFILE", dockerfilePath: "Dockerfile" },
          deploy: {
            ...(stack.migrations?.folder === service.folder && {
              preDeployCommand: [stack.migrations.command],
            }),
            healthcheckPath: healthPathOf(service, project),
            healthcheckTimeout: 120,
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
  refuses: noFrontend,
  files: ({ stack }) =>
    stack.services.filter(isStatic).map((service) => ({
      path: inFolder(service.folder, "netlify.toml"),
      text: [
        "[build]",
        'command = "npm run build"',
        'publish = "dist"',
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

/** The service that a platform with one process runs: what answers the API, else the only one. */
function mainOf({ stack }: GeneratorInput): NamedService | undefined {
  const services = namedServices(stack);
  return (
    services.find(({ service }) => !isFrontend(service)) ?? services.find(({ service }) => !isStatic(service))
  );
}
