import type { FileRole } from "../files/role";
import type { SourceFile } from "../files/source";
import { asMap, textOf, valueAt } from "../files/yaml/form";
import { defineFact } from "./fact";

/** The origin that the browser app of the workspace is served from. */
export interface FrontendOrigin {
  /** `https://app.example.com`, where a variable of the workspace says so. */
  readonly origin: string | undefined;
  /** The environment variable to read it from otherwise. */
  readonly variable: string;
}

interface Named {
  readonly name: string;
  readonly value: string;
}

interface Candidate {
  readonly name: string;
  readonly rank: number;
  readonly origin: string | undefined;
}

interface OriginPart {
  readonly role: FileRole;
  readonly candidates: readonly Candidate[];
}

/** Names that mean the address of the browser app, the plainest first; what bundlers put in front is cut off. */
const names: readonly RegExp[] = [
  /^(BACKEND_)?(CORS_(ALLOW(ED)?_)?|ALLOWED_)ORIGINS?$/,
  /^(FRONTEND|CLIENT|WEB|WEB_?APP|SPA|UI)(_APP)?(_BASE)?_(URL|ORIGIN)$/,
  /^(APP|SITE|PUBLIC)(_BASE)?_(URL|ORIGIN)$|^NEXTAUTH_URL$/,
];
const bundlerPrefix = /^(VITE|NEXT_PUBLIC|NUXT_PUBLIC|REACT_APP|EXPO_PUBLIC|GATSBY)_/;

/** Where the frontend lives: what a CORS rule may put in place of `*`. */
export const frontendOrigin = defineFact<OriginPart, FrontendOrigin>({
  id: "frontend-origin",
  on: ["dotenv", "compose", "toml", "yaml"],
  of(file) {
    const candidates = variablesOf(file).flatMap(candidateOf);
    return candidates.length > 0 ? { role: file.role, candidates } : undefined;
  },
  join(parts) {
    const found = [...parts].flatMap(([path, { role, candidates }]) =>
      candidates.map((candidate) => ({
        ...candidate,
        isDeployed: isDeployed(path, role),
        isProd: role === "prod",
      })),
    );
    found.sort((a, b) => Number(b.isProd) - Number(a.isProd) || a.rank - b.rank);
    const named = found.find(({ name, rank }) => rank > 0 && !bundlerPrefix.test(name));
    return {
      origin: found.find(({ origin, isDeployed }) => isDeployed && origin !== undefined)?.origin,
      variable: named?.name ?? "FRONTEND_URL",
    };
  },
});

/** `.env` is used while developing and where it is deployed; an example holds placeholders. */
function isDeployed(path: string, role: FileRole): boolean {
  return role === "prod" || /(^|\/)\.env$/.test(path);
}

function candidateOf({ name, value }: Named): Candidate[] {
  const rank = names.findIndex((pattern) => pattern.test(name.replace(bundlerPrefix, "")));
  return rank < 0 ? [] : [{ name, rank, origin: originIn(value) }];
}

/** The first origin in `value` that browsers can reach over HTTPS. */
function originIn(value: string): string | undefined {
  if (value.includes("$")) return undefined;
  const origins =
    value.slice(0, 2000).match(/https:\/\/[A-Za-z0-9.-]{1,253}(?::\d{1,5})?(?![\w*@.-])/g) ?? [];
  return origins.find(
    (origin) => origin.includes(".") && !/\/\/(localhost|127\.|0\.0\.0\.0|10\.|192\.168\.)/.test(origin),
  );
}

/** The variables that a file sets for the services of the workspace. */
function variablesOf(file: SourceFile): Named[] {
  if (file.is("dotenv")) return file.form.assignments.map(({ key, value }) => ({ name: key, value }));
  if (!/https:|URL|ORIGIN/.test(file.text)) return [];
  if (file.is("compose")) {
    const variables = file.form.services.flatMap((service) => service.environment());
    return variables.map(({ key, value }) => ({ name: key, value: value?.value ?? "" }));
  }
  if (file.is("toml") && /(^|\/)fly[\w.-]*\.toml$/.test(file.path)) {
    const env = file.form.tables.find(({ path }) => path.join(".") === "env");
    return (env?.entries ?? []).map(({ key, value }) => ({
      name: key.join("."),
      value: value?.kind === "string" ? value.text : "",
    }));
  }
  return file.is("yaml") && /(^|\/)render\.ya?ml$/.test(file.path) ? renderVariables(file) : [];
}

function renderVariables(file: SourceFile<"yaml">): Named[] {
  const services = valueAt(file.form.root, "services");
  return (services?.kind === "list" ? services.items : []).flatMap((service) => {
    const variables = asMap(service)?.get("envVars");
    return (variables?.kind === "list" ? variables.items : []).flatMap((variable) => {
      const name = textOf(valueAt(variable, "key"));
      const value = textOf(valueAt(variable, "value"));
      return name === undefined || value === undefined ? [] : { name, value };
    });
  });
}
