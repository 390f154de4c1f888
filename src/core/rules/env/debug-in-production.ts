import { productionValueFor } from "../development-value";
import { defineRule, type Fix, type Severity } from "../rule";
import { isProductionFile, productionValues, settingKinds } from "./production";
import { startCommands } from "./start-commands";

export const debugInProduction = defineRule({
  id: "env/debug-in-production",
  on: [...settingKinds, "procfile"],
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
    for (const { definition, isSure } of productionValues(file, project)) {
      const { name, value, valueAt, isFallback, source } = definition;
      if (value === undefined || !valueAt || source === "build-arg") continue;
      const found = judge(name, value.trim());
      if (!found) {
        if (isMode(name) && !isFallback) proof ??= { at: valueAt, name };
        continue;
      }
      const edits = isFallback ? undefined : definition.set(found.wanted);
      const fix: Fix[] = edits ? [{ title: `Set ${name} to ${found.wanted}`, kind: "review", edits }] : [];
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
    if (proof) yield { proves: proof.at, message: `${proof.name} is set for production.` };
  },
});

function judge(
  name: string,
  value: string,
): { readonly wanted: string; readonly severity?: Severity } | undefined {
  if (/^(?:DJANGO_)?LOG_?LEVEL$/.test(name) && /^(?:debug|trace|silly)$/i.test(value)) {
    return { wanted: value === value.toUpperCase() ? "INFO" : "info", severity: "info" };
  }
  if (name === "DJANGO_SETTINGS_MODULE") {
    const wanted = value.replace(/\.(?:local|dev|development)$/, ".production");
    return wanted === value ? undefined : { wanted };
  }
  const wanted = productionValueFor(name, value);
  return wanted === undefined ? undefined : { wanted };
}

/** Whether a variable says in which mode the app runs. */
function isMode(name: string): boolean {
  return /(?:^|_)DEBUG$|^(?:NODE|RAILS|RACK|FLASK|MIX|APP)_ENV$|^(?:APP_)?ENVIRONMENT$|^(?:ASPNETCORE|DOTNET)_ENVIRONMENT$/.test(
    name,
  );
}
