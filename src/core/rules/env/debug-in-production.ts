import type { ProjectView } from "../../project/view";
import { productionValueFor } from "../development-value";
import { defineRule, type Fix, type Severity } from "../rule";
import { isProductionFile, productionValues, settingKinds } from "./production";
import { startCommands } from "./start-commands";

/**
 * The modes and switches of Compose services are for compose/dev-leftovers to report, the switches of images for
 * dockerfile/dev-server, Procfiles for heroku/procfile.
 */
export const debugInProduction = defineRule({
  id: "env/debug-in-production",
  on: settingKinds,
  severity: "error",
  title: "Run production in production mode",
  why: "Debug pages show code, settings and keys to everybody who finds an error, and a development mode is slow, reloads at will and leaves out what protects the app.",
  references: [
    "https://docs.djangoproject.com/en/stable/howto/deployment/checklist/#debug",
    "https://nodejs.org/en/learn/getting-started/nodejs-the-difference-between-development-and-production",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    { bad: "DEBUG=«true»\nNODE_ENV=production\n", good: "DEBUG=false\nNODE_ENV=production\n" },
    {
      title: "a service of Render",
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: NODE_ENV\n        value: «development»\n",
      good: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: NODE_ENV\n        value: production\n",
    },
  ],
  *check({ file, project }) {
    let proof:
      | { readonly at: { readonly start: number; readonly end: number }; readonly name: string }
      | undefined;
    let isToldElsewhere = false;
    for (const { definition, isSure } of productionValues(file, project)) {
      const { name, value, valueAt, isFallback, source } = definition;
      if (value === undefined || !valueAt || source === "build-arg") continue;
      const found = judge(name, value.trim());
      if (!found) {
        if (isMode(name) && !isFallback) proof ??= { at: valueAt, name };
        continue;
      }
      if ((source === "compose" && found.isMode) || (file.is("dockerfile") && imageSwitch.test(name))) {
        isToldElsewhere = true;
        continue;
      }
      const wanted = name === "DJANGO_SETTINGS_MODULE" ? settingsBeside(value, project) : found.wanted;
      const edits = isFallback || wanted === undefined ? undefined : definition.set(wanted);
      const fix: Fix[] = edits ? [{ title: `Set ${name} to ${wanted}`, kind: "review", edits }] : [];
      yield {
        at: valueAt,
        message: isFallback
          ? `${name} is \`${value.trim()}\` where nobody sets it.`
          : `${name} is \`${value.trim()}\` in production.`,
        severity: found.severity ?? (isFallback ? "info" : isSure ? "error" : "warning"),
        fixes: fix,
      };
    }
    if (isProductionFile(file)) {
      for (const { at, what } of startCommands(file)) {
        yield {
          at,
          message: `\`${what}\` serves for development: it watches files, is slow and shows too much.`,
        };
      }
    }
    if (proof && !isToldElsewhere)
      yield { proves: proof.at, message: `${proof.name} is set for production.` };
  },
});

const imageSwitch = /^(?:FLASK_|DJANGO_|APP_)?DEBUG$/;

interface Verdict {
  /** Undefined for a module, which has to be there. */
  readonly wanted: string | undefined;
  readonly severity?: Severity;
  /** Whether the variable switches a mode on that is for development. */
  readonly isMode: boolean;
}

function judge(name: string, value: string): Verdict | undefined {
  if (/^(?:DJANGO_)?LOG_?LEVEL$/.test(name) && /^(?:debug|trace|silly)$/i.test(value)) {
    return { wanted: value === value.toUpperCase() ? "INFO" : "info", severity: "info", isMode: false };
  }
  if (name === "DJANGO_SETTINGS_MODULE") {
    return developmentModule.test(value) ? { wanted: undefined, isMode: false } : undefined;
  }
  const wanted = productionValueFor(name, value);
  return wanted === undefined ? undefined : { wanted, isMode: true };
}

const developmentModule = /\.(?:local|dev|development)$/;

/** The module of settings for production that the workspace has beside the one for development that `value` names. */
function settingsBeside(value: string, project: ProjectView): string | undefined {
  return ["production", "prod"]
    .map((stage) => value.trim().replace(developmentModule, `.${stage}`))
    .find((module) => {
      const path = `/${module.replaceAll(".", "/")}`;
      const known = project.pathsLike(/(?:^|\/)prod(?:uction)?(?:\/__init__)?\.py$/);
      return known.some((one) => `/${one.replace(/(?:\/__init__)?\.py$/, "")}`.endsWith(path));
    });
}

/** Whether a variable says in which mode the app runs. */
function isMode(name: string): boolean {
  return /(?:^|_)DEBUG$|^(?:NODE|RAILS|RACK|FLASK|MIX|APP)_ENV$|^(?:APP_)?ENVIRONMENT$|^(?:ASPNETCORE|DOTNET)_ENVIRONMENT$/.test(
    name,
  );
}
