import type { Generator, GeneratorInput } from "../generator";
import { dockerfilePath, healthPathOf, listens, type NamedService, namedServices, noService } from "../names";
import { installAndBuild, isStaticSite } from "../platform";
import { contextOf, type NodeService, type Service } from "../service";
import { settingsOf } from "../settings";
import type { Stack, Worker } from "../stack";

export const renderYaml: Generator = {
  id: "render.yaml",
  title: "Render blueprint",
  summary: "Declares services, database and health path; secrets are generated or asked for, never written.",
  refuses: noService,
  files: (input) => [{ path: "render.yaml", text: renderText(input) }],
};

function renderText(input: GeneratorInput): string {
  const { stack } = input;
  const services = namedServices(stack);
  const blocks = services.map((named) =>
    isStaticSite(named.service) ? pages(named.name, named.service, stack) : program(named, input),
  );
  const workers = stack.workers.map((worker) => {
    const owner = services.find(({ service }) => service.folder === worker.folder) ?? services[0];
    return owner ? workerBlock(worker, owner, input) : [];
  });
  const redis = stack.redis
    ? ["  - type: keyvalue", `    name: ${stack.name}-redis`, "    plan: starter", "    ipAllowList: []"]
    : [];
  const databases =
    stack.database?.engine === "postgres"
      ? ["", "databases:", `  - name: ${stack.name}-db`, "    plan: basic-256mb", "    ipAllowList: []"]
      : [];
  return ["services:", ...blocks.flat(), ...workers.flat(), ...redis, ...databases, ""].join("\n");
}

const headers = [
  ["X-Frame-Options", "SAMEORIGIN"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
] as const;

function pages(name: string, service: NodeService, stack: Stack): string[] {
  return [
    "  - type: web",
    `    name: ${stack.name}-${name}`,
    "    runtime: static",
    `    rootDir: ${service.folder === "" ? "." : service.folder}`,
    `    buildCommand: ${installAndBuild(service)}`,
    `    staticPublishPath: ${service.output ?? "dist"}`,
    "    routes:",
    "      - { type: rewrite, source: /*, destination: /index.html }",
    "    headers:",
    ...headers.map(([header, value]) => `      - { path: /*, name: ${header}, value: ${value} }`),
  ];
}

function program({ name, service }: NamedService, { stack, project }: GeneratorInput): string[] {
  const { migrations } = stack;
  return [
    `  - type: ${listens(service) ? "web" : "worker"}`,
    `    name: ${stack.name}-${name}`,
    ...imageOf(service, stack),
    ...(listens(service) ? [`    healthCheckPath: ${healthPathOf(service, project)}`] : []),
    "    autoDeployTrigger: checksPass",
    ...(migrations?.folder === service.folder ? [`    preDeployCommand: ${migrations.command}`] : []),
    ...variablesOf(service, { stack, project }),
  ];
}

/** The same image as its service, started in another way. */
function workerBlock(
  { name, command }: Worker,
  { name: owner, service }: NamedService,
  input: GeneratorInput,
): string[] {
  return [
    "  - type: worker",
    `    name: ${input.stack.name}-${owner}-${name}`,
    ...imageOf(service, input.stack),
    `    dockerCommand: ${command}`,
    "    autoDeployTrigger: checksPass",
    ...variablesOf(service, input),
  ];
}

function imageOf(service: Service, stack: Stack): string[] {
  const context = contextOf(service);
  return [
    "    runtime: docker",
    `    dockerContext: ${context === "" ? "." : context}`,
    `    dockerfilePath: ${dockerfilePath(service, stack)}`,
    "    plan: starter",
  ];
}

function variablesOf(
  service: Service,
  { stack, project }: Pick<GeneratorInput, "stack" | "project">,
): string[] {
  const lines = settingsOf(service, stack, project).flatMap(({ name, from }) => [
    `      - key: ${name}`,
    ...{
      database: [
        "        fromDatabase:",
        `          name: ${stack.name}-db`,
        "          property: connectionString",
      ],
      redis: [
        "        fromService:",
        "          type: keyvalue",
        `          name: ${stack.name}-redis`,
        "          property: connectionString",
      ],
      chance: ["        generateValue: true"],
      // Asked for when the blueprint is applied.
      somebody: ["        sync: false"],
    }[from],
  ]);
  return lines.length > 0 ? ["    envVars:", ...lines] : [];
}
