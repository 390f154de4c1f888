import { clientPrefixOf, isTestVariable, isToolVariable } from "../../data/environment-names";
import { sdkVariables } from "../../data/sdk-variables";
import type { SourceFile } from "../../files/source";
import { pythonPackagesIn } from "../../project/python-packages";
import { folderOf, resolvePath, services } from "../../project/services";
import { isServerRead, variables } from "../../project/variables";
import { examplesFor, isWithin } from "../../project/variables/example-entry";
import { mismatches } from "../../project/variables/mismatches";
import { publicPrefixOf } from "../../project/variables/vite-prefixes";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { defineRule, type Problem } from "../rule";
import { isProductionFile } from "./production";

export const requiredMissing = defineRule({
  id: "env/required-missing",
  on: "dotenv",
  severity: "warning",
  title: "Set in production what the app is built on",
  why: "The app is there and answers, but nobody can pay, log in or get a mail: the key of that service was never set, and nothing said so.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        ".env.production": "«DATABASE_URL»=postgres://db.parcels.example/app\n",
        "package.json": '{ "dependencies": { "pg": "8.16.3", "stripe": "19.1.0" } }\n',
      },
      good: {
        ".env.production": "DATABASE_URL=postgres://db.parcels.example/app\n# Stripe\nSTRIPE_SECRET_KEY=\n",
        "package.json": '{ "dependencies": { "pg": "8.16.3", "stripe": "19.1.0" } }\n',
      },
    },
  ],
  *check({ file, project }) {
    if (!isProductionFile(file) || !file.form.clean) return;
    const [first] = file.form.assignments;
    const isWhole = file.form.assignments.some(({ key }) => isServerKey(key, file, project));
    if (!first || !isWhole) return;
    const needed = neededIn(folderOf(file.path), project);
    const missing = missingOf(file, needed, project);
    let found = missing.length > 0;
    if (missing.length > 0) yield missingProblem(file, missing, needed.required);
    for (const { key, keyAt, value } of file.form.assignments) {
      if (value.trim() !== "" || !needed.required.has(key) || isToolVariable(key)) continue;
      found = true;
      yield { at: keyAt, message: `${key} is empty, and the code cannot do without.` };
    }
    if (!found) yield { proves: first.keyAt, message: "What the app is built on is set here." };
  },
});

interface Needed {
  /** Read on the server by code that has no fallback. */
  readonly required: ReadonlySet<string>;
  /** All names that code reads. */
  readonly read: readonly string[];
  readonly packages: ReadonlySet<string>;
  readonly hasServer: boolean;
}

interface Missing {
  readonly name: string;
  readonly what?: string;
  readonly value?: string;
}

function neededIn(folder: string, project: ProjectView): Needed {
  const required = new Set<string>();
  const read: string[] = [];
  const { byName, serverReads } = project.fact(variables);
  const names = [...serverReads].flatMap(([home, all]) =>
    isWithin(home, folder) || isWithin(folder, home) ? all : [],
  );
  for (const name of new Set(names)) {
    const own = (byName.get(name)?.reads ?? []).filter(
      (file) => isServerRead(file) && isWithin(file.path, folder),
    );
    if (own.length > 0) read.push(name);
    if (own.some(({ need }) => need === "required") && !isTestVariable(name) && !isToolVariable(name))
      required.add(name);
  }
  const node = nodePackages(folder, project);
  const packages = new Set([...node, ...(pythonPackagesIn(project, folder)?.distributions ?? [])]);
  const hasServer = ["express", "fastify", "koa", "@nestjs/core", "hono"].some((name) => node.includes(name));
  return { required, read, packages, hasServer };
}

function nodePackages(folder: string, project: ProjectView): string[] {
  return project.pathsLike(/(?:^|\/)package\.json$/).flatMap((path) => {
    if (!isWithin(path, folder)) return [];
    const file = project.file(path);
    const listed = file?.is("json") ? file.form.get("dependencies") : undefined;
    return listed?.kind === "object" ? listed.properties.map(({ key }) => key) : [];
  });
}

function missingOf(
  file: SourceFile<"dotenv">,
  { required, read, packages, hasServer }: Needed,
  project: ProjectView,
): Missing[] {
  const model = project.fact(variables);
  const own = new Set(file.form.assignments.map(({ key }) => key));
  const listed = new Set(examplesFor(model, file.path).flatMap((path) => namesIn(path, project)));
  const misspelt = project.fact(mismatches);
  const elsewhere = isFileOfService(file.path, project);
  // What the example lists is the matter of env/drift, what a service lacks that of env/missing-in-deploy.
  const byCode = elsewhere
    ? []
    : [...required].filter(
        (name) => !own.has(name) && !own.has(`${name}_FILE`) && !listed.has(name) && !misspelt.has(name),
      );
  const bySdk = sdkVariables.flatMap(({ packages: names, name, family, what }) => {
    const isUsed = names.some((one) => packages.has(one));
    return isUsed && ![...own, ...read].some((one) => family.test(one)) ? [{ name, what }] : [];
  });
  const stage = model.byName.get("NODE_ENV")?.definitions ?? [];
  const mode =
    hasServer && stage.every(({ role }) => role === "test")
      ? [{ name: "NODE_ENV", value: "production" }]
      : [];
  return [...byCode.map((name) => ({ name })), ...bySdk, ...mode];
}

function missingProblem(
  file: SourceFile<"dotenv">,
  missing: readonly Missing[],
  required: ReadonlySet<string>,
): Problem {
  const { text, eol } = file;
  const names = missing.map(({ name }) => name);
  const shown =
    names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ");
  const lines = missing
    .flatMap(({ name, what, value = "" }) => [
      ...(what === undefined ? [] : [`# ${what}`]),
      `${name}=${value}`,
    ])
    .join(eol);
  const edit = insertion(text.length, text.endsWith("\n") ? lines + eol : eol + lines);
  return {
    at: file.form.assignments[0]?.keyAt ?? { start: 0, end: 0 },
    message: `${shown} ${names.length > 1 ? "are" : "is"} not set here, and the app is built on ${names.length > 1 ? "them" : "it"}.`,
    // A name without a value would not help code that cannot do without.
    fixes: names.some((name) => required.has(name))
      ? []
      : [{ title: `Add ${shown}, to be filled in`, kind: "review", edits: [edit] }],
  };
}

function namesIn(path: string, project: ProjectView): string[] {
  const file = project.file(path);
  return file?.is("dotenv")
    ? [...file.form.assignments.map(({ key }) => key), ...file.form.commentedKeys]
    : [];
}

/** Whether a Compose file hands the environment file to a service. */
function isFileOfService(path: string, project: ProjectView): boolean {
  return [...project.fact(services)].some(([compose, { services: all }]) => {
    if (!all.some(({ hasEnvFile }) => hasEnvFile)) return false;
    const file = project.file(compose);
    const named = file?.is("compose") ? file.form.services.flatMap(({ envFiles }) => envFiles) : [];
    return named.some((one) => resolvePath(folderOf(compose), one) === path);
  });
}

/** A file with addresses for browsers alone is laid over what the platform sets. */
function isServerKey(name: string, { path }: SourceFile, project: ProjectView): boolean {
  const isPublished = clientPrefixOf(name) !== undefined || publicPrefixOf(name, path, project) !== undefined;
  return !isPublished && !isToolVariable(name);
}
