import { type Variable, variables } from "../../project/variables";
import { mismatches } from "../../project/variables/mismatches";
import { allReadsIn } from "../../project/variables/places";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix, type Problem, type Related } from "../rule";
import { type DeployTarget, deployTargets } from "./deploy-targets";
import { readBy } from "./image-code";
import { speaksFor } from "./reading";

export const missingInDeploy = defineRule({
  id: "env/missing-in-deploy",
  on: ["compose", "yaml", "json", "toml", "systemd"],
  severity: "warning",
  title: "Set every variable that the code cannot do without",
  why: "The app starts without it and fails at the first request that needs it, or does not start at all. On the developer's machine the variable was there.",
  references: [
    "https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/",
    "https://render.com/docs/blueprint-spec#environment-variables",
  ],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        "compose.prod.yaml":
          "services:\n  «api»:\n    build: .\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?set DATABASE_URL in .env}\n",
        Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
        "main.py": 'import os\n\nurl = os.environ["DATABASE_URL"]\nkey = os.environ["SECRET_KEY"]\n',
      },
      good: {
        "compose.prod.yaml":
          "services:\n  api:\n    build: .\n    environment:\n      DATABASE_URL: ${DATABASE_URL:?set DATABASE_URL in .env}\n      SECRET_KEY: ${SECRET_KEY:?set SECRET_KEY in .env}\n",
        Dockerfile: "FROM python:3.13-slim\nCOPY . .\n",
        "main.py": 'import os\n\nurl = os.environ["DATABASE_URL"]\nkey = os.environ["SECRET_KEY"]\n',
      },
    },
  ],
  *check({ file, project }) {
    const targets = deployTargets(file, project);
    for (const [i, target] of targets.entries()) {
      const twins = targets.filter(({ build }) => build === target.build);
      const read = readBy(target.code, project).filter(({ isRequired }) => isRequired);
      const misspelt = project.fact(mismatches);
      const missing = read.flatMap(({ variable }) => {
        const { name } = variable;
        // What a service of the same code gets, this one may do without; what has another name is env/name-mismatch's.
        const isSet = [target, ...twins].some((one) => one.has(name) || one.has(`${name}_FILE`));
        return isSet || misspelt.has(name) ? [] : [variable];
      });
      if (missing.length === 0) {
        if (read.length > 0)
          yield { proves: target.at, message: "Everything that the code cannot do without is set here." };
      } else if (!targets.slice(0, i).some(({ build }) => build === target.build)) {
        const problem = problemOf(target, missing, project);
        if (problem) yield problem;
      }
    }
  },
});

function problemOf(
  target: DeployTarget,
  missing: readonly Variable[],
  project: ProjectView,
): Problem | undefined {
  const [file] = target.missingFiles;
  // What an example explains is expected in the file that is not here.
  const wanted =
    file === undefined ? missing : missing.filter(({ descriptions }) => descriptions.length === 0);
  if (wanted.length === 0) return undefined;
  const names = wanted.map(({ name }) => name);
  const list = listed(names);
  if (file !== undefined) {
    return {
      at: target.at,
      message: `The code needs ${list}: expected in ${file}, which is not in the workspace.`,
      severity: "info",
    };
  }
  const edits = target.add(names);
  const fixes: Fix[] = edits ? [{ title: `Hand ${list} on to ${target.name}`, kind: "review", edits }] : [];
  const related = relatedTo(wanted, project);
  return {
    at: target.at,
    message: `The code of ${target.name} needs ${list}, and nothing here sets ${names.length > 1 ? "them" : "it"}.`,
    fixes,
    related,
  };
}

/** Where code reads the first of the variables. */
function relatedTo(missing: readonly Variable[], project: ProjectView): Related[] {
  const { helpers } = project.fact(variables);
  return missing.slice(0, 5).flatMap((variable) => {
    const path = speaksFor(variable)?.path;
    const file = path === undefined ? undefined : project.file(path);
    const read = file && allReadsIn(file, helpers).find(({ name }) => name === variable.name);
    return file && read ? [{ path: file.path, at: read.at, message: `${variable.name} is read here.` }] : [];
  });
}

function listed(names: readonly string[]): string {
  if (names.length > 4) return `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
