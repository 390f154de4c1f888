import { roleOf } from "../files/role";
import { textOf, valueAt } from "../files/yaml/form";
import { frontendOrigin } from "../project/origins";
import type { ProjectView } from "../project/view";
import { servicesAndDoubts } from "./detect";
import { databaseOf, packagesOf, usesRedis } from "./detect-data";
import { migrationsOf, workersOf } from "./detect-jobs";
import { choiceOf } from "./detected";
import type { Answers } from "./generator";
import type { ExistingKind, Stack } from "./stack";

/**
 * Everything that the files of a workspace tell about what runs in it. `choices` are what people answered to its doubts,
 * by their id: what somebody says counts more than what files show.
 */
export function detectStack(project: ProjectView, choices: Answers = {}): Stack {
  const { services, doubts } = servicesAndDoubts(project, choices);
  const packages = packagesOf(project);
  const { database, doubts: databaseDoubts } = databaseOf(project, packages, choices);
  const { workers, doubts: workerDoubts } = workersOf(project, services, choices);
  return {
    name: saidName(choices) ?? nameOf(project),
    services,
    database,
    redis: usesRedis(project, packages, choices),
    workers,
    migrations: migrationsOf(project, services, choices),
    domain: domainOf(project),
    repository: repositoryOf(project),
    existing: existingOf(project),
    doubts: [...doubts, ...databaseDoubts, ...workerDoubts],
  };
}

/** What the app is called: by the package at the top, or else by nothing better than `app`. */
function nameOf(project: ProjectView): string {
  const manifest = project.file("package.json");
  const named = manifest?.is("json") ? manifest.form.get("name") : undefined;
  const npm = named?.kind === "scalar" && typeof named.value === "string" ? named.value : undefined;
  const toml = /^name\s*=\s*["']([\w.-]+)["']/m.exec(project.file("pyproject.toml")?.text ?? "")?.[1];
  const plan = project.file(".liftoff/plan.yaml");
  const titled = plan?.is("yaml") ? textOf(valueAt(plan.form.root, "name")) : undefined;
  return slugOf(npm?.replace(/^@[^/]+\//, "") ?? toml ?? titled ?? "app");
}

function saidName(choices: Answers): string | undefined {
  const said = choiceOf(choices, "name");
  return said !== undefined && slugOf(said) === said ? said : undefined;
}

/** A name that images, hosts, users and folders can have. */
export function slugOf(text: string): string {
  const slug = text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 40);
  return /^[a-z]/.test(slug) ? slug : "app";
}

function domainOf(project: ProjectView): string | undefined {
  const { origin } = project.fact(frontendOrigin);
  const host = origin?.replace(/^https:\/\//, "").replace(/:\d+$/, "");
  if (host !== undefined) return host;
  for (const path of project.paths()) {
    const file = project.file(path);
    if (!file?.is("nginx") || file.role !== "prod") continue;
    const name = /\bserver_name\s+([a-z0-9.-]+\.[a-z]{2,})/.exec(file.text)?.[1];
    if (name !== undefined) return name;
  }
  return undefined;
}

function repositoryOf(project: ProjectView): string | undefined {
  const manifest = project.file("package.json");
  const text = manifest?.text ?? project.file("pyproject.toml")?.text ?? "";
  return /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?["'/#\s]/.exec(text)?.[1];
}

const kinds: Readonly<Record<ExistingKind, RegExp>> = {
  dockerfile: /(?:^|\/)(?:Dockerfile|Containerfile)(?:[.-][\w.-]+)?$/,
  dockerignore: /(?:^|\/)[\w.-]*\.dockerignore$/,
  compose: /(?:^|\/)(?:docker-)?compose[\w.-]*\.ya?ml$/,
  proxy: /(?:^|\/)(?:nginx[\w.-]*\.conf|Caddyfile|nginx\/[\w./-]+\.conf)$/,
  workflow: /^\.github\/workflows\/[^/]+\.ya?ml$/,
  platform:
    /(?:^|\/)(?:heroku\.yml|app\.json|Procfile|render\.yaml|railway\.(?:json|toml)|fly\.toml|vercel\.json|netlify\.toml)$/,
  "env-example": /(?:^|\/)\.?env\.(?:example|sample|template|dist)$/,
  systemd: /\.(?:service|timer)$/,
  script: /(?:^|\/)(?:deploy|backup|setup|release|provision)[\w-]*\.sh$/,
};

function existingOf(project: ProjectView): Stack["existing"] {
  const paths = project.paths().filter((path) => roleOf(path) !== "skip");
  return Object.fromEntries(
    Object.entries(kinds).flatMap(([kind, pattern]) => {
      const found = paths.filter((path) => pattern.test(path));
      return found.length > 0 ? [[kind, found]] : [];
    }),
  );
}
