import { type Variable, variables } from "../../project/variables";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { eolOf } from "../../text/lines";
import type { GeneratedFile, Generator, GeneratorInput } from "../generator";
import { isMadeByChance } from "../settings";

const noVariables = ({ project }: Pick<GeneratorInput, "project">) =>
  readVariables(project).length === 0 ? "The code reads no variables of the environment." : undefined;

export const envExample: Generator = {
  id: "env-example",
  title: ".env.example",
  summary: "Explains every variable that the code reads: where, whether it is needed, how to get one.",
  refuses: noVariables,
  files: ({ project }) => [exampleOf(".env.example", readVariables(project), describe)],
};

export const envProductionTemplate: Generator = {
  id: "env-production-template",
  title: "Template of production settings",
  summary: "What has to be set in production, to be filled in on the server and kept out of the repository.",
  refuses: noVariables,
  files: ({ project, stack }) => {
    const found = readVariables(project).filter(isServer);
    const file = exampleOf(".env.production.example", found, (variable) => describe(variable, true));
    const password = passwordOf(stack);
    return [password === undefined ? file : { ...file, text: `${password}\n\n${file.text}` }];
  },
};

/** What the database of the Compose file for production asks for. */
function passwordOf({ database }: GeneratorInput["stack"]): string | undefined {
  if (!database || database.engine === "sqlite" || database.engine === "mongo") return undefined;
  const name = database.engine === "postgres" ? "POSTGRES_PASSWORD" : "DB_PASSWORD";
  return `# Needed; the database starts with it. Generate one: openssl rand -base64 24\n${name}=`;
}

/** The variables that code reads, those that it cannot do without first. */
function readVariables(project: ProjectView): Variable[] {
  const all = [...project.fact(variables).byName.values()].filter(({ reads }) =>
    reads.some(({ role }) => role === "prod"),
  );
  return all.sort((a, b) => Number(isOptional(a)) - Number(isOptional(b)) || (a.name < b.name ? -1 : 1));
}

function isServer({ reads }: Variable): boolean {
  return reads.some(({ side }) => side === "server");
}

function isOptional({ reads }: Variable): boolean {
  return reads.every(({ need }) => need !== "required");
}

function describe(variable: Variable, inProduction = false): string[] {
  const { name, reads } = variable;
  const [first] = reads;
  const needed = isOptional(variable) ? "Optional" : "Needed";
  const how = isMadeByChance(name) ? " Generate one: openssl rand -base64 32" : "";
  return [
    `# ${needed}; read in ${first?.path ?? "the code"}.${how}`,
    `${name}=${inProduction ? usual(name) : ""}`,
  ];
}

/** Values that are the same in every production. */
function usual(name: string): string {
  const values: Readonly<Record<string, string>> = {
    NODE_ENV: "production",
    ENVIRONMENT: "production",
    DEBUG: "false",
    LOG_LEVEL: "info",
  };
  return values[name] ?? "";
}

function exampleOf(
  path: string,
  found: readonly Variable[],
  lines: (variable: Variable) => readonly string[],
): GeneratedFile {
  const text = found.map((variable) => `${lines(variable).join("\n")}\n`).join("\n");
  return {
    path,
    text,
    merge: (existing) => {
      const eol = eolOf(existing);
      const isThere = (name: string) =>
        new RegExp(`^[ \\t]*#?[ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=`, "m").test(existing);
      const missing = found.filter(({ name }) => !isThere(name));
      if (missing.length === 0) return [];
      const opening = existing === "" || existing.endsWith("\n") ? "" : eol;
      return [
        insertion(
          existing.length,
          opening + missing.map((variable) => eol + lines(variable).join(eol) + eol).join(""),
        ),
      ];
    },
  };
}
