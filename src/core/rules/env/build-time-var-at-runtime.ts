import type { ComposeVariable } from "../../files/compose/environment";
import type { ComposeService } from "../../files/compose/service";
import { commandsOf } from "../../files/dockerfile/command";
import type { RunInstruction } from "../../files/dockerfile/instruction";
import type { SourceFile } from "../../files/source";
import { appendItem, insertPair, setValue, type YamlEdits } from "../../files/yaml/edits";
import { buildOf } from "../../project/services";
import { packageOf, variables } from "../../project/variables";
import { buildArguments } from "../../project/variables/definitions";
import { publicPrefixOf } from "../../project/variables/vite-prefixes";
import type { ProjectView } from "../../project/view";
import { isForDevelopment, productionOf } from "../compose/production";
import { isBuild } from "../dockerfile/build-command";
import { insertAbove } from "../dockerfile/insert";
import { defineRule, type Fix } from "../rule";

export const buildTimeVarAtRuntime = defineRule({
  id: "env/build-time-var-at-runtime",
  on: "compose",
  severity: "warning",
  title: "Give the bundler its variables while the image is built",
  why: "The bundler writes the value into the scripts when it runs. What the container gets later changes nothing: the page keeps the value of the build, or none.",
  references: ["https://vite.dev/guide/env-and-mode", "https://docs.docker.com/reference/dockerfile/#arg"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "compose.yaml":
          "services:\n  web:\n    build: web\n    environment:\n      «VITE_API_URL»: https://api.parcels.example\n",
        "web/Dockerfile":
          "FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
        "web/package.json": "{}\n",
        "web/src/api.ts": "export const api = import.meta.env.VITE_API_URL;\n",
      },
      good: {
        "compose.yaml":
          "services:\n  web:\n    build:\n      context: web\n      args:\n        VITE_API_URL: https://api.parcels.example\n    environment:\n      VITE_API_URL: https://api.parcels.example\n",
        "web/Dockerfile":
          "FROM node:22-slim AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci\nARG VITE_API_URL\nENV VITE_API_URL=$VITE_API_URL\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build /app/dist /usr/share/nginx/html\n",
        "web/package.json": "{}\n",
        "web/src/api.ts": "export const api = import.meta.env.VITE_API_URL;\n",
      },
    },
  ],
  *check({ file, project }) {
    if (file.role !== "prod" || productionOf(file, project).isElsewhere) return;
    for (const service of file.form.services) {
      const built = isForDevelopment(service) ? undefined : clientBuild(service, file, project);
      if (!built) continue;
      for (const variable of service.environment("own")) {
        const { key, keyAt } = variable;
        if (!isBuiltIn(key, built.dockerfile.path, project) || !isReadByClient(key, project)) continue;
        if (built.defines(key)) {
          const args = buildArguments(service);
          const given = args.find((argument) => argument.key === key);
          if (given) yield { proves: given.keyAt, message: `The build gets ${key}.` };
          continue;
        }
        yield {
          at: keyAt,
          message: `${key} is built into the page, and the build in ${built.dockerfile.path} does not get it: setting it here changes nothing.`,
          fixes: fixFor(variable, service, file, built),
        };
      }
    }
  },
});

interface ClientBuild {
  readonly dockerfile: SourceFile<"dockerfile">;
  /** The instruction that runs the bundler. */
  readonly run: RunInstruction;
  defines(name: string): boolean;
}

/** How the image of a service builds a page; undefined when it does not, or when settings reach the page later. */
function clientBuild(
  service: ComposeService,
  file: SourceFile<"compose">,
  project: ProjectView,
): ClientBuild | undefined {
  const build = buildOf(service, file.path);
  const dockerfile = build && project.file(build.dockerfile);
  if (!build || !dockerfile?.is("dockerfile") || !dockerfile.form.clean) return undefined;
  const { form, text } = dockerfile;
  const run = form.stages
    .flatMap((stage) => stage.all("RUN"))
    .find(({ scripts }) => scripts.flatMap((script) => commandsOf(script)).some(isBuild));
  if (!run || setsLater(text) || packageSetsLater(build.dockerfile, project)) return undefined;
  const names = new Set(
    form.instructions.flatMap((one) =>
      one.kind === "ARG" || one.kind === "ENV" ? one.pairs.map(({ key }) => key) : [],
    ),
  );
  return { dockerfile, run, defines: (name) => names.has(name) };
}

/** Nuxt and SvelteKit read their public variables when the server starts. */
function isBuiltIn(name: string, path: string, project: ProjectView): boolean {
  const prefix = publicPrefixOf(name, path, project);
  return prefix !== undefined && prefix !== "NUXT_PUBLIC_" && prefix !== "PUBLIC_";
}

function isReadByClient(name: string, project: ProjectView): boolean {
  const reads = project.fact(variables).byName.get(name)?.reads ?? [];
  return reads.some(({ side }) => side === "client");
}

/** Signs of a script that writes settings into the page when the container starts. */
function setsLater(text: string): boolean {
  return /envsubst|\benv\.sh\b|env-config|runtime-?env|inject-?env|replace-?(?:env|variables)|import-meta-env|docker-entrypoint\.d|\bsed\b/i.test(
    text,
  );
}

function packageSetsLater(dockerfile: string, project: ProjectView): boolean {
  const home = packageOf(project.fact(variables), dockerfile);
  const at = (name: string) => project.file(home === "" ? name : `${home}/${name}`)?.text ?? "";
  if (
    /next-runtime-env|runtime-env|react-inject-env|import-meta-env|@beam-australia\/react-env/.test(
      at("package.json"),
    )
  )
    return true;
  return /_env_|__ENV|env-?config\.js|["'/]env\.js|config\.js/.test(
    at("index.html") + at("public/index.html"),
  );
}

function fixFor(
  { key, value }: ComposeVariable,
  service: ComposeService,
  file: SourceFile<"compose">,
  { dockerfile, run }: ClientBuild,
): Fix[] {
  const given = value?.raw ?? `\${${key}:?set ${key} in .env}`;
  const edits = addArgument(service, file, key, given);
  if (!edits) return [];
  const lines = [`ARG ${key}`, `ENV ${key}=$${key}`];
  const also = [{ path: dockerfile.path, edits: [insertAbove(dockerfile, run, lines)] }];
  return [{ title: `Pass ${key} to the build`, kind: "review", edits, also }];
}

function addArgument(
  service: ComposeService,
  file: SourceFile<"compose">,
  name: string,
  value: string,
): YamlEdits {
  const { yaml } = file.form;
  const { map } = service;
  const build = map?.get("build");
  if (!map || map.via || !build || build.via || map.entry("build")?.merged) return undefined;
  if (build.kind === "scalar")
    return setValue(yaml, map, "build", { context: build.text, args: { [name]: value } });
  if (build.kind !== "map") return undefined;
  const args = build.get("args");
  if (args?.kind === "list") return appendItem(yaml, args, `${name}=${value}`);
  if (args?.kind === "map" && args.own.length > 0)
    return args.has(name) ? [] : insertPair(yaml, args, name, value);
  return setValue(yaml, build, "args", { [name]: value });
}
