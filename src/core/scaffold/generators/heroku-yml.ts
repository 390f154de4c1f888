import type { Generator, GeneratorInput } from "../generator";
import { dockerfilePath, type NamedService } from "../names";
import { mainService, noMain } from "../platform";
import { settingsOf } from "../settings";

export const herokuYml: Generator = {
  id: "heroku.yml",
  title: "Heroku manifest",
  summary: "Builds the image of the main service, runs migrations before a release gets traffic.",
  refuses: noMain,
  files: (input) => {
    const main = mainService(input);
    return main
      ? [
          { path: "heroku.yml", text: manifestText(input, main) },
          { path: "app.json", text: appJson(input, main) },
        ]
      : [];
  },
};

function manifestText({ stack }: GeneratorInput, { service }: NamedService): string {
  const { migrations } = stack;
  const workers = stack.workers.filter(({ folder }) => folder === service.folder);
  return [
    "build:",
    "  docker:",
    `    web: ${dockerfilePath(service, stack)}`,
    ...(migrations?.folder === service.folder
      ? ["release:", "  image: web", "  command:", `    - ${migrations.command}`]
      : []),
    // Without a command of its own, the web process is what the image starts.
    ...(workers.length > 0 ? ["run:"] : []),
    ...workers.flatMap(({ name, command }) => [
      `  ${name}:`,
      "    image: web",
      "    command:",
      `      - ${command}`,
    ]),
    "",
  ].join("\n");
}

function appJson({ stack, project }: GeneratorInput, { service }: NamedService): string {
  const addons = [
    ...(stack.database?.engine === "postgres" ? [{ plan: "heroku-postgresql:essential-0" }] : []),
    ...(stack.redis ? [{ plan: "heroku-redis:mini" }] : []),
  ];
  // Add-ons bring the addresses of what they run.
  const settings = settingsOf(service, stack, project).filter(
    ({ from }) => from === "chance" || from === "somebody",
  );
  const env = Object.fromEntries([
    ...settings.map(({ name, from }) => [
      name,
      from === "chance"
        ? { description: "Made by chance when the app is created", generator: "secret" }
        : { description: "The app does not start without it", required: true },
    ]),
    ...(service.language === "node" ? [["NODE_ENV", "production"]] : []),
  ]);
  const workers = stack.workers.filter(({ folder }) => folder === service.folder);
  const size = { quantity: 1, size: "basic" };
  const manifest = {
    $schema: "https://schema.heroku.com/app.json",
    name: stack.name,
    stack: "container",
    formation: { web: size, ...Object.fromEntries(workers.map(({ name }) => [name, size])) },
    ...(addons.length > 0 && { addons }),
    ...(Object.keys(env).length > 0 && { env }),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
