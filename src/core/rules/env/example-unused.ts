import { isReadByLaravel, isReadElsewhere, isTestVariable } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import { inFolder } from "../../project/build-context";
import { folderOf } from "../../project/services";
import { type Variable, variables } from "../../project/variables";
import { isWithin } from "../../project/variables/example-entry";
import { mismatches } from "../../project/variables/mismatches";
import type { ProjectView } from "../../project/view";
import type { Span } from "../../text/span";
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
    const { byName, derived } = project.fact(variables);
    const misspelt = new Set([...project.fact(mismatches).values()].map(({ set }) => set));
    const folder = folderOf(file.path);
    const readsAnything = [...byName.values()].some(({ reads }) =>
      reads.some(({ path }) => isWithin(path, folder)),
    );
    // Where nothing is read, the code is elsewhere; where there is code that nobody looks into, it may be there.
    if (!readsAnything || derived.some((path) => isWithin(path, folder)) || hasUnread(project)) return;
    const isLaravel = project.has(inFolder(folder, "artisan"));
    for (const { key, keyAt, at } of file.form.assignments) {
      const variable = byName.get(key);
      if (!variable || misspelt.has(key) || isUsed(variable) || isReadElsewhere(key) || isTestVariable(key))
        continue;
      if (isLaravel && isReadByLaravel(key)) continue;
      yield {
        at: keyAt,
        message: `Nothing in the workspace mentions ${key}.`,
        tag: "unnecessary",
        fixes: [
          {
            title: `Delete ${key}`,
            kind: "review",
            edits: [removeLines(file.text, withComment(file, at))],
          },
        ],
      };
    }
  },
});

/** The lines of an assignment, with the comment above them where it can be about nothing else. */
function withComment({ form, lines }: SourceFile<"dotenv">, at: Span): Span {
  const line = (index: number) => (index < 0 ? "" : lines.lineText(index).replace("\uFEFF", "").trim());
  const next = line(lines.lineAt(at.end) + 1);
  if (next !== "" && !next.startsWith("#")) return at;
  const own = lines.lineAt(at.start);
  let first = own;
  while (line(first - 1).startsWith("#")) first--;
  const above = Array.from({ length: own - first }, (_, i) => line(first + i));
  // Rulers around a heading, and variables that are only written down, stay.
  const isProse = above.every((text) => /[a-z]/i.test(text) && !/^#\s*(?:export\s+)?\w+=/.test(text));
  const isHead = first === 0 && form.assignments[0]?.at.start === at.start;
  if (!isProse || isHead) return at;
  // A paragraph that goes takes one of the blank lines around it along.
  const below = lines.lineAt(at.end) + 1;
  const isAlone = next === "" && line(first - 1) === "" && below < lines.lineCount - 1;
  return { start: lines.lineSpan(first).start, end: isAlone ? lines.lineSpan(below).start : at.end };
}

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
  return project.pathsLike(source).some((path) => isOwn(path) && project.file(path) === undefined);
}

function isOwn(path: string): boolean {
  return !/(?:^|\/)(?:node_modules|vendor|\.git|\.venv|venv|dist|build|target)\//.test(path);
}
