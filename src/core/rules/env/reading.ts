import { isTestVariable, isToolVariable } from "../../data/environment-names";
import type { SourceFile } from "../../files/source";
import {
  packageOf,
  type ReadingFile,
  type Variable,
  type Variables,
  variables,
} from "../../project/variables";
import { examplesFor, isWithin } from "../../project/variables/example-entry";
import { allReadsIn } from "../../project/variables/places";
import type { VariableRead } from "../../project/variables/read";
import { readsIn } from "../../project/variables/scan";
import type { ProjectView } from "../../project/view";

/** A variable that a file of code reads, and the place to speak of it. */
export interface OwnRead {
  readonly variable: Variable;
  readonly read: VariableRead;
}

/**
 * The variables that `file` reads and that somebody who deploys the app has to know of, each once: at its first read
 * that cannot do without, in the first file of the workspace that reads it so.
 */
export function ownReads(file: SourceFile, project: ProjectView): OwnRead[] {
  if (file.role !== "prod" && file.role !== "dev") return [];
  // Most files ask nothing, and need not be looked at again when something changes elsewhere.
  if (!mayRead(file)) return [];
  const { byName, helpers } = project.fact(variables);
  const first = new Map<string, VariableRead>();
  for (const read of allReadsIn(file, helpers)) {
    const known = first.get(read.name);
    if (!known || (known.need === "optional" && read.need === "required")) first.set(read.name, read);
  }
  return [...first.values()].flatMap((read) => {
    const variable = byName.get(read.name);
    if (!variable || isToolVariable(read.name) || isSecretFile(read.name)) return [];
    return speaksFor(variable)?.path === file.path ? [{ variable, read }] : [];
  });
}

/** Whether a file of code reads variables, or calls a function that may. */
export function mayRead(file: SourceFile): boolean {
  const { reads, calls } = readsIn(file);
  return reads.length + calls.length > 0;
}

/** The file in which a variable is spoken of: one of production that needs it, if there is one. */
export function speaksFor(variable: Variable): ReadingFile | undefined {
  const known = speakers.get(variable);
  if (known) return known;
  const found = bestOf(variable.reads);
  if (found) speakers.set(variable, found);
  return found;
}

/** Asked again by every file that reads the variable. */
const speakers = new WeakMap<Variable, ReadingFile>();

function bestOf(reads: readonly ReadingFile[]): ReadingFile | undefined {
  let best: ReadingFile | undefined;
  let most = -1;
  for (const file of reads) {
    const isNeeded = file.need === "required" && !file.isBuild;
    const grade = (isNeeded ? 4 : 0) + (file.role === "prod" ? 2 : 0) + (file.isBuild ? 0 : 1);
    if (grade > most) [best, most] = [file, grade];
  }
  return best;
}

/** Whether nobody who deploys the app misses the variable: code does without it, or only builds and tests read it. */
export function isMinor({ name, reads }: Pick<Variable, "name" | "reads">): boolean {
  if (isTestVariable(name)) return true;
  return reads.every(({ need, isBuild }) => need === "optional" || isBuild);
}

/** `DB_PASSWORD_FILE` says where a secret lies; the value is not in the environment. */
function isSecretFile(name: string): boolean {
  return /(?:PASSWORD|SECRET|TOKEN|KEY|CREDENTIALS?)_FILE$/.test(name);
}

/**
 * Whether an example file that speaks for the file at `path` explains the variable. Packages without an example of their
 * own are explained where they are used.
 */
export function isExplained(model: Variables, { descriptions }: Variable, path: string): boolean {
  if (descriptions.length === 0) return false;
  const home = packageOf(model, path);
  const hasOwn = model.examples.some((example) => isWithin(example, home));
  const examples = hasOwn ? examplesFor(model, path) : model.examples;
  return descriptions.some((description) => examples.includes(description));
}

/** Whether a file of the deployment gives the variable a value, so that nobody has to set it. */
export function isProvided({ definitions }: Variable): boolean {
  return definitions.some(
    ({ source, role, isHanded }) =>
      role === "prod" && !isHanded && source !== "dotenv" && source !== "code" && source !== "workflow",
  );
}
