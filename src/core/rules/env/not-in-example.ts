import type { SourceFile } from "../../files/source";
import { variables } from "../../project/variables";
import { addToExample, examplesFor } from "../../project/variables/example-entry";
import { mismatches } from "../../project/variables/mismatches";
import { isSettingsFile } from "../../project/variables/php-reads";
import { codeKinds } from "../../project/variables/scan";
import type { ProjectView } from "../../project/view";
import { defineRule, type Fix } from "../rule";
import { isExplained, isMinor, isProvided, mayRead, type OwnRead, ownReads } from "./reading";

export const notInExample = defineRule({
  id: "env/not-in-example",
  on: codeKinds,
  severity: "warning",
  title: "Explain every variable in the example file",
  why: "Whoever deploys the app works down the example file. A variable that is not in it is not set, and the app stops with it missing or runs on with something nobody chose.",
  references: [
    "https://12factor.net/config",
    "https://docs.docker.com/compose/how-tos/environment-variables/",
  ],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      files: {
        "api/main.py": 'import os\n\nmail_key = os.environ["«SMTP_PASSWORD»"]\n',
        ".env.example": "SMTP_HOST=\n\nSITE_NAME=\n",
      },
      good: {
        "api/main.py": 'import os\n\nmail_key = os.environ["SMTP_PASSWORD"]\n',
        ".env.example": "SMTP_HOST=\n# used in api/main.py:3\nSMTP_PASSWORD=\n\nSITE_NAME=\n",
      },
    },
  ],
  *check({ file, project }) {
    if (!mayRead(file)) return;
    const model = project.fact(variables);
    if (model.examples.length === 0) return;
    const misspelt = project.fact(mismatches);
    const reads = ownReads(file, project);
    let isComplete = reads.length > 0;
    for (const own of reads) {
      const { variable, read } = own;
      if (isExplained(model, variable, file.path) || isProvided(variable)) continue;
      // Laravel's settings are a list of their own: hundreds of names, each with what holds by itself.
      if (isMinor(variable) && file.is("php") && isSettingsFile(file.path)) continue;
      isComplete = false;
      const [example] = examplesFor(model, file.path);
      // A name that looks like another one is the matter of env/name-mismatch.
      if (example === undefined || misspelt.has(read.name)) continue;
      yield {
        at: read.at,
        message: `${read.name} is not in ${example}, where people look for what they have to set.`,
        ...(isMinor(variable) ? { severity: "info" } : {}),
        fixes: fixesFor(own, file, project, example),
      };
    }
    const [first] = reads;
    if (first && isComplete) {
      yield { proves: first.read.at, message: "Every variable that is read here is in an example file." };
    }
  },
});

function fixesFor({ read }: OwnRead, file: SourceFile, project: ProjectView, path: string): Fix[] {
  const example = project.file(path);
  const line = file.lines.lineAt(read.at.start) + 1;
  const entry = { name: read.name, comment: `used in ${file.path}:${line}` };
  const edits = example?.is("dotenv") ? addToExample(example, entry) : undefined;
  if (!edits) return [];
  return [{ title: `Add ${read.name} to ${path}`, kind: "safe", edits: [], also: [{ path, edits }] }];
}
