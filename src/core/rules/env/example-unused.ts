import { isReadElsewhere, isTestVariable } from "../../data/environment-names";
import { folderOf } from "../../project/services";
import { type Variable, variables } from "../../project/variables";
import { isWithin } from "../../project/variables/example-entry";
import { mismatches } from "../../project/variables/mismatches";
import type { ProjectView } from "../../project/view";
import { defineRule } from "../rule";
import { removeLines } from "./lines";

export const exampleUnused = defineRule({
  id: "env/example-unused",
  on: "dotenv",
  severity: "info",
  title: "Take what nobody reads out of the example file",
  why: "Somebody gets a key, pays for an account or opens a port for a variable that nothing has read for years.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  fix: "review",
  examples: [
    {
      files: {
        ".env.example": "SITE_NAME=\n«LINENOTIFY_CLIENT_ID»=\n",
        "main.py": 'import os\n\nname = os.environ["SITE_NAME"]\n',
      },
      good: {
        ".env.example": "SITE_NAME=\n",
        "main.py": 'import os\n\nname = os.environ["SITE_NAME"]\n',
      },
    },
  ],
  *check({ file, project }) {
    if (file.role !== "example" || !file.form.clean) return;
    const { byName } = project.fact(variables);
    const misspelt = new Set([...project.fact(mismatches).values()].map(({ set }) => set));
    const folder = folderOf(file.path);
    const readsAnything = [...byName.values()].some(({ reads }) =>
      reads.some(({ path }) => isWithin(path, folder)),
    );
    // Where nothing is read, the code is elsewhere; where there is code that nobody looks into, it may be there.
    if (!readsAnything || hasUnread(project)) return;
    for (const { key, keyAt, at } of file.form.assignments) {
      const variable = byName.get(key);
      if (!variable || misspelt.has(key) || isUsed(variable) || isReadElsewhere(key) || isTestVariable(key))
        continue;
      yield {
        at: keyAt,
        message: `Nothing in the workspace mentions ${key}.`,
        tag: "unnecessary",
        fixes: [
          {
            title: `Delete ${key}`,
            kind: "review",
            edits: [removeLines(file.text, at)],
          },
        ],
      };
    }
  },
});

/** A word of its own in any file but documents and environment files; a name of one word is found everywhere. */
function isUsed({ name, reads, uses, mentions, definitions }: Variable): boolean {
  return (
    !name.includes("_") ||
    reads.length + uses.length + mentions.length > 0 ||
    definitions.some(({ source }) => source !== "dotenv")
  );
}

const source =
  /\.(?:go|rb|erb|php|java|kt|kts|scala|rs|cs|fs|ex|exs|erl|clj|swift|dart|lua|pl|vue|svelte|astro|prisma|sh|bash|ps1|mk|gradle|hcl|jsonnet|graphql|sql|xml|groovy|nix)$|(?:^|\/)(?:Makefile|Rakefile|Procfile|Justfile|Jenkinsfile|Taskfile[\w.]*|Vagrantfile)$/;

/** Whether there is code that is known by name only. */
function hasUnread(project: ProjectView): boolean {
  return project.paths().some((path) => source.test(path) && project.file(path) === undefined && isOwn(path));
}

function isOwn(path: string): boolean {
  return !/(?:^|\/)(?:node_modules|vendor|\.git|\.venv|venv|dist|build|target)\//.test(path);
}
