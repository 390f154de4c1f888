import { isCredentialName } from "../../data/credential-names";
import type { SourceFile } from "../../files/source";
import { environmentRead } from "../../files/syntax/environment";
import { lastNameOf } from "../../files/syntax/value";
import { isGuarded } from "../../project/guarded-defaults";
import type { ProjectView } from "../../project/view";
import { defineRule, type Problem, type Proof, type Severity } from "../rule";
import { type AssignedValue, assignedValuesIn, credentialWords } from "./assigned-values";
import { fixesFor } from "./default-fixes";
import { isIssued, judge, namesIn } from "./judge";
import { secretComments, staysHere } from "./reach";

/**
 * Compose files, Dockerfiles and workflows have rules of their own for this. A default that the program refuses to run
 * with is told mildly; tests, manuals and examples are made of defaults.
 */
export const defaultValue = defineRule({
  id: "secrets/default-value",
  on: ["dotenv", "python", "javascript", "shell", "yaml", "json", "toml"],
  severity: "error",
  title: "Ship no default credentials",
  why: "`change-me` and its kin are what everybody tries first, and no scanner for secrets looks for them. Whoever guesses the key of the sessions signs in as whom they like.",
  references: [
    "https://docs.djangoproject.com/en/5.2/ref/checks/#security",
    "https://render.com/docs/blueprint-spec#envvars",
    "https://devcenter.heroku.com/articles/app-json-schema#env",
  ],
  equivalents: [],
  alsoSilencedBy: secretComments,
  mentions: [...credentialWords, "env"],
  fix: "review",
  examples: [
    {
      path: "config/settings.py",
      bad: 'from pathlib import Path\n\nSECRET_KEY = «"change-me"»\n',
      good: 'import os\nfrom pathlib import Path\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n',
      with: { ".env.example": "SECRET_KEY=\n" },
    },
    {
      title: "a default that counts when nobody sets the variable",
      path: "src/auth.ts",
      bad: "export const secret = process.env.JWT_SECRET || «'supersecret'»;\n",
      good: "export const secret = process.env.JWT_SECRET;\n",
      with: { ".env.example": "JWT_SECRET=\n" },
    },
    {
      title: "Render makes up a value by itself",
      path: "render.yaml",
      bad: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: SESSION_SECRET\n        value: «changethis»\n",
      good: "services:\n  - type: web\n    name: api\n    envVars:\n      - key: SESSION_SECRET\n        generateValue: true\n",
    },
    {
      title: "and so does Heroku",
      path: "app.json",
      bad: '{\n  "env": {\n    "SECRET_KEY": { "description": "Signs sessions", "value": "«changeme»" }\n  }\n}\n',
      good: '{\n  "env": {\n    "SECRET_KEY": { "description": "Signs sessions", "generator": "secret" }\n  }\n}\n',
    },
    {
      title: "variables for production",
      path: ".env.production",
      bad: "POSTGRES_USER=shop\nPOSTGRES_PASSWORD=«shop»\n",
      good: "POSTGRES_USER=shop\nPOSTGRES_PASSWORD=\n",
    },
  ],
  *check({ file, project }) {
    if (file.role === "test" || file.role === "doc" || file.role === "example") return;
    const values = assignedValuesIn(file);
    const names = file.is("dotenv")
      ? namesIn(file.form.assignments.map(({ key, value }) => ({ name: key, value })))
      : [];
    for (const assigned of values) {
      if (judge(assigned, names) !== "default" || isForDevelopment(assigned, file)) continue;
      const problem = problemOf(assigned, file, project);
      if (problem) yield problem;
    }
    if (file.is("python") || file.is("javascript")) yield* proofsIn(file);
  },
});

function problemOf(assigned: AssignedValue, file: SourceFile, project: ProjectView): Problem | undefined {
  const { name, value, at, isFallback, variable } = assigned;
  const severity = severityOf(assigned, file, project);
  if (severity === undefined) return undefined;
  const command = "`openssl rand -base64 32` makes a better one";
  const what = isGuarded(project, value)
    ? `${name} has a default that the app refuses to run with: set it before it is deployed.`
    : isFallback
      ? `Where ${variable ?? name} is not set, a default that everybody tries first takes its place.`
      : isIssued(name)
        ? `${name} still holds a placeholder: what needs it fails where the app runs.`
        : `${name} is a default that everybody tries first; ${command}.`;
  return { at, message: what, severity, fixes: fixesFor(assigned, file, project) };
}

function severityOf(
  { value, isFallback, source, name }: AssignedValue,
  file: SourceFile,
  project: ProjectView,
): Severity | undefined {
  if (isGuarded(project, value)) return "info";
  if (file.role === "dev") {
    if (source !== "dotenv") return "warning";
    if (project.isTracked(file.path)) return "error";
    return staysHere(file, project) ? undefined : "warning";
  }
  return isFallback || source === "settings" || isIssued(name) ? "warning" : "error";
}

/** Whether the code runs while developing only. */
function isForDevelopment({ at }: AssignedValue, file: SourceFile): boolean {
  return (file.is("python") || file.is("javascript")) && file.form.isDevelopmentOnly(at.start);
}

/** Credentials that are read from the environment and have no default. */
function* proofsIn({ form, role }: SourceFile<"python" | "javascript">): Generator<Proof> {
  if (role !== "prod" || !/environ|env\b/.test(form.text)) return;
  for (const { target, value } of form.assignments) {
    const read = environmentRead(value, form);
    if (!read || read.fallback || !isCredentialName(read.name) || lastNameOf(target) === undefined) continue;
    yield { proves: value.at, message: `${read.name} comes from the environment.` };
  }
}
