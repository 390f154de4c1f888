import { isToolVariable } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import { folderOf } from "../../project/services";
import { type Variables, variables } from "../../project/variables";
import { addToExample, isWithin } from "../../project/variables/example-entry";
import { mismatches } from "../../project/variables/mismatches";
import { isExample } from "../../project/variables/scan";
import type { ProjectView } from "../../project/view";
import { insertion } from "../../text/edits";
import { defineRule, type Fix, type Problem } from "../rule";

export const drift = defineRule({
  id: "env/drift",
  on: "dotenv",
  severity: "warning",
  title: "Keep environment files and their example in step",
  why: "What one has and the other lacks is what somebody forgets: the next server is set up from the example, and the variable that was added by hand is not in it.",
  references: ["https://12factor.net/config"],
  equivalents: [],
  fix: "safe",
  examples: [
    {
      files: {
        ".env.production":
          "DATABASE_URL=postgres://db.parcels.example/app\n«MAIL_FROM»=hello@parcels.example\n",
        ".env.example": "DATABASE_URL=\n",
      },
      good: {
        ".env.production":
          "DATABASE_URL=postgres://db.parcels.example/app\nMAIL_FROM=hello@parcels.example\n",
        ".env.example": "DATABASE_URL=\nMAIL_FROM=\n",
      },
    },
  ],
  *check({ file, project }) {
    if (!isCompared(file) || !file.form.clean) return;
    const model = project.fact(variables);
    const examples = examplesBeside(model, file, project);
    const [example] = examples;
    if (!example) return;
    const misspelt = new Set([...project.fact(mismatches).values()].map(({ set }) => set));
    const isListed = (name: string) =>
      examples.some(({ form }) => form.get(name) !== undefined || form.commentedKeys.has(name));
    let found = false;
    const seen = new Set<string>();
    for (const { key, keyAt } of file.form.assignments) {
      if (seen.has(key) || isListed(key) || isToolVariable(key) || misspelt.has(key)) continue;
      seen.add(key);
      found = true;
      const edits = addToExample(example, { name: key });
      const fixes: Fix[] = edits
        ? [
            {
              title: `Add ${key} to ${example.path}`,
              kind: "safe",
              edits: [],
              also: [{ path: example.path, edits }],
            },
          ]
        : [];
      yield { at: keyAt, message: `${key} is not in ${example.path}.`, fixes };
    }
    const lacking = lackingProblem(file, example, model, project);
    if (lacking) yield lacking;
    const [first] = file.form.assignments;
    if (first && !found && !lacking)
      yield { proves: first.keyAt, message: `This file and ${example.path} have the same variables.` };
  },
});

/** `.env` and what production reads; overlays of single developers are meant to differ. */
function isCompared(file: SourceFile<"dotenv">): boolean {
  if (isExample(file) || (file.role !== "prod" && file.role !== "dev")) return false;
  const name = file.path.slice(file.path.lastIndexOf("/") + 1);
  return (
    name === ".env" ||
    /^\.env\.(?:prod|production|staging|live)$/.test(name) ||
    /^(?:prod|production|staging)\.env$/.test(name)
  );
}

/** The examples in the folder of the file, or else the nearest ones above. */
function examplesBeside(model: Variables, file: SourceFile, project: ProjectView): SourceFile<"dotenv">[] {
  const above = model.examples.filter((path) => isWithin(file.path, folderOf(path)));
  const nearest = Math.max(...above.map((path) => folderOf(path).length));
  return above
    .filter((path) => folderOf(path).length === nearest)
    .flatMap((path) => {
      const example = project.file(path);
      return example?.is("dotenv") ? [example] : [];
    });
}

/** What the example lists, the code cannot do without, and this file does not set. */
function lackingProblem(
  file: SourceFile<"dotenv">,
  example: SourceFile<"dotenv">,
  { byName }: Variables,
  project: ProjectView,
): Problem | undefined {
  const [first] = file.form.assignments;
  const folder = folderOf(file.path);
  const base = project.file(folder === "" ? ".env" : `${folder}/.env`);
  const has = (name: string) =>
    file.form.get(name) !== undefined || (base?.is("dotenv") && base.form.get(name) !== undefined);
  const listed = [...new Set(example.form.assignments.map(({ key }) => key))];
  const shared = listed.filter((name) => file.form.get(name) !== undefined);
  // A file with a few of them is laid over another one.
  if (!first || shared.length * 2 < listed.length) return undefined;
  const lacking = listed.filter((name) => {
    const reads = byName.get(name)?.reads ?? [];
    const isRequired = reads.some(
      ({ need, role, isBuild }) => need === "required" && role === "prod" && !isBuild,
    );
    return isRequired && !has(name) && !isToolVariable(name);
  });
  if (lacking.length === 0) return undefined;
  const shown =
    lacking.length > 4
      ? `${lacking.slice(0, 3).join(", ")} and ${lacking.length - 3} more`
      : lacking.join(", ");
  const { text, eol } = file;
  const lines = lacking.map((name) => `${name}=`).join(eol);
  const edit = insertion(text.length, text.endsWith("\n") ? lines + eol : eol + lines);
  return {
    at: first.keyAt,
    message: `${shown} ${lacking.length > 1 ? "are" : "is"} in ${example.path} and not here, and the code cannot do without.`,
    fixes: [{ title: `Add ${shown}`, kind: "review", edits: [edit] }],
  };
}
